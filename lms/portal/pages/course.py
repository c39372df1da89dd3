"""A course: what is in it, what is done, and where to go on?"""

import streamlit as st

from lms.learning import CourseStanding, paths_of
from lms.portal.components.course_blocked import what_comes_first
from lms.portal.components.course_steps import course_steps
from lms.portal.components.path_css import PATH_CSS
from lms.portal.components.plain import facts
from lms.portal.components.terms import COMPETENCIES, term
from lms.portal.links import asked_for, link
from lms.portal.visit import Visit, require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    slug = asked_for("course")
    course = visit.house.learning.shelves.shelf(visit.tr.locale).course(slug)
    st.html(PATH_CSS)
    st.title(course.title, anchor=False)
    st.text(course.summary)
    with st.container(key="quiet-course", gap=None):
        st.text(facts(*(term(visit.tr, COMPETENCIES, one) for one in course.competencies)))
    stands = _standing(visit, slug)
    if stands is not None and stands.blocked_by:
        what_comes_first(visit, stands.blocked_by)
    course_steps(visit, course, stands)
    link("path", visit.gettext("Back to my path"), icon=":material/arrow_back:")


def _standing(visit: Visit, slug: str) -> CourseStanding | None:
    """How far the reader is in it, on the path that lets them furthest; none for somebody who is not enrolled."""
    paths = paths_of(visit.house.learning, actor=visit.actor, locale=visit.tr.locale)
    found = [one.stands for path in paths for one in path.courses if one.stands.course == slug]
    return min(found, key=lambda one: (bool(one.blocked_by), one.settled), default=None)
