"""Single sign-on, as the sign-in page shows it: the button, who comes back from the provider, and why not."""

from dataclasses import dataclass

import streamlit as st

from lms.people import BadWord, NotLetIn, WordIsUsed, WordOfProvider, arrive, word_of
from lms.platform.i18n import Translator, mark
from lms.portal.components.entering import enter
from lms.portal.components.plain import plain
from lms.portal.components.redirect import remember_in_browser
from lms.portal.house import house
from lms.portal.links import asked_for
from lms.portal.visit import LANGUAGE_COOKIE, chosen_guest_locale

THE_WAY_S = 900
"""Longest way to the provider and back for which a chosen language is kept, in seconds."""
_REFUSED = "sso_refused"

OUTCOMES = {
    "refused": mark("The bank's sign-in was called off. You can try again."),
    "failed": mark(
        "The bank's sign-in did not come through, so nobody was signed in. Please try again; "
        "if it happens again, tell your administrator the time."
    ),
    "unreachable": mark(
        "The bank's sign-in does not answer just now. Please try again in a few minutes; "
        "if it goes on, tell your administrator."
    ),
}


@dataclass(frozen=True)
class _Refusal:
    """Who is not let in, kept for the session: a page is drawn anew at every click."""

    word: WordOfProvider
    error: NotLetIn


def vouched_for() -> bool:
    """Whether the identity provider vouches for this browser."""
    return bool(house().context.settings.single_sign_on and st.user.get("is_logged_in"))


def provider_button(tr: Translator) -> bool:
    """The way to the provider; tells whether there is one."""
    settings, _ = house().context.settings, tr.gettext
    if not settings.single_sign_on:
        return False
    if chosen := chosen_guest_locale():
        remember_in_browser(LANGUAGE_COOKIE, chosen, seconds=THE_WAY_S)
    name = settings.oidc_name
    label = _("Sign in with {name}").format(name=plain(name)) if name else _("Sign in with your bank account")
    st.space("small")
    if st.button(label, key="sso", icon=":material/badge:", type="primary", width="stretch"):
        st.login()
    return True


def why_not_in(tr: Translator) -> None:
    """Say what became of a way to the provider that led to nobody's sign-in."""
    sentence = OUTCOMES.get(asked_for("sso"))
    if sentence and house().context.settings.single_sign_on:
        st.warning(tr.gettext(sentence), icon=":material/info:")


def come_from_provider(tr: Translator) -> bool:
    """Let in whom the provider vouches for; tells whether the page says instead why they stay outside."""
    if not vouched_for():
        return False
    refusal = st.session_state.get(_REFUSED)
    if refusal is None:
        context = house().context
        try:
            word = word_of(st.user.to_dict(), context.settings)
            actor = arrive(context, word=word)
        except WordIsUsed:
            # Streamlit remembers a word for 30 days: whoever signed out, or was signed out, asks for a new one.
            return False
        except BadWord as error:
            st.warning(tr.error(error), icon=":material/info:")
            return False
        except NotLetIn as error:
            refusal = st.session_state[_REFUSED] = _Refusal(word, error)
        else:
            language = chosen_guest_locale()
            # It was theirs; the next one at this machine reads in the browser's own.
            remember_in_browser(LANGUAGE_COOKIE, "", seconds=0)
            enter(actor, language=language, sso=True)
    _tell(tr, refusal)
    return True


def _tell(tr: Translator, refusal: _Refusal) -> None:
    _ = tr.gettext
    st.title(_("You are known to the bank, but not here"), anchor=False)
    st.text(tr.error(refusal.error))
    if refusal.word.number:
        st.text(_("Employee number: {number}").format(number=refusal.word.number))
    elif refusal.word.email:
        st.text(_("E-mail: {email}").format(email=refusal.word.email))
    if st.button(_("Sign in as somebody else"), key="sso_other", type="primary", width="stretch"):
        st.session_state.clear()
        st.logout()
