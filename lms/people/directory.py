"""The bank's units and people, as far as the actor may see them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, Select, select
from sqlmodel import col

from lms.people.actors import accompanies_on, actor_from, mentee_ids
from lms.people.grants import holds_at
from lms.people.jobs import further_in
from lms.people.permissions import Actor, may, owns, require, require_own_password, right_to
from lms.people.rights import Action
from lms.people.roles import Job, Role, UnitKind
from lms.people.staffing import ids_at
from lms.people.tables import Account, MentorAssignment, Person, RoleGrant, Unit
from lms.people.trail import Deed, Note, record_reading
from lms.platform.batches import batches
from lms.platform.context import Context
from lms.platform.errors import NotFound
from lms.platform.settings import Locale


@dataclass(frozen=True)
class UnitCard:
    """A unit and where it stands in the bank."""

    unit_id: str
    code: str
    kind: UnitKind
    parent_id: str | None
    name_zh: str
    name_en: str

    def name(self, locale: Locale) -> str:
        """The name as it is written in a language."""
        return self.name_zh if locale == "zh-CN" else self.name_en


@dataclass(frozen=True)
class PersonCard:
    """What colleagues may know of a person; ``further_jobs`` is what they do beside ``job``."""

    person_id: str
    employee_no: str
    name_zh: str
    name_en: str
    job: Job
    unit_id: str
    hired_on: date
    further_jobs: tuple[Job, ...] = field(default=(), kw_only=True)

    @property
    def jobs(self) -> tuple[Job, ...]:
        """All they do, the main one first."""
        return (self.job, *self.further_jobs)

    def name(self, locale: Locale) -> str:
        """The name as it is written in a language."""
        return self.name_zh if locale == "zh-CN" else self.name_en


def administrators_of(context: Context, *, actor: Actor) -> tuple[PersonCard, ...]:
    """Who administers the actor's unit, by employee number: whom to ask is no secret among the bank's staff.

    Of a demo bank that was left behind nobody is named.
    """
    now = context.now()
    with context.database.reading() as connection:
        above = select(col(Unit.id), col(Unit.parent_id)).where(col(Unit.id) == actor.unit_id)
        line = above.cte("line", recursive=True)
        line = line.union(select(col(Unit.id), col(Unit.parent_id)).where(col(Unit.id) == line.c.parent_id))
        query = (
            select(Person)
            .join(RoleGrant, col(RoleGrant.person_id) == col(Person.id))
            .join(Account, col(Account.person_id) == col(Person.id))
            .where(
                col(RoleGrant.role) == Role.ADMIN,
                holds_at(now),
                col(RoleGrant.unit_id).in_(select(line.c.id)),
                col(Person.active).is_(True),
            )
            .distinct()
            .order_by(col(Person.employee_no))
        )
        if not context.settings.demo:
            query = query.where(col(Account.demo).is_(False))
        return tuple(card_of(row, row.id) for row in connection.execute(query))


def list_units(context: Context) -> tuple[UnitCard, ...]:
    """All units by code; the shape of the bank is no secret among its staff."""
    with context.database.reading() as connection:
        return read_units(connection)


def read_units(connection: Connection) -> tuple[UnitCard, ...]:
    """All units by code, inside a transaction."""
    rows = connection.execute(select(Unit).order_by(col(Unit.code))).all()
    return tuple(
        UnitCard(row.id, row.code, UnitKind(row.kind), row.parent_id, row.name_zh, row.name_en)
        for row in rows
    )


def find_person(context: Context, *, actor: Actor, person_id: str) -> PersonCard:
    """One person: oneself, one's mentor, or somebody the actor may list.

    Raises:
        NotFound: there is no such person, or not for this actor.
        Forbidden: the actor has no password of their own yet.
    """
    require_own_password(actor)
    with context.database.reading() as connection:
        card = _one(connection, _people().where(col(Person.id) == person_id))
    if card is None or not (
        person_id == actor.person_id
        or may(actor, Action.LIST_PEOPLE, person_id=person_id, unit_id=card.unit_id)
        or mentor_of(context, actor=actor) == card
    ):
        raise NotFound("There is no such person.")
    return card


def person_for(context: Context, *, actor: Actor, action: Action, person_id: str) -> PersonCard:
    """Somebody whom the actor may do something about: what a service asks before it does it.

    Raises:
        NotFound: there is no such person.
        Forbidden: the actor may not do this, or not to this person.
    """
    card = people_by_id(context, [person_id]).get(person_id)
    if card is None:
        raise NotFound("There is no such person.")
    require(actor, action, person_id=person_id, unit_id=card.unit_id)
    return card


def whom_asked(context: Context, *, actor: Actor, action: Action, person_id: str | None) -> str:
    """The id of whom a service is asked about: the actor, or somebody about whom they may do this.

    Raises:
        NotFound: there is no such person.
        Forbidden: the actor may not do this to this person, or has no password of their own yet.
    """
    about = person_id or actor.person_id
    if not owns(actor, about):
        person_for(context, actor=actor, action=action, person_id=about)
    return about


def people_by_id(context: Context, person_ids: Iterable[str]) -> dict[str, PersonCard]:
    """People by their ids, left out where there is none. For services: nothing here asks who wants to know."""
    with context.database.reading() as connection:
        return people_within(connection, person_ids)


def people_within(connection: Connection, person_ids: Iterable[str]) -> dict[str, PersonCard]:
    """The same as ``people_by_id``, within somebody else's transaction."""
    return {
        row.id: card_of(row, row.id)
        for ids in batches(sorted(set(person_ids)))
        for row in connection.execute(_people().where(col(Person.id).in_(ids)))
    }


def ids_within(unit_ids: Iterable[str]) -> Select[str]:
    """The ids of the people of some units, as part of another room's question."""
    return select(col(Person.id)).where(col(Person.unit_id).in_(sorted(set(unit_ids))))


def people_by_number(context: Context, numbers: Iterable[str]) -> dict[str, PersonCard]:
    """People by their employee numbers, left out where there is none; for services, as ``people_by_id``."""
    with context.database.reading() as connection:
        rows = connection.execute(_people().where(col(Person.employee_no).in_(sorted(set(numbers)))))
        return {row.employee_no: card_of(row, row.id) for row in rows}


def numbers_at_work(connection: Connection, numbers: Iterable[str]) -> dict[str, str]:
    """The ids of who works here, by employee number; a number that nobody has is left out. For services, as above."""
    return {
        number: person_id
        for some in batches(sorted(set(numbers)))
        for number, person_id in connection.execute(
            select(col(Person.employee_no), col(Person.id)).where(
                col(Person.active).is_(True), col(Person.employee_no).in_(some)
            )
        )
    }


def read_cards(connection: Connection, unit_ids: Iterable[str]) -> dict[str, PersonCard]:
    """Everybody of some units by their ids, who left too; one question. For services, as ``people_by_id``."""
    rows = connection.execute(_people().where(col(Person.unit_id).in_(sorted(unit_ids))))
    return {row.id: card_of(row, row.id) for row in rows}


def actor_by_number(context: Context, employee_no: str) -> Actor | None:
    """Somebody as they could act now, by their employee number; none where nobody active has it.

    For the command line, where nobody signs in: whoever can run it answers for whom they name.
    """
    with context.database.reading() as connection:
        person_id = connection.execute(
            select(col(Person.id)).where(col(Person.employee_no) == employee_no)
        ).scalar()
        if person_id is None:
            return None
        return actor_from(connection, person_id, now=context.now(), today=context.today())


def list_people(
    context: Context, *, actor: Actor, unit_ids: Iterable[str] | None = None
) -> tuple[PersonCard, ...]:
    """The active people the actor may list, by employee number; only those of ``unit_ids`` when given.

    That they were listed is recorded.
    """
    found = people_in_reach(context, actor=actor, unit_ids=unit_ids)
    note_list(context, actor=actor, deed=Deed.LISTED_PEOPLE, action=Action.LIST_PEOPLE, people=found)
    return found


def note_list(
    context: Context, *, actor: Actor, deed: Deed, action: Action, people: Iterable[PersonCard]
) -> None:
    """Record that a list with data of several people is opened, the actor's own aside; by the right to the first."""
    others = [person for person in people if person.person_id != actor.person_id]
    if others:
        first = others[0]
        why = right_to(actor, action, person_id=first.person_id, unit_id=first.unit_id)
        record_reading(context, actor=actor, note=Note(deed, why, people=len(others)))


def people_in_reach(
    context: Context, *, actor: Actor, unit_ids: Iterable[str] | None = None
) -> tuple[PersonCard, ...]:
    """The same for services, which record themselves what of these people they show."""
    wanted = None if unit_ids is None else frozenset(unit_ids)
    query = _people().where(col(Person.active).is_(True)).order_by(col(Person.employee_no))
    if wanted is not None:
        query = query.where(col(Person.unit_id).in_(sorted(wanted)))
    with context.database.reading() as connection:
        cards = [card_of(row, row.id) for row in connection.execute(query)]
    return tuple(
        card
        for card in cards
        if may(actor, Action.LIST_PEOPLE, person_id=card.person_id, unit_id=card.unit_id)
    )


def staff_to_name(
    context: Context, *, by: Actor, action: Action, unit_id: str, with_self: bool = False
) -> tuple[PersonCard, ...]:
    """Who works in a unit, by employee number, for whoever has a reason to name one of them.

    For services of other rooms, which record that somebody looked where that is to be recorded.

    Args:
        context: database and clock.
        by: who asks.
        action: the right by which.
        unit_id: where.
        with_self: whether the one who asks may be named, too.

    Raises:
        Forbidden: they may not do it there.
    """
    require(by, action, unit_id=unit_id)
    with context.database.reading() as connection:
        active = ids_at(connection, unit_id)
        cards = read_cards(connection, [unit_id])
    named = active & cards.keys() - (set() if with_self else {by.person_id})
    return tuple(sorted((cards[one] for one in named), key=lambda card: card.employee_no))


def mentor_of(context: Context, *, actor: Actor, person_id: str | None = None) -> PersonCard | None:
    """Who accompanies a person today (the actor when none is named); None when nobody does.

    Raises:
        Forbidden: the actor may not see that person.
    """
    about = person_id or actor.person_id
    today = context.today()
    with context.database.reading() as connection:
        if not owns(actor, about):
            unit_id = connection.execute(select(col(Person.unit_id)).where(col(Person.id) == about)).scalar()
            require(actor, Action.LIST_PEOPLE, person_id=about, unit_id=unit_id)
        return _one(
            connection,
            _people()
            .join(MentorAssignment, col(MentorAssignment.mentor_id) == col(Person.id))
            .where(
                col(MentorAssignment.mentee_id) == about,
                accompanies_on(today),
            )
            .order_by(col(MentorAssignment.starts_on).desc(), col(MentorAssignment.id).desc())
            .limit(1),
        )


def mentees_of(context: Context, *, actor: Actor) -> tuple[PersonCard, ...]:
    """The people the actor accompanies today, newest hire first.

    Raises:
        Forbidden: the actor has no password of their own yet.
    """
    require_own_password(actor)
    with context.database.reading() as connection:
        ids = mentee_ids(connection, actor.person_id, today=context.today())
        query = (
            _people()
            .where(col(Person.id).in_(sorted(ids)))
            .order_by(col(Person.hired_on).desc(), col(Person.id))
        )
        return tuple(card_of(row, row.id) for row in connection.execute(query))


def _people() -> Select[*tuple[Any, ...]]:
    # What a card holds and no more: of a whole bank the other columns cost as much again.
    return select(
        col(Person.id),
        col(Person.employee_no),
        col(Person.name_zh),
        col(Person.name_en),
        col(Person.job),
        col(Person.further_jobs),
        col(Person.unit_id),
        col(Person.hired_on),
    )


def _one(connection: Connection, query: Select[*tuple[Any, ...]]) -> PersonCard | None:
    row = connection.execute(query).one_or_none()
    return None if row is None else card_of(row, row.id)


def card_of(row: Row[Any], person_id: str) -> PersonCard:
    """The card in a row that has its columns, under whatever name it has the id."""
    return PersonCard(
        person_id,
        row.employee_no,
        row.name_zh,
        row.name_en,
        Job(row.job),
        row.unit_id,
        row.hired_on,
        further_jobs=further_in(row.further_jobs),
    )
