"""What comes next on somebody's path, and whether it is pressing; and the questions that are due today."""

from dataclasses import dataclass
from datetime import date, timedelta

import streamlit as st

from lms.catalogue.teaching import Activity
from lms.learning import PathCourse, paths_of, review_today
from lms.portal.components.due import due_said
from lms.portal.components.path_map import KINDS, name_of, open_activity
from lms.portal.components.plain import facts, plain
from lms.portal.components.reading_css import WAY
from lms.portal.components.review_room import how_many, how_often
from lms.portal.links import link
from lms.portal.visit import Visit

SOON = timedelta(days=7)
"""What is due by then goes first."""


@dataclass(frozen=True)
class Ahead:
    """The next thing on a path.

    Attributes:
        pressing: it is overdue, or due within a week.
        others: other courses of which that is so as well.
    """

    course: PathCourse
    activity: Activity
    due_on: date | None
    pressing: bool
    others: int


def ahead_of(visit: Visit) -> Ahead | None:
    """The next thing on the path that is due first; none where nothing is open."""
    soon = visit.house.context.today() + SOON
    paths = paths_of(visit.house.learning, actor=visit.actor, locale=visit.tr.locale)
    pressing = {
        one.course for path in paths for one in path.stands.required if not one.settled and one.due_on <= soon
    }
    for path in paths:
        course = path.next
        if course is not None and course.next_activity is not None:
            due_on = None if course.stands.optional else course.stands.due_on
            others = len(pressing - {course.stands.course})
            return Ahead(course, course.next_activity, due_on, due_on is not None and due_on <= soon, others)
    return None


def next_on_path(visit: Visit, ahead: Ahead, *, primary: bool, hero: bool) -> None:
    """Draw it; as the first thing of the page, or as the second."""
    _ = visit.gettext
    with st.container(key="hero" if hero else "hero-second"):
        with st.container(gap="small"):
            st.text(_("On your path: {course}").format(course=ahead.course.course.title))
            st.subheader(plain(name_of(visit, ahead.activity, ahead.course.course.slug)), anchor=False)
            with st.container(key="quiet-path-next"):
                st.text(facts(_(KINDS[ahead.activity.kind]), _when(visit, ahead), _others(visit, ahead)))
        pressed = st.button(
            _("Go on learning"),
            key="path_step",
            type="primary" if primary else "secondary",
            icon=":material/arrow_forward:",
        )
    if pressed:
        open_activity(ahead.activity, ahead.course.course.slug)


def review_line(visit: Visit) -> None:
    """The questions that are due, in a quiet line; nothing while there are none."""
    review = review_today(visit.house.learning, actor=visit.actor)
    if not review.due:
        return
    with st.container(key=f"{WAY}-review", horizontal=True, vertical_alignment="center", gap="small"):
        link("review", how_many(visit, review), icon=":material/replay:")
        often = how_often(visit, review)
        if often:
            with st.container(key="quiet-often", width="content"):
                st.text(often)


def _others(visit: Visit, ahead: Ahead) -> str:
    if not ahead.others:
        return ""
    return visit.tr.ngettext(
        "{count} more course is due soon or overdue",
        "{count} more courses are due soon or overdue",
        ahead.others,
    ).format(count=ahead.others)


def _when(visit: Visit, ahead: Ahead) -> str:
    if ahead.due_on is None:
        return ""
    return due_said(visit.tr, ahead.due_on, late=ahead.due_on < visit.house.context.today())
