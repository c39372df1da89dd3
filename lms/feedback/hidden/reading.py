"""Hidden complaints as they are read: by officers, by who answers for the branch, and by whoever is named."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, select
from sqlmodel import col

from lms.feedback.hidden.tables import FeedbackHidden, FeedbackHiddenWord
from lms.people import (
    Action,
    Actor,
    Deed,
    Note,
    PersonCard,
    UnitCard,
    may,
    people_within,
    read_units,
    record_reading,
    require_own_password,
    require_units,
    right_to,
    units_open_to,
)
from lms.platform.context import Context

MOST = 100


@dataclass(frozen=True)
class HiddenWord:
    """What somebody said about it: ``objected`` or ``answered``."""

    kind: str
    text: str
    at: datetime


@dataclass(frozen=True)
class Hidden:
    """A hidden complaint.

    Attributes:
        first_quarter: from which on, and ``last_quarter`` until which it keeps from honours.
        person: who was named, with ``person_reason``; none where it stays with the branch.
        lifted_why: none as long as it stands.
        waits: whether an objection waits for its answer.
    """

    hidden_id: str
    unit: UnitCard
    found_on: date
    evidence: str
    evidence_no: str
    text: str
    person: PersonCard | None
    person_reason: str
    first_quarter: str
    last_quarter: str
    words: tuple[HiddenWord, ...]
    lifted_why: str | None
    may_object: bool
    may_answer: bool

    @property
    def waits(self) -> bool:
        """Whether an objection waits for its answer."""
        return self.lifted_why is None and bool(self.words) and self.words[-1].kind == "objected"


def hidden_complaints(context: Context, *, actor: Actor) -> tuple[Hidden, ...]:
    """What was found in the actor's branches, what stands first; that it was looked at is recorded.

    Raises:
        Forbidden: the actor sees none.
    """
    units = require_units(actor, Action.READ_HIDDEN)
    query = (
        select(FeedbackHidden)
        .where(col(FeedbackHidden.unit_id).in_(sorted(units)))
        .order_by(col(FeedbackHidden.lifted_at).is_not(None), col(FeedbackHidden.at).desc())
        .limit(MOST)
    )
    with context.database.reading() as connection:
        found = _views(connection, connection.execute(query).all(), actor)
    if found:
        named = {one.person.person_id for one in found if one.person is not None}
        person = next(iter(named)) if len(named) == 1 else None
        why = right_to(actor, Action.READ_HIDDEN, unit_id=found[0].unit.unit_id)
        note = Note(Deed.LISTED_HIDDEN, why, person, people=max(1, len(named)))
        record_reading(context, actor=actor, note=note)
    return found


def hidden_about_me(context: Context, *, actor: Actor) -> tuple[Hidden, ...]:
    """What names the actor, the newest first.

    Raises:
        Forbidden: they have no password of their own yet.
    """
    require_own_password(actor)
    query = select(FeedbackHidden).where(col(FeedbackHidden.person_id) == actor.person_id)
    with context.database.reading() as connection:
        rows = connection.execute(query.order_by(col(FeedbackHidden.at).desc()).limit(MOST)).all()
        return _views(connection, rows, actor)


def objections_waiting(context: Context, *, actor: Actor) -> int:
    """How many objections wait for the actor's answer; 0 for whoever answers none."""
    units = units_open_to(actor, Action.RECORD_HIDDEN)
    if not units:
        return 0
    query = select(FeedbackHidden).where(
        col(FeedbackHidden.unit_id).in_(sorted(units)), col(FeedbackHidden.lifted_at).is_(None)
    )
    with context.database.reading() as connection:
        return sum(
            one.waits and one.may_answer for one in _views(connection, connection.execute(query).all(), actor)
        )


def _views(connection: Connection, rows: Iterable[Row[Any]], actor: Actor) -> tuple[Hidden, ...]:
    rows = list(rows)
    if not rows:
        return ()
    cards = {unit.unit_id: unit for unit in read_units(connection)}
    people = people_within(connection, {row.person_id for row in rows if row.person_id})
    words: dict[str, list[HiddenWord]] = {}
    query = select(FeedbackHiddenWord).where(col(FeedbackHiddenWord.hidden_id).in_([row.id for row in rows]))
    for one in connection.execute(query.order_by(col(FeedbackHiddenWord.id))):
        words.setdefault(one.hidden_id, []).append(HiddenWord(one.kind, one.text, one.at))
    found = []
    for row in rows:
        about = {"person_id": row.person_id, "unit_id": row.unit_id}
        stands = row.lifted_at is None
        mine = row.person_id == actor.person_id
        objects = mine or may(actor, Action.OBJECT_TO_HIDDEN, unit_id=row.unit_id)
        found.append(
            Hidden(
                row.id,
                cards[row.unit_id],
                row.found_on,
                row.evidence,
                row.evidence_no,
                row.text,
                people.get(row.person_id),
                row.person_reason,
                row.first_quarter,
                row.last_quarter,
                tuple(words.get(row.id, ())),
                None if stands else row.lifted_why,
                stands and objects,
                stands and may(actor, Action.RECORD_HIDDEN, **about),
            )
        )
    return tuple(found)
