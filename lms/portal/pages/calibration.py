"""Whether trainers and machine mark alike: what is there to mark, and what was found?"""

import streamlit as st

from lms.portal.components.calibration import draw_form, rounds
from lms.portal.visit import require_visit
from lms.practice import list_rounds


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _ = visit.gettext
    st.title(_("Calibration"), anchor=False)
    st.text(
        _("Mark the same exams without seeing each other's marks, and see on what you and the machine agree.")
    )
    cards = list_rounds(visit.house.practice, actor=visit.actor)
    rounds(visit, cards)
    draw_form(visit, first=not cards)
