"""Naming a mentor: who accompanies whom, from which day, and until when."""

import streamlit as st

from lms.people.imports import name_mentor
from lms.platform.errors import LmsError
from lms.portal.components.plain import plain
from lms.portal.visit import Visit

_NAMED = "mentors_named"
_SAID = "mentor_named"
_REFUSED = "mentor_refused"


def mentor_form(visit: Visit) -> None:
    """A form that stays folded until it is wanted; a refusal keeps what was typed, a success clears it."""
    _ = visit.gettext
    limit = visit.house.context.settings.mentor_load_limit
    with st.expander(_("Name a mentor"), icon=":material/diversity_3:"):
        with st.form(f"name_mentor_{st.session_state.get(_NAMED, 0)}", border=False):
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
        given = (mentor, mentee, starts, ends)
        if not sent:
            said = st.session_state.pop(_SAID, None)
            if said:
                st.success(said, icon=":material/check:")
            refused, why = st.session_state.get(_REFUSED, (None, ""))
            # Whatever draws the page anew, the refusal stands for as long as the form says what was refused.
            if refused == given:
                st.error(why, icon=":material/error:")
            return
        try:
            name_mentor(
                visit.house.context, actor=visit.actor, mentor=mentor, mentee=mentee, starts=starts, ends=ends
            )
        except LmsError as error:
            why = visit.tr.error(error)
            st.session_state[_REFUSED] = (given, why)
            st.error(why, icon=":material/error:")
            return
        visit.house.sessions.forget()
        st.session_state.pop(_REFUSED, None)
        st.session_state[_NAMED] = st.session_state.get(_NAMED, 0) + 1
        st.session_state[_SAID] = _("{mentor} accompanies {mentee} from {day} on.").format(
            mentor=plain(mentor.strip()), mentee=plain(mentee.strip()), day=visit.tr.date(starts)
        )
        st.rerun()
