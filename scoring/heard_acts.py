"""What was heard in a conversation: by which reader, and each act with its place. It is heard once, and then kept.

A judge that is given what was heard marks the same on every machine and at any time, whether or not the full reader is
at hand there, and whatever it has learnt since.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal, Self, cast

import scenarios.speech_acts
from scenarios.speech_acts import Recogniser, Recognition, SpeechAct, recogniser_for
from scenarios.speech_acts.recogniser import Said
from scenarios.transcript import Locale, Transcript

ReaderName = Literal["full", "patterns"]
Why = Literal["missing", "demo"]
"""Why patterns alone heard: the full reader was not at hand, or a script played the visit for the demo bank."""

_FOLDER = Path(scenarios.speech_acts.__file__).parent
_LONGEST_EDITION = 16


@dataclass(frozen=True, slots=True)
class HeardAct:
    """An act and where its proof stands: ``turn`` over all turns, ``start`` to ``end`` in that turn's words."""

    turn: int
    act: SpeechAct
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class HeardActs:
    """What was heard in one conversation; it holds no word of it.

    Attributes:
        reader: who heard.
        edition: of the reader: another one may hear otherwise. At most 16 characters.
        acts: in order of place.
        why: why patterns alone heard; none where the full reader did.
    """

    reader: ReaderName
    edition: str
    acts: tuple[HeardAct, ...]
    why: Why | None = None

    def again(self, transcript: Transcript) -> Recogniser:
        """Return a recogniser that tells of this transcript what was heard in it."""
        heard: dict[int, list[HeardAct]] = {}
        for each in self.acts:
            heard.setdefault(each.turn, []).append(each)
        known = {
            said: tuple(
                Recognition(each.act, said[0][each.start : each.end], each.start, each.end)
                for each in heard.get(turn, ())
                if said[0][each.start : each.end]
            )
            for turn, said in trainee_turns(transcript)
        }
        return _Remembering(known)

    def as_json(self) -> list[dict[str, object]]:
        """Return the acts as plain data."""
        return [{"turn": a.turn, "act": a.act, "start": a.start, "end": a.end} for a in self.acts]

    @classmethod
    def of(cls, *, reader: str, edition: str, why: str | None, acts: Iterable[Mapping[str, Any]]) -> Self:
        """Return what was heard from how it was kept."""
        told = tuple(HeardAct(a["turn"], a["act"], a["start"], a["end"]) for a in acts)
        return cls(cast("ReaderName", reader), edition, told, cast("Why | None", why))


@dataclass(frozen=True, slots=True)
class _Remembering:
    """Tells the acts of turns that were heard before."""

    known: Mapping[Said, tuple[Recognition, ...]]

    def ahead(self, said: Sequence[Said]) -> _Remembering:
        return self

    def recognise(self, text: str, context: str | None = None) -> tuple[Recognition, ...]:
        return self.known[text, context]


def hear(transcript: Transcript) -> HeardActs:
    """Hear a conversation in full; where the model or the network behind it is not at hand, by patterns alone.

    It takes some tens of milliseconds a turn; of several threads one hears at a time.
    """
    # NumPy and the models come with it: whoever only plays needs neither.
    from scenarios.speech_acts.embedding import EmbeddingMissing
    from scenarios.speech_acts.full_reader import judging_reader_for, missing
    from scenarios.speech_acts.model_file import ModelError

    if missing(transcript.locale) is None:
        try:
            return _heard(transcript, judging_reader_for(transcript.locale), "full")
        except (EmbeddingMissing, ModelError):
            # Its files have gone since it was looked for: the visit is marked all the same.
            pass
    return hear_by_patterns(transcript, why="missing")


def hear_by_patterns(transcript: Transcript, *, why: Why) -> HeardActs:
    """Hear a conversation by patterns alone, in about a millisecond a turn."""
    return _heard(transcript, recogniser_for(transcript.locale), "patterns", why)


def trainee_turns(transcript: Transcript) -> Iterator[tuple[int, Said]]:
    """Yield the trainee's turns: the place over all turns, the words, and what the customer said just before."""
    before: str | None = None
    for index, turn in enumerate(transcript.turns):
        if turn.speaker == "customer":
            before = turn.text
        else:
            yield index, (turn.text, before)


@cache
def edition(reader: ReaderName, locale: Locale) -> str:
    """Return a digest of all that decides what a reader hears in a language: patterns, models and program."""
    whole = sha256()
    files = [_FOLDER / f"{locale}.yaml", *sorted(_FOLDER.glob("*.py"))]
    if reader == "full":
        files += [_FOLDER / f"model.{locale}.npz", _FOLDER / "hearing.npz"]
    for file in files:
        whole.update(file.read_bytes())
    return whole.hexdigest()[:_LONGEST_EDITION]


def _heard(
    transcript: Transcript, recogniser: Recogniser, reader: ReaderName, why: Why | None = None
) -> HeardActs:
    turns = list(trainee_turns(transcript))
    listening = recogniser.ahead([said for _, said in turns])
    acts = tuple(
        HeardAct(turn, each.act, each.start, each.end)
        for turn, said in turns
        for each in listening.recognise(*said)
    )
    return HeardActs(reader, edition(reader, transcript.locale), acts, why)
