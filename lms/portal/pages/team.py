"""My people's learning: whom do I talk to today, how far are we, and who is behind?"""

import streamlit as st

from lms.insight import completion, to_talk_to
from lms.people import Action, Role, units_open_to
from lms.portal.components.behind import behind_list
from lms.portal.components.completion import choose, completion_drawn, late_people, unit_names
from lms.portal.links import link
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _, learning, actor = visit.gettext, visit.house.learning, visit.actor
    st.title(_("Learning of my people"), anchor=False)
    names = unit_names(visit)
    shelf = learning.shelves.shelf(visit.tr.locale)
    titles = {slug: curriculum.title for slug, curriculum in shelf.curricula.items()}
    if Role.AUDITOR not in actor.roles:
        st.subheader(_("To talk to today"), anchor=False)
        today = to_talk_to(learning, actor=actor)
        if today:
            behind_list(visit, today, names, titles, key="today")
        else:
            st.text(_("Nobody is overdue, and nothing that is due this week has not been begun."))
    st.subheader(_("How far we are"), anchor=False)
    look = choose(visit, names)
    found = completion(learning, actor=actor, unit_id=look.unit_id, job=look.job, tier=look.tier)
    completion_drawn(visit, found, look, names, titles)
    late_people(visit, look, names, titles)
    if Role.MANAGER in actor.roles:
        link("branch", _("Who has rehearsed"), icon=":material/arrow_forward:")
    link("cleared", _("Who may work independently"), icon=":material/arrow_forward:")
    if units_open_to(actor, Action.COMPARE_WITH_WORK):
        link("foresight", _("Does rehearsal foretell work?"), icon=":material/arrow_forward:")
    link("funnel", _("Where people stop in a course"), icon=":material/arrow_forward:")
