"""A manager's people: who has rehearsed, and whom should I talk to?"""

import streamlit as st

from lms.portal.components.name_mentor import mentor_form
from lms.portal.components.team import by_branch, people_by_need, summary
from lms.portal.links import link
from lms.portal.visit import require_visit
from lms.practice import team_progress


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _ = visit.gettext
    st.title(_("My people"), anchor=False)
    rows = team_progress(visit.house.practice, actor=visit.actor)
    if not rows:
        st.text(_("Nobody is entered under your branches yet. Your administrator can add people."))
        return
    link("needs", _("Competencies by branch"), icon=":material/grid_on:")
    summary(visit, rows)
    by_branch(visit, rows)
    people_by_need(visit, rows)
    mentor_form(visit)
