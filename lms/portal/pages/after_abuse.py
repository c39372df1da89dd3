"""After abuse by a customer: what happened, and what do I get, or give, after it?"""

import streamlit as st

from lms.culture.staff import hardships_to_care_for, my_hardships
from lms.people import Action, may, require_own_password, units_open_to
from lms.platform.errors import Forbidden
from lms.portal.components.doing import what_was_done
from lms.portal.components.hardship import hardship_form, own_hardships, to_care_for
from lms.portal.links import link
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _, context, actor = visit.gettext, visit.house.context, visit.actor
    require_own_password(actor)
    own, cares = may(actor, Action.TELL_ABUSE), units_open_to(actor, Action.CARE_AFTER_ABUSE)
    if not (own or cares):
        raise Forbidden("This page is kept for other roles.")
    if may(actor, Action.SPEAK_UP):
        link("staff_voice", _("My voice"), icon=":material/arrow_back:")
    st.title(_("When a customer was abusive"), anchor=False)
    st.text(
        _(
            "Nobody has to swallow it alone: a pause, a talk and thanks follow. Only whom it happened to and their "
            "managers see it."
        )
    )
    what_was_done()
    if cares:
        to_care_for(visit, hardships_to_care_for(context, actor=actor))
        st.subheader(_("Say that it happened"), anchor=False)
    hardship_form(visit)
    if own:
        own_hardships(visit, my_hardships(context, actor=actor))
