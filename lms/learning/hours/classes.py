"""Classes with a roster: planned by a trainer, and who is invited."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Integer, Row, cast, func, insert, select
from sqlmodel import col

from lms.catalogue.teaching import Activity
from lms.learning.hours.rules import TOPICS
from lms.learning.hours.tables import ClassSeat, ClassSession
from lms.learning.room import Learning
from lms.learning.signing import ATTENDED
from lms.people import (
    Action,
    Actor,
    PersonCard,
    people_by_id,
    read_staff,
    require,
    require_own_password,
    require_units,
)
from lms.platform.errors import NotFound, Refused
from lms.platform.i18n import mark
from lms.platform.identifiers import new_id

SHORTEST, LONGEST = 5, 480
MOST_CLASSES = 200
ACTIONS = {"class": Action.HOLD_CLASSES, "morning": Action.LEAD_MORNING_DRILL}


@dataclass(frozen=True)
class ClassCard:
    """A class as lists show it.

    Attributes:
        kind: ``class`` or ``morning``.
        scenario: who is rehearsed in a morning drill.
        invited: how many were on the roster.
        present: how many came, invited or not.
    """

    session_id: str
    kind: str
    title: str
    topics: tuple[str, ...]
    place: str
    starts_at: datetime
    minutes: int
    unit_id: str
    course: str | None
    activity: str | None
    scenario: str | None
    make_up_of: str | None
    closed_at: datetime | None
    invited: int = 0
    present: int = 0


@dataclass(frozen=True)
class Seat:
    """Somebody of a class: whether they were on the roster, and when and how they signed in."""

    person: PersonCard
    invited: bool
    present_at: datetime | None
    how: str | None


@dataclass(frozen=True)
class ClassRoom:
    """A class with its roster by employee number, and who still has to make it up."""

    card: ClassCard
    seats: tuple[Seat, ...]
    to_make_up: tuple[PersonCard, ...]


def plan_class(
    learning: Learning,
    *,
    actor: Actor,
    title: str,
    topics: Collection[str],
    place: str,
    starts_at: datetime,
    minutes: int,
    invited: Collection[str],
    unit_id: str | None = None,
    course: str | None = None,
    activity: str | None = None,
    make_up_of: str | None = None,
) -> str:
    """Plan a class; returns its id.

    Args:
        learning: the room.
        actor: a trainer.
        title: what it is called on the roster.
        topics: what its minutes count for, in equal parts.
        place: where.
        starts_at: when.
        minutes: how long, from ``SHORTEST`` to ``LONGEST``.
        invited: who is to come, people of the actor's own units.
        unit_id: whose class it is; the actor's own unit by default.
        course: the course in which it fulfils an activity.
        activity: that activity, one that is done together.
        make_up_of: the class whose absentees it is for.

    Raises:
        Forbidden: the actor holds no classes there, or somebody invited is not of their units.
        NotFound: there is no such course or activity, or class to make up.
        Refused: a field cannot be.
    """
    unit = unit_id or actor.unit_id
    require(actor, Action.HOLD_CLASSES, unit_id=unit)
    named, where = _line(title), _line(place)
    if not named or not where:
        raise Refused(mark("Give the class a title and a place."))
    if not SHORTEST <= minutes <= LONGEST:
        raise Refused(mark("A class lasts from 5 to 480 minutes."))
    if not topics or not set(topics) <= set(TOPICS):
        raise Refused(mark("Choose what the class counts for."))
    if course is not None or activity is not None:
        activity_of(learning, course or "", activity or "")
    return open_session(
        learning,
        actor=actor,
        values={
            "kind": "class",
            "title": named,
            "topics": [topic for topic in TOPICS if topic in topics],
            "place": where,
            "starts_at": starts_at,
            "minutes": minutes,
            "unit_id": unit,
            "course": course,
            "activity": activity,
            "make_up_of": make_up_of and held_by(learning, actor, make_up_of).id,
        },
        invited=invited,
    )


def open_session(
    learning: Learning,
    *,
    actor: Actor,
    values: dict[str, object],
    invited: Collection[str],
    beside: Callable[[Connection, str], object] | None = None,
) -> str:
    """Write a class or a morning drill with its roster; for services that have asked for permission.

    Args:
        learning: the room.
        actor: who holds it.
        values: the columns of the class.
        invited: who is on the roster.
        beside: writes what another room keeps of it, in the same transaction; told the class's id.

    Raises:
        Forbidden: somebody invited is not of the actor's units.
    """
    session_id, now = new_id(), learning.context.now()
    action = ACTIONS[str(values["kind"])]
    people = people_by_id(learning.context, invited)
    for card in people.values():
        require(actor, action, person_id=card.person_id, unit_id=card.unit_id)
    with learning.context.database.transaction() as connection:
        connection.execute(
            insert(ClassSession).values(id=session_id, planned_by=actor.person_id, at=now, **values)
        )
        if people:
            connection.execute(
                insert(ClassSeat),
                [{"session_id": session_id, "person_id": one, "invited": True} for one in sorted(people)],
            )
        if beside is not None:
            beside(connection, session_id)
    return session_id


def people_to_invite(learning: Learning, *, actor: Actor, unit_ids: Iterable[str]) -> tuple[str, ...]:
    """Everybody but the actor who works in some of the units in which they hold classes.

    Raises:
        Forbidden: they hold none anywhere.
    """
    within = require_units(actor, Action.HOLD_CLASSES)
    return tuple(one for one in people_at(learning, within & set(unit_ids)) if one != actor.person_id)


def people_at(learning: Learning, unit_ids: Iterable[str]) -> tuple[str, ...]:
    """Everybody who works in some units today; for services, nothing here asks who wants to know."""
    with learning.context.database.reading() as connection:
        staff = read_staff(connection, now=learning.context.now(), unit_ids=unit_ids)
    return tuple(one.person_id for one in staff if one.active)


def classes_of(learning: Learning, *, actor: Actor) -> tuple[ClassCard, ...]:
    """The classes of the units in which the actor holds any, newest first; at most ``MOST_CLASSES``.

    Raises:
        Forbidden: they hold none anywhere.
    """
    within = require_units(actor, Action.HOLD_CLASSES)
    with learning.context.database.reading() as connection:
        rows = connection.execute(
            select(ClassSession)
            .where(col(ClassSession.unit_id).in_(sorted(within)), col(ClassSession.kind) == "class")
            .order_by(col(ClassSession.starts_at).desc(), col(ClassSession.id))
            .limit(MOST_CLASSES)
        ).all()
        counts = {
            session_id: (int(invited), int(present))
            for session_id, invited, present in connection.execute(
                select(
                    col(ClassSeat.session_id),
                    func.sum(cast(col(ClassSeat.invited), Integer)),
                    func.count(col(ClassSeat.present_at)),
                )
                .where(col(ClassSeat.session_id).in_([row.id for row in rows]))
                .group_by(col(ClassSeat.session_id))
            )
        }
    return tuple(card_of(row, *counts.get(row.id, (0, 0))) for row in rows)


def class_room(learning: Learning, *, actor: Actor, session_id: str) -> ClassRoom:
    """A class with its roster.

    Raises:
        Forbidden: the actor does not hold it.
        NotFound: there is no such class.
    """
    row = held_by(learning, actor, session_id)
    with learning.context.database.reading() as connection:
        seats = connection.execute(select(ClassSeat).where(col(ClassSeat.session_id) == session_id)).all()
        made_up = set(
            connection.execute(
                select(col(ClassSeat.person_id))
                .join(ClassSession, col(ClassSession.id) == col(ClassSeat.session_id))
                .where(
                    col(ClassSession.make_up_of) == session_id,
                    col(ClassSession.closed_at).is_not(None),
                    col(ClassSeat.present_at).is_not(None),
                )
            ).scalars()
        )
    people = people_by_id(learning.context, [seat.person_id for seat in seats])
    shown = sorted(
        (
            Seat(people[seat.person_id], seat.invited, seat.present_at, seat.how)
            for seat in seats
            if seat.person_id in people
        ),
        key=lambda seat: seat.person.employee_no,
    )
    away = [seat.person for seat in shown if seat.invited and seat.present_at is None]
    card = card_of(row, sum(s.invited for s in shown), sum(s.present_at is not None for s in shown))
    return ClassRoom(card, tuple(shown), tuple(person for person in away if person.person_id not in made_up))


def activity_of(learning: Learning, course: str, activity_id: str) -> Activity:
    """An activity that a class can fulfil.

    Raises:
        NotFound: there is no such course or activity.
        Refused: it is not done together.
    """
    activity = next((a for a in learning.structure.course(course).activities if a.id == activity_id), None)
    if activity is None:
        raise NotFound("There is no such activity.")
    if activity.kind not in ATTENDED:
        raise Refused(
            mark("A class fulfils what is done together: a discussion, questions and answers, a review.")
        )
    return activity


def held_by(learning: Learning, actor: Actor, session_id: str) -> Row[*tuple[ClassSession]]:
    """The row of a class that the actor holds.

    Raises:
        Forbidden: they do not hold it.
        NotFound: there is no such class.
    """
    require_own_password(actor)
    with learning.context.database.reading() as connection:
        row = connection.execute(select(ClassSession).where(col(ClassSession.id) == session_id)).one_or_none()
    if row is None:
        raise NotFound("There is no such class.")
    require(actor, ACTIONS[row.kind], unit_id=row.unit_id)
    return row


def card_of(row: Row[*tuple[ClassSession]], invited: int = 0, present: int = 0) -> ClassCard:
    """A class as lists show it."""
    return ClassCard(
        row.id,
        row.kind,
        row.title,
        tuple(row.topics),
        row.place,
        row.starts_at,
        row.minutes,
        row.unit_id,
        row.course,
        row.activity,
        row.scenario,
        row.make_up_of,
        row.closed_at,
        invited,
        present,
    )


def _line(text: str) -> str:
    return " ".join(text.replace("\0", "").split())[:120]
