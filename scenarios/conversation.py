"""The conversation loop: recognise, plan, realise. Usable without anything else of the product."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from scenarios.customer import Customer, Reply, Scene
from scenarios.mood import Moved
from scenarios.planner import Plan, advance, open_scene, stop
from scenarios.schema import CustomerAct, Ending, Mood, Scenario
from scenarios.speech_acts import Recogniser, act_ids, recogniser_for
from scenarios.speech_acts.acts import SpeechAct
from scenarios.state import State
from scenarios.transcript import Locale, Transcript, Turn

MAX_REPLY = 2_000
"""Characters of one trainee turn that a customer would listen to."""

SILENCE: dict[Locale, str] = {"zh-CN": "«不说话»", "en": "«says nothing»"}
"""What stands in the transcript where the trainee lets the customer wait for an answer."""


def turn_of(line: str, locale: Locale) -> str:
    """Return the trainee turn that a line of a script stands for: an empty line is silence."""
    return line if line.strip() else SILENCE[locale]


class ReplyRefused(ValueError):
    """The trainee's words cannot be taken as a turn; nothing was recorded.

    Attributes:
        reason: ``empty`` or ``too_long``.
        length: characters given.
    """

    def __init__(self, reason: str, length: int) -> None:
        super().__init__(
            f"reply is {reason.replace('_', ' ')} ({length} characters; 1 to {MAX_REPLY} are taken)"
        )
        self.reason, self.length = reason, length


@dataclass(frozen=True, slots=True)
class Step:
    """What one turn left behind, for the trace: the same for both engines.

    Attributes:
        turn: index of the customer's turn over all turns.
        acts: the speech acts of the trainee's turn before it; empty for the opening.
        mood: the customer's mood after the turn.
        moved: what moved it, the strongest first.
        facts: ids of facts earned in this turn.
        objectives: ids of objectives met in this turn.
        customer_act: what the customer did; ``None`` for the opening and the last words.
        engine: who found the words.
        notes: what went differently (fall-back, role check).
    """

    turn: int
    acts: tuple[SpeechAct, ...]
    mood: Mood
    moved: tuple[Moved, ...]
    facts: tuple[str, ...]
    objectives: tuple[str, ...]
    customer_act: CustomerAct | None
    engine: str
    notes: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """Return the step in the exchanged shape."""
        return {
            "turn": self.turn,
            "acts": list(self.acts),
            "mood": self.mood.model_dump(),
            "moved": [{"cause": m.cause, "feeling": m.feeling, "by": m.by} for m in self.moved],
            "facts": list(self.facts),
            "objectives": list(self.objectives),
            "customer_act": self.customer_act,
            "engine": self.engine,
            "notes": list(self.notes),
        }


def check_reply(text: str) -> str:
    """Return the trainee's words without surrounding space.

    Raises:
        ReplyRefused: for no words at all, or more than ``MAX_REPLY`` characters.
    """
    words = text.strip()
    if not any(c.isprintable() and not c.isspace() for c in words):
        raise ReplyRefused("empty", len(words))
    if len(words) > MAX_REPLY:
        raise ReplyRefused("too_long", len(words))
    return words


class Conversation:
    """One visit, from the customer's first words to the ending.

    Attributes:
        scenario: what is rehearsed.
        seed: makes the built-in customer repeatable.
        state: where it stands.
        turns: what was said.
        steps: the trace, one step a customer turn.
    """

    def __init__(
        self, scenario: Scenario, customer: Customer, *, seed: int = 0, recogniser: Recogniser | None = None
    ):
        self.scenario, self.customer, self.seed = scenario, customer, seed
        self.recogniser = recogniser or recogniser_for(scenario.locale)
        self.state = State.at_start(scenario)
        self.turns: list[Turn] = []
        self.steps: list[Step] = []

    @property
    def ending(self) -> Ending | None:
        """The ending reached, or ``None`` while it goes on."""
        return next((e for e in self.scenario.endings if e.id == self.state.ending), None)

    @property
    def transcript(self) -> Transcript:
        """What was said, in the exchanged shape."""
        signs = self.scenario.signs
        return Transcript(
            scenario=self.scenario.slug, locale=self.scenario.locale, signs=signs, turns=tuple(self.turns)
        )

    def open(self) -> Iterator[str]:
        """Yield the customer's first words as they come."""
        yield from self._speak(open_scene(self.scenario), ())

    def say(self, text: str) -> Iterator[str]:
        """Take a trainee turn and yield the customer's answer as it comes.

        Raises:
            ReplyRefused: for words that cannot be a turn; nothing has changed.
        """
        words = check_reply(text)
        context = self.turns[-1].text if self.turns else None
        acts = act_ids(self.recogniser.recognise(words, context))
        plan = advance(self.scenario, self.state, text=words, acts=acts, seed=self.seed)
        self.turns.append(Turn(speaker="trainee", text=words))
        yield from self._speak(plan, acts)

    def stop(self) -> Iterator[str]:
        """End the conversation from the trainee's side and yield the customer's last words."""
        yield from self._speak(stop(self.scenario, self.state), ())

    def _speak(self, plan: Plan, acts: tuple[SpeechAct, ...]) -> Iterator[str]:
        scene = Scene(self.scenario, plan, tuple(self.turns), self.seed)
        reply = self.customer.realise(scene)
        yield from reply
        self.turns.append(Turn(speaker="customer", text=reply.text))
        self.state = plan.state.having_said(reply.text)
        self.steps.append(step_of(plan, acts, reply, turn=len(self.turns) - 1))


def step_of(plan: Plan, acts: tuple[SpeechAct, ...], reply: Reply, *, turn: int) -> Step:
    """Return the trace of one customer turn."""
    return Step(
        turn=turn,
        acts=acts,
        mood=plan.state.mood,
        moved=plan.moved,
        facts=plan.earned,
        objectives=plan.met,
        customer_act=plan.act,
        engine=reply.engine,
        notes=tuple(reply.notes),
    )


def play(
    scenario: Scenario, customer: Customer, script: tuple[str, ...] | list[str], *, seed: int = 0
) -> Conversation:
    """Play a script: one trainee turn a line, an empty line is silence.

    When the lines run out the trainee ends the conversation.
    """
    conversation = Conversation(scenario, customer, seed=seed)
    recite(conversation, script)
    return conversation


def recite(conversation: Conversation, lines: Iterable[str]) -> bool:
    """Have ``lines`` be the trainee of a conversation that has not begun; return whether all could be said."""
    for _ in conversation.open():
        pass
    for line in lines:
        if conversation.ending:
            return False
        for _ in conversation.say(turn_of(line, conversation.scenario.locale)):
            pass
    if conversation.ending is None:
        for _ in conversation.stop():
            pass
    return True
