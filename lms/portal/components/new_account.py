"""Entering a colleague: who they are, where they work, what they sign in with and what they may do."""

from collections.abc import Mapping, Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lms.people import JOB_NAMES, ROLE_NAMES, Job, Role, add_colleague
from lms.portal.components.doing import KeptForm
from lms.portal.components.plain import plain
from lms.portal.visit import Visit

_FORM = KeptForm("colleague_entered")


def new_account(visit: Visit, units: Mapping[str, str]) -> None:
    """A form that stays folded until it is wanted; a refusal keeps what was typed, a success clears it."""
    _ = visit.gettext
    jobs: dict[Job, str] = {job: _(name) for job, name in JOB_NAMES.items()}
    with st.expander(_("Enter a colleague"), icon=":material/person_add:"):
        with st.form(_FORM.key, border=False):
            left, right = _row()
            name = left.text_input(_("Name"), max_chars=80, autocomplete="off")
            name_en = right.text_input(
                _("Name in Latin letters (optional)"), max_chars=80, autocomplete="off"
            )
            left, right = _row()
            employee_no = left.text_input(_("Employee number"), max_chars=32, autocomplete="off")
            email = right.text_input(_("E-mail (optional, for reminders)"), max_chars=254, autocomplete="off")
            left, right = _row()
            unit_id = left.selectbox(_("Branch"), list(units), format_func=units.__getitem__)
            job = right.selectbox(_("Job"), list(jobs), format_func=jobs.__getitem__)
            further = st.multiselect(
                _("Further jobs (optional)"),
                list(jobs),
                format_func=jobs.__getitem__,
                placeholder=_("Choose"),
            )
            roles = st.multiselect(
                _("Roles"),
                [role for role in Role if role is not Role.AUDITOR],
                default=[Role.TRAINEE],
                format_func=lambda role: _(ROLE_NAMES[role]),
                placeholder=_("Choose"),
            )
            left, right = _row()
            username = left.text_input(_("User name"), max_chars=64, autocomplete="off")
            password = right.text_input(
                _("First password"), type="password", max_chars=200, autocomplete="new-password"
            )
            sent = st.form_submit_button(_("Create the account"), type="primary")

        def enter() -> str:
            add_colleague(
                visit.house.context,
                actor=visit.actor,
                employee_no=employee_no,
                name=name,
                name_en=name_en,
                email=email,
                job=job,
                further_jobs=further,
                unit_id=unit_id,
                username=username,
                password=password,
                roles=roles,
            )
            return _(
                "{name} ({number}) is entered and signs in as {username}. Tell them the first password in person; "
                "they choose one of their own when they sign in."
            ).format(name=plain(name), number=plain(employee_no), username=plain(username.strip().lower()))

        given = (employee_no, name, name_en, email, job, further, unit_id, username, password, roles)
        _FORM.settle(visit, given, enter, sent=sent)


def _row() -> Sequence[DeltaGenerator]:
    """Two fields beside each other; on a telephone the second stands below the first."""
    return st.columns(2, gap="medium")
