"""Training hours of a year: do managers, front line and new hires have what is asked, and who does not?"""

import streamlit as st

from lms.learning import coverage
from lms.people import Action, Role, list_units, may
from lms.portal.components.coverage import branches, choice, groups, short, short_export, targets
from lms.portal.components.pack_button import pack_button
from lms.portal.links import link
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _ = visit.gettext
    st.title(_("Training hours"), anchor=False)
    topic, year = choice(visit)
    found = coverage(visit.house.learning, actor=visit.actor, topic=topic, year=year)
    units = {unit.unit_id: unit for unit in list_units(visit.house.context)}
    groups(visit, found)
    pack_button(visit, topic=topic, year=year)
    short(visit, found, units)
    short_export(visit, found, units)
    branches(visit, found, units)
    if any(may(visit.actor, Action.SET_HOURS_TARGETS, unit_id=unit_id) for unit_id in units):
        targets(visit, found)
    if may(visit.actor, Action.LEAD_MORNING_DRILL, unit_id=visit.actor.unit_id):
        link("morning", _("Morning drill"), icon=":material/wb_sunny:")
    if Role.TRAINER in visit.actor.roles:
        link("classes", _("Classes"), icon=":material/event:")
    if Role.TRAINEE in visit.actor.roles:
        link("hours", _("My training hours"), icon=":material/schedule:")
