"""A transcript as the rules read it: each turn once, with its speech acts and cues, and the places they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from scenarios.schema import Scenario
from scenarios.spacing import DIRECTION
from scenarios.speech_acts import HARMFUL, Recogniser, SpeechAct, recogniser_for
from scenarios.state import mark_of
from scenarios.transcript import Signs, Transcript
from scoring.assessment import Evidence
from scoring.cues import Cues, CustomerCue, Heard, TraineeCue, cues_for
from scoring.heard_acts import trainee_turns
from scoring.statements import addresses_the_judge

Sign = SpeechAct | TraineeCue
"""What a trainee's turn can hold: a speech act, or a cue."""

_SHOWN = 60
"""Characters of the last words that are quoted."""

_GONE = re.compile(
    r"挂(?:断|了|掉)|摔门|转身(?:就|便)?走|扭头(?:就|便)?走|拂袖"
    r"|\b(?:hangs? up|hung up|puts? the phone down|storms? (?:out|off)|walks? (?:out|off)|slams? the (?:door|phone)"
    r"|has left the chat|leaves the chat|ended the chat|ends the chat|the line goes dead)\b",
    re.IGNORECASE,
)
"""What a customer does, in a stage direction, who breaks it off."""

_AGAINST: frozenset[Sign] = HARMFUL | {
    "curt",
    "several_steps",
    "forces_machine",
    "passes_on",
    "presses",
    "discloses",
    "carries_out",
    "forbidden",
}
"""Signs that speak against a trainee."""

_EXCUSED: Mapping[Sign, tuple[Sign, ...]] = {
    "rude": ("about_a_thing",),
    "forbidden": ("about_a_thing",),
    "over_promise": ("own_money", "no_promise"),
    "leak_privacy": ("keypad",),
}
"""What only sounds like a breach where the same words say the other."""

_ONES_OWN: Sign = "own_account"
"""What tells nobody's secret once it is known who asks."""

_EXCLAIMED = re.compile(r"\w[!！]")
_CONTENT: frozenset[CustomerCue] = frozenset({"settled", "leaves"})
_GLAD = re.compile(
    r"哈哈|嘿嘿|嘻嘻|太好|真好|恭喜|\b(?:ha(?:ha)+|i know|lovely|brilliant|wonderful|fantastic|great|hooray)\b",
    re.IGNORECASE,
)
"""What is exclaimed in good humour."""

_OF_LOSS: tuple[Sign, ...] = ("asks_risk",)
_SUPPOSED: frozenset[CustomerCue] = frozenset({"feeling", "trouble"})
"""Who is asked what a loss would be like tells of none."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something was said: the turn over all turns, and the offset in it."""

    turn: int
    start: int


@dataclass(frozen=True, slots=True)
class Found:
    """A sign, where it stands, and the trainee's words that show it, verbatim."""

    place: Place
    quote: str

    @property
    def evidence(self) -> Evidence:
        """The proof in the exchanged shape."""
        return Evidence(turn=self.place.turn, quote=self.quote)


@dataclass(frozen=True, slots=True)
class TraineeTurn:
    """A turn of the trainee: its index over all turns, its words, and the signs it holds."""

    index: int
    text: str
    signs: Mapping[Sign, Found]

    def find(self, *signs: Sign) -> Found | None:
        """Return the first of the signs, in the order asked, that this turn holds."""
        return next((self.signs[sign] for sign in signs if sign in self.signs), None)

    def holds(self, *signs: Sign) -> bool:
        """Return whether any of the signs is in this turn."""
        return any(sign in self.signs for sign in signs)


@dataclass(frozen=True, slots=True)
class CustomerTurn:
    """A turn of the customer: its index over all turns, its words, and the cues it gives."""

    index: int
    text: str
    cues: Mapping[CustomerCue, Heard]


class Reading:
    """What was said, ready for the questions.

    Attributes:
        trainee: the trainee's turns, in order.
        customer: the customer's turns, in order.
        scenario: what was rehearsed, where it is known.
        broken_off: whether the customer hung up or walked out, so that no leave could be taken.
    """

    def __init__(
        self,
        trainee: tuple[TraineeTurn, ...],
        customer: tuple[CustomerTurn, ...],
        signs: Signs,
        scenario: Scenario | None,
        broken_off: bool = False,
    ) -> None:
        self.trainee, self.customer, self.scenario = trainee, customer, scenario
        self.broken_off = broken_off
        self._signs = signs

    @property
    def first(self) -> tuple[TraineeTurn, ...]:
        """What the trainee said before the customer answered for the first time."""
        if not self.trainee:
            return ()
        start = self.trainee[0].index
        answered = next((turn.index for turn in self.customer if turn.index > start), None)
        return tuple(turn for turn in self.trainee if answered is None or turn.index < answered)

    @property
    def last(self) -> tuple[TraineeTurn, ...]:
        """What the trainee said last: the final turn, and the one before it, where leave is often taken."""
        return self.trainee[-2:]

    @property
    def closing_words(self) -> Found | None:
        """The end of what the trainee said: the proof of what never came up to the last word."""
        for turn in reversed(self.trainee):
            words = turn.text.rstrip()
            if words.strip():
                start = max(0, len(words) - _SHOWN)
                return Found(Place(turn.index, start), words[start:])
        return None

    def all(self, *signs: Sign, after: int = -1) -> Iterator[Found]:
        """Yield the places that hold one of the signs, after a turn of the conversation, in order."""
        for turn in self.trainee:
            if turn.index > after:
                here = {turn.signs[sign] for sign in signs if sign in turn.signs}
                yield from sorted(here, key=lambda found: found.place)

    def find(self, *signs: Sign, after: int = -1) -> Found | None:
        """Return the first place that holds one of the signs, after a turn of the conversation."""
        return next(self.all(*signs, after=after), None)

    def says(self, *signs: Sign, after: int = -1) -> bool:
        """Return whether the trainee's words hold one of the signs."""
        return self.find(*signs, after=after) is not None

    @property
    def blame(self) -> Found | None:
        """Where the fault was put on the customer; “who told you to …?” in a turn that asks for that is no blame."""
        found = (turn.find("blame") for turn in self.trainee if not turn.holds("ask_purpose", "probes"))
        return next((blamed for blamed in found if blamed), None)

    @property
    def dismissal(self) -> Found | None:
        """Where the customer was sent away; “I don't know, but I'll find out” does not send away."""
        helps: tuple[Sign, ...] = ("next_step", "follows_up", "apologise", "escalate")
        found = (turn.find("dismiss") for turn in self.trainee if not turn.holds(*helps))
        return next((sent for sent in found if sent), None)

    @property
    def somebody_elses(self) -> bool:
        """Whether the matter is what is known of somebody else, told or kept."""
        if self.says("leak_privacy", "discloses"):
            return True
        return any(
            turn.holds("protect_privacy") and turn.holds("refuse", "declines") for turn in self.trainee
        )

    def heard(self, *cues: CustomerCue) -> int | None:
        """Return the customer's first turn that gives one of the cues, if any does."""
        return next((turn.index for turn in self.customer if any(c in turn.cues for c in cues)), None)

    def heard_and_answered(self, *cues: CustomerCue) -> int | None:
        """Return the customer's first turn that gives one of the cues, if the trainee spoke after it."""
        turn = self.heard(*cues)
        return turn if turn is not None and self.trainee and self.trainee[-1].index > turn else None

    @property
    def frail(self) -> bool:
        """Whether the customer is elderly or disabled, as told or by the words of either."""
        if self._signs.elderly_or_disabled is not None:
            return self._signs.elderly_or_disabled
        return self.heard("frail") is not None or self.says("minds_frailty")

    @property
    def fraud(self) -> bool:
        """Whether there are signs of fraud, as told or by the customer's words; a lone hint is no sign."""
        if self._signs.fraud is not None:
            return self._signs.fraud
        if self.heard("fraud_sign") is not None:
            return True
        # What is asked and told where the bank itself sells is no hint.
        hints = sum("fraud_hint" in turn.cues for turn in self.customer)
        return hints > 1 and not self.says("asks_risk", "asks_horizon")


def _with_what_is_exclaimed(heard: dict[CustomerCue, Heard], text: str) -> dict[CustomerCue, Heard]:
    """Add the feeling of somebody who exclaims, unless it is in thanks, agreement or goodbye."""
    if not _EXCLAIMED.search(text) or _GLAD.search(text) or not heard.keys().isdisjoint(_CONTENT):
        return heard
    return {"feeling": Heard(text, 0), **heard}


def proofs(*found: Found | None) -> tuple[Evidence, ...]:
    """Return the evidence of what was found, each once, in order of place."""
    there = sorted({f for f in found if f is not None}, key=lambda f: f.place)
    return tuple(f.evidence for f in there)


def first_of(found: Iterable[Found]) -> Found | None:
    """Return the earliest of what was found."""
    return min(found, key=lambda f: f.place, default=None)


def signs_of(transcript: Transcript, scenario: Scenario | None) -> Signs:
    """Return what is told of the customer: by the scenario, else by the transcript; ``None`` means infer it."""
    told = [signs for signs in (scenario and scenario.signs, transcript.signs) if signs]

    def first(field: str) -> bool | None:
        return next((value for signs in told if (value := getattr(signs, field)) is not None), None)

    return Signs(elderly_or_disabled=first("elderly_or_disabled"), fraud=first("fraud"))


def read(
    transcript: Transcript, scenario: Scenario | None = None, recogniser: Recogniser | None = None
) -> Reading:
    """Read a transcript: every turn is recognised once, by patterns where no ``recogniser`` is given."""
    said = [words for _, words in trainee_turns(transcript)]
    recogniser = (recogniser or recogniser_for(transcript.locale)).ahead(said)
    cues = cues_for(transcript.locale)
    trainee: list[TraineeTurn] = []
    customer: list[CustomerTurn] = []
    before: str | None = None
    for index, turn in enumerate(transcript.turns):
        if turn.speaker == "customer":
            told_of = _with_what_is_exclaimed(cues.of_customer(turn.text), turn.text)
            if trainee and trainee[-1].index == index - 1 and trainee[-1].holds(*_OF_LOSS):
                told_of = {cue: heard for cue, heard in told_of.items() if cue not in _SUPPOSED}
            customer.append(CustomerTurn(index, turn.text, told_of))
            before = turn.text
            continue
        signs = _signs_in(turn.text, index, before, recogniser, cues)
        asked_of_another = bool(customer) and "others_account" in customer[-1].cues
        if _ONES_OWN in signs and not asked_of_another and any(t.holds("verify_identity") for t in trainee):
            signs.pop("leak_privacy", None)
        if addresses_the_judge(turn.text):
            # What is said to whoever judges earns nothing; what it breaks is broken all the same.
            signs = {sign: found for sign, found in signs.items() if sign in _AGAINST}
        trainee.append(TraineeTurn(index, turn.text, signs))
    told = signs_of(transcript, scenario)
    return Reading(tuple(trainee), tuple(customer), told, scenario, _is_broken_off(transcript, scenario))


def _signs_in(
    text: str, index: int, before: str | None, recogniser: Recogniser, cues: Cues
) -> dict[Sign, Found]:
    signs: dict[Sign, Found] = {
        cue: Found(Place(index, heard.start), heard.quote) for cue, heard in cues.of_trainee(text).items()
    }
    for act in recogniser.recognise(text, before):
        signs[act.act] = Found(Place(index, act.start), act.quote)
    excused = [
        sign
        for sign, others in _EXCUSED.items()
        if any(_overlap(signs.get(sign), signs.get(by)) for by in others)
    ]
    for sign in excused:
        del signs[sign]
    return signs


def _overlap(one: Found | None, other: Found | None) -> bool:
    if one is None or other is None:
        return False
    ends = (found.place.start + len(found.quote) for found in (one, other))
    return max(one.place.start, other.place.start) < min(ends)


def _is_broken_off(transcript: Transcript, scenario: Scenario | None) -> bool:
    """Return whether the last words are those of a customer who ends it at once, or a gesture of doing so."""
    if not transcript.turns or transcript.turns[-1].speaker != "customer":
        return False
    last = transcript.turns[-1].text
    endings = scenario.endings if scenario else ()
    told = {mark_of(line): ending.at_once for ending in endings for line in ending.lines}
    at_once = told.get(mark_of(last))
    if at_once is not None:
        return at_once
    return any(_GONE.search(gesture.group()) for gesture in DIRECTION.finditer(last))
