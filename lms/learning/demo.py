"""What the demo bank's people have learned: region after region began, and some are further than others.

The same every time, however often and from however many processes it is loaded.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid5

from sqlalchemy import Connection, delete, func, insert, select
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from lms.catalogue.history import hold_from
from lms.learning.competence import note_quiz
from lms.learning.demo_classes import hold_classes
from lms.learning.demo_stories import (
    BRISK,
    IDLE,
    LAPSING,
    SLOW,
    STEADY,
    Fate,
    Setting,
    Story,
    Telling,
    by_person,
)
from lms.learning.hours.ledger import write_entries
from lms.learning.observing.demo import observe_staff
from lms.learning.recording import Done, hours_of, refresh, row_of
from lms.learning.room import Learning
from lms.learning.tables import Enrolment, LearningResult, QuizAttempt, Waiver
from lms.people import DemoBank, DemoPerson, Role, read_staff

BEGAN = {"LJ10": 400, "LJ00": 250, "LJ20": 200, "LJ30": 80}
"""How many days before the bank opened here each part of it began to learn, by the code of its unit."""
DAYS_BEFORE = 30
"""How long before its first learner began everything that is taught was there."""
FATES: dict[str, Fate] = {
    # In the middle of her first course: all is read, the quiz passed at the second try, one customer is still too hard.
    "new-hire": Fate((0.6, 0.65), tries=2),
    "deng.ziang": Fate((0.5, 0.55), tries=3),
    "yu.peiran": IDLE,
    "pan.liqun": LAPSING,
    "qian.xiuzhen": BRISK,
    "nie.junfeng": SLOW,
    "lu.weijie": SLOW,
    "wu.deshun": IDLE,
}
BY_CHANCE = ((0.62, STEADY), (0.76, BRISK), (0.92, SLOW), (1.0, IDLE))
"""Of those who are not named: up to which share which fate falls to."""
LONG = 300
"""After so many days of learning, or as somebody new with a mentor, nobody is left who only began."""
WAIVED = ("gan.lu", "across-desks", "本季度在投诉岗轮岗，跨部门协作已带教过三位同事。", 180)
"""Who is let off which course, why, and for how many days from the bank's opening."""

_NAMESPACE = UUID("3d0c7f0e-90a5-5c1b-9b63-5f0a0e4f7a21")


def load_learning(
    learning: Learning, bank: DemoBank, rehearsed: Callable[[], Sequence[Done]], *, kept_from: date
) -> bool:
    """Write what the demo bank's people have learned, unless something is there; all or nothing.

    Args:
        learning: the room, with what is taught published.
        bank: the people, as they are in the database.
        rehearsed: reads their drills, each with its attempt's id as the source; asked only where something is written.
        kept_from: the day from which on these are all that were rehearsed.

    Returns:
        Whether it was written now.
    """
    context, zone = learning.context, learning.context.settings.zone
    ids = [person.person_id for person in bank.people]
    with context.database.reading() as connection:
        if _learned(connection, ids):
            return False
        staff = {row.person_id: row for row in read_staff(connection, now=context.now())}
    setting = Setting(
        learning.structure,
        until=datetime.combine(bank.opened_on, time(), zone),
        kept_from=datetime.combine(kept_from, time(), zone),
        zone=zone,
        new_id=_id,
    )
    drills = by_person(rehearsed())
    trainers = [person.person_id for person in bank.people if Role.TRAINER in person.roles]
    stories = []
    for place, person in enumerate(bank.people):
        row = staff[person.person_id]
        own = next((days for code, days in BEGAN.items() if code != "LJ00" and code in row.unit_codes), None)
        telling = Telling(
            setting,
            row,
            _fate(person, settled=person.new_hire or (own or 0) > LONG),
            since=bank.opened_on - timedelta(days=own or BEGAN["LJ00"]),
            rehearsed=drills.get(person.person_id, ()),
            signs=person.mentor_id
            or next(one for one in trainers[place % 2 :] + trainers if one != row.person_id),
        )
        stories.append(telling.told())
    try:
        with context.database.transaction() as connection:
            if _learned(connection, ids):
                return False
            # What somebody learned from was there before.
            hold_from(connection, setting.until - timedelta(days=max(BEGAN.values()) + DAYS_BEFORE))
            # Whom the rules enrolled before there was anything to tell.
            connection.execute(delete(Enrolment).where(col(Enrolment.person_id).in_(ids)))
            _write(connection, stories)
            _tell(connection, stories, setting)
            _count(connection, stories, setting, today=context.today(), now=context.now())
            hold_classes(
                connection,
                bank,
                [staff[person_id] for person_id in ids],
                setting,
                trainer_id=trainers[0],
                now=context.now(),
            )
            _waive(connection, bank, trainers[0], setting)
            observe_staff(connection, bank, drills, setting, trainers=trainers)
            refresh(connection, learning.structure, ids, today=context.today(), now=context.now())
    except IntegrityError:
        # Another process wrote the same in this moment.
        return False
    return True


def _learned(connection: Connection, ids: Sequence[str]) -> bool:
    """Whether anybody of the bank has learned anything, or was enrolled by hand."""
    results = select(func.count()).where(col(LearningResult.person_id).in_(ids))
    by_hand = select(func.count()).where(col(Enrolment.person_id).in_(ids), col(Enrolment.by_rule).is_(False))
    return bool(connection.execute(results).scalar_one() or connection.execute(by_hand).scalar_one())


def _fate(person: DemoPerson, *, settled: bool) -> Fate:
    if person.username in FATES:
        return FATES[person.username]
    luck = UUID(_id(f"fate of {person.person_id}")).int % 1_000 / 1_000
    luck *= BY_CHANCE[1][0] if settled else 1
    return next(fate for share, fate in BY_CHANCE if luck < share)


def _write(connection: Connection, stories: Sequence[Story]) -> None:
    enrolments = [row for story in stories for row in story.enrolments]
    quizzes = [row for story in stories for row in story.quizzes]
    results = [
        row_of(one) | {"id": _id(f"result {place} of {one.person_id}")}
        for story in stories
        for place, one in enumerate(story.done)
    ]
    for table, rows in ((Enrolment, enrolments), (QuizAttempt, quizzes), (LearningResult, results)):
        if rows:
            connection.execute(insert(table), rows)


def _tell(connection: Connection, stories: Sequence[Story], setting: Setting) -> None:
    """What their quizzes say of their competencies, and which questions come back."""
    for story in stories:
        for row in sorted(story.quizzes, key=lambda row: row["closed_at"] or setting.until):
            if row["closed_at"] is None or not row["answers"]:
                continue
            note_quiz(
                connection,
                setting.shelf,
                attempt_id=row["id"],
                person_id=row["person_id"],
                course=row["course"],
                answers=row["answers"],
                at=row["closed_at"],
                zone=setting.zone,
            )


def _count(
    connection: Connection, stories: Sequence[Story], setting: Setting, *, today: date, now: datetime
) -> None:
    """The training hours that all of it counts for."""
    entries = (
        entry
        for story in stories
        for one in story.done
        for entry in hours_of(one, setting.shelf, today=today)
    )
    write_entries(connection, tuple(entries), now=now)


def _waive(connection: Connection, bank: DemoBank, trainer_id: str, setting: Setting) -> None:
    username, course, reason, days = WAIVED
    if course not in setting.shelf.courses:
        return
    person = next(person for person in bank.people if person.username == username)
    connection.execute(
        insert(Waiver).values(
            id=_id(f"waiver of {course} for {person.person_id}"),
            person_id=person.person_id,
            course=course,
            reason=reason,
            until=bank.opened_on + timedelta(days=days),
            by_person_id=trainer_id,
            at=setting.until - timedelta(days=9, hours=7),
        )
    )


def _id(what: str) -> str:
    return str(uuid5(_NAMESPACE, what))
