"""The lower end of the sidebar: who one is, language, text size, the way out."""

import streamlit as st

from lms.people import jobs_in_words, set_locale
from lms.platform.settings import LOCALES, Locale
from lms.portal.components.own_password import own_password
from lms.portal.components.provider import vouched_for
from lms.portal.components.redirect import leave_for, remember_in_browser
from lms.portal.links import link
from lms.portal.visit import (
    LARGE_COOKIE,
    Visit,
    choose_guest_locale,
    guest_locale,
    require_visit,
    session_token,
)

# A language is called by its own name, whatever the page speaks.
LANGUAGE_NAMES: dict[Locale, str] = {"zh-CN": "中文", "en": "English"}
_LARGE = "large_text"


def wants_large_text() -> bool:
    """Whether this visitor chose large text, now or earlier in this browser."""
    return bool(st.session_state.get(_LARGE, st.context.cookies.get(LARGE_COOKIE) == "1"))


def account_panel(visit: Visit) -> None:
    """Draw the panel."""
    _ = visit.gettext
    st.space("small")
    with st.container(key="quiet-account", gap=None):
        st.text(visit.name)
        st.text(jobs_in_words(visit.actor.jobs, _))
    st.segmented_control(
        "语言 · Language",
        LOCALES,
        key="language",
        default=visit.tr.locale,
        required=True,
        format_func=LANGUAGE_NAMES.__getitem__,
        on_change=_change_language,
    )
    large = st.toggle(_("Large text"), value=wants_large_text(), key=_LARGE)
    if large != (st.context.cookies.get(LARGE_COOKIE) == "1"):
        remember_in_browser(LARGE_COOKIE, "1" if large else "0")
    if not vouched_for():
        own_password(visit)
    link("data", _("My data"), icon=":material/folder_shared:")
    if st.button(_("Sign out"), key="sign_out", icon=":material/logout:", type="tertiary"):
        visit.house.sessions.revoke(session_token() or "")
        st.session_state.clear()
        if vouched_for():
            # At the provider, too: on a shared machine the next one is not to come in as this one.
            st.logout()
        else:
            leave_for("/")
        st.stop()


def guest_language() -> None:
    """The switch of language on the sign-in page."""
    chosen = st.segmented_control(
        "语言 · Language",
        LOCALES,
        key="guest_language",
        default=guest_locale(),
        required=True,
        format_func=LANGUAGE_NAMES.__getitem__,
        label_visibility="collapsed",
    )
    if chosen != guest_locale():
        choose_guest_locale(chosen)
        st.rerun()


def _change_language() -> None:
    visit = require_visit()
    set_locale(visit.house.context, actor=visit.actor, locale=st.session_state["language"])
    visit.house.sessions.forget()
