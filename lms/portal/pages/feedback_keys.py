"""Keys by which other systems hand in feedback, for an administrator: made, shown once, revoked."""

import streamlit as st

from lms.feedback.api_keys import list_keys
from lms.portal.components.doing import what_was_done
from lms.portal.components.feedback_keys import key_list, new_key
from lms.portal.links import link
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _ = visit.gettext
    keys = list_keys(visit.house.context, actor=visit.actor)
    link("settings", _("Settings"), icon=":material/arrow_back:")
    st.title(_("Keys for other systems"), anchor=False)
    st.text(
        _(
            "Another system hands in over HTTP with a key: the complaint system or the app what customers say, the "
            "data platform figures of branches. How is described at /api/openapi.json."
        )
    )
    what_was_done()
    new_key(visit)
    key_list(visit, keys)
