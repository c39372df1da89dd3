"""Mystery visits entered from a file: what would be entered, what is wrong?"""

import streamlit as st

from lms.people import Action, require_units
from lms.portal.components.doing import what_was_done
from lms.portal.components.visits_file import look_and_enter_visits, visit_template
from lms.portal.links import link
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _ = visit.gettext
    require_units(visit.actor, Action.RECORD_VISITS)
    link("mystery_visits", _("Mystery visits"), icon=":material/arrow_back:")
    st.title(_("Enter visits from a file"), anchor=False)
    st.text(
        _(
            "What an agency's visitors found, as CSV or Excel: a row a visit, the points of the checklist as columns. "
            "It is masked as by the form, names nobody, and is entered once."
        )
    )
    what_was_done()
    visit_template(visit)
    look_and_enter_visits(visit)
