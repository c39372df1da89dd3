"""The rules judge over marked conversations: as it is, and as it would be if what it builds on were right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal
from unittest.mock import patch

import pandas as pd

from scenarios.speech_acts import Recogniser, recogniser_for
from scenarios.speech_acts.full_reader import judging_reader_for
from scenarios.speech_acts.recogniser import Recognition, Said
from scenarios.transcript import Locale, Signs
from scoring.rules_judge import judge
from tests.readings.sets import Marked

Hearing = Literal["patterns", "full reader", "reader's own"]
HEARINGS: tuple[Hearing, ...] = ("patterns", "full reader", "reader's own")


@dataclass(frozen=True, slots=True)
class Judged(Marked):
    """A conversation as the judge marks it, with its total, 0 to 100."""

    score: int = 0


def judged(read: Iterable[Marked]) -> list[Judged]:
    """Return the same conversations as the rules judge marks them."""
    found = []
    for each in read:
        verdict = judge(each.transcript)
        outcomes = {result.id: result.outcome for result in verdict.criteria}
        found.append(Judged(each.stem, each.transcript, outcomes, each.acts, verdict.score))
    return found


@dataclass(frozen=True, slots=True)
class _WhatWasMarked:
    """Hears what the reader heard, the whole turn being the proof."""

    read: Sequence[Marked]

    def ahead(self, said: Sequence[Said]) -> _WhatWasMarked:
        return self

    def recognise(self, text: str, context: str | None = None) -> tuple[Recognition, ...]:
        marked = next(
            acts
            for each in self.read
            for words, before, acts in each.trainee_turns()
            if (words, before) == (text, context)
        )
        return tuple(Recognition(act, text, 0, len(text)) for act in sorted(marked))


def judged_when(read: Sequence[Marked], hearing: Hearing, *, signs_told: bool = False) -> list[Judged]:
    """Return how the judge would mark them if it heard and was told otherwise.

    Args:
        read: the conversations.
        hearing: who tells the acts of a turn.
        signs_told: whether the judge is told, as a scenario tells it, of a frail customer and of fraud.
    """

    def heard_in(locale: Locale) -> Recogniser:
        if hearing == "patterns":
            return recogniser_for(locale)
        return judging_reader_for(locale) if hearing == "full reader" else _WhatWasMarked(read)

    # The judge chooses its own recogniser; this is the one place that wants to know what another would do.
    with patch("scoring.rules.reading.recogniser_for", heard_in):
        return judged(_told(each) if signs_told else each for each in read)


def _told(each: Marked) -> Marked:
    signs = Signs(
        elderly_or_disabled=each.outcomes["paced"] != "not_applicable",
        fraud=each.outcomes["fraud_probed"] != "not_applicable",
    )
    return replace(each, transcript=each.transcript.model_copy(update={"signs": signs}))


def rank_correlation(read: Sequence[Marked], marked: Sequence[Judged]) -> float:
    """Return Spearman's correlation of the judge's totals with the reader's shares of what was met."""
    totals = pd.Series([each.score for each in marked]).rank()
    return float(totals.corr(pd.Series([each.share_met() for each in read]).rank()))
