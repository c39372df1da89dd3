"""Whether training helped is told of one's own branches alone, and compared with five others or with none."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import insert, select
from sqlmodel import col

from lms.feedback.tables import FeedbackItem, FeedbackLink, FeedbackStanding
from lms.insight import curricula_through, did_it_help, people_before
from lms.insight.tables import PastComplaints
from lms.insight.weekly import monday_from
from lms.learning.competence import Seen, take_down
from lms.learning.mastery import Evidence
from lms.people import Role
from lms.people.tables import AuditEntry
from lms.platform.context import Context
from lms.platform.errors import Forbidden, NotFound, Refused
from lms.platform.identifiers import new_id
from tests.integration.insight.conftest import Bank

WEEKS = 12
LEARNED = monday_from(date(2025, 10, 1))


def branch(bank: Bank, *, through: date | None = None, staff: int = 4) -> tuple[str, list[str]]:
    """A branch; all of its people have completed the curriculum on a day, or are at it."""
    unit = bank.unit()
    people = [bank.person(unit, number=f"{unit[:8]}-{place}") for place in range(staff)]
    for person in people:
        done = {"state": "completed", "completed_on": through} if through else {}
        bank.enrolment(person, "yearly", **done)
    return unit, people


def past(
    bank: Bank, unit: str, *, before: int, after: int, since: date = LEARNED, cause: str = "attitude"
) -> None:
    """So many complaints in the weeks before and after a Monday, a day each from it on."""
    days = [since - timedelta(days=1 + place) for place in range(before)]
    days += [since + timedelta(days=place) for place in range(after)]
    at = bank.context.now()
    with bank.context.database.transaction() as connection:
        for day in days:
            connection.execute(
                insert(PastComplaints).values(unit_id=unit, day=day, cause=cause, complaints=1, at=at)
            )


def said(
    context: Context, unit: str, days: Iterable[date], *, person: str | None = None, flag: str = ""
) -> list[str]:
    """Complaints the portal itself holds."""
    ids = []
    with context.database.transaction() as connection:
        for day in days:
            item_id, at = new_id(), datetime.combine(day, time(3), UTC)
            connection.execute(
                insert(FeedbackItem).values(
                    id=item_id,
                    number=item_id[-12:],
                    text="排队太久了。",
                    digest=item_id,
                    locale="zh-CN",
                    channel="desk",
                    source="test",
                    source_no=item_id,
                    received_at=at,
                    entered_at=at,
                )
            )
            connection.execute(
                insert(FeedbackStanding).values(
                    item_id=item_id,
                    kind="complaint",
                    cause="attitude",
                    business="counter",
                    severity="general",
                    segment="mass",
                    flags=[flag] if flag else [],
                    competencies=[],
                    unit_id=unit,
                    person_id=person,
                    employee="confirmed" if person else "none",
                    rank=2,
                    received_at=at,
                )
            )
            ids.append(item_id)
    return ids


def others(bank: Bank, count: int) -> list[str]:
    """Branches that have not learned it; each a little luckier than the one before."""
    found = []
    for place in range(count):
        unit, _people = branch(bank)
        past(bank, unit, before=20, after=19 + place % 3)
        found.append(unit)
    return found


def test_a_manager_sees_their_branch_beside_five_others_and_none_of_these(bank: Bank) -> None:
    unit, people = branch(bank, through=LEARNED - timedelta(days=2))
    past(bank, unit, before=24, after=6)
    elsewhere = others(bank, 5)
    manager = bank.actor(people[0], {Role.MANAGER: [unit]})
    found = did_it_help(bank.learning, actor=manager, curriculum="yearly")
    assert (found.complaints.branches, found.complaints.compared) == (1, 5)
    assert found.complaints.verdict == "fell"
    # 24 in twelve weeks among four people: 24 / 4 people / 84 days, for 100 people in 30.4 days.
    assert found.complaints.before == pytest.approx(24 / 4 / 84 * 100 * 365.25 / 12)
    assert set(found.by_branch) == {unit}
    assert not any(one in repr(found) for one in elsewhere)
    assert [block.place for block in found.blocks] == [-3, -2, -1, 0, 1, 2]


def test_four_others_are_not_compared_with(bank: Bank) -> None:
    unit, people = branch(bank, through=LEARNED)
    past(bank, unit, before=24, after=6)
    others(bank, 4)
    found = did_it_help(
        bank.learning, actor=bank.actor(people[0], {Role.MANAGER: [unit]}), curriculum="yearly"
    )
    assert found.complaints.why_not == "few_branches" and found.complaints.compared_before is None
    assert all(block.others is None for block in found.blocks)


def test_who_learned_meanwhile_is_no_comparison(bank: Bank) -> None:
    unit, people = branch(bank, through=LEARNED)
    past(bank, unit, before=24, after=6)
    others(bank, 4)
    late, _people = branch(bank, through=LEARNED + timedelta(weeks=5))
    past(bank, late, before=20, after=2)
    manager = bank.actor(people[0], {Role.MANAGER: [unit]})
    assert did_it_help(bank.learning, actor=manager, curriculum="yearly").complaints.why_not == "few_branches"
    much_later, _people = branch(bank, through=LEARNED + timedelta(weeks=WEEKS + 1))
    past(bank, much_later, before=20, after=19)
    found = did_it_help(bank.learning, actor=manager, curriculum="yearly").complaints
    assert found.compared == 5 and found.verdict == "fell"


def test_too_few_complaints_are_said_to_be_too_few(bank: Bank) -> None:
    unit, people = branch(bank, through=LEARNED)
    past(bank, unit, before=6, after=1)
    others(bank, 6)
    found = did_it_help(
        bank.learning, actor=bank.actor(people[0], {Role.MANAGER: [unit]}), curriculum="yearly"
    )
    assert found.complaints.why_not == "few_cases" and found.complaints.before is None
    assert found.by_branch[unit].before is None


def test_what_the_portal_holds_and_what_was_before_it_count_together_and_each_once(bank: Bank) -> None:
    unit, people = branch(bank, through=LEARNED)
    past(bank, unit, before=12, after=0)
    days = [LEARNED + timedelta(days=place) for place in range(8)]
    first, second, *_rest = said(bank.context, unit, days)
    said(bank.context, unit, days[:3], flag="suspected_agent")
    with bank.context.database.transaction() as connection:
        connection.execute(
            insert(FeedbackLink).values(
                id=new_id(),
                earlier_id=first,
                later_id=second,
                likeness=0.9,
                state="same",
                offered_at=bank.context.now(),
            )
        )
    found = did_it_help(
        bank.learning, actor=bank.actor(people[0], {Role.MANAGER: [unit]}), curriculum="yearly"
    )
    a_month = 365.25 / 12 / 84 * 100 / 4
    assert found.complaints.before == pytest.approx(12 * a_month)
    assert found.complaints.after == pytest.approx(7 * a_month)


def seen(bank: Bank, person: str, day: date, *outcomes: bool) -> None:
    with bank.context.database.transaction() as connection:
        for place, outcome in enumerate(outcomes):
            at = datetime.combine(day + timedelta(days=place), time(3), UTC)
            piece = Evidence("empathy", "criterion", f"{day}#{place}", outcome, 3.0, at)
            take_down(connection, person_id=person, seen=[Seen(piece, "test")])


def test_mastery_is_told_where_enough_people_had_been_seen_before(bank: Bank) -> None:
    before, after = LEARNED - timedelta(weeks=3), LEARNED + timedelta(weeks=3)
    unit, people = branch(bank, through=LEARNED, staff=6)
    for person in people:
        seen(bank, person, before, False, True)
        seen(bank, person, after, True, True, True, True)
    for number in range(6):
        _unit, others_people = branch(bank, staff=3)
        for place, person in enumerate(others_people):
            seen(bank, person, before, False, True)
            seen(bank, person, after, *([True, False] if place % 3 < number % 3 else [False]))
    manager = bank.actor(bank.person(unit), {Role.MANAGER: [unit]})
    found = did_it_help(bank.learning, actor=manager, curriculum="yearly").mastery
    assert found.verdict == "rose" and found.compared == 6
    told = people_before(bank.learning, actor=manager, curriculum="yearly", unit_id=unit)
    assert len(told) == 6
    assert all(one.levels is not None and one.levels[1] > one.levels[0] for one in told)


def test_of_a_person_fewer_than_five_complaints_are_no_number_and_the_look_is_recorded(bank: Bank) -> None:
    unit, people = branch(bank, through=LEARNED, staff=3)
    days = [LEARNED - timedelta(days=place + 1) for place in range(5)]
    said(bank.context, unit, days, person=people[1])
    said(bank.context, unit, [*days[:3], LEARNED], person=people[2])
    manager = bank.actor(people[0], {Role.MANAGER: [unit]})
    told = {
        one.person.person_id: one.complaints
        for one in people_before(bank.learning, actor=manager, curriculum="yearly", unit_id=unit)
    }
    assert told == {people[1]: (5, 0), people[2]: None}, "and nothing of the manager's own"
    trainer = bank.actor(bank.person(unit), {Role.TRAINER: [unit]})
    read = people_before(bank.learning, actor=trainer, curriculum="yearly", unit_id=unit)
    assert all(one.complaints is None for one in read), "a trainer reads no feedback"
    with bank.context.database.reading() as connection:
        deeds = connection.execute(select(col(AuditEntry.deed), col(AuditEntry.people))).all()
    assert ("listed_effect", 2) in [tuple(row) for row in deeds]


def test_who_answers_for_nobody_or_elsewhere_is_told_nothing(bank: Bank) -> None:
    unit, people = branch(bank, through=LEARNED)
    other, _people = branch(bank)
    learner = bank.actor(people[0], {Role.TRAINEE: [unit]})
    manager = bank.actor(people[0], {Role.MANAGER: [unit]})
    for ask in (
        lambda: did_it_help(bank.learning, actor=learner, curriculum="yearly"),
        lambda: curricula_through(bank.learning, actor=learner),
        lambda: did_it_help(bank.learning, actor=manager, curriculum="yearly", unit_id=other),
        lambda: people_before(bank.learning, actor=manager, curriculum="yearly", unit_id=other),
    ):
        with pytest.raises(Forbidden):
            ask()
    with pytest.raises(NotFound):
        did_it_help(bank.learning, actor=manager, curriculum="no-such")
    with pytest.raises(Refused):
        did_it_help(bank.learning, actor=manager, curriculum="yearly", weeks=11)
    assert curricula_through(bank.learning, actor=manager)["yearly"] == 1
