"""One unit of those within reach, with all below it; all of them while none is chosen."""

from collections.abc import Callable, Mapping

import streamlit as st

from lms.insight import units_within
from lms.people import Action, list_units
from lms.portal.visit import Visit


def choose_unit(visit: Visit, action: Action, names: Mapping[str, str]) -> str | None:
    """Let the visitor choose among the units over which they may do something; no choice where there is but one."""
    _, context = visit.gettext, visit.house.context
    mine = units_within(context, actor=visit.actor, action=action)
    units = [unit.unit_id for unit in list_units(context) if unit.unit_id in mine]
    if len(units) < 2:
        return None
    named: Callable[[str], str] = names.__getitem__
    return st.selectbox(_("Unit"), units, index=None, format_func=named, placeholder=_("All"), key="unit")
