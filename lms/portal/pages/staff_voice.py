"""My voice: what gets in my way, and what was I answered?"""

import streamlit as st

from lms.culture.staff import my_voices
from lms.people import Action, units_open_to
from lms.portal.components.doing import what_was_done
from lms.portal.components.staff_voice import own_voices, voice_form
from lms.portal.links import link
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _ = visit.gettext
    found = my_voices(visit.house.context, actor=visit.actor)
    st.title(_("My voice"), anchor=False)
    if units_open_to(visit.actor, Action.HEAR_OWN_STAFF) or units_open_to(visit.actor, Action.HEAR_STAFF):
        link("hear_staff", _("What staff say"), icon=":material/arrow_forward:")
    link("after_abuse", _("When a customer was abusive"), icon=":material/arrow_forward:")
    link("mood", _("Mood of the week"), icon=":material/arrow_forward:")
    what_was_done()
    own_voices(visit, [one for one in found if one.state == "answered"], _("Has it helped you?"))
    st.text(
        _(
            "Say in private what gets in your way at work. A staff listener answers within five working days; your own "
            "managers do not read it unless you want them to."
        )
    )
    voice_form(visit)
    own_voices(visit, [one for one in found if one.state != "answered"], _("What I said"))
