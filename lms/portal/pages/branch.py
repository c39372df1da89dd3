"""A manager's people: who has rehearsed, and whom should I talk to?"""

import streamlit as st

from lms.people import list_units
from lms.portal.components.name_mentor import mentor_form
from lms.portal.components.plain import plain
from lms.portal.components.team import A_PAGE, by_branch, people_by_need, summary
from lms.portal.links import asked_for, keep_address, link
from lms.portal.visit import require_visit
from lms.practice import team_figures


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _ = visit.gettext
    st.title(_("My people"), anchor=False)
    unit_id = asked_for("unit") or None
    keep_address("branch", unit_id)
    figures = team_figures(visit.house.practice, actor=visit.actor, unit_id=unit_id)
    if unit_id:
        names = {unit.unit_id: unit.name(visit.tr.locale) for unit in list_units(visit.house.context)}
        st.subheader(plain(names[unit_id]), anchor=False)
        link("branch", _("All branches"), icon=":material/arrow_back:")
    if not figures:
        st.text(_("Nobody is entered under your branches yet. Your administrator can add people."))
        return
    link("needs", _("Competencies by branch"), icon=":material/grid_on:")
    summary(visit, figures)
    by_branch(visit, figures)
    words = ""
    if sum(one.people for one in figures) > A_PAGE:
        words = st.text_input(
            _("Search"),
            key="team_search",
            max_chars=60,
            placeholder=_("Name, number or branch"),
            label_visibility="collapsed",
            icon=":material/search:",
        )
    people_by_need(visit, unit_id=unit_id, words=words)
    mentor_form(visit)
