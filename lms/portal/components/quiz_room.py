"""Before a quiz, in it, and after it."""

import streamlit as st

from lms.learning import NO_TRIES_LEFT, Feedback, QuizDoor, QuizSheet, begin_quiz, hand_in
from lms.platform.errors import LmsError
from lms.portal.components.course_blocked import what_comes_first
from lms.portal.components.plain import facts
from lms.portal.components.quiz_sheet import explained, question
from lms.portal.links import go
from lms.portal.visit import Visit


def before(visit: Visit, course: str, door: QuizDoor) -> None:
    """What awaits one, and the way in."""
    tr, _, activity = visit.tr, visit.gettext, door.activity
    asked = tr.ngettext("{count} question", "{count} questions", activity.draw).format(count=activity.draw)
    left = tr.ngettext("{count} try left", "{count} tries left", max(door.left, 0)).format(
        count=max(door.left, 0)
    )
    said = [asked, _("passed from {percent}").format(percent=f"{activity.pass_mark} %"), left]
    if door.best is not None:
        said.append(_("your best: {percent}").format(percent=f"{door.best} %"))
    st.text(facts(*said))
    if door.blocked_by:
        what_comes_first(visit, door.blocked_by)
        return
    if door.left < 1:
        st.text(_(NO_TRIES_LEFT))
        return
    choices: dict[Feedback, str] = {"instant": _("after each question"), "final": _("at the end")}
    feedback = st.radio(_("Explanations"), list(choices), format_func=choices.__getitem__, horizontal=True)
    if st.button(_("Begin"), key="begin_quiz", type="primary", icon=":material/arrow_forward:"):
        begin_quiz(visit.house.learning, actor=visit.actor, course=course, feedback=feedback)
        st.rerun()


def under_way(visit: Visit, sheet: QuizSheet) -> None:
    """The question that is open, or the one just answered with its explanation."""
    _ = visit.gettext
    look = f"look-{sheet.attempt_id}"
    place = st.session_state.get(look, sheet.next)
    answered = sum(one.chosen is not None for one in sheet.asked)
    st.progress(
        answered / len(sheet.asked),
        text=_("{done} of {all} answered").format(done=answered, all=len(sheet.asked)),
    )
    if place is None:
        _hand_in(visit, sheet)
        return
    question(visit, sheet, place)
    if sheet.asked[place].chosen is not None:
        last = sheet.next is None
        if st.button(
            _("To the result") if last else _("Next question"),
            key=f"next-{place}",
            type="primary",
            shortcut="Right",
        ):
            st.session_state.pop(look, None)
            if last:
                _close(visit, sheet)
            st.rerun()


def result(visit: Visit, sheet: QuizSheet) -> None:
    """How it went, and every question with its explanation."""
    tr, _ = visit.tr, visit.gettext
    right = sum(bool(one.right) for one in sheet.asked)
    verdict = _("Passed") if sheet.passed else _("Not passed yet")
    st.subheader(f"{verdict} · {sheet.score} %", anchor=False)
    st.text(_("{right} of {all} right.").format(right=right, all=len(sheet.asked)))
    with st.container(horizontal=True):
        if sheet.passed:
            if st.button(_("Go on with the course"), key="on_course", type="primary"):
                go("course", course=sheet.course)
        elif sheet.left > 0:
            label = tr.ngettext("Try again ({count} try left)", "Try again ({count} tries left)", sheet.left)
            if st.button(label.format(count=sheet.left), key="again_quiz", type="primary"):
                st.session_state.pop(f"quiz-shown-{sheet.course}", None)
                begin_quiz(
                    visit.house.learning, actor=visit.actor, course=sheet.course, feedback=sheet.feedback
                )
                st.rerun()
        else:
            st.text(_(NO_TRIES_LEFT))
    for one in sorted(sheet.asked, key=lambda one: bool(one.right)):
        st.divider()
        explained(visit, one)


def _hand_in(visit: Visit, sheet: QuizSheet) -> None:
    _ = visit.gettext
    st.text(_("All questions are answered."))
    if st.button(_("Hand the quiz in"), key="hand_in", type="primary"):
        _close(visit, sheet)
        st.rerun()


def _close(visit: Visit, sheet: QuizSheet) -> None:
    try:
        hand_in(visit.house.learning, actor=visit.actor, attempt_id=sheet.attempt_id)
    except LmsError as error:
        st.error(visit.tr.error(error), icon=":material/error:")
        return
    st.session_state[f"quiz-shown-{sheet.course}"] = sheet.attempt_id
