"""The night's work in a portal that runs for weeks: newcomers are enrolled, what runs out is to be renewed."""

from datetime import date, timedelta

from sqlalchemy import func, insert, select
from sqlmodel import col

from lms.learning import Learning
from lms.learning.tables import Enrolment
from lms.people import DemoBank
from lms.people.tables import Person
from lms.platform.context import Context
from lms.wiring import the_night
from tests.fixed_clock import FixedClock


def test_a_newcomer_is_enrolled_in_the_night_after_they_were_entered(
    context: Context, learning: Learning, bank: DemoBank, clock: FixedClock
) -> None:
    night = the_night(context, learning)
    night.run()
    known = _enrolled(context)
    clock.move(timedelta(days=10))
    _hire(context, "LJ900001", context.today())
    assert _enrolled(context) == known
    run = night.run()
    assert run.failure is None and run.done["enrolments_begun"] >= 1
    assert _enrolled(context) - known == {"LJ900001"}
    again = night.run()
    assert not any(again.done.values()), again.done


def _enrolled(context: Context) -> set[str]:
    query = select(col(Person.employee_no)).join(Enrolment, col(Enrolment.person_id) == col(Person.id))
    with context.database.reading() as connection:
        return set(connection.execute(query).scalars())


def _hire(context: Context, number: str, hired_on: date) -> None:
    with context.database.transaction() as connection:
        somebody = connection.execute(select(Person).where(col(Person.job) == "teller").limit(1)).one()
        values = {
            **somebody._mapping,
            "id": number,
            "employee_no": number,
            "hired_on": hired_on,
            "active": True,
        }
        connection.execute(insert(Person).values(values))
        assert connection.execute(select(func.count()).where(col(Person.id) == number)).scalar_one() == 1
