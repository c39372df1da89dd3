"""Rules are run where anything has changed of what they look at, and only there."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, insert, update
from sqlmodel import col

from lms.catalogue.teaching import Shelves, publish_teaching
from lms.learning import (
    Learning,
    enrol,
    enrol_by_rule,
    finish_lesson,
    keep_place,
    paths_of,
    take_back_waiver,
    waive,
)
from lms.learning.rule_sight import nothing_left, sight_of
from lms.learning.tables import Enrolment
from lms.people import Actor, DemoBank, Job, Role
from lms.people.tables import Person, RoleGrant, Unit
from lms.platform.identifiers import new_id
from tests.fixed_clock import FixedClock


def is_run(learning: Learning) -> bool:
    """Whether the rules have to be run as things are now."""
    context = learning.context
    with context.database.reading() as connection:
        sight = sight_of(connection, learning.structure, today=context.today(), now=context.now())
        return not nothing_left(connection, sight)


def change(learning: Learning, table: Any, where: Any, **values: Any) -> None:
    with learning.context.database.transaction() as connection:
        connection.execute(update(table).where(where).values(**values))


def hire(learning: Learning, unit_id: str, **values: Any) -> str:
    key, now = new_id(), learning.context.now()
    row = {
        "id": key,
        "employee_no": "Z0001",
        "name_zh": "某人",
        "name_en": "Somebody",
        "job": Job.TELLER,
        "unit_id": unit_id,
        "hired_on": learning.context.today(),
        "active": True,
        "created_at": now,
    }
    with learning.context.database.transaction() as connection:
        connection.execute(insert(Person).values({**row, **values}))
    return key


def promote(learning: Learning, person_id: str, unit_id: str, **values: Any) -> None:
    with learning.context.database.transaction() as connection:
        connection.execute(
            insert(RoleGrant).values(
                id=new_id(), person_id=person_id, role=Role.AUDITOR, unit_id=unit_id, **values
            )
        )


PEOPLE: Mapping[str, Callable[[Learning, str, str], object]] = {
    "somebody is hired": lambda learning, _one, unit: hire(learning, unit),
    "somebody leaves": lambda learning, one, _unit: change(
        learning, Person, col(Person.id) == one, active=False
    ),
    "somebody changes their job": lambda learning, one, _unit: change(
        learning, Person, col(Person.id) == one, job=Job.WEALTH_MANAGER
    ),
    "somebody takes on a further job": lambda learning, one, _unit: change(
        learning, Person, col(Person.id) == one, further_jobs=";lobby_manager;"
    ),
    "somebody moves": lambda learning, one, unit: change(
        learning, Person, col(Person.id) == one, unit_id=unit
    ),
    "a day of hire is corrected": lambda learning, one, _unit: change(
        learning, Person, col(Person.id) == one, hired_on=date(2019, 1, 1)
    ),
    "somebody is given a role": promote,
    "a branch is called otherwise": lambda learning, _one, unit: change(
        learning, Unit, col(Unit.id) == unit, code="otherwise"
    ),
    "a branch goes to another region": lambda learning, _one, unit: change(
        learning, Unit, col(Unit.id) == unit, parent_id=None
    ),
}


@pytest.mark.parametrize("what", PEOPLE)
def test_any_change_of_people_has_them_run(
    learning: Learning, bank: DemoBank, newcomer: Actor, what: str
) -> None:
    here = {newcomer.unit_id, bank.units["LJ00"]}
    elsewhere = next(one.unit_id for one in bank.people if one.unit_id not in here)
    enrol_by_rule(learning)
    assert not is_run(learning)
    PEOPLE[what](learning, newcomer.person_id, elsewhere)
    assert is_run(learning)
    enrol_by_rule(learning)
    assert not is_run(learning)


def test_a_role_that_ran_out_has_them_run_on_the_same_day(
    learning: Learning, newcomer: Actor, clock: FixedClock
) -> None:
    promote(learning, newcomer.person_id, newcomer.unit_id, until=clock.now() + timedelta(hours=1))
    enrol_by_rule(learning)
    assert not is_run(learning)
    clock.moment += timedelta(hours=2)
    assert is_run(learning)


def test_another_day_has_them_run(learning: Learning, clock: FixedClock) -> None:
    enrol_by_rule(learning)
    clock.moment += timedelta(hours=3)
    assert not is_run(learning)
    clock.moment += timedelta(days=1)
    assert is_run(learning)


def test_a_publication_has_them_run_and_a_new_rule_is_followed(learning: Learning, content: Path) -> None:
    enrol_by_rule(learning)
    for locale in ("zh-CN", "en"):
        course = content / f"curricula/courses/first.{locale}.yaml"
        course.write_text(
            course.read_text(encoding="utf-8") + "  - {id: more, kind: drill, scenario: loan-refused}\n",
            encoding="utf-8",
        )
    publish_teaching(learning.context, content)
    later = Learning(learning.context, Shelves(learning.context))
    assert is_run(later)
    enrol_by_rule(later)
    assert not is_run(later)
    for locale in ("zh-CN", "en"):
        rules = content / f"curricula/foundation.{locale}.yaml"
        said = rules.read_text(encoding="utf-8")
        rules.write_text(
            said.replace("for: {hired_within_days: 180}", "for: {jobs: [teller]}"), encoding="utf-8"
        )
        assert rules.read_text(encoding="utf-8") != said
    publish_teaching(later.context, content)
    newest = Learning(later.context, Shelves(later.context))
    assert is_run(newest)
    assert enrol_by_rule(newest).begun


def test_what_is_arranged_and_done_has_them_run(
    learning: Learning, newcomer: Actor, manager: Actor, bank: DemoBank
) -> None:
    def settled() -> None:
        enrol_by_rule(learning)
        assert not is_run(learning)

    settled()
    about = newcomer.person_id
    waive(learning, actor=manager, person_id=about, course="first", reason="已在别处学过", until=None)
    assert is_run(learning)
    settled()
    take_back_waiver(learning, actor=manager, person_id=about, course="first")
    assert is_run(learning)
    settled()
    learner = next(
        one.person_id
        for one in bank.people
        if one.unit_id == manager.unit_id
        and not paths_of(learning, actor=manager, locale="en", person_id=one.person_id)
        and one.person_id != manager.person_id
    )
    enrol(learning, actor=manager, person_id=learner, curriculum="foundation", reason="转岗")
    assert is_run(learning)
    settled()
    change(
        learning,
        Enrolment,
        (col(Enrolment.person_id) == learner) & (col(Enrolment.state) == "open"),
        state="completed",
        completed_on=learning.context.today(),
    )
    assert is_run(learning)


def test_reading_a_lesson_to_its_end_leaves_them_settled_again_after_one_run(
    learning: Learning, newcomer: Actor
) -> None:
    enrol_by_rule(learning)
    keep_place(learning, actor=newcomer, ref="first/listen", step=1, answer=(0, 1))
    finish_lesson(learning, actor=newcomer, ref="first/listen")
    enrol_by_rule(learning)
    assert not is_run(learning)


def test_where_nothing_changed_nobody_is_looked_at_and_nothing_is_written(learning: Learning) -> None:
    assert enrol_by_rule(learning).begun
    engine, said = learning.context.database.engine, list[str]()

    def hear(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        said.append(statement)

    event.listen(engine, "before_cursor_execute", hear)
    try:
        assert enrol_by_rule(learning).begun == 0
    finally:
        event.remove(engine, "before_cursor_execute", hear)
    assert said and not any(one.startswith(("INSERT", "UPDATE")) for one in said)
    assert not any("counts_from" in one for one in said)
