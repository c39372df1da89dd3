"""What comes before a course that is blocked, with the way there, and what may be done meanwhile."""

from collections.abc import Sequence
from typing import Literal

import streamlit as st

from lms.portal.components.plain import plain
from lms.portal.components.terms import listed
from lms.portal.links import go
from lms.portal.visit import Visit


def what_comes_first(visit: Visit, before: Sequence[str], *, primary: bool = True) -> None:
    """Say it, with a button to each.

    Args:
        visit: who looks.
        before: the courses that come first, by their slugs; one at least.
        primary: whether the first of the buttons is the page's one.
    """
    _ = visit.gettext
    courses = visit.house.learning.shelves.shelf(visit.tr.locale).courses
    titles = [courses[slug].title for slug in before]
    with st.container(key="blocked", gap="small"):
        st.markdown(f"**{plain(_('Blocked'))}**")
        st.text(_("First comes: {courses}").format(courses=listed(visit.tr, titles)))
        st.text(
            _(
                "Until then you can read the lessons and rehearse with the customers: both count. The quiz and what "
                "is done with others wait."
            )
        )
        for place, (slug, title) in enumerate(zip(before, titles, strict=True)):
            kind: Literal["primary", "secondary"] = "primary" if primary and not place else "secondary"
            label = plain(_("To the course “{course}”").format(course=title))
            if st.button(label, key=f"first-{slug}", type=kind, icon=":material/arrow_forward:"):
                go("course", course=slug)


def read_ahead(visit: Visit, before: Sequence[str]) -> None:
    """On a lesson of a blocked course: that it is read in advance, in one quiet line; nothing where it is open."""
    if not before:
        return
    courses = visit.house.learning.shelves.shelf(visit.tr.locale).courses
    said = visit.gettext("You are reading ahead, which counts. Before the course itself comes: {courses}")
    with st.container(key="quiet-ahead", gap=None):
        st.text(said.format(courses=listed(visit.tr, [courses[slug].title for slug in before])))
