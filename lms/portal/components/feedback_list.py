"""What came in drawn: what to look for, and one entry an item, urgent first."""

from collections.abc import Mapping

import streamlit as st

from lms.feedback import Asked, FeedbackCard, FeedbackPage
from lms.feedback.listing import State
from lms.feedback.words import CHANNELS, KIND_NAMES, SEVERITY_NAMES
from lms.platform.i18n import mark
from lms.platform.masked import with_masks_named
from lms.portal.components.feedback_narrowing import (
    branch_of,
    from_the_first,
    one_of,
    turn_pages,
    words_sought,
)
from lms.portal.components.feedback_words import in_a_line
from lms.portal.components.plain import plain
from lms.portal.components.reading_css import ENTRY
from lms.portal.links import link
from lms.portal.visit import Visit

LONGEST = 140
_STATES: Mapping[State, str] = {
    "all": mark("All"),
    "unchecked": mark("Not looked at yet"),
    "checked": mark("Looked at"),
}


def asked_of_feedback(visit: Visit) -> Asked:
    """Let the visitor choose and search; another choice begins at the first page."""
    _ = visit.gettext
    state: State | None = st.segmented_control(
        _("State"),
        list(_STATES),
        default="all",
        required=True,
        format_func=lambda name: _(_STATES[name]),
        key="feedback_state",
        label_visibility="collapsed",
        on_change=from_the_first,
    )
    words = words_sought(visit, "feedback_search")
    kind, severity, where = st.columns(3, gap="small")
    chosen_kind = one_of(visit, kind, "feedback_kind", _("All kinds"), KIND_NAMES)
    chosen_severity = one_of(visit, severity, "feedback_severity", _("However urgent"), SEVERITY_NAMES)
    chosen_unit = branch_of(visit, where, "feedback_unit")
    return Asked(
        kind=chosen_kind,
        severity=chosen_severity,
        state=state or "all",
        words=words,
        unit_id=chosen_unit,
    )


def feedback_list(visit: Visit, found: FeedbackPage) -> None:
    """Draw the items."""
    _ = visit.gettext
    if not found.found:
        st.text(_("Nothing came in that fits. Ask for less, or write down what a customer says."))
        return
    turn_pages(found.found)
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
