"""Counts are what the enrolments say, of the actor's own people and of nobody else."""

from collections import Counter
from dataclasses import astuple
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from lms.insight import completion, people_behind, to_talk_to
from lms.insight.completion import Counts
from lms.learning import note_leave, paths_of, validity
from lms.learning.tables import Enrolment
from lms.people import Job, Role, UnitKind
from lms.platform.errors import Forbidden
from tests.integration.insight.conftest import Bank

ROUNDS = st.lists(
    st.tuples(
        st.sampled_from(("completed", "completed", "open", "ended")),
        st.none() | st.integers(-400, 400),
        st.none() | st.integers(-40, 40),
    ),
    min_size=1,
    max_size=3,
)
PERSON = st.tuples(
    st.integers(0, 8),
    st.sampled_from((Job.TELLER, Job.LOBBY_MANAGER)),
    st.booleans(),
    st.dictionaries(st.sampled_from(("foundation", "yearly")), ROUNDS),
)
BANKS = st.tuples(
    st.lists(st.integers(0, 7), max_size=8),
    st.lists(PERSON, max_size=8),
    st.integers(0, 8),
    st.sampled_from((Role.MANAGER, Role.TRAINER, Role.AUDITOR, Role.MENTOR, Role.TRAINEE, Role.ADMIN)),
)


def drawn(bank: Bank, tree: list[int]) -> list[str]:
    """Units, each below one that was drawn before."""
    units = [bank.unit(None, UnitKind.HEAD_OFFICE)]
    for parent in tree:
        units.append(bank.unit(units[parent % len(units)]))
    return units


def expected(bank: Bank, rounds: list[tuple[str, int | None, int | None]]) -> str | None:
    """What the newest round says, by the definition for one person."""
    today = bank.context.today()
    state, until, due = rounds[-1]
    held = [held for state, held, _due in rounds if state == "completed" and held is not None]
    best = until if state == "completed" else max(held, default=None)
    if state == "ended":
        return None
    says = validity(
        state,
        due_on=None if due is None else today + timedelta(days=due),
        held_until=None if best is None else today + timedelta(days=best),
        nth=len(rounds),
        today=today,
    )
    return None if says == "past" else says


def told_apart(
    bank: Bank, units: list[str], people: list[Any], mine: frozenset[str]
) -> tuple[Counter[tuple[str, str, str, str]], set[tuple[str, str, str, bool]], set[str]]:
    """Write people and rounds; what is to be counted of mine, who of mine is behind, and who is not mine."""
    today, theirs = bank.context.today(), set()
    wanted: Counter[tuple[str, str, str, str]] = Counter()
    behind: set[tuple[str, str, str, bool]] = set()
    for place, job, active, enrolments in people:
        unit = units[place % len(units)]
        person = bank.person(unit, job, active=active)
        if unit not in mine:
            theirs.add(person)
        for curriculum, rounds in enrolments.items():
            for number, (state, until, due) in enumerate(rounds, 1):
                bank.enrolment(
                    person,
                    curriculum,
                    round=number,
                    state=state,
                    valid_until=None if until is None else today + timedelta(days=until),
                    due_on=None if due is None else today + timedelta(days=due),
                )
            says = expected(bank, rounds)
            if says is None or not active or unit not in mine:
                continue
            ever = any(state == "completed" for state, _until, _due in rounds)
            wanted[unit, job, curriculum, says] += 1
            wanted[unit, job, curriculum, "never"] += not ever
            if says in {"lapsed", "overdue"}:
                behind.add((person, curriculum, says, ever))
    return wanted, behind, theirs


@given(BANKS)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_over_any_tree_the_counts_are_of_ones_own_people_and_no_row_is_a_foreign_branchs(
    bank: Bank, drawing: Any
) -> None:
    tree, people, seat, role = drawing
    units = drawn(bank, tree)
    seat_unit = units[seat % len(units)]
    me = bank.person(seat_unit, Job.BRANCH_MANAGER)
    actor = bank.actor(me, {role: [seat_unit]})
    mine = bank.below(seat_unit)
    wanted, behind, theirs = told_apart(bank, units, people, mine)
    if role not in {Role.MANAGER, Role.TRAINER, Role.AUDITOR}:
        for ask in (completion, people_behind, to_talk_to):
            with pytest.raises(Forbidden):
                ask(bank.learning, actor=actor)
        return
    found = completion(bank.learning, actor=actor)
    assert {group.unit_id for group in found.groups} <= mine
    got = Counter(
        {
            (group.unit_id, group.jobs[0], group.curriculum, name): getattr(group.counts, name)
            for group in found.groups
            for name in ("completed", "renewing", "open", "overdue", "lapsed", "never")
        }
    )
    assert +got == +wanted
    assert found.total.enrolled == sum(count for place, count in wanted.items() if place[3] != "never")
    for axis in ("region", "branch", "job", "tier", "curriculum"):
        parts = [astuple(counts) for counts in found.by(axis).values()]
        assert tuple(map(sum, zip(*parts, strict=True))) == (astuple(found.total) if parts else ())
    page = people_behind(bank.learning, actor=actor, limit=100)
    assert {(one.person_id, one.curriculum, one.validity, one.ever) for one in page.people} == behind
    assert page.count == len(behind)
    talk = to_talk_to(bank.learning, actor=actor, most=100)
    assert not {one.person_id for one in talk} & (theirs | {me})
    for unit in units:
        if unit not in mine:
            for ask in (completion, people_behind, to_talk_to):
                with pytest.raises(Forbidden):
                    ask(bank.learning, actor=actor, unit_id=unit)
        else:
            below = completion(bank.learning, actor=actor, unit_id=unit)
            assert {group.unit_id for group in below.groups} <= bank.below(unit)


def test_what_the_database_says_of_a_person_is_what_their_path_says(bank: Bank) -> None:
    unit, today = bank.unit(), bank.context.today()
    manager = bank.actor(bank.person(unit), {Role.MANAGER: [unit]})
    past, ahead = today - timedelta(days=3), today + timedelta(days=300)
    for rounds in (
        [("open", None, past)],
        [("completed", past, None), ("open", None, past)],
        [("completed", ahead, None), ("open", None, past)],
        [("completed", past, None), ("completed", None, None)],
        [("completed", None, None), ("open", None, ahead)],
    ):
        person = bank.person(unit)
        for number, (state, until, due) in enumerate(rounds, 1):
            bank.enrolment(
                person, "yearly", round=number, state=state, valid_until=until, due_on=due, due_by=due
            )
        (path,) = paths_of(bank.learning, actor=manager, locale="en", person_id=person)
        (group,) = (
            group for group in completion(bank.learning, actor=manager).groups if group.curriculum == "yearly"
        )
        assert getattr(group.counts, path.validity) >= 1
        with bank.context.database.transaction() as connection:
            connection.execute(delete(Enrolment))


def test_nobody_sees_anything_before_they_have_a_password_of_their_own(bank: Bank) -> None:
    unit = bank.unit()
    actor = bank.actor(bank.person(unit), {Role.MANAGER: [unit]}, first_password=True)
    for ask in (completion, people_behind, to_talk_to):
        with pytest.raises(Forbidden):
            ask(bank.learning, actor=actor)


def test_a_word_goes_first_to_who_lapsed_then_to_the_longest_overdue_and_not_to_who_is_away(
    bank: Bank,
) -> None:
    unit, today = bank.unit(), bank.context.today()
    manager = bank.actor(bank.person(unit), {Role.MANAGER: [unit]})

    def somebody(**values: Any) -> str:
        person = bank.person(unit)
        bank.enrolment(person, "yearly", **values)
        return person

    late = somebody(due_on=today - timedelta(days=2))
    later = somebody(due_on=today - timedelta(days=30))
    lapsed = somebody(state="completed", valid_until=today - timedelta(days=1))
    bank.enrolment(lapsed, "yearly", round=2, due_on=today + timedelta(days=90))
    # A job they left: nothing was opened to renew it.
    somebody(state="completed", valid_until=today - timedelta(days=400))
    somebody(due_on=today + timedelta(days=90))
    soon = somebody(due_on=today + timedelta(days=3))
    away = somebody(due_on=today - timedelta(days=60))
    note_leave(bank.learning, actor=manager, person_id=away, starts_on=today, ends_on=None)
    bank.enrolment(later, "foundation", due_on=today - timedelta(days=29))
    found = to_talk_to(bank.learning, actor=manager, most=9)
    assert [one.person_id for one in found] == [lapsed, later, late, soon]
    assert len(to_talk_to(bank.learning, actor=manager)) == 3


def test_a_filter_counts_one_job_or_tier(bank: Bank) -> None:
    unit = bank.unit()
    manager = bank.actor(bank.person(unit), {Role.MANAGER: [unit]})
    for job in (Job.TELLER, Job.LOBBY_MANAGER):
        for curriculum in ("foundation", "yearly"):
            bank.enrolment(bank.person(unit, job), curriculum)
    assert completion(bank.learning, actor=manager).total.enrolled == 4
    assert set(completion(bank.learning, actor=manager, job=Job.TELLER).by("job")) == {"teller"}
    assert set(completion(bank.learning, actor=manager, tier="in_service").by("curriculum")) == {"yearly"}
    assert Counts(enrolled=4, completed=1, renewing=1).share == 0.5


def test_who_holds_two_jobs_counts_once_and_with_the_job_for_which_they_learn(bank: Bank) -> None:
    branch = bank.unit(None, UnitKind.HEAD_OFFICE)
    both = bank.person(branch, Job.LOBBY_MANAGER, further=[Job.TELLER])
    for person in (both, bank.person(branch, Job.TELLER), bank.person(branch, Job.LOBBY_MANAGER)):
        bank.enrolment(person)
    # The yearly course is for tellers alone; the foundation is for whoever is new, whatever they do.
    bank.enrolment(both, "yearly", state="completed")
    boss = bank.actor(bank.person(branch, Job.BRANCH_MANAGER), {Role.MANAGER: [branch]})
    found = completion(bank.learning, actor=boss)
    assert (found.total.enrolled, found.by("branch")[branch].enrolled) == (4, 4)
    of_job = {job: counts.enrolled for job, counts in found.by("job").items()}
    assert of_job == {Job.TELLER: 3, Job.LOBBY_MANAGER: 2}
    assert found.by("job")[Job.TELLER].completed == 1 and found.by("job")[Job.LOBBY_MANAGER].completed == 0
    # Of one job: everybody who holds it, told of that job alone.
    lobby = completion(bank.learning, actor=boss, job=Job.LOBBY_MANAGER)
    assert {job: counts.enrolled for job, counts in lobby.by("job").items()} == {Job.LOBBY_MANAGER: 3}


def test_who_is_behind_is_named_with_all_their_jobs_and_found_by_each(bank: Bank) -> None:
    branch = bank.unit(None, UnitKind.HEAD_OFFICE)
    both = bank.person(branch, Job.SECURITY, further=[Job.OUTSOURCED_LOBBY])
    bank.enrolment(both, due_on=bank.context.today() - timedelta(days=3))
    boss = bank.actor(bank.person(branch, Job.BRANCH_MANAGER), {Role.MANAGER: [branch]})
    for job in (None, Job.SECURITY, Job.OUTSOURCED_LOBBY):
        page = people_behind(bank.learning, actor=boss, job=job)
        assert [one.jobs for one in page.people] == [(Job.SECURITY, Job.OUTSOURCED_LOBBY)]
    assert people_behind(bank.learning, actor=boss, job=Job.TELLER).people == ()
