"""Naming a mentor: who accompanies whom, from which day, and until when."""

import streamlit as st

from lms.people.imports import name_mentor
from lms.portal.components.doing import KeptForm
from lms.portal.components.plain import plain
from lms.portal.visit import Visit

_FORM = KeptForm("mentor_named")


def mentor_form(visit: Visit) -> None:
    """A form that stays folded until it is wanted; a refusal keeps what was typed, a success clears it."""
    _ = visit.gettext
    limit = visit.house.context.settings.mentor_load_limit
    with st.expander(_("Name a mentor"), icon=":material/diversity_3:"):
        with st.form(_FORM.key, border=False):
            left, right = st.columns(2, gap="medium")
            mentor = left.text_input(_("Employee number of the mentor"), max_chars=32, autocomplete="off")
            mentee = right.text_input(_("Employee number of the mentee"), max_chars=32, autocomplete="off")
            left, right = st.columns(2, gap="medium")
            starts = left.date_input(_("First day"), value=visit.house.context.today(), format="YYYY-MM-DD")
            ends = right.date_input(_("Last day (optional)"), value=None, format="YYYY-MM-DD")
            with st.container(key="quiet-mentor-limit"):
                st.text(
                    _(
                        "A mentor accompanies up to {limit} people at once. Whoever accompanied the mentee before "
                        "does so until the day before."
                    ).format(limit=limit)
                )
            sent = st.form_submit_button(_("Name this mentor"), type="primary", key="name_mentor")

        def name() -> str:
            name_mentor(
                visit.house.context, actor=visit.actor, mentor=mentor, mentee=mentee, starts=starts, ends=ends
            )
            visit.house.sessions.forget()
            return _("{mentor} accompanies {mentee} from {day} on.").format(
                mentor=plain(mentor.strip()), mentee=plain(mentee.strip()), day=visit.tr.date(starts)
            )

        _FORM.settle(visit, (mentor, mentee, starts, ends), name, sent=sent)
