"""What a list of feedback or of cases is narrowed down by; another choice begins at the first page."""

from collections.abc import Mapping

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lms.people import Action, list_units, units_open_to
from lms.portal.visit import Visit

A_PAGE = 20
_PAGE = "page"


def words_sought(visit: Visit, key: str, place: DeltaGenerator | None = None) -> str:
    """Words of a text, or how its number begins; asked in a column, or where the page is."""
    _ = visit.gettext
    ask = st.text_input if place is None else place.text_input
    words = ask(
        _("Search"),
        key=key,
        max_chars=60,
        placeholder=_("Words or case number"),
        label_visibility="collapsed",
        icon=":material/search:",
        on_change=from_the_first,
    )
    return words or ""


def one_of(visit: Visit, place: DeltaGenerator, key: str, every: str, names: Mapping[str, str]) -> str:
    """One label of several, or an empty text for all of them."""
    _ = visit.gettext
    return place.selectbox(
        every,
        ["", *names],
        format_func=lambda label: _(names[label]) if label else every,
        key=key,
        label_visibility="collapsed",
        on_change=from_the_first,
    )


def branch_of(visit: Visit, place: DeltaGenerator, key: str) -> str:
    """One of the units whose feedback the visitor reads, or an empty text for all; not asked where there is one."""
    _, tr = visit.gettext, visit.tr
    open_to = units_open_to(visit.actor, Action.READ_FEEDBACK)
    units = {
        unit.unit_id: unit.name(tr.locale)
        for unit in list_units(visit.house.context)
        if unit.unit_id in open_to
    }
    if len(units) <= 1:
        return ""
    return place.selectbox(
        _("Branch"),
        ["", *units],
        format_func=lambda unit_id: units.get(unit_id, _("All branches")),
        key=key,
        label_visibility="collapsed",
        on_change=from_the_first,
    )


def turn_pages(found: int) -> None:
    """The pages of so many entries; nothing where one page holds them."""
    pages = -(-found // A_PAGE)
    if pages > 1:
        st.pagination(pages, key=_PAGE, bind="query-params")


def from_the_first() -> None:
    """Forget which page was open."""
    st.query_params.pop(_PAGE, None)
    st.session_state.pop(_PAGE, None)
