"""Exams and shared practice to read, each with the way to its debrief."""

from collections.abc import Mapping, Sequence

import streamlit as st

from lms.platform.i18n import mark
from lms.portal.components.attempt_list import title_of
from lms.portal.components.engine_label import engine_label, engine_of
from lms.portal.components.outcome import result_line
from lms.portal.components.plain import plain
from lms.portal.components.reading_css import ENTRY
from lms.portal.links import link
from lms.portal.visit import Visit
from lms.practice import ExamRow

A_PAGE = 20
WHY_NAMES = {
    "disputed": mark("! An objection waits"),
    "red_line": mark("■ Red line, not read yet"),
    "set_aside": mark("? A question is left to people"),
    "undecided": mark("? Left undecided by the model"),
    "unread": mark("○ Not read yet"),
    "read": mark("✓ Read"),
}


def reading_list(
    visit: Visit, rows: Sequence[ExamRow], *, key: str, why: Mapping[str, str] | None = None
) -> None:
    """Draw the list, a page at a time.

    Args:
        visit: who reads.
        rows: in the order they are shown.
        key: tells several lists on a page apart, in its address too.
        why: what each attempt waits for, by its id.
    """
    tr = visit.tr
    titles = visit.house.catalogue.titles(tr.locale)
    pages = max(1, -(-len(rows) // A_PAGE))
    shown = min(st.pagination(pages, key=key, bind="query-params"), pages) if pages > 1 else 1
    with st.container(key=f"list-{key}"):
        for row in rows[(shown - 1) * A_PAGE : shown * A_PAGE]:
            card = row.card
            with st.container(key=f"{ENTRY}-{card.attempt_id}", gap=None):
                name, title = plain(row.person.name(tr.locale)), plain(title_of(visit, card, titles))
                link("debrief", f"**{name}** · {title}", attempt=card.attempt_id)
                if why is not None:
                    st.text(visit.gettext(why[card.attempt_id]))
                with st.container(key=f"quiet-{card.attempt_id}"):
                    said = [result_line(tr, card)]
                    if card.closed_at is not None:
                        said.append(tr.moment(card.closed_at))
                    said.append(engine_label(engine_of(card), tr))
                    st.text(" · ".join(said))
