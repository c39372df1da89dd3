"""How far two readings agree, and how well acts are heard."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np

from scenarios.speech_acts import SPEECH_ACTS, Recogniser, SpeechAct, act_ids
from scenarios.transcript import Locale
from scoring import agreement
from tests.readings.sets import Marked

Pair = tuple[str, str]
DRAWS = 1000
SEED = 7


def kappa(pairs: Sequence[Pair]) -> float | None:
    """Return Cohen's kappa (1960), at most 1: agreement beyond chance.

    None where both always say the same one thing, or nothing was compared: there is no chance to be better than.
    """
    place = {
        outcome: index for index, outcome in enumerate(sorted({said for pair in pairs for said in pair}))
    }
    if len(place) < 2:
        return None
    table = np.zeros((len(place), len(place)))
    for (one, other), times in Counter(pairs).items():
        table[place[one], place[other]] = times
    return float(agreement.kappa(table))


def share_alike(pairs: Sequence[Pair]) -> float:
    """Return the share of pairs that agree, 0 to 1."""
    return sum(one == other for one, other in pairs) / len(pairs)


def mean_kappa(pairs: Mapping[str, Sequence[Pair]]) -> float:
    """Return the mean of the criteria's kappas, over those that have one."""
    known = [k for each in pairs.values() if (k := kappa(each)) is not None]
    return sum(known) / len(known)


def compared(ones: Iterable[Marked], others: Iterable[Marked]) -> dict[str, list[Pair]]:
    """Return, by criterion, what two readings of the same conversations say, where both say something."""
    pairs: dict[str, list[Pair]] = {}
    for one, other in zip(ones, others, strict=True):
        for id_, outcome in one.outcomes.items():
            if id_ in other.outcomes:
                pairs.setdefault(id_, []).append((outcome, other.outcomes[id_]))
    return pairs


def interval(read: Sequence[Marked], marked: Sequence[Marked]) -> tuple[float, float]:
    """Return the 95 % interval of the mean kappa, by drawing the conversations anew (percentile bootstrap)."""
    chance = Random(SEED)
    drawn = []
    for _ in range(DRAWS):
        at = chance.choices(range(len(read)), k=len(read))
        drawn.append(mean_kappa(compared([read[i] for i in at], [marked[i] for i in at])))
    drawn.sort()
    return drawn[int(DRAWS * 0.025)], drawn[int(DRAWS * 0.975) - 1]


def spoken(read: Iterable[Marked], locale: Locale) -> list[Marked]:
    """Return the conversations in one language."""
    return [each for each in read if each.transcript.locale == locale]


@dataclass(frozen=True, slots=True)
class Heard:
    """What became of one act: ``right`` was heard, ``missed`` was not, ``extra`` was heard and not done."""

    right: int
    missed: int
    extra: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, 0 to 1."""
        return 2 * self.right / (2 * self.right + self.missed + self.extra) if self.right else 0.0


def heard_by(reader: Recogniser, read: Iterable[Marked]) -> dict[SpeechAct, Heard]:
    """Return how each act was heard; an act that is neither done nor heard is left out."""
    done: Counter[SpeechAct] = Counter()
    heard: Counter[SpeechAct] = Counter()
    right: Counter[SpeechAct] = Counter()
    for each in read:
        for text, before, acts in each.trainee_turns():
            found = set(act_ids(reader.recognise(text, before)))
            done.update(acts)
            heard.update(found)
            right.update(acts & found)
    return {
        act: Heard(right[act], done[act] - right[act], heard[act] - right[act])
        for act in SPEECH_ACTS
        if done[act] or heard[act]
    }


def macro_f1(heard: Mapping[SpeechAct, Heard]) -> float:
    """Return the mean F1 of the acts that are done at least once."""
    done = [each.f1 for each in heard.values() if each.right + each.missed]
    return sum(done) / len(done)
