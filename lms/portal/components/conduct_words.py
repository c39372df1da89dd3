"""What signals to train on are called, and the sentence that goes with every one of them."""

from collections.abc import Mapping
from datetime import date

import streamlit as st

from lms.platform.i18n import Translator, mark
from lms.portal.visit import Visit
from lms.practice import Period
from scoring.conduct import KINDS, Kind

KIND_NAMES: Mapping[Kind, str] = {
    "over_promise": mark("Over-promising"),
    "arguing": mark("Arguing"),
    "silence": mark("Long silence"),
}
KIND_MEANINGS: Mapping[Kind, str] = {
    "over_promise": mark("promises a return, an approval or an outcome that nobody can promise"),
    "arguing": mark("contradicts, reproaches or hurts the customer"),
    "silence": mark("lets the customer wait without a word"),
}
PERIODS: Mapping[str, tuple[int, int, str]] = {
    "4w": (4, 7, mark("Four weeks")),
    "13w": (13, 7, mark("A quarter")),
    "52w": (13, 28, mark("A year")),
}
"""Periods to choose from by what the address calls them: spans, days of each, and the name."""
USUAL = "13w"


def period_of(name: str, today: date) -> Period:
    """The period of a name, the usual one for a name that is none."""
    spans, days, _name = PERIODS.get(name, PERIODS[USUAL])
    return Period(until=today, spans=spans, days=days)


def for_training_only(visit: Visit) -> None:
    """Say what signals are for, where nobody can miss it."""
    _ = visit.gettext
    with st.container(key="notice-training", gap="xxsmall"):
        st.markdown(f"**{_('For training only, never alone as evidence in an appraisal.')}**")
        st.text(
            _(
                "The program hears these in exams and in conversations of real service that were authorised for "
                "training, never in practice. It misses some and may be wrong: read the words, then talk."
            )
        )


def counts_words(tr: Translator, counts: Mapping[Kind, int]) -> str:
    """What was signalled and how often, in the order of the kinds."""
    _ = tr.gettext
    said = _("{kind} {count}")
    return " · ".join(
        said.format(kind=_(KIND_NAMES[kind]), count=counts[kind]) for kind in KINDS if counts.get(kind)
    )


def meanings(visit: Visit) -> None:
    """What each kind means, in a line each."""
    _ = visit.gettext
    line = _("{kind}: {meaning}")
    with st.container(key="quiet-meanings", gap="xxsmall"):
        for kind in KINDS:
            st.text(line.format(kind=_(KIND_NAMES[kind]), meaning=_(KIND_MEANINGS[kind])))
