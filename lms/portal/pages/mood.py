"""Mood of the week: how is mine, and how are those of my units?"""

import streamlit as st

from lms.culture.staff import moods_within, my_moods
from lms.people import Action, list_units, may, require_own_password, units_open_to
from lms.platform.errors import Forbidden
from lms.portal.components.mood_question import mood_question
from lms.portal.components.week_mood import groups, own_weeks
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _, context, actor = visit.gettext, visit.house.context, visit.actor
    require_own_password(actor)
    sees, asked = units_open_to(actor, Action.READ_MOODS), may(actor, Action.TELL_MOOD)
    if not (sees or asked):
        raise Forbidden("This page is kept for other roles.")
    st.title(_("Mood of the week"), anchor=False)
    if asked:
        mood_question(visit, more=False)
    if sees:
        units = {unit.unit_id: unit.name(visit.tr.locale) for unit in list_units(context)}
        groups(visit, moods_within(context, actor=actor), units)
    if asked:
        own_weeks(visit, my_moods(context, actor=actor))
