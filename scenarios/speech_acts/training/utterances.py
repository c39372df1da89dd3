"""Labelled utterances as the recipe learns from them, and which of them no model learns from before it is measured."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np
import numpy.typing as npt

from scenarios.speech_acts.acts import SPEECH_ACTS, SpeechAct
from scenarios.transcript import Locale

PARTS = 7
"""One part of so many is left out to measure on, and to set by where each act begins."""
JOINED = 1000
"""Pairs that are tried to be joined into turns of two sentences."""
SEED = 7
LATER = ("scorn.",)
"""How the names of files begin that came when layers had been trained on the others already."""
TOLD = Path(__file__).with_name("told.npz")
"""What ``tuning`` heard in the part that it had left out, and which utterances these are."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """An utterance, what the customer said before it, and what it does.

    ``voice`` names who says it, where lines were written as one clerk's after another; ``source`` is the file.
    """

    text: str
    context: str | None
    acts: frozenset[SpeechAct]
    voice: str | None = None
    source: str = ""


def files_of(locale: Locale) -> tuple[Path, ...]:
    """Return the files of a language's labelled utterances, in order of their names."""
    return tuple(sorted(Path(__file__).parent.glob(f"*{locale}.jsonl")))


def digest_of(files: Sequence[Path]) -> str:
    """Return what tells one state of labelled utterances from another."""
    return sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()[:16]


def utterances_in(files: Sequence[Path]) -> list[Labelled]:
    """Read labelled utterances.

    Raises:
        ValueError: a line holds an act that is none, or no text.
    """
    read: list[Labelled] = []
    for path in files:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if not line.strip():
                continue
            said = json.loads(line)
            unknown = set(said["acts"]) - set(SPEECH_ACTS)
            if unknown or not str(said["text"]).strip():
                raise ValueError(f"{path.name}:{number}: no text, or acts that are none: {sorted(unknown)}")
            context, voice = said.get("context") or None, said.get("voice")
            read.append(Labelled(str(said["text"]), context, frozenset(said["acts"]), voice, path.name))
    return read


def joined(said: Sequence[Labelled], locale: Locale) -> list[Labelled]:
    """Return turns of two utterances each, doing what both do.

    A labelled utterance is mostly one sentence, a turn at the counter mostly several.
    """
    chance = np.random.default_rng(SEED)
    pairs = (
        said_as_one(said[one], said[other], locale)
        for one, other in chance.choice(len(said), (JOINED, 2)).tolist()
    )
    return [each for each in pairs if each is not None]


def said_as_one(one: Labelled, other: Labelled, locale: Locale) -> Labelled | None:
    """Return a turn of two utterances; none where both answer something, which no turn can."""
    if one.context and other.context:
        return None
    first, second = (other, one) if other.context else (one, other)
    ends, gap = ("。", "") if locale == "zh-CN" else (".", " ")
    words = first.text.rstrip()
    words += gap if words[-1] in "。！？.!?" else ends + gap
    return Labelled(words + second.text.lstrip(), first.context, first.acts | second.acts)


def left_out(said: Sequence[Labelled]) -> npt.NDArray[np.bool_]:
    """Return which utterances no model learns from before it is measured: about one of ``PARTS``.

    One voice is on one side, and so are the wordings of one thing, which answer the same words: a model that has heard
    the one reads the other too well. Later files are parted by themselves: what earlier layers have learnt from is
    never left out of what comes after them.
    """
    groups = [(each.source, each.voice or each.context or each.text) for each in said]
    part_of: dict[tuple[str, str], int] = {}
    for later in (False, True):
        every = sorted({group for group, each in zip(groups, said, strict=True) if is_later(each) is later})
        part = np.random.default_rng(SEED).permutation(len(every)) % PARTS
        part_of |= zip(every, part.tolist(), strict=True)
    return np.array([part_of[each] == 0 for each in groups])


def is_later(said: Labelled) -> bool:
    """Return whether an utterance came when layers had been trained on the others already."""
    return said.source.startswith(LATER)
