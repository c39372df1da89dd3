"""Taking in branches, people and mentors from a file, for an administrator: what would it change?"""

import streamlit as st

from lms.people import Action, require
from lms.portal.components.list_intake import choose_file, intake, templates
from lms.portal.links import link
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    require(visit.actor, Action.MANAGE_ACCOUNTS)
    _ = visit.gettext
    st.title(_("Take in a list"), anchor=False)
    link("people", _("People"), icon=":material/arrow_back:")
    st.text(
        _(
            "Branches, people and mentors from an Excel or CSV file. First you see what would change; nothing is "
            "changed before you say so."
        )
    )
    templates(visit)
    file = choose_file(visit)
    if file is not None:
        intake(visit, file)
