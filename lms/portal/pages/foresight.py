"""Rehearsal and work: does how somebody rehearses tell how they serve?"""

import streamlit as st

from lms.insight import foresight
from lms.people import Action
from lms.portal.components.completion import unit_names
from lms.portal.components.foresight import foresight_drawn
from lms.portal.components.unit_choice import choose_unit
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _ = visit.gettext
    st.title(_("Does rehearsal foretell work?"), anchor=False)
    names = unit_names(visit)
    unit = choose_unit(visit, Action.COMPARE_WITH_WORK, names)
    found = foresight(visit.house.learning, actor=visit.actor, unit_id=unit)
    foresight_drawn(visit, found, shown=names[unit] if unit else _("All my units"))
