"""Which quarter's paper, of which customers and branches, and from how many cases on a need may be called rising."""

from collections.abc import Sequence
from typing import TypedDict

import streamlit as st

from lms.feedback.words import SEGMENT_NAMES
from lms.insight.paper import RISING_FROM, RISING_LEAST, RISING_MOST, quarter_name
from lms.people import Action
from lms.platform.quarters import Quarter
from lms.portal.components.completion import unit_names
from lms.portal.components.unit_choice import choose_unit
from lms.portal.visit import Visit


class Rest(TypedDict):
    """What else is chosen, as the service asks for it."""

    segment: str
    rising_from: int
    unit_id: str | None


def chosen_quarter(visit: Visit, quarters: Sequence[Quarter], usual: Quarter) -> Quarter:
    """One of the quarters, kept in the address."""
    _, names = visit.gettext, {one.id: one for one in quarters}

    def said(quarter_id: str) -> str:
        return quarter_name(visit.tr, names[quarter_id], visit.house.context.today())

    chosen = st.selectbox(
        _("Quarter"),
        list(names),
        index=list(names).index(usual.id),
        format_func=said,
        key="quarter",
        bind="query-params",
        label_visibility="collapsed",
    )
    return names[chosen]


def chosen_rest(visit: Visit, *, whole: bool) -> Rest:
    """Customers, unit and minimum: folded away until somebody wants them."""
    _ = visit.gettext
    unit_id = None
    with st.expander(_("Narrow it down")), st.container(key="paper-choice", gap="small"):
        segment = st.selectbox(
            _("Customers"),
            ["", *SEGMENT_NAMES],
            format_func=lambda one: _(SEGMENT_NAMES[one]) if one else _("All customers"),
            key="segment",
            bind="query-params",
        )
        if whole:
            unit_id = choose_unit(visit, Action.READ_NEEDS, unit_names(visit))
        rising_from = st.number_input(
            _("Cases from which on a need may be called rising"),
            min_value=RISING_LEAST,
            max_value=RISING_MOST,
            value=RISING_FROM,
            step=1,
            key="rising_from",
        )
    return Rest(segment=segment, rising_from=int(rising_from or RISING_FROM), unit_id=unit_id)
