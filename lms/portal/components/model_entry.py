"""Connecting a model: entered, tried and switched on, while the portal runs. A key goes in and never comes out."""

import streamlit as st

from lms.people import find_person
from lms.platform.errors import LmsError, NotFound
from lms.platform.llm import LocalServer, Role, local_servers
from lms.portal.components.model_call import call_model, last_call
from lms.portal.components.reading_css import ASIDE
from lms.portal.components.spending import ROLE_NAMES
from lms.portal.visit import Visit
from lms.practice.connecting import Change, Entry, connect, disconnect, list_changes
from lms.practice.connections import Connection

_FORM = "model_form"
"""How often a form was sent off: the next one is a new one, and the key that was typed is gone from the page."""
_SAID = "model_said"
_FOUND = "model_found"


def model_entry(visit: Visit, connection: Connection) -> None:
    """The form for one part, folded away; what is found on this machine fills it in when somebody says so."""
    _, role = visit.gettext, connection.role
    said = st.session_state.pop(_SAID, None)
    if said:
        st.success(said, icon=":material/check:")
    with st.expander(_("Connect a model"), icon=":material/cable:", key=f"connect_{role}"):
        if connection.source == "environment":
            st.info(
                _(
                    "The environment names this model (LMS_LLM_… on the server) and wins: what is entered here "
                    "is kept, and used once the environment names none."
                )
            )
        _offer(visit, role)
        entry, sent, unanswered = _form(visit, connection)
        if sent == "try":
            call_model(visit, role, entry)
        elif sent == "use" and (unanswered or call_model(visit, role, entry, quiet=True)):
            _use(visit, role, entry)
        elif sent is None:
            last_call(role, entry)
        in_use = connection.entered is not None and connection.entered.in_use
        if in_use and st.button(_("Stop using it"), key=f"stop_{role}", icon=":material/power_settings_new:"):
            disconnect(visit.house.context, actor=visit.actor, role=role)
            _say_next(_("It is used no more. What was entered is kept."))
    _changes(visit)


def _form(visit: Visit, connection: Connection) -> tuple[Entry, str | None, bool]:
    """Draw it; what stands in it, which button was pressed (``try``, ``use`` or none), and whether an answer is needed.

    The last is true where somebody wants a model used that may not answer yet.
    """
    _, role, entered = visit.gettext, connection.role, connection.entered
    place = _place(role)
    kept = entered is not None and entered.key == "set"
    # Through the session, where what was found on this machine is put as well.
    st.session_state.setdefault(f"url_{place}", entered.base_url if entered else "")
    st.session_state.setdefault(f"name_{place}", entered.model if entered else "")
    with st.form(f"{_FORM}_{place}", border=False):
        base_url = st.text_input(
            _("Address"),
            key=f"url_{place}",
            max_chars=500,
            placeholder="https://…/v1",
            autocomplete="off",
        )
        model = st.text_input(
            _("Model"),
            key=f"name_{place}",
            max_chars=120,
            autocomplete="off",
        )
        key = st.text_input(
            _("Key"),
            type="password",
            key=f"key_{place}",
            max_chars=2000,
            autocomplete="new-password",
            placeholder=_("A key is kept; leave this empty to keep it")
            if kept
            else _("Empty where none is needed"),
            help=_(
                "It is sealed before it is stored, and is never shown again. Another address needs it anew."
            ),
        )
        forget = kept and st.checkbox(_("Keep no key"), key=f"forget_{place}")
        currency = visit.house.context.settings.llm_currency
        left, right = st.columns(2)
        price_in = left.text_input(
            _("{currency} for a million tokens asked").format(currency=currency),
            entered.price_in if entered else "",
            key=f"in_{place}",
            max_chars=20,
            placeholder=_("optional"),
        )
        price_out = right.text_input(
            _("{currency} for a million tokens answered").format(currency=currency),
            entered.price_out if entered else "",
            key=f"out_{place}",
            max_chars=20,
            placeholder=_("optional"),
        )
        unanswered = st.checkbox(_("Use it even if it does not answer now"), key=f"unanswered_{place}")
        with st.container(horizontal=True):
            use = st.form_submit_button(_("Use this model"), type="primary", key=f"use_{place}")
            tried = st.form_submit_button(_("Try it first"), key=f"try_{place}")
    entry = Entry(base_url, model, key, forget, price_in, price_out)
    return entry, "use" if use else "try" if tried else None, unanswered


def _use(visit: Visit, role: Role, entry: Entry) -> None:
    _ = visit.gettext
    try:
        connect(visit.house.context, actor=visit.actor, role=role, entry=entry)
    except LmsError as error:
        st.error(visit.tr.error(error), icon=":material/error:")
        return
    _say_next(_("It is used from the next turn on, without a restart."))


def _say_next(said: str) -> None:
    """Draw the page anew, with a form that holds nothing that was typed."""
    st.session_state[_FORM] = st.session_state.get(_FORM, 0) + 1
    st.session_state[_SAID] = said
    st.session_state.pop(_FOUND, None)
    st.rerun()


def _place(role: Role) -> str:
    return f"{role}_{st.session_state.get(_FORM, 0)}"


def _offer(visit: Visit, role: Role) -> None:
    """Name what is found on this machine's usual ports; nothing of it is used by itself."""
    _ = visit.gettext
    if st.button(_("Look for a model on this machine"), key=f"look_{role}", icon=":material/search:"):
        with st.spinner(_("Looking …")):
            st.session_state[_FOUND] = local_servers()
    found: tuple[LocalServer, ...] | None = st.session_state.get(_FOUND)
    if found is None:
        return
    if not found:
        st.text(
            _(
                "None answers on the ports of Ollama, llama.cpp, vLLM and LM Studio. Start one of them, and look "
                "again."
            )
        )
        return
    st.text(_("Found. Nothing of it is used until you say so."))
    for number, server in enumerate(found):
        for model in server.models:
            st.button(
                _("Fill in {model} of {name}").format(model=model, name=server.name),
                key=f"fill_{role}_{number}_{model}",
                on_click=_fill_in,
                args=(role, server.base_url, model),
            )


def _fill_in(role: Role, base_url: str, model: str) -> None:
    place = _place(role)
    st.session_state[f"url_{place}"], st.session_state[f"name_{place}"] = base_url, model


def _changes(visit: Visit) -> None:
    """Who changed what, newest first."""
    _ = visit.gettext
    changes = list_changes(visit.house.context, actor=visit.actor)
    if not changes:
        return
    names = {person_id: _name(visit, person_id) for person_id in {change.person_id for change in changes}}
    with st.container(key=f"{ASIDE}-models"), st.expander(_("Changes")):
        for change in changes:
            st.text(_told(visit, change, who=names[change.person_id]))


def _name(visit: Visit, person_id: str) -> str:
    try:
        return find_person(visit.house.context, actor=visit.actor, person_id=person_id).name(visit.tr.locale)
    except NotFound:
        return visit.gettext("another administrator")


def _told(visit: Visit, change: Change, *, who: str) -> str:
    tr, _ = visit.tr, visit.gettext
    what = _("switched on") if change.in_use else _("switched off")
    parts = [tr.moment(change.at), who, _(ROLE_NAMES[change.role]), what, change.model, change.base_url]
    if change.key == "set":
        parts.append(_("key set"))
    return " · ".join(parts)
