"""What services may rely on, whichever database they run on."""

import threading
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError
from sqlmodel import col

from lms.people.tables import Person, SessionToken, Unit
from lms.platform.database import Database, NestedTransaction

MORNING = datetime(2026, 3, 10, 2, 0, 0, 123456, tzinfo=UTC)


def add_unit(database: Database, code: str, parent: str | None = None) -> None:
    with database.transaction() as connection:
        connection.execute(
            insert(Unit).values(
                id=code, code=code, kind="branch", parent_id=parent, name_zh="支行", name_en="Branch"
            )
        )


def add_person(database: Database, created_at: datetime) -> None:
    add_unit(database, "B1")
    with database.session() as session:
        session.add(
            Person(
                id="p1",
                employee_no="1",
                name_zh="林晓雨",
                name_en="Lin Xiaoyu",
                job="teller",
                unit_id="B1",
                hired_on=date(2026, 3, 1),
                created_at=created_at,
            )
        )


def count_units(database: Database) -> int:
    with database.reading() as connection:
        return connection.execute(select(func.count()).select_from(Unit)).scalar_one()


def test_a_moment_comes_back_aware_and_in_utc(database: Database) -> None:
    add_person(database, MORNING.astimezone(timezone(timedelta(hours=8))))
    with database.reading() as connection:
        stored = connection.execute(select(col(Person.created_at))).scalar_one()
    assert stored == MORNING
    assert stored.utcoffset() == timedelta(0)


def test_a_moment_without_a_time_zone_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="without a time zone"):
        add_person(database, datetime(2026, 3, 10, 10, 0))  # noqa: DTZ001


def test_moments_can_be_compared_in_the_database(database: Database) -> None:
    add_person(database, MORNING)
    with database.reading() as connection:
        later = connection.execute(
            select(func.count()).where(col(Person.created_at) < MORNING + timedelta(microseconds=1))
        ).scalar_one()
        earlier = connection.execute(
            select(func.count()).where(col(Person.created_at) < MORNING)
        ).scalar_one()
    assert (later, earlier) == (1, 0)


def add_units(database: Database, *codes: str) -> None:
    new = {"kind": "branch", "name_zh": "支行", "name_en": "Branch"}
    with database.transaction() as connection:
        for code in codes:
            connection.execute(insert(Unit).values(id=code, code=code, **new))


def test_an_error_takes_the_whole_transaction_back(database: Database) -> None:
    with pytest.raises(IntegrityError):
        add_units(database, "B1", "B2", "B1")
    assert count_units(database) == 0


def test_a_row_cannot_point_nowhere(database: Database) -> None:
    with pytest.raises(IntegrityError):
        add_unit(database, "B1", parent="nowhere")
    add_unit(database, "B1")
    add_unit(database, "B2", parent="B1")
    with pytest.raises(IntegrityError), database.transaction() as connection:
        connection.execute(delete(Unit).where(col(Unit.id) == "B1"))


def test_a_second_transaction_inside_the_first_is_a_clear_error_not_a_dead_lock(database: Database) -> None:
    with database.transaction(), pytest.raises(NestedTransaction), database.transaction():
        pass
    add_unit(database, "B1")
    assert count_units(database) == 1


def test_readers_see_the_last_commit_while_somebody_writes(database: Database) -> None:
    add_unit(database, "B1")
    with database.transaction() as connection:
        connection.execute(
            insert(Unit).values(id="B2", code="B2", kind="branch", name_zh="支行", name_en="Branch")
        )
        assert count_units(database) == 1
    assert count_units(database) == 2


def test_many_threads_that_read_then_write_lose_nothing(database: Database) -> None:
    add_unit(database, "B1")
    with database.transaction() as connection:
        connection.execute(update(Unit).values(name_en="0"))
    failures: list[Exception] = []

    def add_one_ten_times() -> None:
        try:
            for _ in range(10):
                with database.transaction() as connection:
                    count = connection.execute(select(col(Unit.name_en)).with_for_update()).scalar_one()
                    connection.execute(update(Unit).values(name_en=str(int(count) + 1)))
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=add_one_ten_times) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with database.reading() as connection:
        assert connection.execute(select(col(Unit.name_en))).scalar_one() == "80"


def test_nothing_can_be_written_through_a_connection_that_reads(database: Database) -> None:
    with pytest.raises(DBAPIError), database.reading() as connection:
        connection.execute(delete(SessionToken))
    add_unit(database, "B1")


def test_a_password_in_the_address_is_not_shown() -> None:
    assert "tiger" not in repr(Database("postgresql+psycopg://scott:tiger@localhost/lms"))
