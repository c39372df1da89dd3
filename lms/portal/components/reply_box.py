"""Where the trainee speaks: the input, a hint on request, and the way out."""

import streamlit as st

from lms.platform.errors import Refused
from lms.portal.components.talk import Talk
from lms.portal.components.voice import dictated, kept_recording, voice_bar
from lms.portal.links import go
from lms.portal.visit import Visit
from lms.practice import close_attempt, hint
from lms.practice.views import AttemptView
from lms.practice.voicing import listens
from scenarios.conversation import SILENCE

INPUT = "reply"


def reply_box(visit: Visit, view: AttemptView, talk: Talk) -> str | None:
    """Draw it; what was just sent, if anything was."""
    _ = visit.gettext
    with st.container(key="tools", horizontal=True, gap="small"):
        if view.coached and st.button(
            _("Give me a hint"), key="hint_me", icon=":material/lightbulb:", type="tertiary"
        ):
            try:
                found = hint(visit.house.practice, actor=visit.actor, attempt_id=talk.attempt_id)
                talk.hint = found or _(
                    "You have done what there was to do. Bring the conversation to a close."
                )
            except Refused as refusal:
                talk.notice = visit.tr.error(refusal)
        silent = st.button(
            _("Say nothing"),
            key="say_nothing",
            icon=":material/more_horiz:",
            type="tertiary",
            on_click=talk.send,
        )
        if st.button(_("End the conversation"), key="end", icon=":material/stop_circle:", type="tertiary"):
            st.dialog(_("End the conversation?"))(_confirm_end)(visit, talk.attempt_id)
    if talk.hint:
        with st.container(key="hint"):
            st.text(_("Hint: {hint}").format(hint=talk.hint))
    if talk.notice:
        with st.container(key="notice"):
            st.text(talk.notice)
    if talk.recording:
        kept_recording(visit, talk)
    # Only where nothing was just sent: what is set here would take its place.
    if talk.draft and not st.session_state.get(INPUT):
        st.session_state[INPUT], talk.draft = talk.draft, ""
    hears = listens(visit.house.practice)
    said = st.chat_input(
        _("What do you say?"), key=INPUT, submit_mode="disable", on_submit=talk.send, accept_audio=hears
    )
    voice_bar(visit, talk.attempt_id)
    return SILENCE[view.scenario.locale] if silent else dictated(visit, talk, said)


def _confirm_end(visit: Visit, attempt_id: str) -> None:
    _ = visit.gettext
    st.text(_("The customer leaves, and you see how it went. This cannot be taken back."))
    if st.button(_("Yes, end it"), key="really_end", type="primary", width="stretch"):
        close_attempt(visit.house.practice, actor=visit.actor, attempt_id=attempt_id)
        go("debrief", attempt=attempt_id)


def curtain(visit: Visit, talk: Talk, *, by_time: bool) -> None:
    """What stands there instead when the conversation is over."""
    _ = visit.gettext
    with st.container(key="notice-over"):
        st.text(talk.notice or (_("The time is up.") if by_time else _("The conversation is over.")))
        if talk.draft:
            st.text(_("You had written: {words}").format(words=talk.draft))
    if st.button(_("See how it went"), key="debrief", type="primary", width="stretch"):
        go("debrief", attempt=talk.attempt_id)
