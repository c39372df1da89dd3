"""What came in drawn: what to look for, and one entry an item, urgent first."""

from collections.abc import Mapping

import streamlit as st

from lms.feedback import Asked, FeedbackCard, FeedbackPage
from lms.feedback.listing import State
from lms.feedback.words import CHANNELS, KIND_NAMES, SEVERITY_NAMES
from lms.people import Action, list_units, units_open_to
from lms.platform.i18n import mark
from lms.portal.components.feedback_words import in_a_line
from lms.portal.components.masked import with_masks_named
from lms.portal.components.plain import plain
from lms.portal.components.reading_css import ENTRY
from lms.portal.links import link
from lms.portal.visit import Visit

A_PAGE = 20
LONGEST = 140
_PAGE = "page"
_STATES: Mapping[State, str] = {
    "all": mark("All"),
    "unchecked": mark("Not looked at yet"),
    "checked": mark("Looked at"),
}


def asked_of_feedback(visit: Visit) -> Asked:
    """Let the visitor choose and search; another choice begins at the first page."""
    _, tr = visit.gettext, visit.tr
    state: State | None = st.segmented_control(
        _("State"),
        list(_STATES),
        default="all",
        required=True,
        format_func=lambda name: _(_STATES[name]),
        key="feedback_state",
        label_visibility="collapsed",
        on_change=_from_the_first,
    )
    words = st.text_input(
        _("Search"),
        key="feedback_search",
        max_chars=60,
        placeholder=_("Words or case number"),
        label_visibility="collapsed",
        icon=":material/search:",
        on_change=_from_the_first,
    )
    kind, severity, where = st.columns(3, gap="small")
    chosen_kind = _one_of(visit, kind, "kind", _("All kinds"), KIND_NAMES)
    chosen_severity = _one_of(visit, severity, "severity", _("However urgent"), SEVERITY_NAMES)
    open_to = units_open_to(visit.actor, Action.READ_FEEDBACK)
    units = {
        unit.unit_id: unit.name(tr.locale)
        for unit in list_units(visit.house.context)
        if unit.unit_id in open_to
    }
    chosen_unit = ""
    if len(units) > 1:
        chosen_unit = where.selectbox(
            _("Branch"),
            ["", *units],
            format_func=lambda unit_id: units.get(unit_id, _("All branches")),
            key="feedback_unit",
            label_visibility="collapsed",
            on_change=_from_the_first,
        )
    return Asked(
        kind=chosen_kind,
        severity=chosen_severity,
        state=state or "all",
        words=words or "",
        unit_id=chosen_unit,
    )


def feedback_list(visit: Visit, found: FeedbackPage) -> None:
    """Draw the items."""
    _ = visit.gettext
    if not found.found:
        st.text(_("Nothing came in that fits. Ask for less, or write down what a customer says."))
        return
    pages = -(-found.found // A_PAGE)
    if pages > 1:
        st.pagination(pages, key=_PAGE, bind="query-params")
    with st.container(key="list-feedback"):
        for card in found.cards:
            with st.container(key=f"{ENTRY}-feedback-{card.item_id}", gap=None):
                _entry(visit, card)


def _entry(visit: Visit, card: FeedbackCard) -> None:
    tr, _ = visit.tr, visit.gettext
    link("feedback_item", f"**{plain(in_a_line(tr, card.labels))}**", item=card.item_id)
    text = " ".join(with_masks_named(tr, card.text or "").split())
    st.text(text if len(text) <= LONGEST else f"{text[:LONGEST]}…")
    parts = [card.unit.name(tr.locale), tr.moment(card.received_at), _(CHANNELS[card.channel])]
    if not card.checked:
        parts.append(_("not looked at yet"))
    with st.container(key=f"quiet-feedback-{card.item_id}"):
        st.text(" · ".join(parts))


def _one_of(visit: Visit, place: object, name: str, every: str, names: Mapping[str, str]) -> str:
    _ = visit.gettext
    chosen: str = place.selectbox(  # type: ignore[attr-defined]
        every,
        ["", *names],
        format_func=lambda label: _(names[label]) if label else every,
        key=f"feedback_{name}",
        label_visibility="collapsed",
        on_change=_from_the_first,
    )
    return chosen


def _from_the_first() -> None:
    st.query_params.pop(_PAGE, None)
    st.session_state.pop(_PAGE, None)
