"""Accounts: made by an administrator, opened with a password, locked after too many wrong ones."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from lms.people.actors import actor_from
from lms.people.addresses import NO_ADDRESS, is_address
from lms.people.grants import holds_at, write_grants
from lms.people.jobs import MANY_JOBS, MOST_FURTHER, further_in, further_text
from lms.people.overreach import require_all_within
from lms.people.passwords import check_new_password, hash_password, verify_password
from lms.people.permissions import Actor, require, right_to
from lms.people.rights import Action
from lms.people.roles import Job, Role, UnitKind
from lms.people.sessions import revoke_all_sessions
from lms.people.tables import Account, Person, RoleGrant, Unit
from lms.people.trail import Deed, Note, record
from lms.platform.context import Context
from lms.platform.errors import NotFound, Refused
from lms.platform.i18n import mark
from lms.platform.identifiers import new_id
from lms.platform.settings import Locale

USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,63}")
LONGEST_NAME = 80
LONGEST_NUMBER = 32
EARLIEST_HIRE = date(1950, 1, 1)
# One sentence for a wrong name, a wrong password and a locked account: it must not tell which names exist.
SIGN_IN_FAILED = mark(
    "The user name or the password is not right. "
    "After {failures} wrong tries an account rests for {minutes} minutes."
)
AUDITOR_LATER = mark(
    "An auditor looks in for a time. Enter them without that role, then give it on their page with its last day."
)
NO_PASSWORDS = mark("Passwords are not used here. Sign in with the bank's own sign-in.")


class SignInFailed(Refused):
    """Wrong name, wrong password or a locked account; deliberately not said which."""


def authenticate(context: Context, *, username: str, password: str) -> Actor:
    """Sign in with name and password.

    A try is counted before the password is looked at, so that many tries at once are not more than the
    lock-out allows; the right password sets the count back. A name nobody has costs the same work.

    Raises:
        SignInFailed: for whatever reason; who may come by single sign-on alone is not told that the password is right.
        Refused: nobody signs in by a password here.
    """
    allowed = context.settings.passwords_for
    if allowed == "nobody":
        raise Refused(NO_PASSWORDS)
    username = normal_username(username)
    person_id, stored = _charge_a_try(context, username)
    if not verify_password(password, stored) or person_id is None:
        raise _failed(context)
    with context.database.transaction() as connection:
        connection.execute(
            update(Account)
            .where(col(Account.person_id) == person_id)
            .values(failures=0, failing_since=None, locked_until=None)
        )
        actor = actor_from(connection, person_id, now=context.now(), today=context.today())
    if actor is None or (allowed == "administrators" and Role.ADMIN not in actor.roles):
        raise _failed(context)
    return actor


def create_account(
    context: Context,
    *,
    actor: Actor,
    person_id: str,
    username: str,
    password: str,
    roles: Iterable[Role] = (),
) -> None:
    """Give a person an account with a first password, and roles over their own unit.

    Raises:
        Forbidden: the actor is no administrator of the person's unit, it is themself, or the person holds roles
            beyond the actor's units: with the password one could sign in as them.
        NotFound: there is no such person.
        Refused: the name is taken or unfit, the password too weak, or the person has an account.
    """
    with context.database.reading() as connection:
        unit_id = connection.execute(select(col(Person.unit_id)).where(col(Person.id) == person_id)).scalar()
    require(actor, Action.MANAGE_ACCOUNTS, person_id=person_id, unit_id=unit_id)
    if unit_id is None:
        raise NotFound("There is no such person.")
    username = _fit_username(username)
    check_new_password(password, username=username)
    hashed = hash_password(password)
    try:
        with context.database.transaction() as connection:
            require_all_within(context, connection, by=actor, person_id=person_id)
            _insert_account(
                context,
                connection,
                person_id=person_id,
                username=username,
                password_hash=hashed,
                first_password=True,
            )
            grant_roles(connection, person_id=person_id, unit_id=unit_id, roles=roles)
            # Whoever came in by the bank's own sign-in until now has a password of their own to choose first.
            revoke_all_sessions(connection, person_id=person_id, now=context.now())
            why = right_to(actor, Action.MANAGE_ACCOUNTS, person_id=person_id, unit_id=unit_id)
            record(context, connection, actor=actor, notes=[Note(Deed.CREATED_ACCOUNT, why, person_id)])
    except IntegrityError:
        raise Refused("This user name is taken, or the person has an account already.") from None


def add_colleague(
    context: Context,
    *,
    actor: Actor,
    employee_no: str,
    name: str,
    job: Job,
    unit_id: str,
    username: str,
    password: str,
    roles: Iterable[Role] = (),
    name_en: str = "",
    email: str = "",
    further_jobs: Iterable[Job] = (),
) -> str:
    """Enter somebody who is not in the bank's list yet, with an account and roles over their unit.

    Args:
        context: database and clock.
        actor: who enters them.
        employee_no: up to 32 characters, unique in the bank.
        name: as it is written in Chinese, up to 80 characters.
        job: what they do, or do most.
        unit_id: where they work.
        username: what they sign in with.
        password: their first one; they are asked to change it when they sign in.
        roles: what they may do in their unit.
        name_en: as it is written in Latin letters; ``name`` when left out.
        email: where reminders go; they stay in the portal when left out.
        further_jobs: what they do besides; four at most.

    Returns:
        The person's id.

    Raises:
        Forbidden: the actor is no administrator of the unit.
        Refused: name or number are missing or too long, the number or the user name is taken, name, address or
            password are unfit, or the jobs are too many.
    """
    require(actor, Action.MANAGE_ACCOUNTS, unit_id=unit_id)
    employee_no, name, name_en = (" ".join(text.split()) for text in (employee_no, name, name_en))
    if not name or not employee_no:
        raise Refused("A name and an employee number are needed.")
    if max(len(name), len(name_en)) > LONGEST_NAME or len(employee_no) > LONGEST_NUMBER:
        raise Refused("The name or the employee number is too long.")
    further = further_text(job, further_jobs)
    if len(further_in(further)) > MOST_FURTHER:
        raise Refused(MANY_JOBS, most=1 + MOST_FURTHER)
    email = email.strip()
    if email and not is_address(email):
        raise Refused(NO_ADDRESS, given=email[:LONGEST_NAME])
    username = _fit_username(username)
    check_new_password(password, username=username)
    hashed, person_id = hash_password(password), new_id()
    try:
        with context.database.transaction() as connection:
            _insert_person(
                context,
                connection,
                id=person_id,
                employee_no=employee_no,
                name_zh=name,
                name_en=name_en or name,
                job=job,
                further_jobs=further,
                unit_id=unit_id,
                email=email or None,
            )
            _insert_account(
                context,
                connection,
                person_id=person_id,
                username=username,
                password_hash=hashed,
                first_password=True,
            )
            grant_roles(connection, person_id=person_id, unit_id=unit_id, roles=roles)
            why = right_to(actor, Action.MANAGE_ACCOUNTS, unit_id=unit_id)
            deeds = (Deed.ENTERED_PERSON, Deed.CREATED_ACCOUNT)
            record(context, connection, actor=actor, notes=[Note(deed, why, person_id) for deed in deeds])
    except IntegrityError:
        raise Refused("This employee number or this user name is taken already.") from None
    return person_id


def create_first_admin(context: Context, *, username: str, password: str, name: str) -> str:
    """Make the first administrator, and the head office when there is none; returns the person's id.

    Raises:
        Refused: there is an administrator already, or name or password are unfit.
    """
    username = _fit_username(username)
    check_new_password(password, username=username)
    hashed = hash_password(password)
    person_id = new_id()
    try:
        with context.database.transaction() as connection:
            if has_admin(connection, now=context.now()):
                raise Refused("There is an administrator already. Ask them for an account.")
            unit_id = _head_office(connection)
            _insert_person(
                context,
                connection,
                id=person_id,
                employee_no=username,
                name_zh=name,
                name_en=name,
                job=Job.HEAD_OFFICE_STAFF,
                unit_id=unit_id,
            )
            _insert_account(context, connection, person_id=person_id, username=username, password_hash=hashed)
            grant_roles(connection, person_id=person_id, unit_id=unit_id, roles=[Role.ADMIN])
    except IntegrityError:
        raise Refused("This user name is taken, or the person has an account already.") from None
    return person_id


def has_admin(connection: Connection, *, now: datetime) -> bool:
    """Whether anybody outside the demo bank, who has not left, administers this installation now."""
    found = connection.execute(
        select(col(RoleGrant.id))
        .join(Account, col(Account.person_id) == col(RoleGrant.person_id))
        .join(Person, col(Person.id) == col(RoleGrant.person_id))
        .where(
            col(RoleGrant.role) == Role.ADMIN,
            holds_at(now),
            col(Account.demo).is_(False),
            col(Person.active).is_(True),
        )
        .limit(1)
    )
    return found.first() is not None


def change_password(context: Context, *, actor: Actor, current: str, new: str) -> None:
    """Change one's own password and sign out everywhere.

    Raises:
        SignInFailed: the present password is not right.
        Refused: the new password is unfit, or is the present one.
    """
    with context.database.reading() as connection:
        username = connection.execute(
            select(col(Account.username)).where(col(Account.person_id) == actor.person_id)
        ).scalar()
    if username is None:
        raise NotFound("There is no such account.")
    check_new_password(new, username=username)
    authenticate(context, username=username, password=current)
    if new == current:
        raise Refused("This is the password you have already. Choose another one.")
    hashed = hash_password(new)
    with context.database.transaction() as connection:
        connection.execute(
            update(Account)
            .where(col(Account.person_id) == actor.person_id)
            .values(password_hash=hashed, password_changed_at=context.now(), first_password=False)
        )
        revoke_all_sessions(connection, person_id=actor.person_id, now=context.now())


def set_locale(context: Context, *, actor: Actor, locale: Locale) -> None:
    """Remember the actor's own language."""
    with context.database.transaction() as connection:
        connection.execute(update(Person).where(col(Person.id) == actor.person_id).values(locale=locale))


def grant_roles(connection: Connection, *, person_id: str, unit_id: str, roles: Iterable[Role]) -> None:
    """Write role grants over a unit, for good; for use inside a transaction, after the permission was checked.

    Raises:
        Refused: an auditor's role among them, which is for a time.
    """
    roles = tuple(roles)
    if Role.AUDITOR in roles:
        raise Refused(AUDITOR_LATER)
    grant = {"person_id": person_id, "unit_id": unit_id, "until": None}
    write_grants(connection, [grant | {"id": new_id(), "role": role} for role in dict.fromkeys(roles)])


def latest_hire(today: date) -> date:
    """The last day of hire that may be entered: whoever begins next year is entered already."""
    return date(today.year + 1, 12, 31)


def normal_username(username: str) -> str:
    """A user name as it is stored and compared."""
    return username.strip().lower()[:64]


def _charge_a_try(context: Context, username: str) -> tuple[str | None, str | None]:
    """Count one try; the person and the hash to compare with, or nothing when it may not be tried."""
    if not USERNAME.fullmatch(username):
        return None, None
    now, settings = context.now(), context.settings
    with context.database.transaction() as connection:
        row = connection.execute(
            select(Account).where(col(Account.username) == username).with_for_update()
        ).one_or_none()
        if row is None or (row.demo and not settings.demo):
            return None, None
        if row.locked_until is not None and row.locked_until > now:
            return None, None
        window = timedelta(minutes=settings.lockout_window_minutes)
        stale = row.failing_since is None or row.failing_since + window <= now or row.locked_until is not None
        failures = 1 if stale else row.failures + 1
        locks = failures >= settings.lockout_failures
        connection.execute(
            update(Account)
            .where(col(Account.person_id) == row.person_id)
            .values(
                failures=failures,
                failing_since=now if stale else row.failing_since,
                locked_until=now + timedelta(minutes=settings.lockout_minutes) if locks else None,
            )
        )
        return row.person_id, row.password_hash


def _failed(context: Context) -> SignInFailed:
    settings = context.settings
    return SignInFailed(SIGN_IN_FAILED, failures=settings.lockout_failures, minutes=settings.lockout_minutes)


def _fit_username(username: str) -> str:
    username = normal_username(username)
    if not USERNAME.fullmatch(username):
        raise Refused("Choose a user name of 2 to 64 letters a–z, digits, dots, hyphens or underscores.")
    return username


def _insert_person(context: Context, connection: Connection, **values: str | None) -> None:
    today, now = context.today(), context.now()
    connection.execute(insert(Person).values(hired_on=today, active=True, created_at=now, **values))


def _insert_account(
    context: Context,
    connection: Connection,
    *,
    person_id: str,
    username: str,
    password_hash: str,
    first_password: bool = False,
) -> None:
    connection.execute(
        insert(Account).values(
            person_id=person_id,
            username=username,
            password_hash=password_hash,
            password_changed_at=context.now(),
            first_password=first_password,
        )
    )


def _head_office(connection: Connection) -> str:
    known = connection.execute(
        select(col(Unit.id)).where(col(Unit.kind) == UnitKind.HEAD_OFFICE).order_by(col(Unit.code)).limit(1)
    ).scalar()
    if known is not None:
        return known
    unit_id = new_id()
    connection.execute(
        insert(Unit).values(
            id=unit_id, code="HQ", kind=UnitKind.HEAD_OFFICE, name_zh="总行", name_en="Head office"
        )
    )
    return unit_id
