"""Innovation contests: what is asked for now, and what came of the last one?"""

import streamlit as st

from lms.culture.contest import contests_of, prizes_to_decide
from lms.people import Action, units_open_to
from lms.portal.components.contest_form import contest_form
from lms.portal.components.contests import contest_list, prizes
from lms.portal.components.doing import what_was_done
from lms.portal.components.reading_css import ASIDE
from lms.portal.links import link
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _, context = visit.gettext, visit.house.context
    found = contests_of(context, actor=visit.actor)
    link("suggestions", _("Suggestions"), icon=":material/arrow_back:")
    st.title(_("Innovation contests"), anchor=False)
    what_was_done()
    contest_list(visit, found)
    if units_open_to(visit.actor, Action.DECIDE_POINTS):
        prizes(visit, prizes_to_decide(context, actor=visit.actor))
    if units_open_to(visit.actor, Action.RUN_CONTESTS):
        with st.container(key=f"{ASIDE}-open-contest"), st.expander(_("Open a contest")):
            contest_form(visit)
