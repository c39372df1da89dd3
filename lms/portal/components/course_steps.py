"""The steps of a course, each with how far it is and the way to it; what is done with others is told in full."""

import streamlit as st

from lms.catalogue.teaching import Activity, Course
from lms.learning import CourseStanding
from lms.portal.components.path_css import CASE, STATION
from lms.portal.components.path_map import KINDS, name_of, open_activity
from lms.portal.components.plain import facts, plain
from lms.portal.links import link
from lms.portal.visit import Visit


def course_steps(visit: Visit, course: Course, stands: CourseStanding | None) -> None:
    """Draw them in order; the next one has the page's button, unless another course comes first."""
    _ = visit.gettext
    ahead = next((a for a in course.activities if stands and a.id == _next_of(stands)), None)
    if ahead is not None and ahead.kind in {"lesson", "quiz", "drill"}:
        label = _("Go on: {what}").format(what=name_of(visit, ahead, course.slug))
        if st.button(plain(label), key="go_on", type="primary", icon=":material/arrow_forward:"):
            open_activity(ahead, course.slug)
    with st.container(key="trail-course"):
        for activity in course.activities:
            _step(visit, course, activity, stands)


def _next_of(stands: CourseStanding) -> str | None:
    """What to go on with; nothing in a course that is blocked."""
    return None if stands.blocked_by else stands.next_id


def _step(visit: Visit, course: Course, activity: Activity, stands: CourseStanding | None) -> None:
    _ = visit.gettext
    done = stands is not None and activity.id in stands.done
    shape = "done" if done else "next" if stands and _next_of(stands) == activity.id else "open"
    said = [_(KINDS[activity.kind]), *_more(visit, course, activity)]
    if stands is not None:
        said.append(_state(visit, activity, stands))
    with st.container(key=f"{STATION}-{shape}-{activity.id}"):
        name = plain(name_of(visit, activity, course.slug))
        match activity.kind:
            case "lesson":
                link("lesson", name, lesson=f"{course.slug}/{activity.lesson}")
            case "quiz" if done or not (stands and stands.blocked_by):
                link("quiz", name, course=course.slug)
            case "drill":
                link("brief", name, scenario=activity.scenario)
            case _:
                st.markdown(f"**{name}**")
        with st.container(key=f"quiet-{activity.id}", gap=None):
            st.text(facts(*said))
        _told(visit, activity)


def _state(visit: Visit, activity: Activity, stands: CourseStanding) -> str:
    _ = visit.gettext
    if activity.id in stands.done:
        return _("done")
    if activity.id in stands.failed:
        return _("not passed yet")
    if not stands.blocked_by:
        return _("open")
    return _("can be done in advance") if activity.kind in {"lesson", "drill"} else _("waits")


def _more(visit: Visit, course: Course, activity: Activity) -> list[str]:
    """What one wants to know before beginning: how long it takes, or what it asks."""
    tr, _ = visit.tr, visit.gettext
    match activity.kind:
        case "lesson":
            card = visit.house.learning.shelves.shelf(tr.locale).lessons.get(
                f"{course.slug}/{activity.lesson}"
            )
            minutes = card.minutes if card else 0
        case "quiz":
            asked = tr.ngettext("{count} question", "{count} questions", activity.draw)
            return [
                asked.format(count=activity.draw),
                _("passed from {percent}").format(percent=f"{activity.pass_mark} %"),
            ]
        case "drill":
            return [_("from beginning to end, with a good result")]
        case "sign_off":
            return []
        case "observation":
            times = tr.ngettext("ready once", "ready {count} times running", activity.times)
            return [times.format(count=activity.times)]
        case _:
            minutes = activity.minutes
    return (
        [tr.ngettext("{count} minute", "{count} minutes", minutes).format(count=minutes)] if minutes else []
    )


def _told(visit: Visit, activity: Activity) -> None:
    """What a step with others is about, folded until it is wanted."""
    _ = visit.gettext
    match activity.kind:
        case "discussion":
            with st.container(key=f"aside-{activity.id}"), st.expander(_("The case and what to talk over")):
                with st.container(key=f"{CASE}-{activity.id}"):
                    st.text(activity.case)
                for number, question in enumerate(activity.questions, 1):
                    st.text(f"{number}. {question}")
        case "live":
            st.text(activity.about)
        case "sign_off":
            with st.container(key=f"aside-{activity.id}"), st.expander(_("What your mentor looks at")):
                for what in activity.observe:
                    st.text(f"· {what}")
        case "observation":
            st.text(
                _(
                    "Your mentor, a trainer or the counter supervisor sits beside you while you serve. What they look "
                    "at you know from your debriefs; you read what they wrote."
                )
            )
        case "review_meeting":
            with st.container(key=f"aside-{activity.id}"), st.expander(_("The template for the findings")):
                for part in activity.template:
                    st.markdown(f"**{plain(part.heading)}**")
                    st.text(part.prompt)
