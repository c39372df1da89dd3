"""What customers said, for those who may read it: what came in, and what is urgent?"""

import streamlit as st

from lms.feedback import list_feedback
from lms.people import Action, units_open_to
from lms.portal.components.feedback_list import asked_of_feedback, feedback_list
from lms.portal.components.feedback_narrowing import A_PAGE
from lms.portal.components.trail import shown_page
from lms.portal.links import link
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _ = visit.gettext
    st.title(_("What customers said"), anchor=False)
    with st.container(horizontal=True, key="way-feedback"):
        link("record_feedback", _("Write down what a customer says"))
        if units_open_to(visit.actor, Action.HANDLE_FEEDBACK):
            link("feedback_file", _("Take in a file"))
        if units_open_to(visit.actor, Action.INVITE_FEEDBACK):
            link("feedback_codes", _("QR code for customers"))
    asked = asked_of_feedback(visit)
    found = list_feedback(
        visit.house.context,
        actor=visit.actor,
        asked=asked,
        skip=(shown_page() - 1) * A_PAGE,
        limit=A_PAGE,
    )
    feedback_list(visit, found)
