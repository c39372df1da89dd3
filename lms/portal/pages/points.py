"""My points: how many, from what, and what do I get for them?"""

import streamlit as st

from lms.culture import my_points
from lms.people import Action, units_open_to
from lms.portal.components.doing import what_was_done
from lms.portal.components.points import exchange_form, exchanges, history, points_said, what_earns
from lms.portal.links import link
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _ = visit.gettext
    statement = my_points(visit.house.context, actor=visit.actor)
    st.title(_("My points"), anchor=False)
    if units_open_to(visit.actor, Action.DECIDE_POINTS):
        link("exchanges", _("What my people want for theirs"), icon=":material/arrow_forward:")
    what_was_done()
    st.header(points_said(visit, statement.balance), anchor=False)
    what_earns(visit)
    exchanges(visit, statement)
    exchange_form(visit, statement)
    history(visit, statement)
