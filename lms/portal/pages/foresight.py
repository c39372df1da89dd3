"""Rehearsal and work: does how somebody rehearses tell how they serve?"""

import streamlit as st

from lms.insight import foresight, units_within
from lms.people import Action, list_units
from lms.portal.components.completion import unit_names
from lms.portal.components.foresight import foresight_drawn
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _, context, actor = visit.gettext, visit.house.context, visit.actor
    st.title(_("Does rehearsal foretell work?"), anchor=False)
    names = unit_names(visit)
    mine = units_within(context, actor=actor, action=Action.COMPARE_WITH_WORK)
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
    found = foresight(visit.house.learning, actor=actor, unit_id=unit)
    foresight_drawn(visit, found, shown=names[unit] if unit else _("All my units"))
