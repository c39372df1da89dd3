"""A lesson: one look at a time, where one left it, by mouse, finger or arrow keys."""

import streamlit as st

from lms.learning import finish_lesson, in_the_way, keep_place, open_lesson
from lms.platform.errors import Refused
from lms.portal.components.course_blocked import read_ahead
from lms.portal.components.lesson_notes import lesson_notes
from lms.portal.components.lesson_parts import draw_parts
from lms.portal.components.path_css import PATH_CSS
from lms.portal.components.plain import facts
from lms.portal.links import go, link
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    tr, _, learning = visit.tr, visit.gettext, visit.house.learning
    ref = st.query_params.get("lesson", "")[:170]
    hand = open_lesson(learning, actor=visit.actor, ref=ref, locale=tr.locale)
    lesson, steps = hand.lesson, hand.lesson.steps
    at = min(st.session_state.get(f"step-{ref}", hand.step), len(steps) - 1)
    st.html(PATH_CSS)
    st.title(lesson.front.title, anchor=False)
    minutes = tr.ngettext("{count} minute", "{count} minutes", lesson.front.minutes)
    with st.container(key="quiet-lesson", gap=None):
        st.text(
            facts(
                minutes.format(count=lesson.front.minutes),
                _("part {this} of {all}").format(this=at + 1, all=len(steps)),
                _("read before") if hand.read else "",
            )
        )
    read_ahead(visit, in_the_way(learning, actor=visit.actor, course=lesson.course))
    st.progress((at + 1) / len(steps))
    with st.container(key="lesson-body"):
        draw_parts(visit, hand, steps[at])
        said = st.empty()
        with st.container(horizontal=True, key="action-lesson"):
            back = st.button(_("Back"), key="back", disabled=at == 0, shortcut="Left")
            last = at == len(steps) - 1
            on = st.button(_("Done") if last else _("Next"), key="on", type="primary", shortcut="Right")
        lesson_notes(visit, hand)
    link("course", _("Back to the course"), icon=":material/arrow_back:", course=lesson.course)
    if back or (on and not last):
        step = at - 1 if back else at + 1
        st.session_state[f"step-{ref}"] = step
        keep_place(learning, actor=visit.actor, ref=ref, step=step)
        st.rerun()
    if on:
        try:
            finish_lesson(learning, actor=visit.actor, ref=ref)
        except Refused as error:
            said.warning(tr.error(error), icon=":material/help:")
            return
        st.session_state.pop(f"step-{ref}", None)
        keep_place(learning, actor=visit.actor, ref=ref, step=0)
        go("course", course=lesson.course)
