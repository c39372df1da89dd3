"""Mystery visits: what did they find in my branches, and what is weakest?"""

import streamlit as st

from lms.feedback.visits import mystery_visits
from lms.people import Action, require_units, units_open_to
from lms.portal.components.completion import unit_names
from lms.portal.components.doing import what_was_done
from lms.portal.components.unit_choice import choose_unit
from lms.portal.components.visit_results import results_drawn
from lms.portal.components.visits import visit_list
from lms.portal.links import link
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _, actor = visit.gettext, visit.actor
    require_units(actor, Action.READ_VISITS)
    st.title(_("Mystery visits"), anchor=False)
    st.text(
        _(
            "Somebody came as a customer. It is for learning: nothing follows for anybody personally; the honours of a "
            "quarter count it for the branch."
        )
    )
    if units_open_to(actor, Action.RECORD_VISITS):
        link("record_visit", _("Enter a visit"), icon=":material/edit_note:")
        link("visits_file", _("Enter visits from a file"), icon=":material/upload_file:")
    what_was_done()
    names = unit_names(visit)
    unit_id = choose_unit(visit, Action.READ_VISITS, names)
    results_drawn(visit, unit_id, names)
    st.subheader(_("The visits"), anchor=False)
    visit_list(visit, mystery_visits(visit.house.context, actor=actor, unit_id=unit_id))
