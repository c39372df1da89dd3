"""My feedback: what did customers say of me, how do I see it, and what do I learn from it?"""

import streamlit as st

from lms.feedback.findings import own_cases, own_plans, root_causes
from lms.portal.components.action_plan import action_plan
from lms.portal.components.branch_plan import plans_of_mine
from lms.portal.components.doing import what_was_done
from lms.portal.components.hidden import hidden_of_mine
from lms.portal.components.own_feedback import own_case
from lms.portal.components.root_cause_card import root_cause_card
from lms.portal.components.visit_results import results_of_mine
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _, context, actor = visit.gettext, visit.house.context, visit.actor
    st.title(_("My feedback"), anchor=False)
    what_was_done()
    said = own_cases(context, actor=actor)
    for one in [one for one in said if one.may_say and one.doing is None]:
        own_case(visit, one)
    plans = own_plans(context, actor=actor)
    if plans:
        st.subheader(_("My plan"), anchor=False)
        for plan in plans:
            action_plan(visit, plan, own=True)
    plans_of_mine(visit)
    rest = [one for one in said if not (one.may_say and one.doing is None)]
    if rest:
        st.subheader(_("What customers said of me"), anchor=False)
        for one in rest:
            own_case(visit, one)
    elif not said:
        st.text(_("No customer's words about you have been confirmed so far. Praise stands here too."))
    causes = root_causes(context, actor=actor)
    named = [one for one in causes if one.owner_person and one.owner_person.person_id == actor.person_id]
    if named:
        st.subheader(_("What I am named to mend"), anchor=False)
        for cause in named:
            root_cause_card(visit, cause)
    mine = [one for one in causes if one.unit.unit_id == actor.unit_id and one not in named]
    if mine:
        st.subheader(_("How to explain it at my branch"), anchor=False)
        for cause in mine:
            root_cause_card(visit, cause)
    hidden_of_mine(visit)
    results_of_mine(visit)
