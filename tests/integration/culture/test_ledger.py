"""The ledger of points: whatever happens, in whatever order and at once, sums are zero and nobody falls below it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, delete, func, select, update
from sqlalchemy.exc import DatabaseError
from sqlmodel import col

from lms.culture.ledger import GIFTS, ISSUE, Why, faults, move, open_account, take_back
from lms.culture.tables import PointAccount, PointEntry, PointTransaction
from lms.people import DemoBank
from lms.platform.context import Context
from lms.platform.errors import Refused
from lms.platform.identifiers import new_id

DEEDS = st.lists(
    st.tuples(
        st.sampled_from(["give", "give_again", "spend", "return", "counter"]),
        st.integers(0, 3),
        st.integers(1, 60),
    ),
    max_size=25,
)


def balance_of(connection: Connection, account: str) -> int:
    query = select(col(PointAccount.balance)).where(col(PointAccount.id) == account)
    return int(connection.execute(query).scalar() or 0)


def give(context: Context, person_id: str, points: int, cause: str) -> str | None:
    with context.database.transaction() as connection:
        open_account(connection, person_id, at=context.now())
        why = Why(cause, "praise", context.now())
        return move(connection, {ISSUE: -points, person_id: points}, why)


def spend(context: Context, person_id: str, points: int) -> bool:
    try:
        with context.database.transaction() as connection:
            open_account(connection, person_id, at=context.now())
            why = Why(f"exchange:{new_id()}", "exchange", context.now())
            move(connection, {person_id: -points, GIFTS: points}, why)
    except Refused:
        return False
    return True


class Model:
    """What somebody with pencil and paper would have in their book."""

    def __init__(self, people: list[str], at: datetime) -> None:
        self.people, self.at = people, at
        self.balance = dict.fromkeys(people, 0)
        self.given: list[tuple[str, str, int]] = []
        self.laid_aside: list[tuple[str, int]] = []
        self.cause = ""

    def do(self, context: Context, deed: str, place: int, points: int) -> None:
        person = self.people[place]
        if deed == "give":
            self.cause = f"praise:{new_id()}"
            made = give(context, person, points, self.cause)
            assert made
            self.given.append((made, person, points))
            self.balance[person] += points
        elif deed == "give_again" and self.cause:
            assert give(context, person, points, self.cause) is None
        elif deed == "spend":
            assert spend(context, person, points) == (self.balance[person] >= points)
            if self.balance[person] >= points:
                self.balance[person] -= points
                self.laid_aside.append((person, points))
        elif deed == "return" and self.laid_aside:
            whose, back = self.laid_aside.pop()
            with context.database.transaction() as connection:
                open_account(connection, whose, at=self.at)
                move(
                    connection, {GIFTS: -back, whose: back}, Why(f"returned:{new_id()}", "returned", self.at)
                )
            self.balance[whose] += back
        elif deed == "counter" and self.given:
            made, whose, was = self.given.pop()
            why = Why(f"counter:{made}", "counter", self.at, reverses=made)
            with context.database.transaction() as connection:
                back = take_back(connection, made, why)
            assert back == min(was, self.balance[whose])
            self.balance[whose] -= back


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=DEEDS)
def test_over_any_history_the_books_say_what_a_book_of_paper_says(
    context: Context, bank: DemoBank, deeds: list[tuple[str, int, int]]
) -> None:
    people = [person.person_id for person in bank.people[:4]]
    with context.database.reading() as connection:
        before = {person: balance_of(connection, person) for person in people}
    model = Model(people, context.now())
    model.balance = before
    for deed in deeds:
        model.do(context, *deed)
    with context.database.reading() as connection:
        assert {person: balance_of(connection, person) for person in people} == model.balance
        assert min(model.balance.values()) >= 0
        assert connection.execute(select(func.sum(col(PointAccount.balance)))).scalar() in (0, None)
        assert faults(connection) == []


def test_who_spends_from_many_windows_at_once_never_spends_what_is_not_there(
    context: Context, bank: DemoBank
) -> None:
    people = [person.person_id for person in bank.people[:3]]
    for person in people:
        give(context, person, 100, f"praise:{person}")
    with ThreadPoolExecutor(12) as pool:
        tried = [(person, pool.submit(spend, context, person, 30)) for _ in range(8) for person in people]
    for person in people:
        assert sum(done.result() for who, done in tried if who == person) == 3
    with context.database.reading() as connection:
        assert [balance_of(connection, person) for person in people] == [10, 10, 10]
        assert balance_of(connection, GIFTS) == 270 and balance_of(connection, ISSUE) == -300
        assert faults(connection) == []


def test_one_event_told_from_many_threads_gives_once(context: Context, bank: DemoBank) -> None:
    person = bank.people[0].person_id
    with ThreadPoolExecutor(12) as pool:
        made = list(pool.map(lambda _: give(context, person, 20, "praise:once"), range(24)))
    assert len([one for one in made if one]) == 1
    with context.database.reading() as connection:
        assert balance_of(connection, person) == 20


def test_giving_and_spending_of_many_at_once_wait_for_each_other_in_no_circle(
    context: Context, bank: DemoBank
) -> None:
    people = [person.person_id for person in bank.people[:6]]

    def busy(place: int) -> None:
        for turn in range(6):
            give(context, people[place % 6], 10, f"praise:{place}:{turn}")
            spend(context, people[(place + turn) % 6], 7)

    with ThreadPoolExecutor(8) as pool:
        for done in [pool.submit(busy, place) for place in range(8)]:
            done.result()
    with context.database.reading() as connection:
        assert faults(connection) == []


def test_what_is_uneven_is_a_fault_of_the_program(context: Context, bank: DemoBank) -> None:
    person = bank.people[0].person_id
    with pytest.raises(ValueError, match="sums to zero"), context.database.transaction() as connection:
        move(connection, {ISSUE: -10, person: 11}, Why("praise:1", "praise", context.now()))


@pytest.mark.parametrize("change", [update(PointEntry).values(amount=7), delete(PointEntry)])
def test_the_database_itself_changes_no_entry(context: Context, bank: DemoBank, change: object) -> None:
    give(context, bank.people[0].person_id, 10, "praise:1")
    with pytest.raises(DatabaseError, match="counter-entry"), context.database.transaction() as connection:
        connection.execute(change)  # type: ignore[call-overload]


def test_the_books_tell_where_somebody_has_written_in_them_by_hand(
    context: Context, bank: DemoBank, who: Callable[[str], object]
) -> None:
    person = bank.people[0].person_id
    give(context, person, 10, "praise:1")
    account = col(PointAccount.id) == person
    with context.database.transaction() as connection:
        connection.execute(update(PointAccount).where(account).values(balance=99))
        assert faults(connection) == [f"account {person} is not what its entries say"]
        connection.execute(update(PointAccount).where(account).values(balance=10))
    with context.database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(PointTransaction)).scalar() == 1
