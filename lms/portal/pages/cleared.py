"""Independent work: who of my people is cleared, and what is missing for the others?"""

import streamlit as st

from lms.insight import units_within
from lms.people import Action, list_units
from lms.portal.components.clearances import cleared_people
from lms.portal.components.completion import unit_names
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _, context = visit.gettext, visit.house.context
    st.title(_("Independent work"), anchor=False)
    names = unit_names(visit)
    mine = units_within(context, actor=visit.actor, action=Action.READ_PROGRESS)
    units = [unit.unit_id for unit in list_units(context) if unit.unit_id in mine]
    unit = None
    if len(units) > 1:
        unit = st.selectbox(
            _("Unit"),
            units,
            index=None,
            format_func=lambda one: names[one],
            placeholder=_("All"),
            key="unit",
        )
    cleared_people(visit, unit, names)
