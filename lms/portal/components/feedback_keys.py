"""Keys for handing in feedback or figures: the form that makes one, the one moment at which it is read, the list."""

from collections.abc import Sequence

import streamlit as st

from lms.feedback.api_keys import SCOPES, KeyCard, MadeKey, make_key, revoke_key
from lms.people import list_units
from lms.platform.errors import LmsError
from lms.portal.components.doing import do
from lms.portal.components.plain import plain
from lms.portal.components.reading_css import ENTRY
from lms.portal.visit import Visit

_MADE = "feedback_key_made"


def new_key(visit: Visit) -> None:
    """Make a key; it is shown until whoever made it says that they have it: nobody can look it up later."""
    _, tr, context = visit.gettext, visit.tr, visit.house.context
    made: MadeKey | None = st.session_state.get(_MADE)
    if made is not None:
        st.success(_("Copy the key now. It is shown this once and kept nowhere in words."))
        st.code(made.key, language=None, wrap_lines=True)
        if st.button(_("I have copied it"), key="feedback_key_copied", icon=":material/check:"):
            st.session_state.pop(_MADE, None)
            st.rerun()
    units = {unit.unit_id: unit.name(tr.locale) for unit in list_units(context)}
    with st.form("new_feedback_key", border=False, clear_on_submit=True):
        left, middle, right = st.columns(3, gap="medium")
        name = left.text_input(_("Name of the key"), max_chars=80, placeholder=_("Which system will use it"))
        scope = middle.selectbox(_("It hands in"), list(SCOPES), format_func=lambda one: _(SCOPES[one]))
        unit_id = right.selectbox(
            _("Of this unit and those below"), list(units), format_func=units.__getitem__
        )
        sent = st.form_submit_button(_("Make a key"), type="primary")
    if not sent:
        return
    try:
        st.session_state[_MADE] = make_key(
            context, actor=visit.actor, name=name or "", unit_id=unit_id or "", scope=scope or ""
        )
    except LmsError as error:
        st.error(tr.error(error), icon=":material/error:")
        return
    st.rerun()


def key_list(visit: Visit, keys: Sequence[KeyCard]) -> None:
    """The keys by name and last characters; those that hold can be revoked."""
    _, tr, context = visit.gettext, visit.tr, visit.house.context
    units = {unit.unit_id: unit.name(tr.locale) for unit in list_units(context)}
    if not keys:
        st.text(_("There is no key yet."))
    with st.container(key="list-keys"):
        for key in keys:
            with st.container(key=f"{ENTRY}-key-{key.key_id}", gap=None):
                st.markdown(f"**{plain(key.name)}** · …{plain(key.tail)}")
                parts = [
                    _(SCOPES[key.scope]),
                    units.get(key.unit_id, ""),
                    _("made {day}").format(day=tr.date(key.made_at)),
                ]
                if key.revoked_at:
                    parts.append(_("revoked {day}").format(day=tr.date(key.revoked_at)))
                with st.container(key=f"quiet-key-{key.key_id}"):
                    st.text(" · ".join(parts))
                if key.revoked_at is None and st.button(
                    _("Revoke"), key=f"revoke_{key.key_id}", type="tertiary"
                ):

                    def revoke(key_id: str = key.key_id) -> None:
                        revoke_key(context, actor=visit.actor, key_id=key_id)

                    do(visit, revoke, _("Revoked: whoever uses it is refused from now on."))
