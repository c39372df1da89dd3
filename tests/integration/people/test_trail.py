"""The audit trail: who read or changed whose data, in a chain that tells when somebody laid hands on it."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, delete, insert, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlmodel import col

from lms.people import (
    Actor,
    Deed,
    Head,
    Job,
    Note,
    Role,
    add_colleague,
    list_people,
    load_people,
    read_trail,
    sign_in_demo,
    verify,
)
from lms.people.actors import actor_from
from lms.people.chain import GENESIS, digest_of, walk
from lms.people.tables import AuditEntry, AuditHead
from lms.people.trail import READ_ONCE_IN, record, record_reading
from lms.platform.context import Context
from tests.fixed_clock import FixedClock

PASSWORD = "three quiet herons"


@pytest.fixture
def admin(context: Context) -> Actor:
    bank = load_people(context.database, context.today())
    with context.database.reading() as connection:
        actor = actor_from(
            connection, bank.one_click("admin").person_id, now=context.now(), today=context.today()
        )
    assert actor is not None
    return actor


def add(context: Context, actor: Actor | None, *notes: Note) -> None:
    with context.database.transaction() as connection:
        record(context, connection, actor=actor, notes=notes)


def entries(context: Context) -> list[tuple[str | None, str, str | None, str | None, int]]:
    with context.database.reading() as connection:
        return [(row.actor_id, row.deed, row.why, row.person_id, row.people) for row in walk(connection)]


def a_trail(context: Context, length: int = 6) -> None:
    add(context, None, *[Note(Deed.CHANGED_PERSON, Role.ADMIN, f"person {place}") for place in range(length)])


def as_a_burglar(context: Context, do: Callable[[Connection], object]) -> None:
    """Do what the database refuses, as somebody would who may do anything in it."""
    with context.database.transaction() as connection:
        if context.database.is_sqlite:
            for deed in ("update", "delete"):
                connection.execute(text(f"DROP TRIGGER audit_entry_no_{deed}"))
        else:
            connection.execute(text("DROP TRIGGER audit_entry_no_change ON audit_entry"))
        do(connection)


def test_an_empty_trail_is_sound(context: Context) -> None:
    assert verify(context) == verify(context, expected=Head(0, GENESIS))
    assert verify(context).broken is None and verify(context).head == Head(0, GENESIS)


def test_entering_somebody_and_listing_people_are_in_the_trail(context: Context, admin: Actor) -> None:
    newcomer = add_colleague(
        context,
        actor=admin,
        employee_no="N1",
        name="温知夏",
        job=Job.TELLER,
        unit_id=admin.unit_id,
        username="wen",
        password=PASSWORD,
    )
    listed = list_people(context, actor=admin)
    assert entries(context) == [
        (admin.person_id, "entered_person", "admin", newcomer, 1),
        (admin.person_id, "created_account", "admin", newcomer, 1),
        (admin.person_id, "listed_people", "admin", None, len(listed) - 1),
    ]
    assert verify(context).broken is None


def test_a_page_drawn_again_needs_one_entry_and_a_later_look_another(
    context: Context, admin: Actor, clock: FixedClock
) -> None:
    for _ in range(3):
        list_people(context, actor=admin)
    assert len(entries(context)) == 1
    clock.moment += READ_ONCE_IN + timedelta(seconds=1)
    list_people(context, actor=admin)
    assert len(entries(context)) == 2


def test_the_trail_is_read_in_the_order_of_its_moments_whatever_order_it_was_written_in(
    context: Context, admin: Actor, clock: FixedClock
) -> None:
    data_officer = sign_in_demo(context, username="data-officer")
    now = clock.moment
    for days, deed in ((1, Deed.READ_CASE), (9, Deed.OPENED_CASE), (4, Deed.ASSIGNED_CASE)):
        clock.moment = now - timedelta(days=days)
        add(context, None, Note(deed, None, admin.person_id))
    clock.moment = now
    read = [row.deed for row in read_trail(context, actor=data_officer).rows]
    assert read == [Deed.READ_CASE, Deed.ASSIGNED_CASE, Deed.OPENED_CASE]
    assert verify(context).broken is None


def test_what_is_ones_own_and_what_shows_nobody_is_not_recorded(context: Context, admin: Actor) -> None:
    record_reading(context, actor=admin, note=Note(Deed.READ_EXAM, Role.TRAINER, admin.person_id, "x"))
    record_reading(context, actor=admin, note=Note(Deed.LISTED_PEOPLE, Role.ADMIN, people=0))
    assert entries(context) == []


def test_a_change_that_fails_leaves_no_entry(context: Context) -> None:
    def mark_and_fail() -> None:
        with context.database.transaction() as connection:
            record(context, connection, actor=None, notes=[Note(Deed.MARKED, None, "somebody")])
            raise LookupError

    with pytest.raises(LookupError):
        mark_and_fail()
    assert entries(context) == []
    assert verify(context).broken is None


def test_the_database_refuses_to_change_or_remove_an_entry(context: Context) -> None:
    a_trail(context)
    for statement in (update(AuditEntry).values(deed="nothing"), delete(AuditEntry)):
        with pytest.raises(DBAPIError, match="only added to"), context.database.transaction() as connection:
            connection.execute(statement)
    assert verify(context).head.place == 6


def test_writers_at_once_never_follow_the_same_entry(context: Context) -> None:
    def write(person: str) -> None:
        for place in range(5):
            add(context, None, *[Note(Deed.READ_EXAM, None, person, f"{place}.{part}") for part in range(3)])

    writers = [threading.Thread(target=write, args=(f"person {number}",)) for number in range(6)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    verdict = verify(context)
    assert (verdict.broken, verdict.head.place) == (None, 6 * 5 * 3)


def _reforge(connection: Connection, place: int) -> None:
    """Change an entry and give it the hash that belongs to it; the next one then no longer follows."""
    row = connection.execute(select(AuditEntry).where(col(AuditEntry.place) == place)).one()
    fields = {**row._mapping, "person_id": "somebody else"}
    connection.execute(
        update(AuditEntry)
        .where(col(AuditEntry.place) == place)
        .values(person_id="somebody else", digest=digest_of(row.previous, fields))
    )


at = col(AuditEntry.place)
BURGLARIES = MappingProxyType(
    {
        "a word changed": (
            lambda c: c.execute(update(AuditEntry).where(at == 3).values(person_id="x")),
            "changed",
            3,
        ),
        "a time changed by a microsecond": (
            lambda c: c.execute(
                update(AuditEntry)
                .where(at == 2)
                .values(
                    at=c.execute(select(col(AuditEntry.at)).where(at == 2)).scalar()
                    + timedelta(microseconds=1)
                )
            ),
            "changed",
            2,
        ),
        "one taken out": (lambda c: c.execute(delete(AuditEntry).where(at == 4)), "missing", 4),
        "the first taken out": (lambda c: c.execute(delete(AuditEntry).where(at == 1)), "missing", 1),
        "the last taken out": (lambda c: c.execute(delete(AuditEntry).where(at >= 5)), "cut_off", 5),
        "one changed with its hash": (lambda c: _reforge(c, 3), "unlinked", 4),
        "the last changed with its hash": (lambda c: _reforge(c, 6), "rewritten", 6),
        "one put in at the end": (
            lambda c: c.execute(
                insert(AuditEntry).values(
                    place=7,
                    at=c.execute(select(col(AuditEntry.at)).where(at == 6)).scalar(),
                    deed="read_exam",
                    people=1,
                    previous="1" * 64,
                    digest="2" * 64,
                )
            ),
            "unlinked",
            7,
        ),
    }
)


@pytest.mark.parametrize("name", BURGLARIES)
def test_the_first_entry_that_somebody_laid_hands_on_is_named(context: Context, name: str) -> None:
    do, broken, place = BURGLARIES[name]
    a_trail(context)
    as_a_burglar(context, do)
    verdict = verify(context)
    assert (verdict.broken, verdict.place, verdict.head.place) == (broken, place, place - 1)


def test_a_trail_that_was_written_anew_is_told_by_a_head_kept_elsewhere(context: Context) -> None:
    a_trail(context)
    kept = verify(context).head

    def write_anew(connection: Connection) -> None:
        connection.execute(delete(AuditEntry))
        connection.execute(update(AuditHead).values(place=0, digest=GENESIS))
        record(context, connection, actor=None, notes=[Note(Deed.SAW, None, str(n)) for n in range(6)])

    as_a_burglar(context, write_anew)
    assert verify(context).broken is None  # nothing in the database itself can tell
    assert (verify(context, expected=kept).broken, verify(context, expected=kept).place) == ("rewritten", 6)
    longer = Head(9, "a" * 64)
    assert verify(context, expected=longer).broken == "cut_off"


def test_a_head_is_read_as_it_was_written() -> None:
    head = Head(120, "ab" * 32)
    assert Head.parse(f" {head}\n") == head
    for wrong in ("", "120", "x:" + "ab" * 32, "1:abc", "1:" + "AB" * 32):
        with pytest.raises(ValueError, match="PLACE:HASH"):
            Head.parse(wrong)


A_FIELD = st.one_of(st.none(), st.text(max_size=6))


@given(
    first=st.tuples(A_FIELD, A_FIELD, A_FIELD, A_FIELD),
    second=st.tuples(A_FIELD, A_FIELD, A_FIELD, A_FIELD),
)
def test_two_entries_have_one_hash_only_if_they_say_the_same(
    first: tuple[str | None, ...], second: tuple[str | None, ...]
) -> None:
    def hashed(said: tuple[str | None, ...]) -> str:
        actor, why, person, thing = said
        fields = {
            "place": 1,
            "at": datetime(2026, 3, 10, tzinfo=UTC),
            "actor_id": actor,
            "deed": "marked",
            "why": why,
            "person_id": person,
            "object_id": thing,
            "people": 1,
        }
        return digest_of(GENESIS, fields)

    assert (hashed(first) == hashed(second)) == (first == second)
