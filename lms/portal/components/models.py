"""Which model plays which part, where it comes from, a test call; and a form to connect one."""

import streamlit as st

from lms.platform.i18n import mark
from lms.platform.llm import ROLES, Role
from lms.portal.components.model_call import call_model
from lms.portal.components.model_entry import model_entry
from lms.portal.components.plain import plain
from lms.portal.components.reading_css import ENTRY
from lms.portal.components.spending import ROLE_NAMES
from lms.portal.visit import Visit
from lms.practice.connections import Connection, Key, Source, list_connections

_SOURCES: dict[Source, str] = {
    "environment": mark("from the environment"),
    "page": mark("entered on this page"),
    "customer": mark("the customer's model, as it has none of its own"),
    "none": "",
}
_KEYS: dict[Key, str] = {
    "set": mark("key set"),
    "lost": mark("the key cannot be opened any more: enter it again"),
    "none": mark("no key"),
}
_WITHOUT: dict[Role, str] = {
    "judge": mark("Exams are judged by the rules; a model connected here gives a second opinion."),
    "coach": mark(
        "The scenario has its better words; a model connected here writes some for the very conversation."
    ),
}
"""What is done without a model, and what one adds."""


def models(visit: Visit) -> None:
    """Every part with its model, a test call for one, and the form that connects another."""
    _ = visit.gettext
    st.subheader(_("Who plays the customer"), anchor=False)
    connections = list_connections(visit.house.context, actor=visit.actor)
    if connections[0].model is None:
        st.text(_("The built-in customer: no key, no network. It always answers."))
    else:
        st.text(_("When it fails, the built-in customer takes the turn, so everybody can finish."))
    with st.container(key="list-models"):
        for connection in connections:
            _entry(visit, connection)
    role = st.segmented_control(
        _("Part"),
        list(ROLES),
        default="customer",
        required=True,
        key="model_role",
        format_func=lambda role: _(ROLE_NAMES[role]),
        label_visibility="collapsed",
        width="stretch",
    )
    chosen = connections[ROLES.index(role)]
    if chosen.model is not None and st.button(_("Make a test call"), key="probe", icon=":material/call:"):
        call_model(visit, role)
    model_entry(visit, chosen)


def _entry(visit: Visit, connection: Connection) -> None:
    _ = visit.gettext
    with st.container(key=f"{ENTRY}-model-{connection.role}", gap=None):
        model = plain(connection.model) if connection.model else _("no model")
        st.markdown(f"**{_(ROLE_NAMES[connection.role])}** · {model}")
        if connection.role in _WITHOUT:
            with st.container(key=f"quiet-without-{connection.role}"):
                st.text(_(_WITHOUT[connection.role]))
        if connection.model is None:
            return
        parts = [
            connection.address or _("the provider's own address"),
            _(_KEYS[connection.key]),
            _("price set") if connection.priced else _("no price set"),
            _(_SOURCES[connection.source]),
        ]
        with st.container(key=f"quiet-model-{connection.role}"):
            st.text(" · ".join(parts))
