"""Giving somebody an account: who, under which name, with which roles."""

from collections.abc import Mapping, Sequence

import streamlit as st

from lms.people import ROLE_NAMES, PersonCard, Role, create_account
from lms.platform.errors import LmsError
from lms.portal.visit import Visit


def new_account(visit: Visit, people: Sequence[PersonCard], units: Mapping[str, str]) -> None:
    """A form that stays folded until it is wanted; a refusal keeps what was typed."""
    tr, _ = visit.tr, visit.gettext
    names = {
        person.person_id: f"{person.name(tr.locale)} · {person.employee_no} · {units.get(person.unit_id, '')}"
        for person in people
    }
    with st.expander(_("Give somebody an account"), icon=":material/person_add:"):
        with st.form("new_account", border=False):
            person_id = st.selectbox(
                _("Person"), list(names), index=None, format_func=names.__getitem__, placeholder=_("Choose")
            )
            username = st.text_input(_("User name"), max_chars=64, autocomplete="off")
            password = st.text_input(
                _("First password"), type="password", max_chars=200, autocomplete="new-password"
            )
            roles = st.multiselect(
                _("Roles"),
                list(Role),
                default=[Role.TRAINEE],
                format_func=lambda role: _(ROLE_NAMES[role]),
                placeholder=_("Choose"),
            )
            sent = st.form_submit_button(_("Create the account"), type="primary")
        if not sent:
            return
        if person_id is None:
            st.error(_("Choose a person first."), icon=":material/error:")
            return
        try:
            create_account(
                visit.house.context,
                actor=visit.actor,
                person_id=person_id,
                username=username,
                password=password,
                roles=roles,
            )
        except LmsError as error:
            st.error(tr.error(error), icon=":material/error:")
            return
        st.success(_("The account is open. Tell them the password in person; they can change it."))
