"""The story library: how did a colleague manage something like this?"""

import streamlit as st

from lms.culture.stories import stories_of_me
from lms.people import Action, list_units, may, units_open_to
from lms.portal.components.doing import what_was_done
from lms.portal.components.stories import library, search, tell_of_me
from lms.portal.links import link
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _, tr, context = visit.gettext, visit.tr, visit.house.context
    units = {unit.unit_id: unit.name(tr.locale) for unit in list_units(context)}
    link("wall", _("Praise wall"), icon=":material/arrow_back:")
    st.title(_("Story library"), anchor=False)
    what_was_done()
    with st.container(horizontal=True, key="story-links"):
        if may(visit.actor, Action.TELL_STORIES):
            link("tell_story", _("Tell a story"), icon=":material/edit_note:")
        if units_open_to(visit.actor, Action.EDIT_STORIES):
            link("stories_review", _("Stories to edit"), icon=":material/arrow_forward:")
    of_me = stories_of_me(context, actor=visit.actor)
    tell_of_me(visit, [one for one in of_me if one.answer == "open"])
    found = search(visit)
    library(visit, found, units)
    answered = [one for one in of_me if one.answer != "open"]
    tell_of_me(visit, answered)
