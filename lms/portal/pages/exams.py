"""Exams one may read: which wait for a person, and why?"""

import streamlit as st

from lms.portal.components.reading_list import WHY_NAMES, reading_list
from lms.portal.visit import require_visit
from lms.practice import review_queue


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _ = visit.gettext
    st.title(_("Exams"), anchor=False)
    queue = review_queue(visit.house.practice, actor=visit.actor)
    if not queue:
        st.text(_("No exam has been sat yet by the people you train."))
        return
    waiting = sum(row.why != "read" for row in queue)
    said = visit.tr.ngettext("{count} exam waits for you.", "{count} exams wait for you.", waiting)
    st.text(said.format(count=waiting) if waiting else _("Every exam has been read."))
    why = {row.exam.card.attempt_id: WHY_NAMES[row.why] for row in queue}
    reading_list(visit, [row.exam for row in queue], key="page", why=why)
