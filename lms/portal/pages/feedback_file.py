"""A file of feedback taken in: which columns, what would be taken, and how far it is."""

import streamlit as st

from lms.people import Action, require_units
from lms.portal.components.feedback_file import feedback_templates, files_on_their_way, look_and_take
from lms.portal.links import link
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _ = visit.gettext
    require_units(visit.actor, Action.HANDLE_FEEDBACK)
    link("feedback", _("What customers said"), icon=":material/arrow_back:")
    st.title(_("Take in a file"), anchor=False)
    st.text(
        _(
            "Feedback from another system, as CSV or Excel. First you see what would be taken in. What has a number, "
            "or the same words on the same day, is never taken in twice."
        )
    )
    link("past_complaints", _("Complaints from before the portal"), icon=":material/history:")
    feedback_templates(visit)
    files_on_their_way(visit)
    look_and_take(visit)
