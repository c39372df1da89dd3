"""Of whom a manager is told: over any tree of units, of all whom they lead who are behind, and of nobody else."""

from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert

from lms.learning.reminders.teams import behind_by_unit, managers, team_behind
from lms.learning.tables import Enrolment
from lms.people import actor_by_number
from lms.people.tables import Person, RoleGrant, Unit
from lms.platform.context import Context
from tests.fixed_clock import FixedClock
from tests.integration.learning.small_bank import READ, SmallBank


@pytest.fixture
def bank(context: Context, clock: FixedClock, tmp_path: Path) -> SmallBank:
    bank = SmallBank(context, clock, tmp_path / "content")
    bank.course("basics", READ)
    bank.curriculum("start", {"jobs": ["teller"]}, {"basics": 10})
    bank.publish()
    return bank


@st.composite
def banks(draw: st.DrawFn) -> tuple[list[int | None], list[tuple[int, bool, tuple[int, ...]]]]:
    """Units by the number of the one above; people by unit, whether they are behind, and the units they lead."""
    many = draw(st.integers(2, 7))
    units = [None, *(draw(st.integers(0, number - 1)) for number in range(1, many))]
    unit = st.integers(0, len(units) - 1)
    leads = st.lists(unit, max_size=2, unique=True).map(tuple)
    people = draw(st.lists(st.tuples(unit, st.booleans(), leads), min_size=1, max_size=8))
    return units, people


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=banks())
def test_a_manager_is_told_of_all_their_own_who_are_behind_and_of_nobody_else(
    bank: SmallBank, made: tuple[list[int | None], list[tuple[int, bool, tuple[int, ...]]]]
) -> None:
    units, people = made
    run = uuid4().hex[:8]
    _write(bank.context, run, units, people)
    below = {
        top: {one for one in range(len(units)) if _is_below(units, one, top)} for top in range(len(units))
    }
    with bank.context.database.reading() as connection:
        leading = managers(connection, bank.context)
        behind = behind_by_unit(connection, bank.learning)
        for number, (_unit, _late, leads) in enumerate(people):
            actor = actor_by_number(bank.context, f"{run}p{number}")
            assert actor is not None
            own = {unit for top in leads for unit in below[top]}
            wanted = {
                f"{run}p{other}"
                for other, (unit, late, _) in enumerate(people)
                if late and unit in own and other != number
            }
            told = team_behind(connection, bank.learning, reader=actor)
            assert {one.person_id for one in told} == wanted
            # Whether they are told at all is reckoned by units: to the same end.
            units_led = leading.get(actor.person_id, frozenset())
            assert any(behind.get(unit, set()) - {actor.person_id} for unit in units_led) == bool(wanted)


def _is_below(units: list[int | None], unit: int, top: int) -> bool:
    above: int | None = unit
    while above is not None:
        if above == top:
            return True
        above = units[above]
    return False


def _write(
    context: Context, run: str, units: list[int | None], people: list[tuple[int, bool, tuple[int, ...]]]
) -> None:
    now, long_ago = context.now(), date(2026, 1, 5)
    with context.database.transaction() as connection:
        for number, above in enumerate(units):
            parent = None if above is None else f"{run}u{above}"
            values = {"id": f"{run}u{number}", "code": f"{run}u{number}", "kind": "branch", "name_zh": "支"}
            connection.execute(insert(Unit).values(parent_id=parent, name_en="branch", **values))
        for number, (unit, late, leads) in enumerate(people):
            name = f"{run}p{number}"
            values = {"id": name, "employee_no": name, "name_zh": name, "name_en": name, "job": "teller"}
            connection.execute(
                insert(Person).values(
                    unit_id=f"{run}u{unit}", hired_on=long_ago, active=True, created_at=now, **values
                )
            )
            for top in leads:
                grant = {"id": f"{name}leads{top}", "person_id": name, "role": "manager"}
                connection.execute(insert(RoleGrant).values(unit_id=f"{run}u{top}", **grant))
            due_on = context.today() + timedelta(days=-1 if late else 1)
            connection.execute(
                insert(Enrolment).values(
                    id=f"{name}e",
                    person_id=name,
                    curriculum="start",
                    version=1,
                    round=1,
                    by_rule=True,
                    started_on=long_ago,
                    state="open",
                    done=0,
                    total=1,
                    due_on=due_on,
                    changed_at=now,
                )
            )
