"""Training hours are written with what caused them, once; a correction is an entry of its own; who sees whose."""

from datetime import timedelta

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from lms.learning import Done, Learning, Outcome, enrol_by_rule, finish_lesson, keep_place, record
from lms.learning.hours.coverage import coverage, hours_of
from lms.learning.hours.ledger import correct_hours
from lms.learning.hours.tables import HoursEntry
from lms.learning.hours.targets import set_target
from lms.people import Actor, DemoBank, people_by_id
from lms.platform.context import Context
from lms.platform.errors import Forbidden, NotFound, Refused
from tests.fixed_clock import FixedClock
from tests.integration.learning.test_learning_a_course import sit
from tests.integration.practice.rehearsal import somebody

CP, PD = "consumer_protection", "personal_data"


def read_lesson(learning: Learning, actor: Actor) -> None:
    keep_place(learning, actor=actor, ref="first/listen", answer=(0, 1))
    finish_lesson(learning, actor=actor, ref="first/listen")


def drill(learning: Learning, actor: Actor, source: str, minutes: int = 9) -> None:
    context = learning.context
    with context.database.transaction() as connection:
        done = Done(
            actor.person_id,
            "drill",
            "elderly-smart-machine",
            Outcome.FAILED,
            context.now(),
            source=source,
            minutes=minutes,
        )
        record(connection, learning.structure, [done], today=context.today(), now=context.now())


def of_topic(learning: Learning, actor: Actor, year: int | None = None) -> dict[str, int]:
    return {
        one.topic: one.minutes for one in hours_of(learning, actor=actor, year=year).topics if one.minutes
    }


def named(context: Context, bank: DemoBank, name: str) -> Actor:
    return somebody(context, next(p.person_id for p in bank.people if p.name_en == name))


@pytest.fixture
def trainer(context: Context, bank: DemoBank) -> Actor:
    return somebody(context, bank.one_click("trainer").person_id)


def test_lesson_quiz_and_drill_count_each_by_its_rule(
    learning: Learning, newcomer: Actor, clock: FixedClock
) -> None:
    enrol_by_rule(learning)
    read_lesson(learning, newcomer)
    assert of_topic(learning, newcomer) == {CP: 3, PD: 2}
    clock.move(timedelta(days=1))
    read_lesson(learning, newcomer)
    assert of_topic(learning, newcomer) == {CP: 3, PD: 2}
    assert sit(learning, newcomer, right=False) == 0
    assert of_topic(learning, newcomer) == {CP: 3, PD: 2}
    assert sit(learning, newcomer, right=True) == 100
    assert of_topic(learning, newcomer) == {CP: 4, PD: 2}
    drill(learning, newcomer, "one")
    drill(learning, newcomer, "two")
    assert of_topic(learning, newcomer) == {CP: 9, PD: 6}
    clock.move(timedelta(days=365))
    read_lesson(learning, newcomer)
    assert of_topic(learning, newcomer) == {CP: 3, PD: 2}
    assert of_topic(learning, newcomer, 2026) == {CP: 9, PD: 6}
    assert hours_of(learning, actor=newcomer).years == (2027, 2026)


def test_a_day_is_that_of_the_bank(learning: Learning, newcomer: Actor, clock: FixedClock) -> None:
    clock.moment = clock.moment.replace(month=12, day=31, hour=16, minute=30)
    read_lesson(learning, newcomer)
    (line, *_) = hours_of(learning, actor=newcomer, year=2027).lines
    assert line.day.isoformat() == "2027-01-01"
    assert of_topic(learning, newcomer, 2026) == {}


def test_what_fails_to_be_written_leaves_no_hours(learning: Learning, newcomer: Actor) -> None:
    def fail_after_recording() -> None:
        context = learning.context
        with context.database.transaction() as connection:
            done = Done(newcomer.person_id, "lesson", "first/listen", Outcome.COMPLETED, context.now())
            record(connection, learning.structure, [done], today=context.today(), now=context.now())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_after_recording()
    assert of_topic(learning, newcomer) == {}


def test_the_ledger_itself_refuses_an_entry_that_arrives_twice(learning: Learning, newcomer: Actor) -> None:
    drill(learning, newcomer, "one")
    database = learning.context.database
    with database.reading() as connection:
        row = connection.execute(select(HoursEntry).limit(1)).one()._asdict()
    with pytest.raises(IntegrityError), database.transaction() as connection:
        connection.execute(insert(HoursEntry).values(**{**row, "id": "another"}))


def test_a_correction_is_a_counter_entry_with_its_reason(
    learning: Learning, newcomer: Actor, trainer: Actor, manager: Actor
) -> None:
    drill(learning, newcomer, "one", minutes=9)
    line = next(one for one in hours_of(learning, actor=newcomer).lines if one.topic == CP)
    with pytest.raises(Forbidden):
        correct_hours(learning, actor=newcomer, entry_id=line.entry_id, minutes=60, reason="mine")
    with pytest.raises(Forbidden):
        correct_hours(learning, actor=manager, entry_id=line.entry_id, minutes=60, reason="theirs")
    with pytest.raises(Refused):
        correct_hours(learning, actor=trainer, entry_id=line.entry_id, minutes=0, reason=" ")
    with pytest.raises(Refused):
        correct_hours(learning, actor=trainer, entry_id=line.entry_id, minutes=-1, reason="less")
    correct_hours(learning, actor=trainer, entry_id=line.entry_id, minutes=0, reason="Left after a minute")
    correct_hours(learning, actor=trainer, entry_id=line.entry_id, minutes=2, reason="Two, after all")
    with pytest.raises(Refused):
        correct_hours(learning, actor=trainer, entry_id=line.entry_id, minutes=2, reason="Two")
    year = hours_of(learning, actor=newcomer)
    (now,) = [one for one in year.lines if one.topic == CP]
    assert (now.minutes, now.reason, of_topic(learning, newcomer)[CP]) == (2, "Two, after all", 2)
    with learning.context.database.reading() as connection:
        kept = connection.execute(
            select(col(HoursEntry.minutes)).where(col(HoursEntry.topic) == CP).order_by(col(HoursEntry.id))
        ).scalars()
        assert list(kept) == [5, -5, 2]
    counter = _counter_entry(learning)
    with pytest.raises(NotFound):
        correct_hours(learning, actor=trainer, entry_id=counter, minutes=0, reason="of a correction")


def _counter_entry(learning: Learning) -> str:
    with learning.context.database.reading() as connection:
        return connection.execute(
            select(col(HoursEntry.id)).where(col(HoursEntry.corrects).is_not(None)).limit(1)
        ).scalar_one()


def test_a_manager_sees_their_own_branch_and_no_other(
    learning: Learning, newcomer: Actor, manager: Actor, mentor: Actor, context: Context, bank: DemoBank
) -> None:
    drill(learning, newcomer, "one", minutes=30)
    here = coverage(learning, actor=manager, topic=CP)
    assert set(here.units) == {manager.unit_id}
    assert here.groups["new_hire"].people == 2 and here.groups["new_hire"].covered == 0
    assert here.groups["manager"].people == 1
    first, *_, last = here.short
    assert last.person_id == newcomer.person_id and (last.minutes, last.target) == (15, 240)
    assert first.minutes == 0
    assert hours_of(learning, actor=manager, person_id=newcomer.person_id).minutes == 30
    elsewhere = named(context, bank, "Wei Jiahe")
    assert newcomer.unit_id not in coverage(learning, actor=elsewhere, topic=CP).units
    for stranger in (elsewhere, mentor):
        with pytest.raises(Forbidden):
            hours_of(learning, actor=stranger, person_id=newcomer.person_id)
    for nobodys in (newcomer, mentor):
        with pytest.raises(Forbidden):
            coverage(learning, actor=nobodys, topic=CP)


def test_the_bank_sets_its_targets_and_a_past_year_keeps_its_own(
    learning: Learning, newcomer: Actor, trainer: Actor, manager: Actor
) -> None:
    drill(learning, newcomer, "one", minutes=30)
    with pytest.raises(Forbidden):
        set_target(learning, actor=manager, topic=CP, group="new_hire", year=2026, minutes=10)
    with pytest.raises(Refused):
        set_target(learning, actor=trainer, topic="cooking", group="new_hire", year=2026, minutes=10)
    with pytest.raises(Refused):
        set_target(learning, actor=trainer, topic=CP, group="new_hire", year=2026, minutes=-1)
    for group in ("new_hire", "front_line"):
        set_target(learning, actor=trainer, topic=CP, group=group, year=2026, minutes=10)
        set_target(learning, actor=trainer, topic=CP, group=group, year=2027, minutes=600)
    assert coverage(learning, actor=manager, topic=CP).groups["new_hire"].covered == 1
    assert coverage(learning, actor=manager, topic=CP, year=2027).targets[CP, "new_hire"] == 600
    assert newcomer.person_id not in {
        one.person_id for one in coverage(learning, actor=manager, topic=CP).short
    }


def test_who_left_is_not_counted(learning: Learning, newcomer: Actor, manager: Actor) -> None:
    from lms.people.tables import Person

    before = coverage(learning, actor=manager, topic=CP).people
    with learning.context.database.transaction() as connection:
        connection.execute(update(Person).where(col(Person.id) == newcomer.person_id).values(active=False))
    assert coverage(learning, actor=manager, topic=CP).people == before - 1
    assert people_by_id(learning.context, [newcomer.person_id])
