"""What services hand out: attempts and turns as they are, never a row."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Literal

from lms.practice.stage import ClosedBy, Engine, Mode
from scenarios.mood import Moved
from scenarios.schema import CustomerAct, Ending, Mood, Scenario
from scenarios.speech_acts import SpeechAct
from scenarios.state import State
from scenarios.transcript import Locale, Speaker, Transcript
from scenarios.transcript import Turn as SpokenTurn
from scoring.assessment import Assessment, Outcome
from scoring.coaching import Suggestion
from scoring.heard_acts import HeardActs
from scoring.progress import Progress
from scoring.reply import breaks
from scoring.rules import Reading, read
from scoring.work_order import Checked, WorkOrder


@dataclass(frozen=True)
class TurnView:
    """One utterance and what it did.

    Attributes:
        seq: place over both speakers, from 0.
        acts: speech acts of a trainee's turn.
        mood: the customer's mood after this turn; none after a trainee's.
        moved: what moved the mood, the strongest first.
        facts: facts told in this turn, by id.
        objectives: objectives met with this turn, by id.
        engine: who found the customer's words: ``built-in`` or ``llm:<model>``.
        notes: what went differently from the plan (a fall-back, say).
    """

    seq: int
    speaker: Speaker
    text: str
    at: datetime
    acts: tuple[SpeechAct, ...] = ()
    mood: Mood | None = None
    moved: tuple[Moved, ...] = ()
    facts: tuple[str, ...] = ()
    objectives: tuple[str, ...] = ()
    customer_act: CustomerAct | None = None
    engine: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class AttemptCard:
    """An attempt as lists show it, without a word of what was said.

    Attributes:
        origin_id: the attempt this one branched from at first; its own id when it is no branch.
        forked_from: the attempt it was rewound from, at turn ``forked_at_turn`` (which was said anew).
        deadline_at: when an exam ends; none in practice.
        closed_by: none while it is open, as are ``ending`` to ``passed``.
        score: 0 to 100.
        blocked_by: the red lines crossed.
        turns: utterances of both speakers.
        void: does not count, through no fault of the trainee.
        shared: the owner shows it to their mentor and trainer.
        set_aside: the criteria that no machine's word decides in this exam; a person's mark of them counts.
        erased_at: when what was said in it was erased; none while it stands.
    """

    attempt_id: str
    origin_id: str
    forked_from: str | None
    forked_at_turn: int | None
    person_id: str
    slug: str
    scenario_version: int
    locale: Locale
    mode: Mode
    engine: Engine
    model: str | None
    seed: int
    opened_at: datetime
    deadline_at: datetime | None
    closed_at: datetime | None
    closed_by: ClosedBy | None
    ending: str | None
    wanted: bool | None
    score: int | None
    passed: bool | None
    blocked_by: tuple[str, ...]
    turns: int | None
    void: bool
    shared: bool
    set_aside: tuple[str, ...] = ()
    erased_at: datetime | None = None

    @property
    def open(self) -> bool:
        """Whether it goes on."""
        return self.closed_at is None

    @property
    def is_branch(self) -> bool:
        """Whether it was rewound from another."""
        return self.forked_from is not None


@dataclass(frozen=True)
class Opinion:
    """What a model found in an attempt beside the rules, or how far that is.

    Attributes:
        failure: why there is none, where it failed: a ``Failure`` of the model, ``no_model`` or ``fault``.
        model: who judged.
        assessment: what it found, once it is done.
    """

    state: Literal["waiting", "done", "failed"]
    failure: str | None
    model: str | None
    assessment: Assessment | None


@dataclass(frozen=True)
class Coaching:
    """The advice that a model wrote on an attempt, or how far that is.

    Attributes:
        failure: why there is none, where it failed: a ``Failure`` of the model, ``no_model`` or ``fault``.
        model: who wrote; none where nothing was missed, and nobody was asked.
        advice: what may be shown of it.
    """

    state: Literal["waiting", "done", "failed"]
    failure: str | None
    model: str | None
    advice: tuple[Suggestion, ...] = ()


Kind = Literal["comment", "override", "dispute", "answer", "seen"]
"""What somebody writes: a remark, a mark with its reason, an objection, its answer, or that they have read it."""


@dataclass(frozen=True)
class Entry:
    """What somebody wrote of an attempt.

    Attributes:
        seq: the turn it is about; none where it is about the whole.
        criterion: the question it is about, of a mark and an objection.
        outcome: of a mark.
        answers: the objection it answers.
        person_id: who wrote it.
    """

    entry_id: str
    kind: Kind
    seq: int | None
    criterion: str | None
    outcome: Outcome | None
    text: str
    answers: str | None
    person_id: str
    at: datetime


@dataclass(frozen=True)
class WrittenOrder:
    """A work order as it was handed in, with the answers it got.

    Attributes:
        score: 0 to 100.
    """

    order: WorkOrder
    checked: tuple[Checked, ...]
    score: int
    at: datetime


@dataclass(frozen=True)
class AttemptView:
    """An attempt with all that was said.

    Attributes:
        scenario: the very version that was played.
        turns: in order.
        state: where the conversation stands after the customer's last turn.
        assessment: the verdict that counts: a person's, else the one the rubric lets count; none while it is open.
        by_rules: what the rules found.
        opinion: a model's, beside it; none where no model was asked.
        coaching: a model's advice; none where no model was asked.
        entries: what people have written of it, oldest first.
        work_order: the newest that was handed in; none where none was.
        heard: what the rules marked by; none while it is open, or where it was closed before this was kept.
    """

    card: AttemptCard
    scenario: Scenario
    turns: tuple[TurnView, ...]
    state: State
    assessment: Assessment | None
    by_rules: Assessment | None = None
    opinion: Opinion | None = None
    entries: tuple[Entry, ...] = ()
    work_order: WrittenOrder | None = None
    coaching: Coaching | None = None
    heard: HeardActs | None = None

    @property
    def pending(self) -> bool:
        """Whether the customer still owes an answer to the last turn: call ``resume``."""
        return self.card.open and bool(self.turns) and self.turns[-1].speaker == "trainee"

    @property
    def coached(self) -> bool:
        """Whether mood and hints may be shown: in practice always, of an exam once it is closed."""
        return self.card.mode == "practice" or not self.card.open

    @property
    def ending(self) -> Ending | None:
        """The ending reached, none while it is open."""
        return next((e for e in self.scenario.endings if e.id == self.card.ending), None)

    @property
    def left_to_people(self) -> tuple[str, ...]:
        """The criteria that were set aside and that no person has marked: they count for nothing."""
        marked = {entry.criterion for entry in self.entries if entry.kind == "override"}
        return tuple(id_ for id_ in self.card.set_aside if id_ not in marked)

    @cached_property
    def progress(self) -> Progress:
        """Which facts were told and which objectives reached, and when."""
        return progress_of(self.turns)

    @cached_property
    def reading(self) -> Reading:
        """What was said, as the rules read it when they marked it."""
        heard = None if self.heard is None else self.heard.again(self.transcript)
        return read(self.transcript, self.scenario, heard)

    @property
    def crossed_by_meaning(self) -> tuple[str, ...]:
        """The red lines crossed that the full reader told, and patterns alone would not have."""
        if self.heard is None or self.heard.reader != "full" or not self.card.blocked_by:
            return ()
        by_patterns = read(self.transcript, self.scenario)
        told = self.by_rules.blocked_by if self.by_rules is not None else ()
        return tuple(id_ for id_ in self.card.blocked_by if id_ in told and not breaks(id_, by_patterns))

    @cached_property
    def transcript(self) -> Transcript:
        """What was said, in the exchanged shape."""
        return transcript_of(self.scenario, self.turns)


@dataclass(frozen=True)
class Comparison:
    """Two attempts at one scenario, side by side.

    Attributes:
        common: leading turns that are the same in both.
        changed: criteria judged differently: id, outcome on the left, outcome on the right.
        now_reached: what the visit is about and only the right one reached, in the scenario's words.
        no_longer_reached: what only the left one reached.
        gained: points the right has more than the left; none when one is not scored.
    """

    left: AttemptView
    right: AttemptView
    common: int
    changed: tuple[tuple[str, str, str], ...]
    now_reached: tuple[str, ...]
    no_longer_reached: tuple[str, ...]
    gained: int | None


def progress_of(turns: tuple[TurnView, ...]) -> Progress:
    """Which facts were told and which objectives reached, and when."""
    return Progress.of((turn.seq, turn.facts, turn.objectives) for turn in turns)


def transcript_of(scenario: Scenario, turns: tuple[TurnView, ...]) -> Transcript:
    """What was said, in the exchanged shape."""
    return Transcript(
        scenario=scenario.slug,
        locale=scenario.locale,
        signs=scenario.signs,
        turns=tuple(SpokenTurn(speaker=turn.speaker, text=turn.text, at=turn.at) for turn in turns),
    )
