"""The path of a learner, drawn: stations on a line, each with its state in a word, the next one first to be seen."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from lms.catalogue.teaching import Activity
from lms.learning import Path, PathCourse, TierAhead
from lms.platform.i18n import Translator, mark
from lms.portal.components.due import due_said
from lms.portal.components.path_css import STATION
from lms.portal.components.plain import facts, plain
from lms.portal.components.terms import term
from lms.portal.links import go, link
from lms.portal.visit import Visit

TIERS = {
    "foundation": mark("Foundation"),
    "in_service": mark("In service"),
    "leadership": mark("Leadership"),
}
_VALIDITY = {
    "open": mark("Under way"),
    "overdue": mark("Overdue"),
    "completed": mark("Completed"),
    "renewing": mark("To be renewed"),
    "lapsed": mark("Lapsed"),
    "past": mark("Asked for no more"),
}
KINDS = {
    "lesson": mark("Lesson"),
    "quiz": mark("Quiz"),
    "drill": mark("Rehearsal"),
    "discussion": mark("Case discussion"),
    "live": mark("Live questions"),
    "sign_off": mark("Mentor's signature"),
    "observation": mark("Observation at work"),
    "review_meeting": mark("Review meeting"),
}


def trail(visit: Visit, path: Path, *, primary: bool, own: bool = True) -> None:
    """Draw one curriculum: what it is, how far one is, the one button, and all its courses in order.

    Args:
        visit: who looks.
        path: the enrolment.
        primary: whether its button is the page's one.
        own: whether it is the visitor's own path; another's is there to be read.
    """
    tr, _ = visit.tr, visit.gettext
    stands = path.stands
    st.subheader(path.curriculum.title, anchor=False)
    with st.container(key=f"quiet-path-{path.enrolment_id}", gap=None):
        st.text(facts(term(tr, TIERS, path.curriculum.tier), _(_VALIDITY[path.validity]), *_dates(tr, path)))
    st.progress(
        stands.done / len(stands.required) if stands.required else 1.0,
        text=_("{done} of {all} courses done").format(done=stands.done, all=len(stands.required)),
    )
    ahead = path.next
    if ahead is not None and ahead.next_activity is not None:
        with st.container(gap="small"):
            st.text(
                _("Next: {what} ({course})").format(
                    what=name_of(visit, ahead.next_activity, ahead.course.slug), course=ahead.course.title
                )
            )
            if own and st.button(
                _("Go on learning"),
                key=f"go_on_{path.enrolment_id}",
                type="primary" if primary else "secondary",
                icon=":material/arrow_forward:",
            ):
                open_activity(ahead.next_activity, ahead.course.slug)
    with st.container(key=f"trail-{path.enrolment_id}"):
        for one in path.courses:
            _station(visit, path, one, next_one=ahead is one, own=own)


def tiers_to_come(visit: Visit, ahead: Sequence[TierAhead]) -> None:
    """Draw what comes after the curricula one is enrolled in, on the same line: the tier, from when, and after what."""
    tr, _ = visit.tr, visit.gettext
    if not ahead:
        return
    st.subheader(_("What comes after"), anchor=False)
    with st.container(key="trail-ahead"):
        for one in ahead:
            slug = one.curriculum.slug
            with st.container(key=f"{STATION}-blocked-ahead-{slug}"):
                st.markdown(f"**{plain(one.curriculum.title)}**")
                with st.container(key=f"quiet-ahead-{slug}", gap=None):
                    courses = len(one.curriculum.courses)
                    st.text(
                        facts(
                            term(tr, TIERS, one.curriculum.tier),
                            tr.ngettext("{n} course", "{n} courses", courses).format(n=courses),
                            _("begins on {day}").format(day=tr.date(one.begins_on)),
                        )
                    )
                    if one.after:
                        st.text(_first_comes(tr, one.after))


def name_of(visit: Visit, activity: Activity, course: str) -> str:
    """What an activity is called on screen."""
    _ = visit.gettext
    match activity.kind:
        case "lesson":
            card = visit.house.learning.shelves.shelf(visit.tr.locale).lessons.get(
                f"{course}/{activity.lesson}"
            )
            return card.title if card else _("Lesson")
        case "quiz":
            return _("Quiz")
        case "drill":
            titles = visit.house.catalogue.titles(visit.tr.locale)
            return titles.get(activity.scenario, _("Rehearsal"))
    return activity.title


def open_activity(activity: Activity, course: str) -> None:
    """Turn to where an activity is done."""
    match activity.kind:
        case "lesson":
            go("lesson", lesson=f"{course}/{activity.lesson}")
        case "quiz":
            go("quiz", course=course)
        case "drill":
            go("brief", scenario=activity.scenario)
    go("course", course=course)


def _station(visit: Visit, path: Path, one: PathCourse, *, next_one: bool, own: bool) -> None:
    tr, stands = visit.tr, one.stands
    late = not stands.settled and stands.due_on < visit.house.context.today()
    shape = "next" if next_one else "late" if late and not stands.blocked_by else str(stands.state)
    with st.container(key=f"{STATION}-{shape}-{path.enrolment_id}-{stands.course}"):
        if own:
            link("course", plain(one.course.title), course=stands.course)
        else:
            st.markdown(f"**{plain(one.course.title)}**")
        with st.container(key=f"quiet-{path.enrolment_id}-{stands.course}", gap=None):
            st.text(facts(*_said(tr, one, late=late, own=own)))
            if stands.blocked_by:
                st.text(_first_comes(tr, one.blocked_by))


def _first_comes(tr: Translator, titles: Sequence[str]) -> str:
    between = "、" if tr.locale == "zh-CN" else ", "
    return tr.gettext("First comes: {courses}").format(courses=between.join(titles))


def _said(tr: Translator, one: PathCourse, *, late: bool, own: bool) -> list[str]:
    _, stands = tr.gettext, one.stands
    if stands.state == "done":
        return [_("Done"), tr.date(stands.done_on) if stands.done_on else ""]
    if stands.state == "waived":
        return [_("You were let off this course") if own else _("Let off this course")]
    how_far = _("{done} of {all} steps").format(done=len(stands.done), all=stands.total)
    state = _("Blocked") if stands.blocked_by else _("Begun") if stands.done else _("Open")
    extra = [_("optional")] if stands.optional else [due_said(tr, stands.due_on, late=late)]
    return [state, how_far, *extra]


def _dates(tr: Translator, path: Path) -> list[str]:
    _ = tr.gettext
    said = []
    if path.completed_on and path.validity == "completed":
        said.append(_("completed on {day}").format(day=tr.date(path.completed_on)))
    if path.valid_until:
        told = _("held until {day}") if path.validity in {"lapsed", "past"} else _("holds until {day}")
        said.append(told.format(day=tr.date(path.valid_until)))
    elif path.stands.due_on:
        said.append(_due(tr, path.stands.due_on))
    return said


def _due(tr: Translator, day: date) -> str:
    return tr.gettext("next due date {day}").format(day=tr.date(day))
