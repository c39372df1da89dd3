"""Sign-in: one click in demo mode, name and password everywhere else."""

import streamlit as st

from lms.people import ROLE_NAMES, Actor, Role, authenticate, demo_accounts, set_locale, sign_in_demo
from lms.platform.errors import LmsError
from lms.platform.i18n import Translator, mark
from lms.platform.settings import Locale
from lms.portal.components.account import guest_language
from lms.portal.components.brand import customers_in_a_row
from lms.portal.components.plain import plain
from lms.portal.components.redirect import leave_for
from lms.portal.house import house
from lms.portal.visit import chosen_guest_locale, guest_locale, translator_for

ONE_CLICK_NAMES = {
    "new-hire": mark("New hire"),
    "mentor": ROLE_NAMES[Role.MENTOR],
    "trainer": ROLE_NAMES[Role.TRAINER],
    "manager": ROLE_NAMES[Role.MANAGER],
    "admin": ROLE_NAMES[Role.ADMIN],
}


def page() -> None:
    """Draw the page."""
    tr = translator_for(guest_locale())
    _ = tr.gettext
    with st.container(key="sign-in", width=440):
        guest_language()
        customers_in_a_row(tr)
        st.title(_("Rehearse the hard conversation first"), anchor=False)
        st.text(_("Talk to a difficult customer here, where nothing can go wrong, and see what helped."))
        accounts = demo_accounts(house().context)
        if not accounts:
            _password_form(tr)
            return
        st.space("small")
        for account in accounts:
            role = _(ONE_CLICK_NAMES[account.username])
            label = f"**{role}** · {plain(account.person.name(tr.locale))} · {plain(account.unit(tr.locale))}"
            main = account.username == "new-hire"
            if st.button(
                label,
                key=f"demo-{account.username}",
                type="primary" if main else "secondary",
                width="stretch",
            ):
                _enter(sign_in_demo(house().context, username=account.username), language=guest_locale())
        with st.container(key="quiet-demo"):
            st.text(
                _("This is a demonstration with an invented bank. Every name and conversation is made up.")
            )
        with st.expander(_("Sign in with a password")):
            _password_form(tr)


def _password_form(tr: Translator) -> None:
    _ = tr.gettext
    with st.form("password", border=False):
        username = st.text_input(_("User name"), max_chars=64, autocomplete="username")
        password = st.text_input(
            _("Password"), type="password", max_chars=200, autocomplete="current-password"
        )
        sent = st.form_submit_button(_("Sign in"), type="primary", width="stretch")
    if sent:
        try:
            actor = authenticate(house().context, username=username, password=password)
        except LmsError as error:
            st.error(tr.error(error), icon=":material/error:")
            return
        _enter(actor, language=chosen_guest_locale())


def _enter(actor: Actor, *, language: Locale | None) -> None:
    """Go in, and stay with a language that was chosen here; an account of the demonstration is everybody's."""
    if language and actor.locale != language:
        set_locale(house().context, actor=actor, locale=language)
    leave_for("/signin", ticket=house().sessions.issue_ticket(actor))
    st.stop()
