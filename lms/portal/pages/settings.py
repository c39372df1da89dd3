"""The installation, for an administrator: what runs, and who plays the customer?"""

import streamlit as st

from lms.people import Action, require
from lms.portal.components.installation import installation_state
from lms.portal.components.library_files import library_files
from lms.portal.components.models import models
from lms.portal.components.spending import installation_spending
from lms.portal.links import link
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    require(visit.actor, Action.MANAGE_SETTINGS)
    st.title(visit.gettext("Settings"), anchor=False)
    models(visit)
    installation_spending(visit)
    library_files(visit)
    link("feedback_keys", visit.gettext("Keys for other systems"), icon=":material/key:")
    installation_state(visit)
