"""Before anything else: a password of one's own in place of the one somebody told."""

import streamlit as st

from lms.portal.components.own_password import password_form
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _ = visit.gettext
    with st.container(key="first-password", width=440):
        st.title(_("Choose a password of your own"), anchor=False)
        st.text(
            _(
                "Welcome, {name}. Somebody else opened this account and knows its first password. Choose one that "
                "only you know; then you can begin."
            ).format(name=visit.name)
        )
        password_form(visit, key="first_password", present=_("The password you were given"))
