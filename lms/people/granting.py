"""Roles of somebody who is entered already, and a new first password: an administrator's work, on record."""

from datetime import date

from sqlalchemy import Connection, select, update
from sqlmodel import col

from lms.people.directory import PersonCard, person_for
from lms.people.grants import HeldRole, end_grants, grant_row, held_by, write_grants
from lms.people.overreach import NOT_ONESELF, require_all_within
from lms.people.passwords import check_new_password, hash_password
from lms.people.permissions import Actor, require, right_to
from lms.people.rights import Action
from lms.people.roles import Role
from lms.people.sessions import revoke_all_sessions
from lms.people.tables import Account
from lms.people.trail import Deed, Note, record
from lms.platform.context import Context
from lms.platform.errors import Forbidden, NotFound, Refused
from lms.platform.i18n import mark

FOR_A_TIME = mark("An auditor looks in for a time. Say the last day.")
OVER_ALREADY = mark("The last day is over already. Choose today or a later one.")
NO_ACCOUNT = mark("They have no account here.")
HELD_ALREADY = mark("This role is held there already, until the same day.")


def roles_of(context: Context, *, actor: Actor, person_id: str) -> tuple[HeldRole, ...]:
    """The roles somebody holds now, in the order of ``Role``.

    Raises:
        Forbidden: the actor administers no unit of theirs.
        NotFound: there is no such person.
    """
    person_for(context, actor=actor, action=Action.MANAGE_ACCOUNTS, person_id=person_id)
    with context.database.reading() as connection:
        return held_by(context, connection, person_id)


def grant_role(
    context: Context, *, actor: Actor, person_id: str, role: Role, unit_id: str, until: date | None = None
) -> None:
    """Let somebody hold a role over a unit and all below it; one that is held already gets another last day.

    Args:
        context: database, settings and clock.
        actor: an administrator of the person's unit and of ``unit_id``.
        person_id: who gets it; never the actor.
        role: which.
        unit_id: over which unit.
        until: the last day; none for good, which an auditor's is not.

    Raises:
        Forbidden: the actor administers one of the two units not, or it is themself.
        NotFound: there is no such person.
        Refused: the last day is missing or over, or nothing would change.
    """
    person = _changeable(context, actor, person_id)
    require(actor, Action.MANAGE_ACCOUNTS, unit_id=unit_id)
    if role is Role.AUDITOR and until is None:
        raise Refused(FOR_A_TIME)
    if until is not None and until < context.today():
        raise Refused(OVER_ALREADY)
    with context.database.transaction() as connection:
        held = {(one.role, one.unit_id): one for one in held_by(context, connection, person_id)}
        known = held.get((role, unit_id))
        if known is not None and known.until == until:
            raise Refused(HELD_ALREADY)
        grant = grant_row(context, person_id=person_id, role=role, unit_id=unit_id, until=until)
        write_grants(connection, [grant])
        _note(context, connection, actor, person, Deed.GRANTED_ROLE, unit_id)


def end_role(context: Context, *, actor: Actor, person_id: str, grant_id: str) -> None:
    """Let a role end at once; that it was held stays in the trail.

    Raises:
        Forbidden: the actor administers the person's unit or the role's not, or it is themself.
        NotFound: there is no such person, or they do not hold it.
    """
    person = _changeable(context, actor, person_id)
    with context.database.transaction() as connection:
        held = {one.grant_id: one for one in held_by(context, connection, person_id)}
        if grant_id not in held:
            raise NotFound("They do not hold this role any more.")
        require(actor, Action.MANAGE_ACCOUNTS, unit_id=held[grant_id].unit_id)
        end_grants(connection, [grant_id], now=context.now())
        _note(context, connection, actor, person, Deed.ENDED_ROLE, grant_id)


def give_new_password(context: Context, *, actor: Actor, person_id: str, password: str) -> None:
    """Give somebody who cannot sign in a new first password: they choose their own with it, and are signed out.

    Whoever holds roles beyond the actor's units gets theirs from the administrator there: with the password one could
    sign in as them.

    Raises:
        Forbidden: the actor does not administer all that the person may do, or it is themself.
        NotFound: there is no such person.
        Refused: they have no account, or the password is unfit.
    """
    person = _changeable(context, actor, person_id)
    with context.database.reading() as connection:
        require_all_within(context, connection, by=actor, person_id=person_id)
        username = connection.execute(
            select(col(Account.username)).where(col(Account.person_id) == person_id)
        ).scalar()
    if username is None:
        raise Refused(NO_ACCOUNT)
    check_new_password(password, username=username)
    hashed = hash_password(password)
    with context.database.transaction() as connection:
        # Once more: a role may have been given while the password was hashed.
        require_all_within(context, connection, by=actor, person_id=person_id)
        connection.execute(
            update(Account)
            .where(col(Account.person_id) == person_id)
            .values(
                password_hash=hashed,
                password_changed_at=context.now(),
                first_password=True,
                failures=0,
                failing_since=None,
                locked_until=None,
            )
        )
        revoke_all_sessions(connection, person_id=person_id, now=context.now())
        _note(context, connection, actor, person, Deed.LET_SIGN_IN_ANEW)


def _changeable(context: Context, actor: Actor, person_id: str) -> PersonCard:
    """Somebody else whom the actor administers."""
    person = person_for(context, actor=actor, action=Action.MANAGE_ACCOUNTS, person_id=person_id)
    if person_id == actor.person_id:
        raise Forbidden(NOT_ONESELF)
    return person


def _note(
    context: Context,
    connection: Connection,
    actor: Actor,
    person: PersonCard,
    deed: Deed,
    object_id: str | None = None,
) -> None:
    why = right_to(actor, Action.MANAGE_ACCOUNTS, person_id=person.person_id, unit_id=person.unit_id)
    record(context, connection, actor=actor, notes=[Note(deed, why, person.person_id, object_id)])
