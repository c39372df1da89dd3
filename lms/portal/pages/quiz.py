"""A quiz: one question at a time, gone on with where one left it, and explained."""

import streamlit as st

from lms.learning import quiz_door, quiz_sheet
from lms.portal.components.path_css import PATH_CSS
from lms.portal.components.quiz_room import before, result, under_way
from lms.portal.links import asked_for, link
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _, learning, course = visit.gettext, visit.house.learning, asked_for("course")
    title = learning.shelves.shelf(visit.tr.locale).course(course).title
    st.html(PATH_CSS)
    st.title(_("Quiz: {course}").format(course=title), anchor=False)
    door = quiz_door(learning, actor=visit.actor, course=course)
    shown = door.open_id or st.session_state.get(f"quiz-shown-{course}")
    with st.container(key="quiz-body"):
        if shown is None:
            before(visit, course, door)
        else:
            sheet = quiz_sheet(learning, actor=visit.actor, attempt_id=shown, locale=visit.tr.locale)
            if sheet.open:
                under_way(visit, sheet)
            else:
                result(visit, sheet)
    link("course", _("Back to the course"), icon=":material/arrow_back:", course=course)
