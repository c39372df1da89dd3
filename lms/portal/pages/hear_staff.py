"""What staff say: what gets in their way, and what do I answer?"""

import streamlit as st

from lms.culture.staff import voices_to_answer
from lms.people import Action, may
from lms.portal.components.doing import what_was_done
from lms.portal.components.staff_voice import to_answer
from lms.portal.links import link
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _ = visit.gettext
    found = voices_to_answer(visit.house.context, actor=visit.actor)
    if may(visit.actor, Action.SPEAK_UP):
        link("staff_voice", _("My voice"), icon=":material/arrow_back:")
    st.title(_("What staff say"), anchor=False)
    link("mood", _("Mood of the week"), icon=":material/arrow_forward:")
    what_was_done()
    to_answer(visit, found)
