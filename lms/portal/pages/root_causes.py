"""Root causes: what is to be mended so that customers have nothing to complain about, and did it hold?"""

import streamlit as st

from lms.feedback.findings import root_causes
from lms.people import Action, require_units, units_open_to
from lms.portal.components.doing import what_was_done
from lms.portal.components.root_cause_card import root_cause_card
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _ = visit.gettext
    if not units_open_to(visit.actor, Action.VERIFY_ROOT_CAUSES):
        require_units(visit.actor, Action.MEND_ROOT_CAUSES)
    st.title(_("Root causes"), anchor=False)
    what_was_done()
    found = root_causes(visit.house.context, actor=visit.actor)
    if not found:
        st.text(_("Nothing is to be mended. A case whose finding is not a person's doing opens one here."))
    for one in found:
        root_cause_card(visit, one)
