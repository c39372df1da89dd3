"""What my people want for their points: do I approve it?"""

import streamlit as st

from lms.culture import awards_within, exchanges_to_decide
from lms.portal.components.doing import what_was_done
from lms.portal.components.exchanges import given, to_decide
from lms.portal.links import link
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _, context = visit.gettext, visit.house.context
    found = exchanges_to_decide(context, actor=visit.actor)
    link("points", _("My points"), icon=":material/arrow_back:")
    st.title(_("What my people want for their points"), anchor=False)
    what_was_done()
    to_decide(visit, found)
    given(visit, awards_within(context, actor=visit.actor))
