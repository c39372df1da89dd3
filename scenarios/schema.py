"""The scenario: one difficult visit, complete in one language. One YAML file is one ``Scenario``."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self, get_args

from pydantic import Field, model_validator

from scenarios.persona import Level, Persona, Strict
from scenarios.speech_acts.acts import SpeechAct
from scenarios.transcript import Locale, Signs

Segment = Literal["mass", "vip", "inclusive", "special"]
Channel = Literal["counter", "lobby", "phone", "online"]
Tier = Literal["foundation", "in_service", "leadership"]
Band = Literal["calm", "tense", "angry"]
"""The three moods in which a customer speaks differently. A line for ``calm`` serves where no other is given."""

CustomerAct = Literal[
    "insist",  # comes back to the unsolved point
    "detail",  # answers an open question about the need, without any hidden fact
    "evade",  # is asked about something hidden and does not want to say (yet)
    "ask_why",  # is refused something without a reason
    "ask_time",  # wants to know when
    "confused",  # did not understand a term, or too many steps at once
    "mishear",  # did not catch it
    "follow",  # does the one thing asked
    "soften",  # feels understood
    "accept",  # agrees to what is offered
    "hesitate",  # is not convinced yet
    "worry",  # is afraid of what may happen
    "vent",  # is hurt by how they were treated
    "object",  # does not want to be questioned
    "thank",  # has what was needed
    "silence",  # meets an empty or one-word reply
    "nod",  # says yes and has not understood
    "forget",  # has lost the first of several steps
    "hand_over",  # holds out card and PIN: do it for me
    "interrupt",  # is angry and does not let a long speech end
    "answer",  # answers a plain question; the words stand in ``answers``
    "deflect",  # is asked something that leads away from the matter
]
CUSTOMER_ACTS: tuple[CustomerAct, ...] = get_args(CustomerAct)
HABITS: frozenset[CustomerAct] = frozenset({"nod", "forget", "hand_over", "interrupt", "deflect"})
"""Acts for which a scenario may have words of its own and need not: ``scenarios.habits`` has some for anybody."""
OPTIONAL: frozenset[CustomerAct] = HABITS | {"answer"}
"""Acts that need no entry under ``lines``."""

Line = Annotated[str, Field(min_length=1, max_length=400)]
"""Words the customer says. Stage directions stand in « » at the start: «凑近，手扶着耳朵»您说什么？"""

Variants = Annotated[tuple[Line, ...], Field(min_length=3)]
"""At least three ways to say it, so that no line comes twice and two visits differ."""


class Condition(Strict):
    """When something happens. Every given part must hold; an empty condition always holds.

    Attributes:
        any: at least one of these acts in this trainee turn.
        all: every one of these acts by now, in any turn.
        none: none of these acts in this turn.
        never: none of these acts in any turn so far.
        some: at least one of these acts by now, in any turn.
        times: with ``any``: this many turns by now held one of them.
        words: this turn holds at least one of these words or phrases (case is ignored).
        facts: these facts are earned.
        objectives: these objectives are met.
        trust_min, anger_min, anger_max, anxiety_max, confusion_max: limits on the mood, 0 to 1.
        turns_min: at least this many trainee turns have been taken.
    """

    any: tuple[SpeechAct, ...] = ()
    all: tuple[SpeechAct, ...] = ()
    none: tuple[SpeechAct, ...] = ()
    never: tuple[SpeechAct, ...] = ()
    some: tuple[SpeechAct, ...] = ()
    times: Annotated[int, Field(ge=1, le=5)] = 1
    words: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    objectives: tuple[str, ...] = ()
    trust_min: Level | None = None
    anger_min: Level | None = None
    anger_max: Level | None = None
    anxiety_max: Level | None = None
    confusion_max: Level | None = None
    turns_min: Annotated[int, Field(ge=0, le=40)] = 0


class Fact(Strict):
    """Something the customer knows and does not say by themselves.

    Attributes:
        text: the fact, as told to an LLM once it is earned and to the trainee in the debrief.
        marks: words that would give the fact away; they stand in no line spoken before it is earned.
        asks: acts that reach for it; done too early they are evaded, not answered.
        earned_by: when the customer tells it.
        lines: how they tell it.
    """

    id: str
    text: str
    marks: Annotated[tuple[str, ...], Field(min_length=1)]
    asks: tuple[SpeechAct, ...] = ("ask_open", "ask_purpose")
    earned_by: Condition
    lines: Variants


class Answer(Strict):
    """What the customer says when asked something plain: how old they are, who came with them, how much it is.

    No secret: what has to be earned is a ``Fact``. Answers are tried in the order of the file.

    Attributes:
        asked: words that show the question; … stands for up to 24 characters. Case is ignored, and where a
            language puts spaces between words only whole words count.
        facts: these facts are earned.
        objectives: these objectives are met.
        lines: the answer, at least two ways; when all are used up, the question is waved aside.
    """

    asked: Annotated[tuple[Annotated[str, Field(min_length=1)], ...], Field(min_length=1)]
    facts: tuple[str, ...] = ()
    objectives: tuple[str, ...] = ()
    lines: Annotated[tuple[Line, ...], Field(min_length=2)]


class Objective(Strict):
    """One thing to achieve.

    Attributes:
        text: the objective in the trainee's words, for the debrief.
        hint: the next useful thing to do while it is open, without the sentence itself.
        met_by: when it is met; once met it stays met.
        customer: the customer's act in the turn that meets it.
        lines: the customer's words in that turn; without them the act's own lines serve.
    """

    id: str
    text: str
    hint: str
    met_by: Condition
    customer: CustomerAct = "accept"
    lines: Variants | None = None


EndingKind = Literal[
    "satisfied", "calmed", "fraud_prevented", "left", "complained", "defrauded", "data_leaked", "unresolved"
]


class Ending(Strict):
    """How it can end. Endings are tried in the order of the file; the last one has no condition.

    Attributes:
        wanted: whether this is what the trainee was to reach. At least one ending is.
        when: what must hold.
        at_once: the customer ends the conversation as soon as ``when`` holds. Otherwise it is looked at when the
            trainee closes or stops, or the visit has run its time.
        text: what became of it, for the debrief.
        lines: the customer's last words.
    """

    id: str
    kind: EndingKind
    wanted: bool = False
    when: Condition = Condition()
    at_once: bool = False
    text: str
    lines: Variants


class Brief(Strict):
    """What the trainee reads before the customer comes."""

    situation: str
    task: str
    known: tuple[str, ...] = ()


class Source(Strict):
    """A rule that this scenario rests on."""

    title: str
    clause: str | None = None
    effective: date | None = None


class Advice(Strict):
    """A better reply for one criterion in this very scene.

    Attributes:
        say: words one could really say to this customer.
        why: one line on why it works.
    """

    say: str
    why: str


class Trainees(Strict):
    """Scripted trainees: one turn a string. They show that the scenario separates good from bad."""

    good: Annotated[tuple[str, ...], Field(min_length=3)]
    average: Annotated[tuple[str, ...], Field(min_length=3)]
    bad: Annotated[tuple[str, ...], Field(min_length=2)]


class Lines(Strict):
    """The customer's words for one act, by mood. A missing mood falls back: angry, tense, calm."""

    calm: Variants
    tense: Variants | None = None
    angry: Variants | None = None

    def pools(self, band: Band) -> tuple[tuple[Line, ...], ...]:
        """Return the pools to draw from in ``band``, the fitting one first."""
        order = {
            "calm": (self.calm, self.tense),
            "tense": (self.tense, self.calm),
            "angry": (self.angry, self.tense, self.calm),
        }
        return tuple(pool for pool in order[band] if pool)


class Mood(Strict):
    """What the customer feels, each 0 to 1."""

    anger: Level = 0.2
    anxiety: Level = 0.3
    trust: Level = 0.4
    confusion: Level = 0.2


class Scenario(Strict):
    """One difficult visit.

    Raises:
        ValidationError: where a field is missing, misspelt or out of range, or names something that is not there.
    """

    slug: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    locale: Locale
    version: Annotated[int, Field(ge=1)] = 1
    title: str
    summary: str
    segment: Segment
    channel: Channel
    jobs: tuple[str, ...]
    tier: Tier
    difficulty: Annotated[int, Field(ge=1, le=5)]
    minutes: Annotated[int, Field(ge=2, le=30)]
    competencies: Annotated[tuple[str, ...], Field(min_length=1)]
    rubric: str = "service-core"
    sources: tuple[Source, ...] = ()
    signs: Signs = Signs(elderly_or_disabled=False, fraud=False)
    applies: dict[str, bool] = Field(default_factory=dict)
    max_turns: Annotated[int, Field(ge=6, le=60)] = 24
    persona: Persona
    brief: Brief
    mood: Mood = Mood()
    facts: tuple[Fact, ...] = ()
    objectives: Annotated[tuple[Objective, ...], Field(min_length=1)]
    red_lines: tuple[str, ...] = ()
    opening: Variants
    lines: dict[CustomerAct, Lines]
    answers: tuple[Answer, ...] = ()
    endings: Annotated[tuple[Ending, ...], Field(min_length=2)]
    advice: dict[str, Advice] = Field(default_factory=dict)
    trainees: Trainees

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        facts, objectives = {f.id for f in self.facts}, {o.id for o in self.objectives}
        conditions = [("facts." + f.id, f.earned_by) for f in self.facts]
        conditions += [("objectives." + o.id, o.met_by) for o in self.objectives]
        conditions += [("endings." + e.id, e.when) for e in self.endings]
        conditions += [
            (f"answers.{answer.asked[0]}", Condition(facts=answer.facts, objectives=answer.objectives))
            for answer in self.answers
        ]
        for where, condition in conditions:
            for unknown in set(condition.facts) - facts:
                raise ValueError(
                    f"{where}: there is no fact “{unknown}”; known: {', '.join(sorted(facts)) or 'none'}"
                )
            for unknown in set(condition.objectives) - objectives:
                raise ValueError(
                    f"{where}: there is no objective “{unknown}”; known: {', '.join(sorted(objectives))}"
                )
        missing = [act for act in CUSTOMER_ACTS if act not in self.lines and act not in OPTIONAL]
        if missing:
            raise ValueError(
                f"lines: no words for {', '.join(missing)}; write at least three variants of each"
            )
        if not any(ending.wanted for ending in self.endings):
            raise ValueError(
                "endings: none is wanted; mark the one the trainee is to reach with “wanted: true”"
            )
        if self.endings[-1].when != Condition():
            raise ValueError(
                f"endings.{self.endings[-1].id}: the last ending catches the rest, so it has no “when”"
            )
        for fact in self.facts:
            self._is_withheld(fact)
        return self

    def _is_withheld(self, fact: Fact) -> None:
        """A fact that is not earned stands in no line that can be spoken without it."""
        shown = [
            ("brief.situation", self.brief.situation),
            ("brief.task", self.brief.task),
            ("summary", self.summary),
        ]
        shown += [("brief.known", known) for known in self.brief.known]
        shown += [
            ("persona", self.persona.background),
            ("persona", self.persona.voice),
            ("title", self.title),
        ]
        for where, line in self._spoken_without(fact) + shown:
            for mark in fact.marks:
                if mark.casefold() in line.casefold():
                    raise ValueError(
                        f"{where}: “{mark}” gives away the fact “{fact.id}” before it is earned: {line}"
                    )

    def _spoken_without(self, fact: Fact) -> list[tuple[str, Line]]:
        """All that the customer can say while ``fact`` is not earned, with where it is written."""
        early = [("opening", line) for line in self.opening]
        for act, lines in self.lines.items():
            early += [
                (f"lines.{act}", line)
                for pool in (lines.calm, lines.tense, lines.angry)
                if pool
                for line in pool
            ]
        for answer in self.answers:
            if fact.id not in answer.facts and not self._after(fact.id, answer.objectives):
                early += [(f"answers.{answer.asked[0]}", line) for line in answer.lines]
        for objective in self.objectives:
            if fact.id not in objective.met_by.facts:
                early += [(f"objectives.{objective.id}", line) for line in objective.lines or ()]
        for other in self.facts:
            if other.id != fact.id and fact.id not in other.earned_by.facts:
                early += [(f"facts.{other.id}", line) for line in other.lines]
        for ending in self.endings:
            if fact.id not in ending.when.facts and not self._after(fact.id, ending.when.objectives):
                early += [(f"endings.{ending.id}", line) for line in ending.lines]
        return early

    def _after(self, fact: str, objectives: tuple[str, ...]) -> bool:
        return any(o.id in objectives and fact in o.met_by.facts for o in self.objectives)
