"""What my people suggest: do we do it?"""

import streamlit as st

from lms.culture import suggestions_to_review
from lms.portal.components.doing import what_was_done
from lms.portal.components.suggestions import to_review
from lms.portal.links import link
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _ = visit.gettext
    found = suggestions_to_review(visit.house.context, actor=visit.actor)
    link("suggestions", _("Suggestions"), icon=":material/arrow_back:")
    st.title(_("What my people suggest"), anchor=False)
    what_was_done()
    to_review(visit, found)
