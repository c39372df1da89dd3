"""Sign-in: one click in demo mode, name and password everywhere else."""

from typing import Literal

import streamlit as st

from lms.people import ROLE_NAMES, Role, demo_accounts, sign_in_demo
from lms.platform.i18n import Translator, mark
from lms.portal.components.account import guest_language
from lms.portal.components.brand import customers_in_a_row
from lms.portal.components.entering import enter
from lms.portal.components.password_sign_in import password_aside, password_form
from lms.portal.components.plain import plain
from lms.portal.components.provider import come_from_provider, provider_button, why_not_in
from lms.portal.house import house
from lms.portal.visit import guest_locale, translator_for

ONE_CLICK_NAMES = {
    "new-hire": mark("New hire"),
    "mentor": ROLE_NAMES[Role.MENTOR],
    "trainer": ROLE_NAMES[Role.TRAINER],
    "manager": ROLE_NAMES[Role.MANAGER],
    "yu.jingyi": ROLE_NAMES[Role.CONSUMER_PROTECTION_OFFICER],
    "ji.huaijin": ROLE_NAMES[Role.AUDITOR],
    "admin": ROLE_NAMES[Role.ADMIN],
    "data-officer": ROLE_NAMES[Role.DATA_OFFICER],
}


def page() -> None:
    """Draw the page."""
    tr = translator_for(guest_locale())
    with st.container(key="sign-in", width=440):
        guest_language()
        customers_in_a_row(tr)
        if come_from_provider(tr):
            return
        _ = tr.gettext
        st.title(_("Rehearse the hard conversation first"), anchor=False)
        st.text(_("Talk to a difficult customer here, where nothing can go wrong, and see what helped."))
        why_not_in(tr)
        vouching = provider_button(tr)
        if _demo_buttons(tr, main=not vouching) or vouching:
            password_aside(tr)
        else:
            password_form(tr)


def _demo_buttons(tr: Translator, *, main: bool) -> bool:
    _ = tr.gettext
    accounts = demo_accounts(house().context)
    if not accounts:
        return False
    st.space("small")
    for account in accounts:
        role = _(ONE_CLICK_NAMES[account.username])
        label = f"**{role}** · {plain(account.person.name(tr.locale))} · {plain(account.unit(tr.locale))}"
        first = main and account.username == "new-hire"
        kind: Literal["primary", "secondary"] = "primary" if first else "secondary"
        if st.button(label, key=f"demo-{account.username}", type=kind, width="stretch"):
            enter(sign_in_demo(house().context, username=account.username), language=guest_locale())
    with st.container(key="quiet-demo"):
        st.text(_("This is a demonstration with an invented bank. Every name and conversation is made up."))
    return True
