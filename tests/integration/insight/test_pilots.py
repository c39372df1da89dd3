"""A pilot is set up once, measured beside others, decided by a person, and rolled out by one act."""

from dataclasses import replace
from datetime import timedelta
from importlib import import_module
from typing import Any
from unittest.mock import Mock

import pytest
from sqlalchemy import insert, select
from sqlmodel import col

from lms.insight import PilotPlan, begin_pilot, decide_pilot, pilot_result, pilots
from lms.insight.weekly import this_monday
from lms.learning.tables import Enrolment
from lms.people import Actor, Role
from lms.people.tables import AuditEntry, RoleGrant
from lms.platform.errors import Forbidden, NotFound, Refused
from lms.platform.identifiers import new_id
from tests.fixed_clock import FixedClock
from tests.integration.insight.conftest import Bank
from tests.integration.insight.test_helped import past, said

W = timedelta(weeks=1)


def branches(bank: Bank, count: int) -> list[str]:
    """Branches of four people who learn."""
    found = []
    for _number in range(count):
        unit = bank.unit()
        for _person in range(4):
            person = bank.person(unit)
            with bank.context.database.transaction() as connection:
                connection.execute(
                    insert(RoleGrant).values(id=new_id(), person_id=person, role=Role.TRAINEE, unit_id=unit)
                )
        found.append(unit)
    return found


def trainer(bank: Bank, units: list[str]) -> Actor:
    return bank.actor(bank.person(units[-1]), {Role.TRAINER: units})


def plan(bank: Bank, *units: str, **values: Any) -> PilotPlan:
    told = PilotPlan(
        "柜面先听后办", "客诉降两成。", "yearly", units, "complaints", bank.context.today(), 12, 20, 30, 4
    )
    return replace(told, **values)


def enrolled(bank: Bank, units: list[str]) -> int:
    people = [person for person, unit in bank.people.items() if unit in units]
    with bank.context.database.reading() as connection:
        rows = connection.execute(
            select(col(Enrolment.id)).where(
                col(Enrolment.person_id).in_(people), col(Enrolment.curriculum) == "yearly"
            )
        )
        return len(rows.all())


def test_a_pilot_enrols_its_branches_is_measured_and_rolled_out_by_one_act(
    bank: Bank, clock: FixedClock
) -> None:
    units = branches(bank, 7)
    actor = trainer(bank, units)
    pilot_id = begin_pilot(bank.learning, actor=actor, plan=plan(bank, *units[:2]))
    assert enrolled(bank, units[:2]) == 8 and enrolled(bank, units[2:]) == 0
    (card,) = pilots(bank.learning, actor=actor)
    assert (card.state, card.steps[0].people) == ("running", 8)
    assert card.begins_on.weekday() == 0
    found = pilot_result(bank.learning, actor=actor, pilot_id=pilot_id)
    assert found.weeks == () and found.outcome == "too_few" and not found.leave

    for place, unit in enumerate(units):
        fell = unit in units[:2]
        past(bank, unit, before=24 + place % 2, after=8 if fell else 23 + place % 3, since=card.begins_on)
    clock.move(W * 6)
    found = pilot_result(bank.learning, actor=actor, pilot_id=pilot_id)
    assert len(found.weeks) == 5, "a week is shown once it is over"
    with pytest.raises(Refused):
        decide_pilot(bank.learning, actor=actor, pilot_id=pilot_id, step="done", reason="早了。")
    clock.move(W * 8)
    found = pilot_result(bank.learning, actor=actor, pilot_id=pilot_id)
    assert len(found.weeks) == 12 and found.outcome == "reached"
    assert found.moved is not None and found.moved < -0.5
    assert sum(week.complaints for week in found.weeks) == 16
    with pytest.raises(Refused):
        decide_pilot(bank.learning, actor=actor, pilot_id=pilot_id, step="rolled_out", reason="没结束。")
    with pytest.raises(Refused):
        decide_pilot(bank.learning, actor=actor, pilot_id=pilot_id, step="done", reason=" ")
    decide_pilot(bank.learning, actor=actor, pilot_id=pilot_id, step="done", reason="降了。")
    people = decide_pilot(bank.learning, actor=actor, pilot_id=pilot_id, step="rolled_out", reason="推广。")
    assert people == 20 and enrolled(bank, units[2:]) == 20
    with pytest.raises(Refused):
        decide_pilot(bank.learning, actor=actor, pilot_id=pilot_id, step="rolled_out", reason="再来。")
    (card,) = pilots(bank.learning, actor=actor)
    assert [step.step for step in card.steps] == ["running", "done", "rolled_out"]
    with bank.context.database.reading() as connection:
        deeds = list(connection.execute(select(col(AuditEntry.deed))).scalars())
    assert deeds.count("began_pilot") == 1 and deeds.count("decided_pilot") == 2
    assert deeds.count("enrolled") == 28


def test_whoever_is_cut_off_once_people_are_enrolled_begins_anew_and_enrols_nobody_twice(
    bank: Bank, monkeypatch: pytest.MonkeyPatch
) -> None:
    units = branches(bank, 6)
    actor = trainer(bank, units)
    with monkeypatch.context() as cut:
        cut.setattr(import_module("lms.insight.pilots"), "_step", Mock(side_effect=ConnectionError))
        with pytest.raises(ConnectionError):
            begin_pilot(bank.learning, actor=actor, plan=plan(bank, units[0]))
    assert enrolled(bank, units) == 4 and pilots(bank.learning, actor=actor) == ()
    begin_pilot(bank.learning, actor=actor, plan=plan(bank, units[0]))
    assert enrolled(bank, units) == 4 and len(pilots(bank.learning, actor=actor)) == 1


def test_the_exit_rule_holds_where_it_became_worse_and_not_before_its_week(
    bank: Bank, clock: FixedClock
) -> None:
    units = branches(bank, 6)
    actor = trainer(bank, units)
    pilot_id = begin_pilot(bank.learning, actor=actor, plan=plan(bank, units[0]))
    begins = this_monday(bank.context) + timedelta(weeks=1)
    for place, unit in enumerate(units):
        past(bank, unit, before=20, after=20 + place, since=begins)
    past(bank, units[0], before=0, after=20, since=begins, cause="process")
    clock.move(W * 4)
    assert not pilot_result(bank.learning, actor=actor, pilot_id=pilot_id).leave
    clock.move(W * 1)
    found = pilot_result(bank.learning, actor=actor, pilot_id=pilot_id)
    assert len(found.weeks) == 4 and found.leave
    decide_pilot(bank.learning, actor=actor, pilot_id=pilot_id, step="stopped", reason="客诉更多了。")
    assert pilots(bank.learning, actor=actor)[0].state == "stopped"


def test_a_pilot_of_one_cause_counts_that_cause_alone(bank: Bank, clock: FixedClock) -> None:
    units = branches(bank, 6)
    actor = trainer(bank, units)
    pilot_id = begin_pilot(bank.learning, actor=actor, plan=plan(bank, units[0], cause="pricing"))
    begins = this_monday(bank.context) + timedelta(weeks=1)
    said(bank.context, units[0], [begins, begins + timedelta(days=1)])
    past(bank, units[0], before=0, after=3, since=begins, cause="pricing")
    clock.move(W * 3)
    found = pilot_result(bank.learning, actor=actor, pilot_id=pilot_id)
    assert sum(week.complaints for week in found.weeks) == 3


def test_what_does_not_hold_is_refused_and_nothing_is_written(bank: Bank) -> None:
    units = branches(bank, 7)
    region = bank.unit()
    actor = trainer(bank, units)
    wrong: list[dict[str, Any]] = [
        {"title": " "},
        {"title": "长" * 121},
        {"goal": ""},
        {"unit_ids": ()},
        {"unit_ids": tuple(units[:4])},
        {"weeks": 3},
        {"weeks": 53},
        {"metric": "mastery"},
        {"metric": "mastery", "competency": "luck"},
        {"cause": "luck"},
        {"target": 0},
        {"exit_percent": 101},
        {"exit_after": 13},
        {"begins_on": bank.context.today() - timedelta(days=14)},
    ]
    for values in wrong:
        with pytest.raises((Refused, Forbidden)):
            begin_pilot(
                bank.learning,
                actor=actor,
                plan=plan(bank, units[0], **values)
                if "unit_ids" not in values
                else replace(plan(bank), **values),
            )
    with pytest.raises(NotFound):
        begin_pilot(bank.learning, actor=actor, plan=plan(bank, units[0], curriculum="no-such"))
    with pytest.raises(Forbidden):
        begin_pilot(bank.learning, actor=actor, plan=plan(bank, units[0], region))
    assert pilots(bank.learning, actor=actor) == () and enrolled(bank, units) == 0
    begin_pilot(bank.learning, actor=actor, plan=plan(bank, units[0]))
    with pytest.raises(Refused):
        begin_pilot(bank.learning, actor=actor, plan=plan(bank, units[0], title="同时另一个"))


def test_whoever_has_no_branch_in_it_sees_no_pilot_and_who_may_not_run_it_decides_nothing(bank: Bank) -> None:
    units = branches(bank, 7)
    pilot_id = begin_pilot(bank.learning, actor=trainer(bank, units), plan=plan(bank, *units[:2]))
    elsewhere = bank.actor(bank.person(units[5]), {Role.MANAGER: [units[5]]})
    assert pilots(bank.learning, actor=elsewhere) == ()
    with pytest.raises(NotFound):
        pilot_result(bank.learning, actor=elsewhere, pilot_id=pilot_id)
    with pytest.raises(NotFound):
        decide_pilot(bank.learning, actor=elsewhere, pilot_id=pilot_id, step="stopped", reason="不行。")
    half = bank.actor(bank.person(units[0]), {Role.MANAGER: [units[0]]})
    assert len(pilots(bank.learning, actor=half)) == 1
    assert set(pilot_result(bank.learning, actor=half, pilot_id=pilot_id).measured.by_branch) <= {units[0]}
    auditor = bank.actor(bank.person(units[0]), {Role.AUDITOR: units})
    learner = bank.actor(bank.person(units[0]), {Role.TRAINEE: units})
    for actor in (half, auditor):
        with pytest.raises(Forbidden):
            decide_pilot(bank.learning, actor=actor, pilot_id=pilot_id, step="stopped", reason="不行。")
    with pytest.raises(Forbidden):
        pilots(bank.learning, actor=learner)
    for actor in (auditor, learner):
        with pytest.raises(Forbidden):
            begin_pilot(bank.learning, actor=actor, plan=plan(bank, units[3]))
