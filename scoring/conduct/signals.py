"""What in a conversation a manager may train on: promises nobody can keep, arguing, long silence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal, get_args

from scenarios.speech_acts import Recogniser, SpeechAct
from scenarios.transcript import Transcript
from scoring.conduct.phrases import Phrase, phrases_for
from scoring.conduct.silence import silences_in
from scoring.cues import Heard
from scoring.rules.reading import Found, Place, Sign, TraineeTurn, read

Kind = Literal["over_promise", "arguing", "silence"]
KINDS: tuple[Kind, ...] = get_args(Kind)

_READ: tuple[SpeechAct, ...] = ("over_promise", "rude")
"""What a full reader adds to the patterns."""
_HURTS: tuple[Sign, ...] = ("rude", "forbidden")
_SOFTENED: frozenset[Sign] = frozenset({"apologise", "empathise", "offer_help", "escalate"})
"""What a turn may do besides that makes a contradiction a correction: “I'm sorry, you must have …”."""
_ASKING: frozenset[Sign] = frozenset({"ask_purpose", "probes"})
"""What makes “who told you to …?” a question."""


@dataclass(frozen=True, slots=True, order=True)
class Signal:
    """One signal: the turn, counted from 0 over all turns, and the words in it, verbatim.

    The words are the trainee's; of a silence they are those that broke it, or the customer's who complained of it.

    Attributes:
        seconds: how long a silence was, where the transcript tells.
    """

    turn: int
    kind: Kind
    quote: str
    seconds: int | None = None


def signals_in(
    transcript: Transcript, *, typed: bool = False, reader: Recogniser | None = None
) -> tuple[Signal, ...]:
    """Return the signals of a conversation, in order, at most one of a kind a turn. The same again, always.

    Args:
        transcript: what was said; one side may be missing, and so may times.
        typed: whether the trainee typed, as in a rehearsal: a turn's time is then when it was sent.
        reader: hears promises and hurting words that patterns do not foresee, where there is time for it.
    """
    phrases = phrases_for(transcript.locale)
    before: str | None = None
    turns = iter(read(transcript).trainee)
    found: list[Signal] = []
    for said in transcript.turns:
        if said.speaker == "customer":
            before = said.text
            continue
        turn = next(turns)
        heard = phrases.heard_in(turn.text)
        more = {act.act: act for act in reader.recognise(turn.text, before)} if reader else {}
        signs: dict[Sign, Found] = {
            act: Found(Place(turn.index, more[act].start), more[act].quote) for act in _READ if act in more
        }
        turn = replace(turn, signs={**signs, **turn.signs})
        found += [Signal(turn.index, "over_promise", quote) for quote in _promised(turn, heard)]
        found += [Signal(turn.index, "arguing", quote) for quote in _argued(turn, heard)]
    found += [
        Signal(silence.turn, "silence", silence.quote, silence.seconds)
        for silence in silences_in(transcript, typed=typed)
    ]
    return tuple(sorted(found, key=lambda signal: (signal.turn, KINDS.index(signal.kind))))


def _promised(turn: TraineeTurn, heard: Mapping[Phrase, Heard]) -> Iterator[str]:
    """Yield the words that promise what nobody can keep, if any do; what one does oneself one may promise."""
    promised = turn.find("over_promise")
    if promised and not _overlaps(promised, heard.get("own_work"), heard.get("disputes")):
        yield promised.quote


def _argued(turn: TraineeTurn, heard: Mapping[Phrase, Heard]) -> Iterator[str]:
    """Yield the first words that quarrel or hurt, if any do."""
    said = [found for sign in _HURTS if (found := turn.signs.get(sign))]
    said = [found for found in said if not _overlaps(found, heard.get("no_quarrel"))]
    disputed = heard.get("disputes")
    if disputed and not _mild(turn, disputed):
        said.append(Found(Place(turn.index, disputed.start), disputed.quote))
    if said:
        yield min(said, key=lambda found: found.place).quote


def _mild(turn: TraineeTurn, hard: Heard) -> bool:
    """Return whether hard words are a question, or the turn says beside them what makes them milder."""
    if any(_overlaps(found, hard) for sign in _ASKING if (found := turn.signs.get(sign))):
        return True
    return any(not _overlaps(found, hard) for sign in _SOFTENED if (found := turn.signs.get(sign)))


def _overlaps(found: Found, *heard: Heard | None) -> bool:
    start, end = found.place.start, found.place.start + len(found.quote)
    return any(other.start < end and start < other.start + len(other.quote) for other in heard if other)
