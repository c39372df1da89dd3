"""The brief: what is the situation, and what am I to do?"""

import streamlit as st

from lms.people import Action, may
from lms.portal.components.briefing import choose_mode, situation
from lms.portal.components.page_css import ACTION
from lms.portal.links import asked_for, go
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _, slug = visit.gettext, asked_for("scenario")
    scenario = visit.house.catalogue.scenario(slug, visit.tr.locale)
    situation(visit.tr, scenario)
    if not may(visit.actor, Action.PRACTISE):
        return
    mode = choose_mode(visit.tr, scenario)
    with st.container(key=f"{ACTION}-start"):
        started = st.button(_("Begin"), key="begin", type="primary", width="stretch")
    if started:
        go("conversation", attempt="")
