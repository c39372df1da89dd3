"""Suggestions: what would I do otherwise, and what became of it?"""

import streamlit as st

from lms.culture import my_suggestions
from lms.people import Action, units_open_to
from lms.portal.components.suggestions import own_suggestions, suggestion_form
from lms.portal.links import link
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _ = visit.gettext
    found = my_suggestions(visit.house.context, actor=visit.actor)
    st.title(_("Suggestions"), anchor=False)
    if units_open_to(visit.actor, Action.REVIEW_SUGGESTIONS):
        link("suggestions_review", _("What my people suggest"), icon=":material/arrow_forward:")
    link("contests", _("Innovation contests"), icon=":material/arrow_forward:")
    st.text(
        _(
            "An adopted suggestion earns points, and one to five percent of what it saves besides. If it is declined "
            "you are told why."
        )
    )
    suggestion_form(visit)
    own_suggestions(visit, found)
