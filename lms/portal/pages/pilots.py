"""Pilots: what is being tried, and where?"""

import streamlit as st

from lms.insight import pilots
from lms.people import Action, units_open_to
from lms.portal.components.completion import unit_names
from lms.portal.components.pilot import pilot_line
from lms.portal.components.pilot_form import pilot_form
from lms.portal.components.plain import plain
from lms.portal.components.reading_css import ASIDE, ENTRY
from lms.portal.links import link
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _ = visit.gettext
    found = pilots(visit.house.learning, actor=visit.actor)
    st.title(_("Pilots"), anchor=False)
    names = unit_names(visit)
    if not found:
        st.text(_("Nothing is being tried in your branches."))
    for card in found:
        with st.container(key=f"{ENTRY}-pilot-{card.pilot_id}", gap=None):
            link("pilot", plain(card.title), pilot=card.pilot_id)
            st.text(pilot_line(visit, card, names))
    if units_open_to(visit.actor, Action.RUN_PILOTS):
        with st.container(key=f"{ASIDE}-new-pilot"), st.expander(_("Begin a pilot")):
            pilot_form(visit)
    link("helped", _("Did it help?"), icon=":material/arrow_back:")
