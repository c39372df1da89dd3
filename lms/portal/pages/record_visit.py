"""A mystery visit is entered: what did you see?"""

import streamlit as st

from lms.people import Action, require_units
from lms.portal.components.visit_form import visit_form
from lms.portal.links import link
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _ = visit.gettext
    units = require_units(visit.actor, Action.RECORD_VISITS)
    link("mystery_visits", _("Mystery visits"), icon=":material/arrow_back:")
    st.title(_("Enter a visit"), anchor=False)
    visit_form(visit, units)
