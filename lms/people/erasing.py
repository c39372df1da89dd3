"""Asking for one's words to be erased, and what a data officer decides of it.

An approval erases in the transaction that notes it: after a crash either both happened or neither. What stays and why
is said in each room's ``personal.py``; an active employee keeps name and number, a leaver loses them, too.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, insert, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from lms.people.permissions import Actor, may, require, require_own_password, require_units, right_to
from lms.people.rights import Action
from lms.people.roles import Role
from lms.people.tables import Account, ErasureRequest, Person, SessionToken
from lms.people.trail import Deed, Note, record, record_reading
from lms.platform.context import Context
from lms.platform.errors import NotFound, Refused
from lms.platform.i18n import mark
from lms.platform.identifiers import new_id
from lms.platform.personal_data import ERASED, erase, take_names
from lms.platform.personal_export import export_of
from lms.platform.settings import Locale

LONGEST = 500
LATE = timedelta(days=7)
"""So long after a decision what a job wrote late is erased again."""
LEAVER: dict[Locale, str] = {"zh-CN": "已离职员工", "en": "Former employee"}


@dataclass(frozen=True)
class Erasure:
    """A request; ``name_zh``, ``name_en`` and ``employee_no`` are whose it is."""

    request_id: str
    person_id: str
    name_zh: str
    name_en: str
    employee_no: str
    active: bool
    asked_at: datetime
    reason: str
    state: str
    decided_at: datetime | None
    answer: str


def export_own(context: Context, *, actor: Actor) -> Iterator[bytes]:
    """Everything about the actor as one ZIP, in pieces.

    Raises:
        Forbidden: they have no password of their own yet.
    """
    require_own_password(actor)
    return export_of(context, actor.person_id)


def ask_erasure(context: Context, *, actor: Actor, reason: str = "") -> str:
    """Ask for one's own words to be erased; the request's id.

    Raises:
        Forbidden: the actor has no password of their own yet.
        Refused: a request is open, or the reason is too long.
    """
    require_own_password(actor)
    reason = _fit(reason)
    row = {
        "id": new_id(),
        "person_id": actor.person_id,
        "entered_by": actor.person_id,
        "asked_at": context.now(),
        "reason": reason or None,
        "state": "open",
        "nameless": False,
    }
    try:
        with context.database.transaction() as connection:
            connection.execute(insert(ErasureRequest).values(row))
    except IntegrityError:
        raise Refused(mark("You have asked already; a data officer will decide.")) from None
    return str(row["id"])


def own_erasures(context: Context, *, actor: Actor) -> tuple[Erasure, ...]:
    """The actor's own requests, the newest first."""
    require_own_password(actor)
    with context.database.reading() as connection:
        return tuple(one for one in _read(connection) if one.person_id == actor.person_id)


def erasures(context: Context, *, actor: Actor) -> tuple[Erasure, ...]:
    """The requests of the people of the actor's units, the newest first; never the actor's own.

    Raises:
        Forbidden: the actor is no data officer.
    """
    units = require_units(actor, Action.DECIDE_ERASURE)
    with context.database.reading() as connection:
        found = tuple(_read(connection, actor))
    if found:
        why = right_to(actor, Action.DECIDE_ERASURE, unit_id=min(units))
        record_reading(context, actor=actor, note=Note(Deed.LISTED_ERASURES, why, people=len(found)))
    return found


def refuse_erasure(context: Context, *, actor: Actor, request_id: str, answer: str) -> None:
    """Refuse a request, with a reason for whoever asked.

    Raises:
        Forbidden: the actor may not decide on it.
        NotFound: there is no such open request.
        Refused: no reason, or too long a one.
    """
    answer = _fit(answer)
    if not answer:
        raise Refused(mark("Say why not, in a sentence for whoever asked."))
    with context.database.transaction() as connection:
        person_id, why = _require_open(connection, actor, request_id)
        _decide(context, connection, actor, request_id, state="refused", answer=answer)
        note = Note(Deed.REFUSED_ERASURE, why, person_id, request_id)
        record(context, connection, actor=actor, notes=[note])


def approve_erasure(
    context: Context, *, actor: Actor, request_id: str, close: Callable[[str], None]
) -> dict[str, int]:
    """Erase what was asked for, and note it, in one transaction; rows touched, by table.

    Args:
        context: database and clock.
        actor: a data officer.
        request_id: an open request.
        close: ends what a person has under way, so that it is judged by its words before they go.

    Raises:
        Forbidden: the actor may not decide on it.
        NotFound: there is no such open request.
        Refused: something is under way that cannot be ended.
    """
    with context.database.reading() as connection:
        person_id, _why = _require_open(connection, actor, request_id)
    close(person_id)
    now = context.now()
    with context.database.transaction() as connection:
        _, why = _require_open(connection, actor, request_id)
        _decide(context, connection, actor, request_id, state="done", answer=None)
        touched = erase(connection, person_id, before=now, now=now)
        _take_name(connection, person_id)
        note = Note(Deed.ERASED_DATA, why, person_id, request_id)
        record(context, connection, actor=actor, notes=[note])
    return touched


def repeat_erasures(context: Context) -> int:
    """Erase again what was written late, and the names of those who have left since; how many requests."""
    with context.database.reading() as connection:
        due = connection.execute(
            select(col(ErasureRequest.person_id), col(ErasureRequest.decided_at))
            .join(Person, col(Person.id) == col(ErasureRequest.person_id))
            .where(
                col(ErasureRequest.state) == "done",
                or_(
                    col(ErasureRequest.decided_at) > context.now() - LATE,
                    col(Person.active).is_(False) & col(ErasureRequest.nameless).is_(False),
                ),
            )
        ).all()
    for one in due:
        with context.database.transaction() as connection:
            erase(connection, one.person_id, before=one.decided_at, now=context.now())
            _take_name(connection, one.person_id)
    return len(due)


def _fit(words: str) -> str:
    words = words.replace("\x00", "").encode("utf-8", "ignore").decode().strip()
    if len(words) > LONGEST:
        raise Refused(mark("Keep it under 500 characters. Nothing was sent."))
    return words


def _require_open(connection: Connection, actor: Actor, request_id: str) -> tuple[str, Role | None]:
    """Whose open request it is, and the role by which the actor may decide on it."""
    row = connection.execute(
        select(col(Person.id), col(Person.unit_id), col(ErasureRequest.state))
        .join(ErasureRequest, col(ErasureRequest.person_id) == col(Person.id))
        .where(col(ErasureRequest.id) == request_id)
    ).first()
    person_id, unit_id = (row.id, row.unit_id) if row else (None, actor.unit_id)
    require(actor, Action.DECIDE_ERASURE, person_id=person_id, unit_id=unit_id)
    if row is None or row.state != "open":
        raise NotFound(mark("This request is not open any more."))
    return str(row.id), right_to(actor, Action.DECIDE_ERASURE, person_id=person_id, unit_id=unit_id)


def _decide(
    context: Context, connection: Connection, actor: Actor, request_id: str, *, state: str, answer: str | None
) -> None:
    connection.execute(
        update(ErasureRequest)
        .where(col(ErasureRequest.id) == request_id)
        .values(state=state, answer=answer, decided_by=actor.person_id, decided_at=context.now())
    )


def _take_name(connection: Connection, person_id: str) -> None:
    """Put a neutral mark in the place of a leaver's name and number, forget their address, shut their account."""
    gone = f"gone-{new_id()[-12:]}"
    taken = connection.execute(
        update(Person)
        .where(col(Person.id) == person_id, col(Person.active).is_(False))
        .where(col(Person.name_en) != LEAVER["en"])
        .values(employee_no=gone, email=None)
    ).rowcount
    if taken:
        take_names(connection, person_id, LEAVER)
        connection.execute(
            update(Account)
            .where(col(Account.person_id) == person_id)
            .values(username=gone, password_hash=ERASED)
        )
        connection.execute(SessionToken.__table__.delete().where(col(SessionToken.person_id) == person_id))  # type: ignore[attr-defined]
        connection.execute(
            update(ErasureRequest)
            .where(col(ErasureRequest.person_id) == person_id, col(ErasureRequest.state) == "done")
            .values(nameless=True)
        )


def _read(connection: Connection, officer: Actor | None = None) -> Iterator[Erasure]:
    rows = connection.execute(
        select(
            ErasureRequest,
            col(Person.name_zh),
            col(Person.name_en),
            col(Person.employee_no),
            col(Person.active),
            col(Person.unit_id),
        )
        .join(Person, col(Person.id) == col(ErasureRequest.person_id))
        .order_by(col(ErasureRequest.asked_at).desc(), col(ErasureRequest.id))
    ).all()
    for row in rows:
        if officer and not may(officer, Action.DECIDE_ERASURE, person_id=row.person_id, unit_id=row.unit_id):
            continue
        yield Erasure(
            row.id,
            row.person_id,
            row.name_zh,
            row.name_en,
            row.employee_no,
            row.active,
            row.asked_at,
            row.reason or "",
            row.state,
            row.decided_at,
            row.answer or "",
        )
