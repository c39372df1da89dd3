"""The case desk drawn: what to look for, a list with the urgent first, and a board with a column a step."""

from collections.abc import Mapping
from typing import Literal

import streamlit as st

from lms.feedback.cases import CaseCard, CasePage, CasesAsked
from lms.feedback.cases.reading import Which
from lms.feedback.cases.words import CLOCK_NAMES, STEP_NAMES, STEPS, WAY_OUT_NAMES
from lms.feedback.words import SEVERITY_NAMES
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
from lms.portal.components.plain import facts, plain
from lms.portal.components.reading_css import ENTRY
from lms.portal.links import link
from lms.portal.visit import Visit

A_BOARD = 100
IN_A_COLUMN = 12
LONGEST = 110
Shape = Literal["list", "board"]
_WHICH: Mapping[Which, str] = {
    "open": mark("All open"),
    "mine": mark("Mine"),
    "nobodys": mark("Nobody's yet"),
    "soon": mark("Soon over"),
    "closed": mark("Closed"),
}
_SHAPES: Mapping[Shape, str] = {"list": mark("List"), "board": mark("Board")}


def asked_of_cases(visit: Visit) -> CasesAsked:
    """Let the visitor choose and search; another choice begins at the first page."""
    _ = visit.gettext
    which: Which | None = st.segmented_control(
        _("Which cases"),
        list(_WHICH),
        default="open",
        required=True,
        format_func=lambda name: _(_WHICH[name]),
        key="cases_which",
        label_visibility="collapsed",
        on_change=from_the_first,
    )
    search, severity, where = st.columns((2, 1, 1), gap="small")
    words = words_sought(visit, "cases_search", search)
    chosen_severity = one_of(visit, severity, "cases_severity", _("However urgent"), SEVERITY_NAMES)
    chosen_unit = branch_of(visit, where, "cases_unit")
    return CasesAsked(which or "open", chosen_severity, chosen_unit, words)


def shape(visit: Visit) -> Shape:
    """A list, or a board; kept in the address."""
    _ = visit.gettext
    chosen: Shape | None = st.segmented_control(
        _("Shown as"),
        list(_SHAPES),
        default="list",
        required=True,
        format_func=lambda name: _(_SHAPES[name]),
        key="cases_shape",
        label_visibility="collapsed",
        persist_state="session",
    )
    return chosen or "list"


def case_list(visit: Visit, found: CasePage) -> None:
    """Draw the cases, an entry each."""
    if not found.found:
        _nothing(visit)
        return
    turn_pages(found.found)
    with st.container(key="list-cases"):
        for card in found.cards:
            with st.container(key=f"{ENTRY}-case-{card.case_id}", gap=None):
                _entry(visit, card)


def case_board(visit: Visit, found: CasePage) -> None:
    """Draw a column for each step, the urgent on top of each."""
    tr, _ = visit.tr, visit.gettext
    if not found.found:
        _nothing(visit)
        return
    columns = st.columns(len(STEPS), gap="small")
    for column, step in zip(columns, STEPS, strict=True):
        with column, st.container(key=f"board-{step}", gap="small"):
            count = found.by_step.get(step, 0)
            st.markdown(f"**{plain(_(STEP_NAMES[step]))}** · {count}")
            cards = [card for card in found.cards if card.step == step][:IN_A_COLUMN]
            for card in cards:
                with st.container(key=f"{ENTRY}-board-{card.case_id}", gap=None):
                    _entry(visit, card, narrow=True)
            if count > len(cards):
                more = tr.ngettext("and {count} more", "and {count} more", count - len(cards))
                st.text(more.format(count=count - len(cards)))


def limit_said(visit: Visit, card: CaseCard) -> str:
    """Which limit comes first, until when, and by which sign it is near."""
    tr, _ = visit.tr, visit.gettext
    if card.closed_at is not None:
        way = card.way_out or "visited"
        return _(WAY_OUT_NAMES[way])
    if card.step == STEPS[-1]:
        return _("✓ decided and told")
    if card.due_at is None or card.clock is None:
        return _("‖ stands still for an appraisal")
    name, now = _(CLOCK_NAMES[card.clock]), visit.house.context.now()
    if card.over:
        return _("■ {what}: over, {ago}").format(what=name, ago=tr.ago(card.due_at, now))
    if card.soon:
        return _("▲ {what}: {ago}, soon over").format(what=name, ago=tr.ago(card.due_at, now))
    return _("{what}: {ago}").format(what=name, ago=tr.ago(card.due_at, now))


def _entry(visit: Visit, card: CaseCard, *, narrow: bool = False) -> None:
    tr, _ = visit.tr, visit.gettext
    link("case", f"**{plain(in_a_line(tr, card.labels))}**", case=card.case_id)
    text = " ".join(with_masks_named(tr, card.text or "").split())
    longest = LONGEST // 2 if narrow else LONGEST
    st.text(text if len(text) <= longest else f"{text[:longest]}…")
    handler = card.handler.name(tr.locale) if card.handler else _("nobody yet")
    with st.container(key=f"quiet-case-{card.case_id}", gap=None):
        st.text(limit_said(visit, card))
        parts = [handler, (card.desk or card.unit).name(tr.locale)]
        if not narrow:
            parts = [_(STEP_NAMES[card.step]), *parts, card.number]
        if card.round > 1:
            parts.append(_("round {number}").format(number=card.round))
        st.text(facts(*parts))


def _nothing(visit: Visit) -> None:
    st.text(
        visit.gettext(
            "No case fits. Each complaint that comes in opens one by itself; for anything else you open one where it "
            "is read."
        )
    )
