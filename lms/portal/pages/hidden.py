"""Hidden complaints that were found: what follows from them, and does it hold?"""

import streamlit as st

from lms.feedback.hidden import hidden_complaints
from lms.feedback.hidden.barring import barred_for
from lms.people import Action, require_units, units_open_to
from lms.portal.components.doing import what_was_done
from lms.portal.components.hidden import hidden_form, hidden_list
from lms.portal.components.reading_css import ASIDE
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _, actor = visit.gettext, visit.actor
    require_units(actor, Action.READ_HIDDEN)
    found = hidden_complaints(visit.house.context, actor=actor)
    st.title(_("Hidden complaints"), anchor=False)
    st.text(
        _(
            "Few complaints are no merit, and a hidden one that is found keeps the branch from honours for {count} "
            "quarters."
        ).format(count=barred_for())
    )
    what_was_done()
    if units := units_open_to(actor, Action.RECORD_HIDDEN):
        with st.container(key=f"{ASIDE}-hidden-form"), st.expander(_("Record a hidden complaint")):
            hidden_form(visit, units)
    hidden_list(visit, found)
