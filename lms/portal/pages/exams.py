"""Exams one may read: which are new, and how did they go?"""

import streamlit as st

from lms.portal.components.reading_list import reading_list
from lms.portal.visit import require_visit
from lms.practice import exams_to_read


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _ = visit.gettext
    st.title(_("Exams"), anchor=False)
    rows = exams_to_read(visit.house.practice, actor=visit.actor)
    if not rows:
        st.text(_("No exam has been sat yet by the people you train."))
        return
    count = visit.tr.ngettext("{count} exam can be read.", "{count} exams can be read.", len(rows))
    st.text(count.format(count=len(rows)))
    reading_list(visit, rows, key="page")
