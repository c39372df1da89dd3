"""Who the visitor's mentor is, in a quiet line: the name, where they sit, how to reach them."""

import streamlit as st

from lms.people import jobs_in_words, my_mentor
from lms.portal.components.plain import facts
from lms.portal.visit import Visit


def mentor_line(visit: Visit) -> None:
    """Draw it; nothing for whoever has no mentor."""
    tr, _ = visit.tr, visit.gettext
    mentor = my_mentor(visit.house.context, actor=visit.actor)
    if mentor is None:
        return
    with st.container(key="mentor-line", gap=None):
        st.text(_("Your mentor: {name}").format(name=mentor.person.name(tr.locale)))
        with st.container(key="quiet-mentor", gap=None):
            st.text(
                facts(
                    jobs_in_words(mentor.person.jobs, _),
                    mentor.unit(tr.locale),
                    _("your mentor since {day}").format(day=tr.date(mentor.since)),
                    mentor.email or "",
                )
            )
