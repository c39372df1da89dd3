"""Changing one's own password: the first one was told by somebody else."""

import streamlit as st

from lms.people import change_password, demo_accounts
from lms.platform.errors import LmsError
from lms.portal.components.redirect import leave_for
from lms.portal.visit import Visit


def own_password(visit: Visit) -> None:
    """The button and its dialogue; none for a one-click account of the demo bank, which has no password.

    None either while the first password stands: the page asks for another then.
    """
    _ = visit.gettext
    if visit.actor.first_password or any(
        account.person.person_id == visit.actor.person_id for account in demo_accounts(visit.house.context)
    ):
        return
    if st.button(_("Change password"), key="own_password", icon=":material/key:", type="tertiary"):
        st.dialog(_("Change password"))(_ask)(visit)


def password_form(visit: Visit, *, key: str, present: str) -> None:
    """Ask for the present password, named ``present``, and twice for the new one; a success signs in anew."""
    _ = visit.gettext
    with st.form(key, border=False):
        current = st.text_input(present, type="password", max_chars=200, autocomplete="current-password")
        new = st.text_input(_("New password"), type="password", max_chars=200, autocomplete="new-password")
        again = st.text_input(
            _("New password once more"), type="password", max_chars=200, autocomplete="new-password"
        )
        sent = st.form_submit_button(_("Change it"), type="primary", width="stretch")
    if not sent:
        return
    if new != again:
        st.error(_("The two new passwords differ. Type them again."), icon=":material/error:")
        return
    try:
        change_password(visit.house.context, actor=visit.actor, current=current, new=new)
    except LmsError as error:
        st.error(visit.tr.error(error), icon=":material/error:")
        return
    leave_for("/signin", ticket=visit.house.sessions.issue_ticket(visit.actor))
    st.stop()


def _ask(visit: Visit) -> None:
    _ = visit.gettext
    st.text(_("Every other device is signed out with it."))
    password_form(visit, key="own_password_form", present=_("Present password"))
