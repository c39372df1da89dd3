"""Who looks at the page, in which language, and the services they may call: asked anew at every run."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote, urlsplit

import streamlit as st

from lms.people import Actor
from lms.platform.i18n import Translator, as_locale, negotiate, translator
from lms.platform.settings import Locale
from lms.portal.house import House, house
from lms.portal.links import site_path

COOKIE = "lms_session"
LARGE_COOKIE = "lms_large_text"
LETTERS_COOKIE = "lms_letters"
"""How large the page's letters are in this browser, in hundredths of the usual 16 pixels."""
LANGUAGE_COOKIE = "lms_guest_language"
_TOKEN = "lms_session"  # noqa: S105  the key under which a session remembers its token, no secret
_LANGUAGE = "lms_language"


@dataclass(frozen=True)
class Visit:
    """One run of a page for somebody who has signed in."""

    house: House
    actor: Actor
    tr: Translator

    @property
    def gettext(self) -> Callable[[str], str]:
        """The sentence in the visitor's language."""
        return self.tr.gettext

    @property
    def name(self) -> str:
        """The visitor's own name."""
        return self.actor.name(self.tr.locale)

    def local(self, moment: datetime) -> datetime:
        """A moment in the bank's time zone."""
        return moment.astimezone(self.tr.zone)


def session_token() -> str | None:
    """The sign-in this browser brought along: its cookie, or what the session was given directly."""
    brought = st.context.cookies.get(COOKIE)
    # Where there is no browser, in a test of a page, Streamlit's cookies may hold what is no text.
    return brought if brought and isinstance(brought, str) else st.session_state.get(_TOKEN)


def guest_locale() -> Locale:
    """The language before anybody has signed in: the one chosen on the page, else the browser's."""
    default = house().context.settings.locale_default
    return chosen_guest_locale() or negotiate(st.context.locale, default)


def chosen_guest_locale() -> Locale | None:
    """The language somebody chose on the sign-in page; None while they left it to the browser."""
    # On the way back from the identity provider the session is a new one; the cookie lasts as long as the way.
    chosen = st.session_state.get(_LANGUAGE) or st.context.cookies.get(LANGUAGE_COOKIE)
    return as_locale(chosen) if chosen and isinstance(chosen, str) else None


def choose_guest_locale(locale: Locale) -> None:
    """Remember the language somebody chose before they signed in."""
    st.session_state[_LANGUAGE] = locale


def translator_for(locale: Locale) -> Translator:
    """The translator of a language in the bank's time zone."""
    return translator(locale, house().context.settings.timezone)


def asked_address() -> str:
    """The page's name as it stands in the browser's address, whether there is such a page or not; empty for home."""
    address = st.context.url
    # Where there is no browser, in a test of a page, it is none or no text.
    path = unquote(urlsplit(address).path) if isinstance(address, str) else ""
    return path.removeprefix(site_path()).strip("/")


def current_visit() -> Visit | None:
    """The visit, or None while nobody has signed in, or their sign-in has ended."""
    rooms = house()
    actor = rooms.sessions.actor_for(session_token())
    if actor is None:
        return None
    return Visit(rooms, actor, translator_for(actor.locale or guest_locale()))


def require_visit() -> Visit:
    """The visit; when the sign-in has ended meanwhile, the sign-in page is shown instead."""
    visit = current_visit()
    if visit is None:
        st.rerun()
    return visit
