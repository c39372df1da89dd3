"""One story: what happened, and what do I take along?"""

import streamlit as st

from lms.culture.stories import read_story
from lms.people import list_units
from lms.portal.components.doing import what_was_done
from lms.portal.components.story import story_told, story_ways
from lms.portal.links import asked_for, link
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the story in the address."""
    visit = require_visit()
    _, tr, context = visit.gettext, visit.tr, visit.house.context
    link("stories", _("Story library"), icon=":material/arrow_back:")
    if not asked_for("story"):
        st.text(_("Choose a story in the library."))
        return
    one = read_story(context, actor=visit.actor, story_id=asked_for("story"))
    units = {unit.unit_id: unit.name(tr.locale) for unit in list_units(context)}
    what_was_done()
    story_told(visit, one, units.get(one.unit_id, ""))
    story_ways(visit, one)
