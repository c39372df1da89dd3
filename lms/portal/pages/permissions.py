"""Who may do what, for an administrator: which role gives which right, and over whom?"""

import streamlit as st

from lms.people import permission_table
from lms.portal.components.permissions import permissions_html
from lms.portal.links import link
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _ = visit.gettext
    table = permission_table(actor=visit.actor)
    st.title(_("Who may do what"), anchor=False)
    link("people", _("People"), icon=":material/arrow_back:")
    with st.container(key="quiet-permissions"):
        st.text(
            _(
                "A role is held over a unit and all units below it. Whoever has several roles may do what any of "
                "them gives. What is not in this table is given to nobody."
            )
        )
    st.html(permissions_html(visit.tr, table))
