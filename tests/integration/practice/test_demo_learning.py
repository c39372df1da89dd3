"""What the demo bank's people have learned: believable, of every kind, and the same whenever it is loaded."""

from collections import Counter
from collections.abc import Iterator

import pytest
from sqlalchemy import select
from sqlmodel import col

from lms.catalogue.history import versions_of
from lms.catalogue.teaching import Shelves
from lms.learning import Learning, coverage, load_learning, paths_of
from lms.learning import Path as LearningPath
from lms.learning.hours.tables import ClassSeat, ClassSession, HoursEntry
from lms.learning.tables import Enrolment, LearningResult, QuizAttempt, Waiver
from lms.people import DemoBank, load_people
from lms.platform.context import Context
from lms.platform.settings import load_settings
from lms.practice.tables import Attempt
from lms.wiring import publish_and_load_demo
from tests.fixed_clock import FixedClock
from tests.integration.conftest import OPENED, a_database
from tests.integration.practice.rehearsal import somebody


@pytest.fixture(scope="module")
def learning(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Learning]:
    """The bank as somebody finds it at the first start. The tests only look."""
    folder = tmp_path_factory.mktemp("learned")
    for database in a_database(request, folder, kind="sqlite"):
        settings = load_settings(home=folder / "home", demo=True, _env_file=None)
        context = Context(database, settings, FixedClock(OPENED))
        publish_and_load_demo(context)
        yield Learning(context, Shelves(context))


@pytest.fixture(scope="module")
def bank(learning: Learning) -> DemoBank:
    return load_people(learning.context.database, learning.context.today())


def rows(context: Context) -> dict[str, set[tuple[str, ...]]]:
    with context.database.reading() as connection:
        return {
            table.__name__: {tuple(map(str, row)) for row in connection.execute(select(table))}
            for table in (Enrolment, LearningResult, QuizAttempt, Waiver, HoursEntry, ClassSession, ClassSeat)
        }


def paths(learning: Learning, person_id: str) -> tuple[LearningPath, ...]:
    return paths_of(learning, actor=somebody(learning.context, person_id), locale="zh-CN")


def test_nothing_was_learned_before_it_was_there(learning: Learning) -> None:
    with learning.context.database.reading() as connection:
        held = min(one.since for one in versions_of(connection, ("lesson", "quiz", "course", "scenario")))
        newest = max(one.since for one in versions_of(connection, ("lesson", "quiz", "course", "scenario")))
        days = connection.execute(select(col(HoursEntry.day))).scalars().all()
    zone = learning.context.settings.zone
    assert held == newest and newest.astimezone(zone).date() < min(days)


def test_everything_that_can_happen_to_a_learner_has_happened_to_some(
    learning: Learning, bank: DemoBank
) -> None:
    seen = Counter(path.validity for person in bank.people for path in paths(learning, person.person_id))
    assert set(seen) == {"open", "overdue", "completed", "renewing", "lapsed"}
    assert seen["completed"] >= 10 and seen["renewing"] >= 5 and seen["overdue"] <= sum(seen.values()) / 2
    with learning.context.database.reading() as connection:
        tries = connection.execute(select(QuizAttempt)).all()
        results = connection.execute(select(LearningResult)).all()
        waivers = connection.execute(select(Waiver)).all()
        attempts = set(connection.execute(select(col(Attempt.id))).scalars())
    assert len(waivers) == 1 and waivers[0].by_person_id != waivers[0].person_id
    assert any(row.number == 3 and row.passed for row in tries)
    rights = [sum(answer["right"] for answer in row.answers.values()) for row in tries]
    assert [row.score for row in tries] == [
        round(100 * right / len(row.items)) for right, row in zip(rights, tries, strict=True)
    ]
    assert {row.source for row in results if row.kind == "drill" and row.source} == attempts
    assert all(row.at < learning.context.now() for row in results)
    assert all(row.by_person_id != row.person_id for row in results)
    learned = {row.person_id for row in results if row.kind != "drill"}
    assert any(p.person_id not in learned and paths(learning, p.person_id) for p in bank.people)


def test_the_new_hire_is_in_the_middle_of_her_first_course_with_one_thing_to_do_next(
    learning: Learning, bank: DemoBank
) -> None:
    (path,) = paths(learning, bank.one_click("new-hire").person_id)
    assert path.validity == "open" and path.next is not None
    assert path.next.stands.state == "begun" and 3 <= len(path.next.stands.done) < path.next.stands.total
    assert path.next.next_activity is not None and path.next.next_activity.kind == "drill"
    assert not any(course.stands.done for course in path.courses[1:])


def test_what_was_learned_and_rehearsed_counts_as_training_time_on_its_own_day(
    learning: Learning, bank: DemoBank
) -> None:
    with learning.context.database.reading() as connection:
        entries = connection.execute(select(HoursEntry)).all()
        passed = connection.execute(
            select(QuizAttempt.id).where(col(QuizAttempt.passed).is_(True))  # type: ignore[call-overload]
        ).scalars()
        assert {f"quiz:{attempt_id}" for attempt_id in passed} <= {row.source for row in entries}
    assert {row.form for row in entries} == {"online", "drill", "classroom"}
    assert len({row.day for row in entries}) > 60 and all(row.year == row.day.year for row in entries)
    year = learning.context.today().year
    manager = bank.one_click("manager").person_id
    covered = coverage(
        learning, actor=somebody(learning.context, manager), topic="consumer_protection", year=year
    )
    assert any(0 < group.covered < group.people for group in covered.groups.values())


def test_classes_were_held_and_those_who_missed_one_are_invited_to_the_next(learning: Learning) -> None:
    with learning.context.database.reading() as connection:
        sessions = connection.execute(select(ClassSession)).all()
        seats = connection.execute(select(ClassSeat)).all()
    to_come = next(row for row in sessions if row.closed_at is None)
    first = next(row for row in sessions if row.id == to_come.make_up_of)
    missed = {row.person_id for row in seats if row.session_id == first.id and row.present_at is None}
    assert missed and {row.person_id for row in seats if row.session_id == to_come.id} == missed
    assert {row.how for row in seats if row.present_at is not None} == {"qr", "paper"}
    assert to_come.starts_at > learning.context.now() > first.closed_at


def test_a_second_start_adds_nothing(learning: Learning, bank: DemoBank) -> None:
    once = rows(learning.context)
    publish_and_load_demo(learning.context)
    assert rows(learning.context) == once
    assert not load_learning(learning, bank, lambda: (), kept_from=bank.opened_on)
