"""The brief: what is the situation, and what am I to do?"""

import streamlit as st

from lms.people import Action, may
from lms.portal.components.briefing import situation
from lms.portal.components.way_in import way_in
from lms.portal.links import asked_for
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    scenario = visit.house.catalogue.scenario(asked_for("scenario"), visit.tr.locale)
    situation(visit.tr, scenario)
    st.space("small")
    if may(visit.actor, Action.PRACTISE):
        way_in(visit, scenario)
    else:
        st.text(visit.gettext("Your account is for looking at scenarios; trainees begin here."))
