"""The last step of every way in: the ticket for which a route gives the cookie."""

from typing import NoReturn

import streamlit as st

from lms.people import Actor, set_locale
from lms.platform.settings import Locale
from lms.portal.components.redirect import leave_for
from lms.portal.house import house


def enter(actor: Actor, *, language: Locale | None, sso: bool = False) -> NoReturn:
    """Go in, and stay with a language that was chosen here; an account of the demonstration is everybody's.

    Args:
        actor: who signed in.
        language: what was chosen on the sign-in page.
        sso: the identity provider vouched for them.
    """
    if language and actor.locale != language:
        set_locale(house().context, actor=actor, locale=language)
    leave_for("/signin", ticket=house().sessions.issue_ticket(actor, sso=sso))
    st.stop()
