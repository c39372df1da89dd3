"""A whole bank, small enough for a test: what is written is what its people's rules and deeds would have made of it."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlmodel import col

from lms.catalogue import Catalogue, publish_library
from lms.catalogue.teaching import Shelves, publish_teaching
from lms.insight import completion
from lms.learning import Learning, enrol_by_rule, refresh
from lms.learning.certificates import issue_missing
from lms.learning.competence.tables import CompetencyStanding, ReviewCard
from lms.learning.tables import Certificate, Enrolment, LearningResult
from lms.people import load_people
from lms.people.large_bank import HEAD, LargeBank, refuse_unless_empty
from lms.people.tables import Account, Person, Unit
from lms.platform.context import Context
from lms.platform.errors import Refused
from lms.platform.settings import load_settings
from lms.practice.large_bank import Size, Written, write_large_bank
from lms.practice.tables import Attempt
from tests.fixed_clock import FixedClock
from tests.integration.conftest import OPENED, a_database
from tests.integration.practice.rehearsal import somebody

SIZE = Size(people=150, branches=3, attempts=3_600, progress=15_000, seed=3)
Bank = tuple[Learning, Written]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def bank(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bank]:
    folder = tmp_path_factory.mktemp("large")
    for database in a_database(request, folder, kind=request.param):
        settings = load_settings(home=folder / "home", demo=True, _env_file=None)
        context = Context(database, settings, FixedClock(OPENED))
        publish_library(context)
        publish_teaching(context)
        load_people(database, context.today())
        learning = Learning(context, Shelves(context))
        yield learning, write_large_bank(learning, Catalogue(context), size=SIZE)


def test_it_has_as_many_people_visits_and_rows_as_were_asked_for(bank: Bank) -> None:
    learning, written = bank
    counted = {table.__name__: number(learning, table) for table in (Person, Attempt, Account)}
    assert written.people == SIZE.people and counted["Person"] == counted["Account"] > SIZE.people
    assert counted["Attempt"] == written.attempts >= SIZE.attempts
    tables = (Enrolment, LearningResult, Certificate, CompetencyStanding, ReviewCard)
    assert written.progress >= SIZE.progress and min(number(learning, table) for table in tables) > 50
    with learning.context.database.reading() as connection:
        names = connection.execute(select(col(Unit.name_zh))).scalars().all()
    assert len(set(names)) == len(names)


def test_reckoned_anew_nothing_in_it_changes(bank: Bank) -> None:
    learning, _ = bank
    today, now = learning.context.today(), learning.context.now()
    before = enrolments(learning)
    assert {row[4] for row in before} >= {"open", "completed"} and {row[3] for row in before} >= {1, 2}
    assert enrol_by_rule(learning).begun == 0 and issue_missing(learning.context) == 0
    with learning.context.database.transaction() as connection:
        refresh(connection, learning.structure, {str(row[1]) for row in before}, today=today, now=now)
    assert enrolments(learning) == before


def test_somebody_sees_all_of_it_and_nothing_in_it_lies_in_the_future(bank: Bank) -> None:
    learning, _ = bank
    with learning.context.database.reading() as connection:
        head = connection.execute(
            select(col(Account.person_id)).where(col(Account.username) == HEAD)
        ).scalar_one()
        latest = connection.execute(select(func.max(col(LearningResult.at)))).scalar_one()
    found = completion(learning, actor=somebody(learning.context, head))
    assert found.total.enrolled > SIZE.people and len(found.by("branch")) >= SIZE.branches
    assert found.total.completed and found.total.overdue and found.total.lapsed
    assert latest < learning.context.now() + timedelta(days=1)


def test_a_whole_bank_is_never_written_beside_another(bank: Bank) -> None:
    learning, _ = bank
    with pytest.raises(Refused, match="not empty"):
        refuse_unless_empty(learning.context.database)


def test_somebody_is_told_alike_however_often_and_otherwise_by_another_seed() -> None:
    first, again, other = (LargeBank(100, 2, seed, OPENED.date()) for seed in (1, 1, 2))
    assert [first.employee(place) for place in range(100)] == [again.employee(place) for place in range(100)]
    assert [first.employee(place) for place in range(100)] != [other.employee(place) for place in range(100)]


def number(learning: Learning, table: type) -> int:
    with learning.context.database.reading() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


def enrolments(learning: Learning) -> list[tuple[object, ...]]:
    told = "id person_id curriculum round state done total due_on due_by completed_on valid_until"
    columns = told.split()
    with learning.context.database.reading() as connection:
        rows = connection.execute(select(*(getattr(Enrolment, name) for name in columns)).order_by("id"))
        return [tuple(row) for row in rows]
