"""The form in which a class is planned."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

import streamlit as st

from lms.learning.hours.classes import LONGEST, SHORTEST, ClassRoom, people_to_invite, plan_class
from lms.learning.hours.rules import TOPICS
from lms.learning.hours.words import TOPIC_NAMES
from lms.learning.signing import ATTENDED
from lms.people import Action, UnitCard, may
from lms.platform.errors import LmsError
from lms.portal.components.path_map import name_of
from lms.portal.links import go
from lms.portal.visit import Visit

_NINE = time(9, 0)


def plan_form(visit: Visit, units: Sequence[UnitCard], missed: ClassRoom | None) -> None:
    """A form that stays folded until it is wanted; for a make-up class it is open and knows who is to come."""
    tr, _, learning = visit.tr, visit.gettext, visit.house.learning
    mine = {u.unit_id: u for u in units if may(visit.actor, Action.HOLD_CLASSES, unit_id=u.unit_id)}
    fulfils = _activities(visit)
    card = missed.card if missed else None
    label = _("Plan a make-up class") if card else _("Plan a class")
    with (
        st.expander(label, icon=":material/event:", expanded=card is not None),
        st.form("plan_class", border=False),
    ):
        if missed and card:
            to_come = _("For the {count} who missed “{title}”").format(
                count=len(missed.to_make_up), title=card.title
            )
            st.text(to_come)
        title = st.text_input(_("Title"), card.title if card else "", max_chars=120)
        topics = st.multiselect(
            _("What it counts for"),
            TOPICS,
            default=list(card.topics) if card else [],
            format_func=lambda one: _(TOPIC_NAMES[one]),
            placeholder=_("Choose"),
        )
        left, right = st.columns(2, gap="medium")
        place = left.text_input(_("Place"), card.place if card else "", max_chars=120)
        minutes = right.number_input(_("Minutes"), SHORTEST, LONGEST, card.minutes if card else 45, step=5)
        left, right = st.columns(2, gap="medium")
        day = left.date_input(_("Day"), visit.house.context.today() + timedelta(days=1))
        hour = right.time_input(_("Time"), _NINE)
        fulfilled = st.selectbox(
            _("Fulfils in a course"),
            [None, *fulfils],
            index=_place(fulfils, card.course, card.activity) if card else 0,
            format_func=lambda one: fulfils[one] if one else _("nothing, it counts as hours alone"),
        )
        invited = (
            ()
            if missed
            else st.multiselect(
                _("Who is to come"),
                list(mine),
                format_func=lambda one: mine[one].name(tr.locale),
                placeholder=_("Choose branches: everybody who works there is invited"),
            )
        )
        if not st.form_submit_button(_("Plan it"), type="primary"):
            return
    try:
        session_id = plan_class(
            learning,
            actor=visit.actor,
            title=title,
            topics=topics,
            place=place,
            starts_at=datetime.combine(day, hour, tzinfo=tr.zone),
            minutes=int(minutes),
            invited=[one.person_id for one in missed.to_make_up]
            if missed
            else people_to_invite(learning, actor=visit.actor, unit_ids=invited),
            course=fulfilled[0] if fulfilled else None,
            activity=fulfilled[1] if fulfilled else None,
            make_up_of=card.session_id if card else None,
        )
    except LmsError as error:
        st.error(tr.error(error), icon=":material/error:")
        return
    go("classroom", session=session_id)


def _activities(visit: Visit) -> dict[tuple[str, str], str]:
    """What a class can fulfil: everything in a course that is done together."""
    shelf = visit.house.learning.shelves.shelf(visit.tr.locale)
    return {
        (course.slug, activity.id): f"{course.title} · {name_of(visit, activity, course.slug)}"
        for course in shelf.courses.values()
        for activity in course.activities
        if activity.kind in ATTENDED
    }


def _place(fulfils: dict[tuple[str, str], str], course: str | None, activity: str | None) -> int:
    named = list(fulfils)
    return named.index((course, activity)) + 1 if course and activity and (course, activity) in named else 0
