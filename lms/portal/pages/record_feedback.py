"""What a customer says, written down by whoever hears it: looked at masked, corrected at once, kept."""

import streamlit as st

from lms.people import Action, require_units, units_open_to
from lms.portal.components.feedback_form import feedback_form
from lms.portal.links import link
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _ = visit.gettext
    units = require_units(visit.actor, Action.RECORD_FEEDBACK)
    st.title(_("Write down what a customer says"), anchor=False)
    if units_open_to(visit.actor, Action.READ_FEEDBACK):
        link("feedback", _("What customers said"), icon=":material/arrow_back:")
    st.text(
        _(
            "Praise, a complaint, an idea, a question: in the customer's own words. Names and numbers of customers "
            "are masked before anybody reads it."
        )
    )
    feedback_form(visit, units)
