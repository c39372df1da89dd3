"""How far one's people are: the same as one would find by reading everybody, of one's own people and of nobody else."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert

from lms.people import Actor, Job, Role, UnitKind
from lms.platform.errors import Forbidden
from lms.practice import (
    QUIET_DAYS,
    Practice,
    TeamFigures,
    TeamPage,
    progress,
    team_figures,
    team_page,
    who_is_quiet,
)
from lms.practice.tables import Attempt
from tests.integration.insight.conftest import Bank

# Hours since it was begun, hours it took (none while it is open), and whether it is void.
NEAR = st.integers(QUIET_DAYS * 24 - 2, QUIET_DAYS * 24 + 2)
ATTEMPT = st.tuples(NEAR | st.integers(0, 1_000), st.none() | st.integers(0, 3), st.booleans())
PERSON = st.tuples(st.integers(0, 8), st.booleans(), st.booleans(), st.lists(ATTEMPT, max_size=3))
GRANTS = st.lists(st.tuples(st.sampled_from(list(Role)), st.integers(0, 8)), min_size=1, max_size=2)
BANKS = st.tuples(st.lists(st.integers(0, 7), max_size=6), st.lists(PERSON, max_size=10), GRANTS)
NEVER = datetime(2000, 1, 1, tzinfo=UTC)
ANSWERS_FOR = {Role.TRAINER, Role.MANAGER, Role.AUDITOR}


@pytest.fixture
def banks(practice: Practice) -> Bank:
    """Units and people as a test writes them."""
    assert practice.learning is not None
    return Bank(practice.learning)


def rehearsed(bank: Bank, person: str, hours_ago: int, took: int | None, void: bool = False) -> datetime:
    """Write an attempt; when it began, or ended where it did."""
    key, began = uuid4().hex, bank.context.now() - timedelta(hours=hours_ago)
    ended = None if took is None else min(began + timedelta(hours=took), bank.context.now())
    with bank.context.database.transaction() as connection:
        connection.execute(
            insert(Attempt).values(
                id=key,
                origin_id=key,
                person_id=person,
                slug="lost-umbrella",
                scenario_version=1,
                scenario_hash="0" * 64,
                locale="zh-CN",
                mode="practice",
                engine="built-in",
                seed=1,
                opened_at=began,
                closed_at=ended,
                closed_by=None if ended is None else "trainee",
                blocked_by=[],
                void=void,
                shared=False,
                set_aside=[],
            )
        )
    return began if ended is None else ended


def everybody(practice: Practice, actor: Actor, **narrow: Any) -> tuple[list[str], list[str]]:
    """All who are quiet and all who practise, two a page."""
    return tuple(pages(practice, actor, quiet=quiet, **narrow) for quiet in (True, False))  # type: ignore[return-value]


def pages(practice: Practice, actor: Actor, *, quiet: bool, **narrow: Any) -> list[str]:
    found: list[str] = []
    while True:
        page = team_page(practice, actor=actor, quiet=quiet, limit=2, offset=len(found), **narrow)
        if not page.rows:
            return found
        assert 1 <= len(page.rows) <= 2 and page.count >= len(found) + len(page.rows)
        found += [row.person.person_id for row in page.rows]


@given(BANKS)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_over_any_tree_it_is_what_reading_everybody_would_say_and_of_ones_own_people_alone(
    banks: Bank, practice: Practice, drawing: Any
) -> None:
    tree, people, grants = drawing
    units = [banks.unit(None, UnitKind.HEAD_OFFICE)]
    for parent in tree:
        units.append(banks.unit(units[parent % len(units)]))
    me = banks.person(units[0], Job.BRANCH_MANAGER)
    roles: dict[Role, list[str]] = {}
    for role, seat in grants:
        roles.setdefault(role, []).append(units[seat % len(units)])
    mentees: set[str] = set()
    begun: set[str] = set()
    last: dict[str, datetime | None] = {}
    unit_of: dict[str, str] = {}
    for place, active, mentored, attempts in people:
        unit = units[place % len(units)]
        person = banks.person(unit, active=active, number=uuid4().hex)
        if mentored:
            mentees.add(person)
        last[person] = max((rehearsed(banks, person, *attempt) for attempt in attempts), default=None)
        if any(took is not None and not void for _ago, took, void in attempts):
            begun.add(person)
        # Whoever left is nobody's any more.
        unit_of[person] = unit if active else ""
    rehearsed(banks, me, 1, 0)
    actor = banks.actor(me, roles, mentees)
    over = {
        one
        for role, seats in roles.items()
        for seat in seats
        if role in ANSWERS_FOR
        for one in banks.below(seat)
    }
    mine = {
        person
        for person, unit in unit_of.items()
        if unit and (unit in over or (Role.MENTOR in roles and person in mentees))
    }
    since = practice.context.now() - timedelta(days=QUIET_DAYS)
    quiet = {one for one in mine if (last[one] or NEVER) <= since}

    figures = team_figures(practice, actor=actor)
    assert sorted(figures, key=lambda one: one.unit_id) == sorted(
        (
            TeamFigures(
                unit,
                sum(unit_of[one] == unit for one in mine),
                sum(unit_of[one] == unit for one in mine & begun),
                sum(unit_of[one] == unit for one in quiet),
            )
            for unit in {unit_of[one] for one in mine}
        ),
        key=lambda one: one.unit_id,
    )
    listed, practising = everybody(practice, actor)
    assert (set(listed), set(practising)) == (quiet, mine - quiet)
    assert len(listed) == len(quiet) and len(practising) == len(mine - quiet)
    moments = {one: last[one] or NEVER for one in mine}
    assert [moments[one] for one in listed] == sorted(moments[one] for one in quiet)
    assert [moments[one] for one in practising] == sorted(
        (moments[one] for one in mine - quiet), reverse=True
    )
    few = who_is_quiet(practice, actor=actor, most=3)
    assert (few.people, few.count) == (len(mine), len(quiet)) and len(few.first) == min(3, len(quiet))
    assert {one.person_id for one in few.first} <= quiet
    assert who_is_quiet(practice, actor=actor, among=mentees).people == len(mine & mentees)
    assert set().union(*everybody(practice, actor, among=mentees)) == mine & mentees
    for unit in units:
        if unit in over:
            below = {one for one in mine if unit_of[one] in banks.below(unit)}
            assert set().union(*everybody(practice, actor, unit_id=unit)) == below
            assert sum(one.people for one in team_figures(practice, actor=actor, unit_id=unit)) == len(below)
        else:
            for ask in (
                lambda unit=unit: team_figures(practice, actor=actor, unit_id=unit),
                lambda unit=unit: team_page(practice, actor=actor, quiet=True, unit_id=unit),
            ):
                with pytest.raises(Forbidden):
                    ask()


def test_what_stands_beside_a_person_is_what_their_own_page_says(banks: Bank, practice: Practice) -> None:
    unit = banks.unit(name="滨河路支行")
    manager = banks.actor(banks.person(unit), {Role.MANAGER: [unit]})
    person = banks.person(unit)
    rehearsed(banks, person, 30, 1)
    rehearsed(banks, person, 5, 2, void=True)
    rehearsed(banks, person, 1, None)
    (row,) = team_page(practice, actor=manager, quiet=False).rows
    assert row.progress == progress(practice, actor=manager, person_id=person)
    assert (row.progress.attempts, row.progress.last_at) == (1, practice.context.now() - timedelta(hours=1))
    assert row.unit_name("zh-CN") == "滨河路支行"


def test_somebody_is_found_by_name_number_or_unit_and_never_by_a_wildcard(
    banks: Bank, practice: Practice
) -> None:
    near, far = banks.unit(name="滨河路支行"), banks.unit(name="老城支行")
    manager = banks.actor(banks.person(near), {Role.MANAGER: [near, far]})
    one = banks.person(near, name="顾青", number="LJ7_01")
    other = banks.person(far, name="顾橙", number="LJ7801")

    def found(words: str) -> set[str]:
        page: TeamPage = team_page(practice, actor=manager, quiet=True, words=words)
        assert page.count == len(page.rows)
        return {row.person.person_id for row in page.rows}

    assert found("顾") == {one, other} == found("")
    assert found("顾 老城") == {other} and found("lj7801") == {other}
    assert found("LJ7_") == {one} and found("%") == set() == found("顾 没有")


def test_a_refused_unit_tells_nothing_of_whether_it_is_there(banks: Bank, practice: Practice) -> None:
    unit = banks.unit()
    manager = banks.actor(banks.person(unit), {Role.MANAGER: [unit]})
    with pytest.raises(Forbidden):
        team_figures(practice, actor=manager, unit_id="no-such-unit")
