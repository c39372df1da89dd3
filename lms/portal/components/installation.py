"""What an administrator sees of the installation. Keys and passwords are never shown."""

import streamlit as st

from lms.platform.llm import CURES, chat_model, local_servers, probe
from lms.portal.components.account import LANGUAGE_NAMES
from lms.portal.visit import Visit


def engine_state(visit: Visit) -> None:
    """Who plays the customer, and a test call."""
    tr, _, settings = visit.tr, visit.gettext, visit.house.context.settings
    st.subheader(_("Who plays the customer"), anchor=False)
    model = chat_model(settings)
    if model is None:
        st.text(_("The built-in customer: no key, no network. It always answers."))
        st.text(
            _(
                "To let a language model speak, set LMS_LLM_MODEL and LMS_LLM_BASE_URL (any endpoint that "
                "speaks the OpenAI protocol) and start again."
            )
        )
        if st.button(_("Look for a model on this machine"), key="look", icon=":material/search:"):
            _offer_local_models(visit)
        return
    st.text(_("{model} at {address}").format(model=model.name, address=settings.llm_base_url or "–"))
    st.text(_("When it fails, the built-in customer takes the turn, so everybody can finish."))
    if not st.button(_("Make a test call"), key="probe", type="primary"):
        return
    with st.spinner(_("Asking …")):
        seen = probe(model)
    if seen.failure is not None or seen.first_s is None:
        cure = CURES[seen.failure or "empty"]
        st.error(_(cure), icon=":material/error:")
        return
    said = _("It answers: first word after {first} s, all after {total} s, {tokens} tokens.")
    st.success(
        said.format(
            first=tr.number(seen.first_s, 1), total=tr.number(seen.total_s, 1), tokens=seen.usage.tokens
        )
    )
    if not seen.streams:
        st.warning(_("It does not stream: the answer comes in one piece, and people wait longer."))


def _offer_local_models(visit: Visit) -> None:
    """Name what was found on the usual ports, with the lines that would have it play; nothing is used by itself."""
    _ = visit.gettext
    with st.spinner(_("Looking …")):
        servers = local_servers()
    if not servers:
        st.text(
            _(
                "None answers on the ports of Ollama, llama.cpp, vLLM and LM Studio. Start one of them, and look "
                "again."
            )
        )
        return
    st.text(_("Found. Write two lines into .env and start again; until then nothing of it is used."))
    for server in servers:
        st.text(_("{name}: {models}").format(name=server.name, models=", ".join(server.models)))
        st.code(server.settings, language=None)


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
