"""Signatures and arrangements: what a mentor saw, a course that is waived, a leave, an enrolment by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import insert, select, update
from sqlmodel import col

from lms.catalogue.teaching import Activity
from lms.learning.competence import signed, take_down
from lms.learning.deeds import note_deed
from lms.learning.news import SIGNED
from lms.learning.paths import in_the_way
from lms.learning.recording import Done, history_of, record, refresh, standing_of
from lms.learning.room import Learning
from lms.learning.standing import Outcome, ref_of
from lms.learning.tables import Enrolment, Leave, Waiver
from lms.people import Action, Actor, Deed, PersonCard, may, person_for
from lms.platform.database import insert_into
from lms.platform.errors import NotFound, Refused
from lms.platform.events import publish
from lms.platform.i18n import mark
from lms.platform.identifiers import new_id
from scenarios.transcript import Locale

LONGEST = 500
LONGEST_LEAVE = timedelta(days=5 * 366)
ATTENDED = frozenset({"discussion", "live", "review_meeting"})
"""Kinds of activity that somebody else says took place."""


@dataclass(frozen=True)
class SignatureDue:
    """Something of somebody that waits for a signature: everything else in the course is done."""

    person: PersonCard
    course: str
    course_title: str
    activity: Activity


def sign_off(
    learning: Learning,
    *,
    actor: Actor,
    person_id: str,
    course: str,
    activity_id: str,
    passed: bool,
    note: str,
) -> None:
    """Sign that somebody can do what the activity names, or say what is missing; or that they took part in a meeting.

    Raises:
        Forbidden: the actor is neither their mentor nor a trainer of theirs, or it is the actor themself.
        NotFound: there is no such person or activity.
        Refused: it is nothing that is signed; nothing was noted of what is missing; or another course comes first.
    """
    card = person_for(learning.context, actor=actor, action=Action.SIGN_OFF, person_id=person_id)
    activity = next((a for a in learning.structure.course(course).activities if a.id == activity_id), None)
    if activity is None:
        raise NotFound("There is no such activity.")
    if activity.kind not in ATTENDED | {"sign_off"}:
        raise Refused(mark("This is done in the portal and needs no signature."))
    if not passed and not note.strip():
        raise Refused(mark("Write in a sentence what is still missing, so that it can be practised."))
    # A meeting takes place for many at once, wherever each of them is; what one can do is signed in its turn.
    if activity.kind == "sign_off" and in_the_way(learning, actor=actor, course=course, person_id=person_id):
        raise Refused(
            mark("Another course of theirs comes before this signature. Their path says which one.")
        )
    kind, ref = ref_of(activity, course)
    today, now, result_id = learning.context.today(), learning.context.now(), new_id()
    with learning.context.database.transaction() as connection:
        record(
            connection,
            learning.structure,
            [
                Done(
                    person_id,
                    kind,
                    ref,
                    Outcome.PASSED if passed else Outcome.FAILED,
                    now,
                    version=learning.structure.versions.get(("course", course), 1),
                    by_person_id=actor.person_id,
                    note=_text(note),
                    result_id=result_id,
                )
            ],
            today=today,
            now=now,
        )
        if activity.kind == "sign_off":
            told = signed(learning.structure.course(course), activity=activity_id, passed=passed, at=now)
            take_down(connection, person_id=person_id, seen=told)
            publish(connection, SIGNED, [result_id], at=now)
        note_deed(
            learning.context,
            connection,
            actor=actor,
            action=Action.SIGN_OFF,
            deed=Deed.SIGNED_OFF,
            about=card,
            object_id=result_id,
        )


def signatures_due(
    learning: Learning, *, actor: Actor, people: Sequence[PersonCard], locale: Locale
) -> tuple[SignatureDue, ...]:
    """What waits for the actor's signature among some people: sign-offs whose course is done but for what is signed."""
    mine = [
        card
        for card in people
        if card.person_id != actor.person_id
        and may(actor, Action.SIGN_OFF, person_id=card.person_id, unit_id=card.unit_id)
    ]
    if not mine:
        return ()
    cards = {card.person_id: card for card in mine}
    shelf, today = learning.shelves.shelf(locale), learning.context.today()
    with learning.context.database.reading() as connection:
        rows = connection.execute(
            select(Enrolment).where(
                col(Enrolment.person_id).in_(sorted(cards)), col(Enrolment.state) == "open"
            )
        ).all()
        history = history_of(connection, cards)
    found: dict[tuple[str, str, str], SignatureDue] = {}
    for row in rows:
        curriculum = shelf.edition(row.curriculum, row.version)
        if curriculum is None:
            continue
        for one in standing_of(row, curriculum, shelf, history, today=today).courses:
            course = shelf.courses[one.course]
            left = [activity for activity in course.activities if activity.id not in one.done]
            if one.settled or one.blocked_by or any(a.kind not in ATTENDED | {"sign_off"} for a in left):
                continue
            for activity in left:
                found[row.person_id, one.course, activity.id] = SignatureDue(
                    cards[row.person_id], one.course, course.title, activity
                )
    return tuple(found[place] for place in sorted(found))


def waive(
    learning: Learning, *, actor: Actor, person_id: str, course: str, reason: str, until: date | None
) -> None:
    """Let somebody off a course, with a reason and for how long.

    Raises:
        Forbidden: the actor is no trainer or manager of theirs, or it is the actor themself.
        NotFound: there is no such person or course.
        Refused: no reason was given, or the day has passed.
    """
    card = person_for(learning.context, actor=actor, action=Action.WAIVE_COURSES, person_id=person_id)
    learning.structure.course(course)
    if not reason.strip():
        raise Refused(mark("Give the reason: it is kept, and an auditor will ask for it."))
    if until is not None and until < learning.context.today():
        raise Refused(mark("This day has passed. Choose one that is still to come, or none."))
    waiver_id = new_id()
    _arrange(
        learning,
        _By(actor, Action.WAIVE_COURSES, Deed.WAIVED_COURSE, card, waiver_id),
        insert(Waiver).values(
            id=waiver_id,
            person_id=person_id,
            course=course,
            reason=_text(reason),
            until=until,
            by_person_id=actor.person_id,
            at=learning.context.now(),
        ),
    )


def take_back_waiver(learning: Learning, *, actor: Actor, person_id: str, course: str) -> None:
    """Somebody is to do a course after all; what was completed by it stays completed.

    Raises:
        Forbidden: as for ``waive``.
        NotFound: there is no such person.
    """
    card = person_for(learning.context, actor=actor, action=Action.WAIVE_COURSES, person_id=person_id)
    these = (
        col(Waiver.person_id) == person_id,
        col(Waiver.course) == course,
        col(Waiver.taken_back_at).is_(None),
    )
    with learning.context.database.reading() as connection:
        newest = connection.execute(
            select(col(Waiver.id)).where(*these).order_by(col(Waiver.at).desc()).limit(1)
        ).scalar()
    if newest is None:
        # Another tab was quicker: nothing is left to take back, and nothing to record.
        return
    _arrange(
        learning,
        _By(actor, Action.WAIVE_COURSES, Deed.TOOK_BACK_WAIVER, card, newest),
        update(Waiver).where(*these).values(taken_back_at=learning.context.now()),
    )


def note_leave(
    learning: Learning, *, actor: Actor, person_id: str, starts_on: date, ends_on: date | None
) -> None:
    """Note that somebody is away for long; their due dates move by it.

    The same first day once more corrects the last one: how somebody who was away without an end comes back.

    Raises:
        Forbidden: the actor enrols nobody there.
        NotFound: there is no such person.
        Refused: it ends before it starts, or lasts for more than ``LONGEST_LEAVE``.
    """
    card = person_for(learning.context, actor=actor, action=Action.ENROL, person_id=person_id)
    if ends_on is not None and ends_on < starts_on:
        raise Refused(mark("The leave ends before it starts. Exchange the two days."))
    if ends_on is not None and ends_on - starts_on > LONGEST_LEAVE:
        raise Refused(
            mark("The leave is longer than five years. Check the year, or leave the last day open.")
        )
    by, at = actor.person_id, learning.context.now()
    same = (col(Leave.person_id) == person_id, col(Leave.starts_on) == starts_on)
    with learning.context.database.reading() as connection:
        known = connection.execute(select(col(Leave.id)).where(*same)).scalar()
    leave_id = known or new_id()
    _arrange(
        learning,
        _By(actor, Action.ENROL, Deed.NOTED_LEAVE, card, leave_id),
        update(Leave).where(*same).values(ends_on=ends_on, by_person_id=by, at=at)
        if known
        else insert(Leave).values(
            id=leave_id, person_id=person_id, starts_on=starts_on, ends_on=ends_on, by_person_id=by, at=at
        ),
    )


def enrol(learning: Learning, *, actor: Actor, person_id: str, curriculum: str, reason: str) -> None:
    """Enrol somebody by hand; who is enrolled already stays as they are.

    Raises:
        Forbidden: the actor is no trainer or manager of theirs.
        NotFound: there is no such person or curriculum.
        Refused: no reason was given.
    """
    card = person_for(learning.context, actor=actor, action=Action.ENROL, person_id=person_id)
    shelf = learning.structure
    if curriculum not in shelf.curricula:
        raise NotFound("There is no such curriculum.")
    if not reason.strip():
        raise Refused(mark("Give the reason: it is kept, and an auditor will ask for it."))
    today, now, enrolment_id = learning.context.today(), learning.context.now(), new_id()
    with learning.context.database.transaction() as connection:
        newest = connection.execute(
            select(Enrolment)
            .where(col(Enrolment.person_id) == person_id, col(Enrolment.curriculum) == curriculum)
            .order_by(col(Enrolment.round).desc())
            .limit(1)
        ).one_or_none()
        if newest is not None and newest.state == "open":
            return
        # Whoever completed it before is to do it again; whoever did not end it goes on.
        counts_from = None if newest is None else now if newest.state == "completed" else newest.counts_from
        # A second tab, or the rule, may be enrolling them in this very moment: then they are enrolled.
        connection.execute(
            insert_into(connection, Enrolment)
            .on_conflict_do_nothing(index_elements=["person_id", "curriculum", "round"])
            .values(
                id=enrolment_id,
                person_id=person_id,
                curriculum=curriculum,
                version=shelf.versions.get(("curriculum", curriculum), 1),
                round=newest.round + 1 if newest is not None else 1,
                by_rule=False,
                by_person_id=actor.person_id,
                reason=_text(reason),
                started_on=today,
                counts_from=counts_from,
                state="open",
                done=0,
                total=len(shelf.curricula[curriculum].courses),
                changed_at=now,
            )
        )
        refresh(connection, shelf, [person_id], today=today, now=now)
        note_deed(
            learning.context,
            connection,
            actor=actor,
            action=Action.ENROL,
            deed=Deed.ENROLLED,
            about=card,
            object_id=enrolment_id,
        )


@dataclass(frozen=True)
class _By:
    """Who arranges what for whom, as the trail keeps it."""

    actor: Actor
    action: Action
    deed: Deed
    card: PersonCard
    object_id: str


def _arrange(learning: Learning, by: _By, statement: Any) -> None:
    today, now = learning.context.today(), learning.context.now()
    with learning.context.database.transaction() as connection:
        connection.execute(statement)
        refresh(connection, learning.structure, [by.card.person_id], today=today, now=now)
        note_deed(
            learning.context,
            connection,
            actor=by.actor,
            action=by.action,
            deed=by.deed,
            about=by.card,
            object_id=by.object_id,
        )


def _text(text: str) -> str:
    return text.strip().replace("\0", "")[:LONGEST]
