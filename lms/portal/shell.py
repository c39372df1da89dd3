"""The portal's entry: runs once for every visit and every click, so it stays short and looks nothing up twice."""

from collections.abc import Callable

import streamlit as st

from lms.platform.errors import LmsError
from lms.portal import links
from lms.portal.components.account import account_panel, wants_large_text
from lms.portal.components.brand import ICON, brand
from lms.portal.components.builtin_words import speak_in_fields
from lms.portal.components.page_css import CSS
from lms.portal.components.reading_css import READING_CSS
from lms.portal.components.redirect import close_menu_once_chosen, speak, tell_letters
from lms.portal.components.theme import page_css
from lms.portal.pages import first_password, sign_in
from lms.portal.routes import only, pages_for
from lms.portal.visit import LETTERS_COOKIE, Visit, current_visit, guest_locale, translator_for


def main() -> None:
    """Draw the page asked for, or the sign-in page."""
    visit = current_visit()
    tr = visit.tr if visit else translator_for(guest_locale())
    st.set_page_config(page_title=tr.gettext("Customer rehearsal"), page_icon=ICON, layout="wide")
    st.html(page_css(large_text=wants_large_text()) + CSS + READING_CSS)
    brand(tr)
    if visit is None:
        st.navigation(only(sign_in.page, tr.gettext("Sign in")), position="hidden").run()
        speak(tr.locale)
        speak_in_fields(tr)
        tell_letters(LETTERS_COOKIE)
        return
    first = visit.actor.first_password
    pages = only(first_password.page, tr.gettext("Change password")) if first else pages_for(visit)
    # All of them, however many: Streamlit would fold the rest away behind a word of its own, in English.
    page = st.navigation(pages, position="hidden" if first else "sidebar", expanded=True)
    with st.sidebar:
        account_panel(visit)
        speak(tr.locale)
        speak_in_fields(tr)
        tell_letters(LETTERS_COOKIE)
        close_menu_once_chosen()
    _run(page.run, visit)


def _run(page: Callable[[], None], visit: Visit) -> None:
    try:
        page()
    except LmsError as error:
        st.subheader(visit.gettext("This page cannot be shown"), anchor=False)
        st.text(visit.tr.error(error))
        links.link("home", visit.gettext("Back to the start"))


main()
