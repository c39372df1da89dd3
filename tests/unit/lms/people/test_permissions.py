"""Who may do what: the table, asked the way services ask it."""

from dataclasses import replace

import pytest

from lms.people.permission_lines import permission_table
from lms.people.permission_words import ACTION_NAMES, REACH_NAMES, REFUSALS
from lms.people.permissions import Actor, Grant, may, require
from lms.people.rights import NEVER_ONESELF, PERMISSIONS, Action, Reach
from lms.people.roles import JOB_NAMES, ROLE_NAMES, Job, Role
from lms.platform.errors import Forbidden

HERE, ELSEWHERE = "here", "elsewhere"


def somebody(*roles: Role, units: frozenset[str] = frozenset({HERE}), mentees: str = "") -> Actor:
    return Actor(
        person_id="me",
        name_zh="我",
        name_en="Me",
        job=Job.TELLER,
        unit_id=HERE,
        locale=None,
        grants=tuple(Grant(role, units) for role in roles),
        mentee_ids=frozenset({mentees} - {""}),
    )


def test_a_trainee_practises_and_reads_their_own() -> None:
    trainee = somebody(Role.TRAINEE)
    for action in (Action.PRACTISE, Action.READ_PRACTICE, Action.READ_EXAM, Action.READ_PROGRESS):
        assert may(trainee, action)
        assert may(trainee, action, person_id="me", unit_id=HERE)
        assert not may(trainee, action, person_id="you", unit_id=HERE)


@pytest.mark.parametrize("role", list(Role))
def test_nobody_reads_what_another_practised(role: Role) -> None:
    reader = somebody(role, mentees="you")
    assert not may(reader, Action.READ_PRACTICE, person_id="you", unit_id=HERE)


@pytest.mark.parametrize("role", list(Role))
def test_nobody_marks_their_own_exam(role: Role) -> None:
    marker = somebody(role, mentees="me")
    assert not may(marker, Action.MARK_EXAM, person_id="me", unit_id=HERE)
    assert not may(marker, Action.MARK_EXAM)


def test_an_exam_is_read_by_those_who_mark_it_and_not_by_the_manager() -> None:
    about = {"person_id": "you", "unit_id": HERE}
    assert may(somebody(Role.TRAINER), Action.READ_EXAM, **about)
    assert may(somebody(Role.MENTOR, mentees="you"), Action.READ_EXAM, **about)
    assert not may(somebody(Role.MENTOR, mentees="another"), Action.READ_EXAM, **about)
    assert not may(somebody(Role.MANAGER), Action.READ_EXAM, **about)
    assert not may(somebody(Role.ADMIN), Action.READ_EXAM, **about)


def test_a_right_over_a_unit_ends_at_its_border_and_needs_the_unit_named() -> None:
    manager = somebody(Role.TRAINEE, Role.MANAGER)
    assert may(manager, Action.READ_PROGRESS, person_id="you", unit_id=HERE)
    assert not may(manager, Action.READ_PROGRESS, person_id="you", unit_id=ELSEWHERE)
    assert not may(manager, Action.READ_PROGRESS, person_id="you")


def test_without_a_role_nothing_is_allowed() -> None:
    assert not any(may(somebody(), action) for action in Action)


def test_the_table_is_shown_whole_to_administrators_and_to_nobody_else() -> None:
    table = permission_table(actor=somebody(Role.ADMIN))
    assert {line.action: line.reaches for line in table} == PERMISSIONS
    assert {line.action for line in table if line.never_oneself} == NEVER_ONESELF
    assert Action.MARK_EXAM in NEVER_ONESELF
    for role in set(Role) - {Role.ADMIN}:
        with pytest.raises(Forbidden):
            permission_table(actor=somebody(role))


def test_a_refusal_says_why() -> None:
    with pytest.raises(Forbidden, match="Practice belongs to the person"):
        require(somebody(Role.TRAINER), Action.READ_PRACTICE, person_id="you", unit_id=HERE)


def test_the_tables_are_complete() -> None:
    assert set(PERMISSIONS) == set(REFUSALS) == set(ACTION_NAMES) == set(Action)
    assert set(REACH_NAMES) == set(Reach)
    assert set(ROLE_NAMES) == set(Role)
    assert set(JOB_NAMES) == set(Job)


@pytest.mark.parametrize("action", list(Action))
def test_nothing_is_open_to_whoever_has_no_password_of_their_own(action: Action) -> None:
    newcomer = replace(somebody(*Role, mentees="you"), first_password=True)
    for about in ({}, {"person_id": "me", "unit_id": HERE}, {"person_id": "you", "unit_id": HERE}):
        assert not may(newcomer, action, **about)
        with pytest.raises(Forbidden, match="First choose a password of your own"):
            require(newcomer, action, **about)
