"""The entry of one person, for their administrator: looked at, put right, closed and opened again."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, select, update
from sqlmodel import col

from lms.people.accounts import EARLIEST_HIRE, LONGEST_NAME, latest_hire
from lms.people.addresses import NO_ADDRESS, is_address
from lms.people.directory import PersonCard, card_of, note_list, person_for
from lms.people.grants import HeldRole, end_grants, grant_row, held_by, write_grants
from lms.people.jobs import MANY_JOBS, MOST_FURTHER, further_in, further_text
from lms.people.moving import GOES_ALONG, ends_with_move
from lms.people.overreach import require_all_within
from lms.people.permissions import Actor, require, require_units, right_to, units_open_to
from lms.people.rights import Action
from lms.people.roles import Job
from lms.people.sessions import revoke_all_sessions
from lms.people.tables import Account, Person
from lms.people.trail import Deed, Note, record
from lms.people.tree import units_above
from lms.platform.context import Context
from lms.platform.errors import Forbidden, NotFound, Refused
from lms.platform.i18n import mark

CLOSES_ITSELF = mark("Nobody closes their own entry. Ask another administrator.")
NAMELESS = mark("A name is needed.")
JOBLESS = mark("Choose what they do.")
OWN_WORK = mark("Nobody changes their own job or branch here. Ask another administrator.")
TAKEN_ADDRESS = mark("Somebody else has this address already. Each needs one of their own.")
NO_DAY = mark("The day of hire lies between {first} and {last}.")
LONG_NAME = mark("The name is too long; {most} characters are enough for the longest.")
CHANGED_MEANWHILE = mark(
    "Somebody else has changed this entry since you opened it. Reload the page, and change it as it is now."
)


@dataclass(frozen=True)
class PersonEntry:
    """What is entered of somebody.

    Attributes:
        card: name, number, jobs, unit and day of hire.
        email: where reminders go; none where they stay in the portal.
        active: whether they work here; a leaver's entry is closed and stays.
        username: what they sign in with; none without an account here.
        first_password: their password was told them by somebody, and is to be changed.
        rests_until: when a locked account opens again; none where it is open.
    """

    card: PersonCard
    email: str | None
    active: bool
    username: str | None
    first_password: bool
    rests_until: datetime | None


@dataclass(frozen=True)
class Facts:
    """What an administrator writes of somebody; everything there is."""

    name_zh: str
    name_en: str
    jobs: tuple[Job, ...]
    unit_id: str
    hired_on: date
    email: str

    @classmethod
    def of(cls, entry: PersonEntry) -> "Facts":
        """Those of an entry."""
        card = entry.card
        return cls(
            card.name_zh, card.name_en, tuple(card.jobs), card.unit_id, card.hired_on, entry.email or ""
        )


def read_entry(context: Context, *, actor: Actor, person_id: str) -> PersonEntry:
    """One entry, a leaver's too.

    Raises:
        Forbidden: the actor administers another unit or none.
        NotFound: there is no such person.
    """
    card = person_for(context, actor=actor, action=Action.MANAGE_ACCOUNTS, person_id=person_id)
    with context.database.reading() as connection:
        row = connection.execute(
            select(
                col(Person.email),
                col(Person.active),
                col(Account.username),
                col(Account.first_password),
                col(Account.locked_until),
            )
            .outerjoin(Account, col(Account.person_id) == col(Person.id))
            .where(col(Person.id) == person_id)
        ).one_or_none()
    if row is None:
        raise NotFound("There is no such person.")
    rests = row.locked_until if row.locked_until is not None and row.locked_until > context.now() else None
    return PersonEntry(card, row.email, row.active, row.username, bool(row.first_password), rests)


def list_leavers(context: Context, *, actor: Actor) -> tuple[PersonCard, ...]:
    """Whose entry is closed in the actor's units, by employee number; that they were listed is recorded.

    Raises:
        Forbidden: the actor administers no unit.
    """
    units = require_units(actor, Action.MANAGE_ACCOUNTS)
    with context.database.reading() as connection:
        rows = connection.execute(
            select(Person)
            .where(col(Person.active).is_(False), col(Person.unit_id).in_(sorted(units)))
            .order_by(col(Person.employee_no))
        )
        left = tuple(card_of(row, row.id) for row in rows)
    note_list(context, actor=actor, deed=Deed.LISTED_PEOPLE, action=Action.MANAGE_ACCOUNTS, people=left)
    return left


@dataclass(frozen=True)
class Written:
    """What writing an entry did.

    Attributes:
        changed: whether it says anything else now.
        ended: the roles over the place somebody left, which ended with the move.
        stayed: those that should have, but lie over units that are not the actor's.
    """

    changed: bool
    ended: tuple[HeldRole, ...] = ()
    stayed: tuple[HeldRole, ...] = ()


def change_entry(context: Context, *, actor: Actor, person_id: str, was: Facts, to: Facts) -> Written:
    """Write what somebody's entry is to say.

    Whoever moves to another unit holds no role over the old one any more (see ``lms.people.moving``).

    Args:
        context: database, settings and clock.
        actor: an administrator of the unit they work in, and of the one they move to.
        person_id: whose.
        was: what the entry said when the actor looked at it.
        to: what it is to say; the name in Latin letters is the other one where it is left out.

    Raises:
        Forbidden: the actor administers one of the two units not, it is their own job or unit, or an address of
            somebody who holds roles beyond the actor's units.
        NotFound: there is no such person.
        Refused: the name is missing or too long, no job or too many, the day is none, the address is none or
            somebody else's, or somebody else changed the entry meanwhile.
    """
    person_for(context, actor=actor, action=Action.MANAGE_ACCOUNTS, person_id=person_id)
    require(actor, Action.MANAGE_ACCOUNTS, person_id=person_id, unit_id=to.unit_id)
    values = _fit(context, to)
    if person_id == actor.person_id and (to.unit_id, to.jobs) != (was.unit_id, was.jobs):
        # A job gives rights, as a role does.
        raise Forbidden(OWN_WORK)
    with context.database.transaction() as connection:
        row = connection.execute(
            select(Person).where(col(Person.id) == person_id).with_for_update()
        ).one_or_none()
        if row is None:
            raise NotFound("There is no such person.")
        held = (Job(row.job), *further_in(row.further_jobs))
        seen = Facts(row.name_zh, row.name_en, held, row.unit_id, row.hired_on, row.email or "")
        if seen != was:
            raise Refused(CHANGED_MEANWHILE)
        if all(getattr(row, name) == value for name, value in values.items()):
            return Written(changed=False)
        if values["email"] != row.email:
            _require_free(context, connection, actor, person_id, values["email"])
        connection.execute(update(Person).where(col(Person.id) == person_id).values(**values))
        why = right_to(actor, Action.MANAGE_ACCOUNTS, person_id=person_id, unit_id=to.unit_id)
        notes = [Note(Deed.CHANGED_PERSON, why, person_id)]
        ended, stayed = _left_behind(context, connection, actor, person_id, old=row.unit_id, new=to.unit_id)
        end_grants(connection, [one.grant_id for one in ended], now=context.now())
        notes += [Note(Deed.ENDED_ROLE, why, person_id, one.grant_id) for one in ended]
        along = [one for one in ended if one.role is GOES_ALONG]
        rows = [
            grant_row(context, person_id=person_id, role=one.role, unit_id=to.unit_id, until=one.until)
            for one in along[:1]
        ]
        write_grants(connection, rows)
        notes += [Note(Deed.GRANTED_ROLE, why, person_id, to.unit_id) for _one in along[:1]]
        record(context, connection, actor=actor, notes=notes)
    return Written(True, tuple(one for one in ended if one not in along), stayed)


def close_entry(context: Context, *, actor: Actor, person_id: str) -> None:
    """Somebody has left: they are signed out and cannot sign in; what they did stays.

    Raises:
        Forbidden: the actor administers another unit or none, or it is themself.
        NotFound: there is no such person.
    """
    if person_id == actor.person_id:
        raise Forbidden(CLOSES_ITSELF)
    _set_active(context, actor, person_id, active=False)


def open_entry(context: Context, *, actor: Actor, person_id: str) -> None:
    """Somebody has come back, to the unit, the jobs and the roles they had.

    Raises:
        Forbidden: the actor administers another unit or none.
        NotFound: there is no such person.
    """
    _set_active(context, actor, person_id, active=True)


def _set_active(context: Context, actor: Actor, person_id: str, *, active: bool) -> None:
    card = person_for(context, actor=actor, action=Action.MANAGE_ACCOUNTS, person_id=person_id)
    with context.database.transaction() as connection:
        changed = connection.execute(
            update(Person)
            .where(col(Person.id) == person_id, col(Person.active).is_(not active))
            .values(active=active)
        )
        if changed.rowcount == 0:
            return
        if not active:
            revoke_all_sessions(connection, person_id=person_id, now=context.now())
        why = right_to(actor, Action.MANAGE_ACCOUNTS, person_id=person_id, unit_id=card.unit_id)
        deed = Deed.TOOK_BACK_PERSON if active else Deed.DEACTIVATED_PERSON
        record(context, connection, actor=actor, notes=[Note(deed, why, person_id)])


def _left_behind(
    context: Context, connection: Connection, actor: Actor, person_id: str, *, old: str, new: str
) -> tuple[tuple[HeldRole, ...], tuple[HeldRole, ...]]:
    """The roles that end with a move: those the actor may end, and those they may not."""
    if old == new:
        return (), ()
    above = units_above(connection)
    held = held_by(context, connection, person_id)
    left = [one for one in held if ends_with_move(above, one.role, one.unit_id, old=old, new=new)]
    mine = units_open_to(actor, Action.MANAGE_ACCOUNTS)
    return (
        tuple(one for one in left if one.unit_id in mine),
        tuple(one for one in left if one.unit_id not in mine),
    )


def _require_free(
    context: Context, connection: Connection, actor: Actor, person_id: str, email: str | None
) -> None:
    """Let an address be changed: by it the bank's own sign-in may know who comes.

    Raises:
        Forbidden: the person holds a role over a unit that is not the actor's.
        Refused: somebody else who works here has it.
    """
    if person_id != actor.person_id:
        require_all_within(context, connection, by=actor, person_id=person_id)
    taken = select(col(Person.id)).where(
        func.lower(col(Person.email)) == (email or "").lower(),
        col(Person.id) != person_id,
        col(Person.active).is_(True),
    )
    if email and connection.execute(taken.limit(1)).first() is not None:
        raise Refused(TAKEN_ADDRESS)


def _fit(context: Context, to: Facts) -> dict[str, Any]:
    """The row's values, or why they cannot be.

    Raises:
        Refused: see ``change_entry``.
    """
    name_zh, name_en = (" ".join(text.replace("\x00", "").split()) for text in (to.name_zh, to.name_en))
    if not name_zh:
        raise Refused(NAMELESS)
    if not to.jobs:
        raise Refused(JOBLESS)
    last = latest_hire(context.today())
    if not EARLIEST_HIRE <= to.hired_on <= last:
        raise Refused(NO_DAY, first=EARLIEST_HIRE.isoformat(), last=last.isoformat())
    if max(len(name_zh), len(name_en)) > LONGEST_NAME:
        raise Refused(LONG_NAME, most=LONGEST_NAME)
    further = further_text(to.jobs[0], to.jobs)
    if len(further_in(further)) > MOST_FURTHER:
        raise Refused(MANY_JOBS, most=1 + MOST_FURTHER)
    email = to.email.strip()
    if email and not is_address(email):
        raise Refused(NO_ADDRESS, given=email[:LONGEST_NAME])
    return {
        "name_zh": name_zh,
        "name_en": name_en or name_zh,
        "job": to.jobs[0].value,
        "further_jobs": further,
        "unit_id": to.unit_id,
        "hired_on": to.hired_on,
        "email": email or None,
    }
