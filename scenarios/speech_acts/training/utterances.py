"""Labelled utterances as the recipe learns from them, and which of them are rewordings of each other."""

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

FOLDS = 5
ALIKE = 0.72
"""Cosine from which two utterances, seen from the middle of all, are rewordings."""
JOINED = 200
"""Pairs a fold that are tried to be joined into turns of two sentences."""
SEED = 7


@dataclass(frozen=True, slots=True)
class Labelled:
    """An utterance, what the customer said before it, and what it does.

    ``reworded`` is set where the lines of a file with the same context are wordings of one thing. ``voice`` names who
    says it, where lines were written as one clerk's after another.
    """

    text: str
    context: str | None
    acts: frozenset[SpeechAct]
    reworded: bool
    voice: str | None = None


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
            reworded = path.name.startswith("misread.")
            context, voice = said.get("context") or None, said.get("voice")
            read.append(Labelled(str(said["text"]), context, frozenset(said["acts"]), reworded, voice))
    return read


def joined(
    said: Sequence[Labelled], fold: npt.NDArray[np.int64], locale: Locale
) -> tuple[list[Labelled], npt.NDArray[np.int64]]:
    """Return turns of two utterances each, doing what both do, with the fold both are in.

    A labelled utterance is mostly one sentence, a turn at the counter mostly several.
    """
    chance = np.random.default_rng(SEED)
    ends, gap = ("。", "") if locale == "zh-CN" else (".", " ")
    pairs: list[Labelled] = []
    folds: list[int] = []
    for number in range(FOLDS):
        for one, other in chance.choice(np.flatnonzero(fold == number), (JOINED, 2)).tolist():
            first, second = said[one], said[other]
            if first.context and second.context:
                continue
            if second.context:
                first, second = second, first
            words = first.text.rstrip()
            words += gap if words[-1] in "。！？.!?" else ends + gap
            pairs.append(
                Labelled(words + second.text.lstrip(), first.context, first.acts | second.acts, False)
            )
            folds.append(number)
    return pairs, np.array(folds)


def folds_of(said: Sequence[Labelled], meaning: npt.NDArray[np.float32]) -> npt.NDArray[np.int64]:
    """Return the fold of each utterance, 0 to ``FOLDS`` − 1; rewordings are in the same, and so is one voice.

    A model that has seen one wording of a thing reads the other too well, and its thresholds come out too high.

    Args:
        said: the utterances.
        meaning: their vectors, seen from the middle of all and of equal length; (utterances, SIZE).
    """
    parent = list(range(len(said)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    unit = meaning / np.linalg.norm(meaning, axis=1, keepdims=True)
    for one, other in np.argwhere(np.triu(unit @ unit.T, 1) > ALIKE).tolist():
        parent[root(one)] = root(other)
    first: dict[tuple[str, str], int] = {}
    for at, each in enumerate(said):
        if each.reworded and each.context:
            parent[root(at)] = root(first.setdefault(("reworded", each.context), at))
        if each.voice:
            parent[root(at)] = root(first.setdefault(("voice", each.voice), at))
    roots = [root(at) for at in range(len(said))]
    groups = sorted(set(roots))
    order = np.random.default_rng(SEED).permutation(len(groups)) % FOLDS
    fold_of = dict(zip(groups, order.tolist(), strict=True))
    return np.array([fold_of[each] for each in roots])
