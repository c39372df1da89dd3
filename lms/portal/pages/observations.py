"""At work: whom do I sit beside next?"""

import streamlit as st

from lms.people import Action, units_open_to
from lms.portal.components.to_observe import whom_to_observe
from lms.portal.links import link
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _ = visit.gettext
    st.title(_("At work"), anchor=False)
    st.text(
        _(
            "Sit beside a colleague while they serve real customers, and mark what rehearsals are marked by. It takes "
            "a few minutes on a telephone."
        )
    )
    whom_to_observe(visit)
    if units_open_to(visit.actor, Action.COMPARE_WITH_WORK):
        link("foresight", _("Does rehearsal foretell work?"), icon=":material/arrow_forward:")
