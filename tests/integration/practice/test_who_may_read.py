"""Practice belongs to the learner: whoever asks for another's attempt is told that there is none."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from lms.people import Actor, DemoBank, Role
from lms.platform.context import Context
from lms.platform.errors import NotFound
from lms.practice import (
    Practice,
    branches,
    close_attempt,
    compare_attempts,
    exams_to_read,
    hint,
    open_attempt,
    read_attempt,
    resume,
    rewind,
    say,
    share_attempt,
    shared_with_me,
)
from tests.integration.practice.conftest import SLUG
from tests.integration.practice.rehearsal import COMFORT, somebody

Service = Callable[[Practice, Actor, str], object]

READING: dict[str, Service] = {
    "read_attempt": lambda room, actor, it: read_attempt(room, actor=actor, attempt_id=it),
    "branches": lambda room, actor, it: branches(room, actor=actor, attempt_id=it),
    "compare_attempts": lambda room, actor, it: compare_attempts(room, actor=actor, left=it, right=it),
}
DOING: dict[str, Service] = {
    "say": lambda room, actor, it: say(room, actor=actor, attempt_id=it, text=COMFORT, key="foreign"),
    "resume": lambda room, actor, it: resume(room, actor=actor, attempt_id=it),
    "close_attempt": lambda room, actor, it: close_attempt(room, actor=actor, attempt_id=it),
    "hint": lambda room, actor, it: hint(room, actor=actor, attempt_id=it),
    "rewind": lambda room, actor, it: rewind(room, actor=actor, attempt_id=it, turn=1),
    "share_attempt": lambda room, actor, it: share_attempt(room, actor=actor, attempt_id=it, shared=True),
}
ROLES = list(Role)


def holder(context: Context, bank: DemoBank, role: Role, trainee: Actor) -> Actor:
    """Somebody who holds a role, over the trainee where that is possible."""
    if role is Role.TRAINEE:
        return somebody(context, next(p.person_id for p in bank.people if p.name_en == "Deng Zi'ang"))
    for name in ("mentor", "trainer", "manager", "admin"):
        if role.value == name:
            return somebody(context, bank.one_click(name).person_id)
    found = somebody(context, next(p.person_id for p in bank.people if role in p.roles))
    # Some hold others besides: it is asked what this one allows.
    return replace(found, grants=tuple(one for one in found.grants if one.role is role))


@pytest.fixture
def others(context: Context, bank: DemoBank, trainee: Actor) -> dict[Role, Actor]:
    return {role: holder(context, bank, role, trainee) for role in ROLES}


@pytest.fixture
def closed_id(practice: Practice, trainee: Actor, attempt_id: str) -> str:
    say(practice, actor=trainee, attempt_id=attempt_id, text=COMFORT, key="own").read()
    close_attempt(practice, actor=trainee, attempt_id=attempt_id)
    return attempt_id


def readers(practice: Practice, others: dict[Role, Actor], attempt_id: str) -> set[Role]:
    """Who can read it; whoever can read it in one way can in every way."""
    able = set()
    for role, actor in others.items():
        answers = []
        for service in READING.values():
            try:
                answers.append(service(practice, actor, attempt_id) is not None)
            except NotFound:
                answers.append(False)
        assert len(set(answers)) == 1, f"{role}: {dict(zip(READING, answers, strict=True))}"
        able |= {role} if answers[0] else set()
    return able


def test_nobody_finds_anothers_practice_open_or_closed(
    practice: Practice, others: dict[Role, Actor], trainee: Actor, closed_id: str
) -> None:
    still_open = open_attempt(practice, actor=trainee, slug=SLUG, locale="zh-CN")
    assert readers(practice, others, closed_id) == readers(practice, others, still_open) == set()


def test_nobody_does_anything_in_anothers_attempt(
    practice: Practice, others: dict[Role, Actor], trainee: Actor, attempt_id: str
) -> None:
    say(practice, actor=trainee, attempt_id=attempt_id, text=COMFORT, key="own").read()
    before = read_attempt(practice, actor=trainee, attempt_id=attempt_id)
    for do in DOING.values():
        for actor in others.values():
            with pytest.raises(NotFound):
                do(practice, actor, attempt_id)
    assert read_attempt(practice, actor=trainee, attempt_id=attempt_id) == before


def test_what_is_foreign_and_what_is_not_there_look_the_same(
    practice: Practice, colleague: Actor, attempt_id: str
) -> None:
    said = set()
    for service in (READING | DOING).values():
        for asked in (attempt_id, "no-such-attempt"):
            with pytest.raises(NotFound) as refused:
                service(practice, colleague, asked)
            said.add(str(refused.value))
    assert len(said) == 1


def test_shared_practice_is_read_by_mentor_and_trainer_until_it_is_taken_back(
    practice: Practice, others: dict[Role, Actor], trainee: Actor, closed_id: str
) -> None:
    share_attempt(practice, actor=trainee, attempt_id=closed_id, shared=True)
    assert readers(practice, others, closed_id) == {Role.MENTOR, Role.TRAINER}
    shown = shared_with_me(practice, actor=others[Role.MENTOR])
    assert [(row.card.attempt_id, row.person.person_id) for row in shown] == [(closed_id, trainee.person_id)]
    assert shared_with_me(practice, actor=others[Role.MANAGER]) == ()

    share_attempt(practice, actor=trainee, attempt_id=closed_id, shared=False)
    assert readers(practice, others, closed_id) == set()
    assert shared_with_me(practice, actor=others[Role.MENTOR]) == ()


def test_sharing_one_branch_shows_no_other(
    practice: Practice, others: dict[Role, Actor], trainee: Actor, closed_id: str
) -> None:
    branch = rewind(practice, actor=trainee, attempt_id=closed_id, turn=1)
    share_attempt(practice, actor=trainee, attempt_id=closed_id, shared=True)
    mentor = others[Role.MENTOR]
    assert [card.attempt_id for card in branches(practice, actor=mentor, attempt_id=closed_id)] == [closed_id]
    with pytest.raises(NotFound):
        compare_attempts(practice, actor=mentor, left=closed_id, right=branch)


def test_what_is_shared_is_shown_once_it_has_ended(
    practice: Practice, others: dict[Role, Actor], trainee: Actor, attempt_id: str
) -> None:
    share_attempt(practice, actor=trainee, attempt_id=attempt_id, shared=True)
    assert readers(practice, others, attempt_id) == set()


def test_an_exam_is_read_by_mentor_and_trainer_once_it_has_ended(
    practice: Practice, others: dict[Role, Actor], trainee: Actor, exam_id: str
) -> None:
    assert readers(practice, others, exam_id) == set()
    close_attempt(practice, actor=trainee, attempt_id=exam_id)
    assert readers(practice, others, exam_id) == {Role.MENTOR, Role.TRAINER}
    for role, actor in others.items():
        listed = [row.card.attempt_id for row in exams_to_read(practice, actor=actor)]
        assert listed == ([exam_id] if role in {Role.MENTOR, Role.TRAINER} else []), role


def test_another_mentor_reads_nothing(
    practice: Practice, context: Context, bank: DemoBank, trainee: Actor, exam_id: str
) -> None:
    close_attempt(practice, actor=trainee, attempt_id=exam_id)
    other = next(p for p in bank.people if Role.MENTOR in p.roles and p.username != "mentor")
    mentor = somebody(context, other.person_id)
    with pytest.raises(NotFound):
        read_attempt(practice, actor=mentor, attempt_id=exam_id)
    assert exams_to_read(practice, actor=mentor) == ()


def test_ones_own_exam_is_not_among_those_to_read(
    practice: Practice, context: Context, bank: DemoBank
) -> None:
    trainer = somebody(context, bank.one_click("trainer").person_id)
    mine = open_attempt(practice, actor=trainer, slug=SLUG, locale="zh-CN", mode="exam")
    close_attempt(practice, actor=trainer, attempt_id=mine)
    assert exams_to_read(practice, actor=trainer) == ()
