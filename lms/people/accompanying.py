"""Who accompanies somebody, told to the one who is accompanied: by name, where they work, and how to reach them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from lms.people.actors import accompanies_on
from lms.people.directory import PersonCard, card_of
from lms.people.permissions import Actor, require_own_password
from lms.people.tables import MentorAssignment, Person, Unit
from lms.platform.context import Context
from lms.platform.settings import Locale


@dataclass(frozen=True)
class MyMentor:
    """The mentor of somebody, as that somebody may know them.

    Attributes:
        since: the first day of it.
        email: their address at the bank; none where the list of people holds none.
    """

    person: PersonCard
    unit_zh: str
    unit_en: str
    since: date
    email: str | None

    def unit(self, locale: Locale) -> str:
        """Where they work, as it is written in a language."""
        return self.unit_zh if locale == "zh-CN" else self.unit_en


def my_mentor(context: Context, *, actor: Actor) -> MyMentor | None:
    """Who accompanies the actor today; none where nobody does.

    Raises:
        Forbidden: the actor has no password of their own yet.
    """
    require_own_password(actor)
    today = context.today()
    with context.database.reading() as connection:
        row: Any = connection.execute(
            select(
                Person,
                col(Unit.name_zh).label("unit_zh"),
                col(Unit.name_en).label("unit_en"),
                col(MentorAssignment.starts_on),
            )
            .join(MentorAssignment, col(MentorAssignment.mentor_id) == col(Person.id))
            .join(Unit, col(Unit.id) == col(Person.unit_id))
            .where(
                col(Person.active).is_(True),
                col(MentorAssignment.mentee_id) == actor.person_id,
                accompanies_on(today),
            )
            .order_by(col(MentorAssignment.starts_on).desc(), col(MentorAssignment.id).desc())
            .limit(1)
        ).one_or_none()
    if row is None:
        return None
    return MyMentor(card_of(row, row.id), row.unit_zh, row.unit_en, row.starts_on, row.email)
