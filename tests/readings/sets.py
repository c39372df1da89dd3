"""Conversations with what readers marked in them: the labelled ones, read twice, and those that nobody tunes on."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from scenarios.speech_acts import SpeechAct
from scenarios.transcript import Transcript
from scoring.assessment import Outcome

SCORING = Path(__file__).parents[1] / "unit" / "scoring"
LABELLED = SCORING / "transcripts"
SECOND = SCORING / "readings" / "second"
ADJUDICATED = SCORING / "readings" / "adjudicated.json"
HELD_OUT = SCORING / "heldout"
HELD_OUT_AGAIN = SCORING / "heldout2"
DEVELOPMENT = SCORING / "development2"


@dataclass(frozen=True, slots=True)
class Marked:
    """A conversation and one reading of it.

    Attributes:
        stem: the name of its file.
        outcomes: by criterion. Where two readings part and neither is plainly a slip, the settled one is silent.
        acts: for every turn, what the trainee does in it, empty for the customer's; none where they were not marked.
    """

    stem: str
    transcript: Transcript
    outcomes: Mapping[str, Outcome]
    acts: tuple[frozenset[SpeechAct], ...] = ()

    def share_met(self) -> float:
        """Return the reader's overall: what was met among what applied, 0 to 1."""
        decided = [outcome for outcome in self.outcomes.values() if outcome in {"met", "not_met"}]
        return decided.count("met") / len(decided)

    def trainee_turns(self) -> Iterator[tuple[str, str | None, frozenset[SpeechAct]]]:
        """Yield the trainee's words, what the customer said before them, and the acts they do."""
        before: str | None = None
        for turn, acts in zip(self.transcript.turns, self.acts, strict=True):
            if turn.speaker == "trainee":
                yield turn.text, before, acts
            else:
                before = turn.text


def _read(path: Path) -> Marked:
    shape = json.loads(path.read_text(encoding="utf-8"))
    transcript = Transcript.model_validate(shape["transcript"])
    return Marked(path.stem, transcript, shape["outcomes"], tuple(map(frozenset, shape.get("acts", ()))))


def first_reading() -> list[Marked]:
    """Return the labelled conversations as they were first marked."""
    return [_read(path) for path in sorted(LABELLED.glob("*.json"))]


def second_reading() -> list[Marked]:
    """Return the same conversations as a second reader marked them, who had not seen the first reading."""
    return [
        Marked(each.stem, each.transcript, json.loads(_second(each.stem).read_text("utf-8"))["outcomes"])
        for each in first_reading()
    ]


def _second(stem: str) -> Path:
    return SECOND / f"{stem}.json"


def settled_reading() -> list[Marked]:
    """Return what both readings say, or what was settled where one was plainly a slip; the rest is left out."""
    settled: dict[tuple[str, str], Outcome] = {
        (each["conversation"], each["criterion"]): each["outcome"]
        for each in json.loads(ADJUDICATED.read_text(encoding="utf-8"))
    }
    read = []
    for first, second in zip(first_reading(), second_reading(), strict=True):
        both = {id_: outcome for id_, outcome in first.outcomes.items() if second.outcomes[id_] == outcome}
        told = {id_: outcome for (stem, id_), outcome in settled.items() if stem == first.stem}
        read.append(Marked(first.stem, first.transcript, both | told))
    return read


def development() -> list[Marked]:
    """Return the conversations that the rules are tuned on, each marked once, before the judge was run on it."""
    return [_read(path) for path in sorted(DEVELOPMENT.glob("*.json"))]


def held_out() -> list[Marked]:
    """Return the conversations that nobody tunes on, each marked once, as it was written."""
    return [_read(path) for path in sorted(HELD_OUT.glob("*.json"))]


def held_out_again() -> list[Marked]:
    """Return the later ones that nobody tunes on, each marked once, as it was written."""
    return [_read(path) for path in sorted(HELD_OUT_AGAIN.glob("*.json"))]
