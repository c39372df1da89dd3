"""Complaints from before the portal: how many were there, by day, branch and cause?"""

import streamlit as st

from lms.people import Action, require_units, units_open_to
from lms.portal.components.doing import what_was_done
from lms.portal.components.past_complaints import look_and_take_past
from lms.portal.links import link
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _ = visit.gettext
    require_units(visit.actor, Action.TAKE_IN_PAST)
    st.title(_("Complaints from before the portal"), anchor=False)
    what_was_done()
    st.text(
        _(
            "Whether training helped can only be told beside what was before. Take in how many complaints there were: "
            "figures alone, no words and no names."
        )
    )
    look_and_take_past(visit)
    if units_open_to(visit.actor, Action.READ_EFFECT):
        link("helped", _("Did it help?"), icon=":material/arrow_back:")
    else:
        link("feedback_file", _("Take in a file"), icon=":material/arrow_back:")
