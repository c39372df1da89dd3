"""Independent work: who of my people is cleared, and what is missing for the others?"""

import streamlit as st

from lms.people import Action
from lms.portal.components.clearances import cleared_people
from lms.portal.components.completion import unit_names
from lms.portal.components.unit_choice import choose_unit
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    st.title(visit.gettext("Independent work"), anchor=False)
    names = unit_names(visit)
    cleared_people(visit, choose_unit(visit, Action.READ_PROGRESS, names), names)
