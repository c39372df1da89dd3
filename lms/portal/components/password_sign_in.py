"""Name and password on the sign-in page."""

import streamlit as st

from lms.people import authenticate
from lms.platform.errors import LmsError
from lms.platform.i18n import Translator
from lms.portal.components.entering import enter
from lms.portal.house import house
from lms.portal.visit import chosen_guest_locale


def password_aside(tr: Translator) -> None:
    """The form where another way in comes first, folded up; nothing where passwords are not used."""
    allowed, _ = house().context.settings.passwords_for, tr.gettext
    if allowed == "everybody":
        with st.expander(_("Sign in with a password")):
            password_form(tr)
    elif allowed == "administrators":
        with st.expander(_("Administrators: sign in with a password")):
            password_form(tr)


def password_form(tr: Translator) -> None:
    """The form; whoever is right goes in."""
    _ = tr.gettext
    with st.form("password", border=False):
        name = st.text_input(_("User name"), max_chars=64, autocomplete="username")
        word = st.text_input(_("Password"), type="password", max_chars=200, autocomplete="current-password")
        sent = st.form_submit_button(_("Sign in"), type="primary", width="stretch")
    if sent:
        try:
            actor = authenticate(house().context, username=name, password=word)
        except LmsError as error:
            st.error(tr.error(error), icon=":material/error:")
            return
        enter(actor, language=chosen_guest_locale())
