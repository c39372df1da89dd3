"""What a manager or trainer arranges for somebody: a curriculum by hand, a course waived, a leave."""

from collections.abc import Mapping

import streamlit as st

from lms.learning import Arrangements, arrangements_of, enrol, note_leave, take_back_waiver, waive
from lms.people import Action, PersonCard, may
from lms.portal.components.doing import do, what_was_done
from lms.portal.components.plain import facts
from lms.portal.visit import Visit

LONGEST = 500


def arrangements(
    visit: Visit, person: PersonCard, curricula: Mapping[str, str], courses: Mapping[str, str]
) -> None:
    """Draw what stands, and the forms of those who may change it.

    Args:
        visit: who looks.
        person: about whom.
        curricula: titles by slug.
        courses: titles by slug of what the person is to do.
    """
    _, actor = visit.gettext, visit.actor
    who = {"person_id": person.person_id, "unit_id": person.unit_id}
    standing = arrangements_of(visit.house.learning, actor=actor, person_id=person.person_id)
    may_enrol, may_waive = may(actor, Action.ENROL, **who), may(actor, Action.WAIVE_COURSES, **who)
    what_was_done()
    if may_enrol or may_waive or standing != Arrangements((), (), ()):
        st.subheader(_("Arranged by hand"), anchor=False)
        _standing(visit, person, standing, curricula, may_waive=may_waive)
    if may_waive and courses:
        _waive(visit, person, courses)
    if may_enrol:
        _enrol(visit, person, curricula)
        _leave(visit, person)


def _standing(
    visit: Visit,
    person: PersonCard,
    standing: Arrangements,
    curricula: Mapping[str, str],
    *,
    may_waive: bool,
) -> None:
    tr, _ = visit.tr, visit.gettext
    shelf = visit.house.learning.shelves.shelf(tr.locale)
    with st.container(key="quiet-arranged", gap="xxsmall"):
        if standing == Arrangements((), (), ()):
            st.text(_("Nothing so far: everything is as the rules say."))
        for given in standing.enrolments:
            said = _("Enrolled by hand: {title}").format(
                title=curricula.get(given.curriculum, given.curriculum)
            )
            st.text(f"{facts(said, tr.date(given.started_on), given.by.name(tr.locale))}: {given.reason}")
        for leave in standing.leaves:
            until = tr.date(leave.ends_on) if leave.ends_on else _("open end")
            said = _("Away {start} – {end}").format(start=tr.date(leave.starts_on), end=until)
            st.text(facts(said, leave.by.name(tr.locale)))
    for place, waived in enumerate(standing.waivers):
        title = shelf.courses[waived.course].title if waived.course in shelf.courses else waived.course
        until = _("until {day}").format(day=tr.date(waived.until)) if waived.until else _("for good")
        with st.container(key=f"quiet-waived-{place}", gap="xxsmall"):
            said = _("Let off: {title}").format(title=title)
            st.text(f"{facts(said, until, waived.by.name(tr.locale))}: {waived.reason}")
        if may_waive and st.button(_("Take back"), key=f"take_back_{waived.course}", type="tertiary"):
            do(
                visit,
                lambda course=waived.course: take_back_waiver(  # type: ignore[misc]
                    visit.house.learning, actor=visit.actor, person_id=person.person_id, course=course
                ),
                _("The course is to be done after all."),
            )


def _waive(visit: Visit, person: PersonCard, courses: Mapping[str, str]) -> None:
    _ = visit.gettext
    with st.container(key="aside-waive"), st.expander(_("Let off a course")), st.form("waive", border=False):
        course = st.selectbox(_("Course"), list(courses), format_func=courses.__getitem__, key="waive_course")
        reason = st.text_input(_("Reason"), max_chars=LONGEST, key="waive_reason")
        until = st.date_input(
            _("Until (empty: for good)"),
            value=None,
            min_value="today",
            format="YYYY-MM-DD",
            key="waive_until",
        )
        if st.form_submit_button(_("Let off"), type="primary") and course:
            do(
                visit,
                lambda: waive(
                    visit.house.learning,
                    actor=visit.actor,
                    person_id=person.person_id,
                    course=course,
                    reason=reason,
                    until=until,
                ),
                _("Noted: this course need not be done."),
            )


def _enrol(visit: Visit, person: PersonCard, curricula: Mapping[str, str]) -> None:
    _ = visit.gettext
    with st.container(key="aside-enrol"), st.expander(_("Enrol by hand")), st.form("enrol", border=False):
        curriculum = st.selectbox(
            _("Curriculum"), list(curricula), format_func=curricula.__getitem__, key="enrol_curriculum"
        )
        reason = st.text_input(_("Reason"), max_chars=LONGEST, key="enrol_reason")
        if st.form_submit_button(_("Enrol"), type="primary") and curriculum:
            do(
                visit,
                lambda: enrol(
                    visit.house.learning,
                    actor=visit.actor,
                    person_id=person.person_id,
                    curriculum=curriculum,
                    reason=reason,
                ),
                _("Enrolled. The due dates count from today."),
            )


def _leave(visit: Visit, person: PersonCard) -> None:
    _ = visit.gettext
    with st.container(key="aside-leave"), st.expander(_("Note a leave")), st.form("leave", border=False):
        starts_on = st.date_input(_("First day away"), value="today", format="YYYY-MM-DD", key="leave_starts")
        ends_on = st.date_input(
            _("Last day away (empty: not known yet)"), value=None, format="YYYY-MM-DD", key="leave_ends"
        )
        if st.form_submit_button(_("Note"), type="primary"):
            do(
                visit,
                lambda: note_leave(
                    visit.house.learning,
                    actor=visit.actor,
                    person_id=person.person_id,
                    starts_on=starts_on,
                    ends_on=ends_on,
                ),
                _("Noted. The due dates move by the days away."),
            )
