"""Stories to edit: do colleagues get to read it?"""

import streamlit as st

from lms.culture.stories import stories_to_edit
from lms.people import list_units
from lms.portal.components.doing import what_was_done
from lms.portal.components.story_review import to_edit
from lms.portal.links import link
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _, tr, context = visit.gettext, visit.tr, visit.house.context
    found = stories_to_edit(context, actor=visit.actor)
    units = {unit.unit_id: unit.name(tr.locale) for unit in list_units(context)}
    link("stories", _("Story library"), icon=":material/arrow_back:")
    st.title(_("Stories to edit"), anchor=False)
    what_was_done()
    to_edit(visit, found, units)
