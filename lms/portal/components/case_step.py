"""The one thing to do next about a case: the form of its step, or why it is not the visitor's to fill in."""

from typing import cast

import streamlit as st

from lms.feedback.cases import CaseView, Done, take_over, take_step
from lms.feedback.cases.clocks import Track
from lms.feedback.cases.standing import LONGEST
from lms.feedback.cases.words import (
    ACTS_FOR_NAMES,
    AFTERWARDS_NAMES,
    ASKS_OF_NOBODY,
    CLOSED,
    SATISFACTION_NAMES,
    STEP_ASKS,
    STEP_NAMES,
    TRACK_NAMES,
    ActsFor,
    Afterwards,
    Satisfaction,
    Step,
)
from lms.portal.components.case_words import text_key
from lms.portal.components.doing import do
from lms.portal.components.long_text import long_text
from lms.portal.components.page_css import ACTION
from lms.portal.visit import Visit


def next_step(visit: Visit, view: CaseView) -> None:
    """Draw it."""
    _, card = visit.gettext, view.card
    if card.step == CLOSED:
        st.subheader(_("This case is closed"), anchor=False)
        st.text(
            _("It can be reopened with a reason, or reviewed by the unit above if the customer asks for it.")
        )
        return
    st.subheader(_("Next: {step}").format(step=_(STEP_NAMES[card.step])), anchor=False)
    if not view.may_handle:
        st.text(_("You read this case; a case handler takes its steps."))
        return
    if card.handler is not None and not view.mine:
        st.text(
            _("{name} handles this case. Take it over only if that was agreed.").format(
                name=card.handler.name(visit.tr.locale)
            )
        )
        if view.may_assign and st.button(_("Take it over"), key="take_over"):
            do(
                visit,
                lambda: take_over(visit.house.context, actor=visit.actor, case_id=card.case_id),
                _("You handle this case now."),
            )
        return
    _form(visit, view, cast("Step", card.step))


def _form(visit: Visit, view: CaseView, step: Step) -> None:
    _, card, key = visit.gettext, view.card, text_key(view)
    nobody = step == "accept" and _nobody_to_tell(visit, view)
    asks = ASKS_OF_NOBODY.get(step, STEP_ASKS[step]) if view.unreachable else STEP_ASKS[step]
    text = ""
    if not nobody:
        text = long_text(visit, _(asks), key=key, most=LONGEST, height=150) or ""
        with st.container(key="quiet-case-masked"):
            st.text(_("A customer's name and numbers are blacked out before your words are kept."))
    track: Track | None = None
    acts_for: ActsFor = "self"
    authority, satisfaction, afterwards = False, None, None
    if step == "accept":
        track, acts_for, authority = _acceptance(visit, view)
    elif step == "visit":
        satisfaction = st.segmented_control(
            _("Is the customer satisfied?"),
            list(SATISFACTION_NAMES),
            format_func=lambda name: _(SATISFACTION_NAMES[name]),
            key=f"{key}_satisfied",
        )
        afterwards = _afterwards(visit, view, satisfaction)
    with st.container(key=f"{ACTION}-step"):
        pressed = st.button(
            _("Done: {step}").format(step=_(STEP_NAMES[step])),
            key="take_step",
            type="primary",
            width="stretch",
        )
        if pressed:
            done = Done(
                text,
                track,
                acts_for,
                authority,
                cast("Satisfaction | None", satisfaction),
                cast("Afterwards | None", afterwards),
                nobody,
            )

            def take() -> None:
                take_step(visit.house.context, actor=visit.actor, case_id=card.case_id, step=step, done=done)
                st.session_state.pop(key, None)

            do(visit, take, _("Noted, with who and when."))


def _nobody_to_tell(visit: Visit, view: CaseView) -> bool:
    """Whether nobody can be told that it was taken on; where the customer left how to call them, that is said."""
    _ = visit.gettext
    if view.reach:
        st.text(
            _(
                "The customer asks to be called back. Name and number are sealed with the original words, below: open "
                "them with a reason."
            )
        )
        return False
    return st.checkbox(
        _("Anonymous: no name or number was left, nobody can be told"), key=f"{text_key(view)}_nobody"
    )


def _afterwards(visit: Visit, view: CaseView, satisfaction: str | None) -> str | None:
    """What follows where somebody is not satisfied, chosen; and what not being reached means, said."""
    _, key = visit.gettext, text_key(view)
    if satisfaction == "not_reached" and not view.unreachable:
        st.text(
            _("At the first try the case stays open for another one on a later day; after that it is closed.")
        )
    if satisfaction != "dissatisfied":
        return None
    return st.radio(
        _("What follows?"),
        list(AFTERWARDS_NAMES),
        index=None,
        format_func=lambda name: _(AFTERWARDS_NAMES[name]),
        key=f"{key}_afterwards",
    )


def _acceptance(visit: Visit, view: CaseView) -> tuple[Track, ActsFor, bool]:
    _, key = visit.gettext, text_key(view)
    left, right = st.columns(2, gap="medium")
    track = left.radio(
        _("How is it handled?"),
        list(TRACK_NAMES),
        index=list(TRACK_NAMES).index(view.card.track),
        format_func=lambda name: _(TRACK_NAMES[name]),
        horizontal=True,
        key=f"{key}_track",
    )
    acts_for = right.selectbox(
        _("Who speaks for the customer?"),
        list(ACTS_FOR_NAMES),
        format_func=lambda name: _(ACTS_FOR_NAMES[name]),
        key=f"{key}_for",
    )
    seen = False
    if acts_for != "self":
        seen = st.checkbox(_("I have looked at their authority, or at the proof"), key=f"{key}_authority")
    return cast("Track", track), cast("ActsFor", acts_for), seen
