"""Keys by which another system hands something in: made by an administrator, shown once, known by their hash alone.

A key is for one thing, feedback or figures of branches: whoever has one for the other is told no, as with none.
"""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Row, insert, select, update
from sqlmodel import col

from lms.feedback.receiving import NO_UNIT
from lms.feedback.tables import FeedbackKey
from lms.people import Action, Actor, Deed, Note, Role, read_units, record, require
from lms.platform.context import Context
from lms.platform.errors import NotFound, Refused
from lms.platform.i18n import mark
from lms.platform.identifiers import new_id

BEGINS = "lmsf_"
LONGEST_NAME = 80
Scope = Literal["feedback", "figures"]
SCOPES: Mapping[str, str] = {"feedback": mark("Feedback"), "figures": mark("Figures of branches")}
NO_NAME = mark("Give the key a name of up to 80 characters: which system will use it.")
NO_SCOPE = mark("Choose what the key is for: feedback or figures.")
NO_KEY = mark("There is no such key, or it was revoked already.")


@dataclass(frozen=True)
class MadeKey:
    """A key just made: the only moment at which it can be read."""

    key_id: str
    key: str = field(repr=False)


@dataclass(frozen=True)
class KeyCard:
    """A key as a list shows it: by its name and last characters.

    Attributes:
        unit_id: what is handed in with it belongs there or below.
        scope: what may be handed in with it.
        revoked_at: none while it holds.
    """

    key_id: str
    name: str
    tail: str
    unit_id: str
    made_at: datetime
    revoked_at: datetime | None
    scope: str = "feedback"


def make_key(
    context: Context, *, actor: Actor | None, name: str, unit_id: str, scope: str = "feedback"
) -> MadeKey:
    """Make a key.

    Args:
        context: database and clock.
        actor: an administrator; none on the command line, where whoever can run it has the database.
        name: which system uses it.
        unit_id: whose feedback or figures it hands in.
        scope: what it hands in, one of ``SCOPES``.

    Raises:
        Forbidden: the actor is no administrator.
        Refused: it has no name, or there is no such unit.
    """
    if actor is not None:
        require(actor, Action.MANAGE_SETTINGS)
    name = " ".join(name.replace("\x00", "").split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise Refused(NO_NAME)
    if scope not in SCOPES:
        raise Refused(NO_SCOPE)
    key, key_id = BEGINS + secrets.token_urlsafe(32), new_id()
    with context.database.transaction() as connection:
        if unit_id not in {unit.unit_id for unit in read_units(connection)}:
            raise Refused(NO_UNIT, given=unit_id)
        connection.execute(
            insert(FeedbackKey).values(
                id=key_id,
                name=name,
                key_hash=_hash(key),
                tail=key[-4:],
                unit_id=unit_id,
                scope=scope,
                made_by=None if actor is None else actor.person_id,
                made_at=context.now(),
            )
        )
        note = Note(Deed.MADE_FEEDBACK_KEY, None if actor is None else Role.ADMIN, object_id=key_id, people=0)
        record(context, connection, actor=actor, notes=[note])
    return MadeKey(key_id, key)


def list_keys(context: Context, *, actor: Actor | None) -> tuple[KeyCard, ...]:
    """All keys, newest first.

    Raises:
        Forbidden: the actor is no administrator.
    """
    if actor is not None:
        require(actor, Action.MANAGE_SETTINGS)
    with context.database.reading() as connection:
        rows = connection.execute(select(FeedbackKey).order_by(col(FeedbackKey.id).desc())).all()
    return tuple(map(_card, rows))


def revoke_key(context: Context, *, actor: Actor | None, key_id: str) -> None:
    """Let a key hold no more, from this moment on.

    Raises:
        Forbidden: the actor is no administrator.
        NotFound: there is none, or it was revoked before.
    """
    if actor is not None:
        require(actor, Action.MANAGE_SETTINGS)
    with context.database.transaction() as connection:
        gone = connection.execute(
            update(FeedbackKey)
            .where(col(FeedbackKey.id) == key_id, col(FeedbackKey.revoked_at).is_(None))
            .values(revoked_at=context.now(), revoked_by=None if actor is None else actor.person_id)
        ).rowcount
        if not gone:
            raise NotFound(NO_KEY)
        why = None if actor is None else Role.ADMIN
        note = Note(Deed.REVOKED_FEEDBACK_KEY, why, object_id=key_id, people=0)
        record(context, connection, actor=actor, notes=[note])


def key_of(context: Context, given: str, scope: Scope = "feedback") -> KeyCard | None:
    """The key that was presented, if it holds and is for this.

    It is looked for by its hash, so that no time tells how near a guess is.
    """
    if not given.startswith(BEGINS) or len(given) > 100:
        return None
    with context.database.reading() as connection:
        row = connection.execute(
            select(FeedbackKey).where(
                col(FeedbackKey.key_hash) == _hash(given),
                col(FeedbackKey.revoked_at).is_(None),
                col(FeedbackKey.scope) == scope,
            )
        ).one_or_none()
    return None if row is None else _card(row)


def _card(row: Row[Any]) -> KeyCard:
    return KeyCard(row.id, row.name, row.tail, row.unit_id, row.made_at, row.revoked_at, row.scope)


def _hash(key: str) -> str:
    # A random key of 256 bits needs no slow hash.
    return hashlib.sha256(key.encode()).hexdigest()
