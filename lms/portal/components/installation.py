"""What an administrator sees of the installation. Keys and passwords are never shown."""

import streamlit as st

from lms.portal.components.account import LANGUAGE_NAMES
from lms.portal.visit import Visit


def installation_state(visit: Visit) -> None:
    """Database, language and time zone."""
    _, context = visit.gettext, visit.house.context
    st.subheader(_("This installation"), anchor=False)
    kind = "SQLite" if context.database.is_sqlite else "PostgreSQL"
    st.text(_("Database: {kind}").format(kind=kind))
    st.text(_("Time zone: {zone}").format(zone=context.settings.timezone))
    language = LANGUAGE_NAMES[context.settings.locale_default]
    st.text(_("Language before one is chosen: {language}").format(language=language))
    if context.settings.demo:
        st.text(_("Demo mode is on: anybody can enter with one click. Never use it with real people."))
    with st.container(key="quiet-doctor"):
        st.text(_("“lms doctor” on the server checks all of it and says how to mend what is wrong."))
