"""Whoever reads or changes another's exam, practice or conduct is in the audit trail; who reads their own is not."""

import pytest

from lms.people import Actor, DemoBank, Role, TrailRow, list_people, read_trail, verify
from lms.people.chain import walk
from lms.platform.context import Context
from lms.platform.errors import Forbidden, NotFound
from lms.practice import (
    Practice,
    close_attempt,
    conduct_quotes,
    conduct_report,
    read_attempt,
    review_queue,
    say,
    share_attempt,
    team_page,
)
from lms.practice.reviewing import dispute, override
from lms.practice.service_import import forget_employee
from tests.integration.practice.rehearsal import COMFORT, somebody
from tests.integration.practice.test_conduct import be_rude, weeks
from tests.integration.practice.test_service_import import person, take_in, talk

Told = list[tuple[str | None, str, str | None, str | None]]


def told(context: Context) -> Told:
    """Who did what, by what right, with whose data."""
    with context.database.reading() as connection:
        return [(row.actor_id, row.deed, row.why, row.person_id) for row in walk(connection)]


@pytest.fixture
def mentor(context: Context, bank: DemoBank) -> Actor:
    return somebody(context, bank.one_click("mentor").person_id)


@pytest.fixture
def auditor(context: Context, bank: DemoBank) -> Actor:
    return somebody(context, next(p.person_id for p in bank.people if Role.AUDITOR in p.roles))


def test_reading_and_marking_an_exam_is_recorded_with_the_right_to_it(
    practice: Practice, trainee: Actor, mentor: Actor, exam_id: str
) -> None:
    say(practice, actor=trainee, attempt_id=exam_id, text=COMFORT, key="1").read()
    close_attempt(practice, actor=trainee, attempt_id=exam_id)
    found = read_attempt(practice, actor=trainee, attempt_id=exam_id).assessment
    assert found is not None
    missed = next(result.id for result in found.criteria if result.outcome == "not_met")
    dispute(practice, actor=trainee, attempt_id=exam_id, criterion=missed, text="I did say it.")
    assert told(practice.context) == []  # all of it was their own
    for _ in range(3):
        read_attempt(practice, actor=mentor, attempt_id=exam_id)
    override(
        practice, actor=mentor, attempt_id=exam_id, criterion=missed, outcome="met", reason="Said in turn 1."
    )
    about = ("mentor", trainee.person_id)
    assert told(practice.context) == [
        (mentor.person_id, "read_exam", *about),
        (mentor.person_id, "marked", *about),
    ]
    assert verify(practice.context).broken is None


def test_who_is_refused_has_read_nothing(practice: Practice, colleague: Actor, attempt_id: str) -> None:
    with pytest.raises(NotFound):
        read_attempt(practice, actor=colleague, attempt_id=attempt_id)
    assert told(practice.context) == []


def test_lists_shared_practice_and_conduct_are_recorded(
    practice: Practice, context: Context, bank: DemoBank, trainee: Actor, mentor: Actor, attempt_id: str
) -> None:
    manager = somebody(context, bank.one_click("manager").person_id)
    say(practice, actor=trainee, attempt_id=attempt_id, text=COMFORT, key="1").read()
    close_attempt(practice, actor=trainee, attempt_id=attempt_id)
    share_attempt(practice, actor=trainee, attempt_id=attempt_id, shared=True)
    be_rude(practice, trainee, exam=True)
    read_attempt(practice, actor=mentor, attempt_id=attempt_id)
    review_queue(practice, actor=mentor)
    team_page(practice, actor=manager, quiet=True)
    conduct_report(practice, actor=manager, period=weeks(context))
    conduct_quotes(practice, actor=manager, period=weeks(context), person_id=trainee.person_id)
    conduct_quotes(practice, actor=trainee, period=weeks(context))
    assert told(context) == [
        (mentor.person_id, "read_shared", "mentor", trainee.person_id),
        (mentor.person_id, "listed_exams", "mentor", None),
        (manager.person_id, "listed_progress", "manager", None),
        (manager.person_id, "listed_conduct", "manager", None),
        (manager.person_id, "read_conduct", "manager", trainee.person_id),
    ]


def test_transcripts_are_recorded_by_whoever_authorised_them_or_had_them_erased(
    practice: Practice, context: Context, bank: DemoBank
) -> None:
    manager, teller = person(bank, "Song Mingyuan"), person(bank, "Qian Xiuzhen")
    for _ in range(2):
        take_in(context, manager, talk(teller.employee_no))
    forget_employee(context, employee_no=teller.employee_no, ordered_by=manager.employee_no)
    assert told(context) == [
        (manager.person_id, "took_in_transcript", "manager", teller.person_id),
        (manager.person_id, "erased_transcripts", "manager", teller.person_id),
    ]


def seen(rows: tuple[TrailRow, ...]) -> list[tuple[str, str, str | None]]:
    return [
        (row.who.name_en if row.who else "", row.deed.value, row.whose.name_en if row.whose else None)
        for row in rows
    ]


def test_an_auditor_sees_who_read_whose_data_and_is_seen_to(
    practice: Practice, context: Context, bank: DemoBank, auditor: Actor, mentor: Actor, exam_id: str
) -> None:
    trainee = somebody(context, bank.one_click("new-hire").person_id)
    close_attempt(practice, actor=trainee, attempt_id=exam_id)
    read_attempt(practice, actor=mentor, attempt_id=exam_id)
    admin = somebody(context, bank.one_click("admin").person_id)
    list_people(context, actor=admin)
    read, listed = ("Fang Huimin", "read_exam", "Lin Xiaoyu"), ("Shen Yizhou", "listed_people", None)
    assert seen(read_trail(context, actor=auditor).rows) == [listed, read]
    assert seen(read_trail(context, actor=auditor, words="lin xiao").rows) == [read]
    assert seen(read_trail(context, actor=auditor, words="%").rows) == []
    (own,) = read_trail(context, actor=auditor, words="季怀瑾").rows
    assert (own.deed.value, own.why, own.people) == ("listed_trail", Role.AUDITOR, 1)
    assert read_trail(context, actor=auditor, kind="changed").found == 0
    paged = read_trail(context, actor=auditor, kind="read", skip=1, limit=1)
    assert (len(paged.rows), paged.found) == (1, 3)


def test_the_trail_is_shut_to_others_and_ends_at_the_border_of_the_unit(
    practice: Practice, context: Context, bank: DemoBank, auditor: Actor, mentor: Actor, exam_id: str
) -> None:
    trainee = somebody(context, bank.one_click("new-hire").person_id)
    close_attempt(practice, actor=trainee, attempt_id=exam_id)
    read_attempt(practice, actor=mentor, attempt_id=exam_id)
    for name in ("new-hire", "mentor", "trainer", "manager", "admin"):
        with pytest.raises(Forbidden, match="auditor or a data officer"):
            read_trail(context, actor=somebody(context, bank.one_click(name).person_id))
    assert read_trail(context, actor=_over(auditor, bank.units["LJ12"])).found == 0
    assert read_trail(context, actor=_over(auditor, trainee.unit_id)).found == 1


def _over(actor: Actor, *units: str) -> Actor:
    """The same auditor, responsible for these units alone."""
    from dataclasses import replace

    return replace(
        actor,
        grants=tuple(
            replace(grant, unit_ids=frozenset(units)) for grant in actor.grants if grant.role is Role.AUDITOR
        ),
    )
