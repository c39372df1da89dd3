"""What came in, for those who may read it: urgent first, masked, of their own units, and never what is about them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Row, Select, and_, func, select
from sqlmodel import col

from lms.feedback.correcting import NO_ITEM
from lms.feedback.linking import Likeness, likenesses
from lms.feedback.reach import fits, open_to
from lms.feedback.tables import (
    FeedbackCorrection,
    FeedbackItem,
    FeedbackOpening,
    FeedbackReading,
    FeedbackStanding,
)
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
    staff_to_name,
)
from lms.people.actors import units_below
from lms.platform.context import Context
from lms.platform.errors import NotFound
from lms.platform.privacy import mask_with_names

State = Literal["all", "unchecked", "checked"]
MOST = 1_000
"""Items a list goes back: more are found by asking for less."""


@dataclass(frozen=True)
class Asked:
    """What somebody looks for; what is empty is not asked.

    Attributes:
        words: parts of the masked text or the case number, all of which must be found.
        unit_id: a unit and all below it.
    """

    kind: str = ""
    severity: str = ""
    state: State = "all"
    words: str = ""
    unit_id: str = ""


@dataclass(frozen=True)
class FeedbackCard:
    """An item as a list shows it."""

    item_id: str
    number: str
    text: str | None
    channel: str
    received_at: datetime
    labels: Mapping[str, Any]
    unit: UnitCard
    person: PersonCard | None
    employee: str
    checked: bool


@dataclass(frozen=True)
class FeedbackPage:
    """Some items and how many fit, at most ``MOST``."""

    cards: tuple[FeedbackCard, ...]
    found: int


@dataclass(frozen=True)
class Correction:
    """What somebody changed, per field before and after, and why."""

    correction_id: str
    at: datetime
    by: PersonCard | None
    changes: Mapping[str, Sequence[Any]]
    reason: str


@dataclass(frozen=True)
class Opened:
    """That somebody opened the original, and why, masked."""

    at: datetime
    by: PersonCard | None
    reason: str


@dataclass(frozen=True)
class FeedbackView:
    """One item with what the machine said, and why, what people said, and what it may repeat.

    Attributes:
        machine: the labels of the latest reading.
        original_gone_at: when its original was removed, its time being over; none while it is kept.
        may_handle: whether the actor may correct it and open its original.
    """

    card: FeedbackCard
    machine: Mapping[str, Any]
    confidence: Mapping[str, float]
    decided_by: Mapping[str, Sequence[str]]
    branch_said: str | None
    employee_said: str | None
    corrections: tuple[Correction, ...]
    opened: tuple[Opened, ...]
    likenesses: tuple[Likeness, ...]
    original_gone_at: datetime | None
    may_handle: bool

    @property
    def version(self) -> str:
        """By which a correction is known to be of what was seen here: the last one's id, if any."""
        return self.corrections[0].correction_id if self.corrections else ""


def list_feedback(
    context: Context, *, actor: Actor, asked: Asked | None = None, skip: int = 0, limit: int = 20
) -> FeedbackPage:
    """What came in in the actor's units, urgent first, then newest; that they looked is recorded.

    Raises:
        Forbidden: the actor reads no feedback, or has no password of their own yet.
    """
    units = require_units(actor, Action.READ_FEEDBACK)
    asked = asked or Asked()
    with context.database.reading() as connection:
        cards = {unit.unit_id: unit for unit in read_units(connection)}
        within = units if not asked.unit_id else units & units_below(connection, asked.unit_id)
        where = [*open_to(actor, within), *_asked(asked)]
        some = _joined(select(col(FeedbackStanding.item_id))).where(*where).limit(MOST).subquery()
        found = connection.execute(select(func.count()).select_from(some)).scalar_one()
        rows = connection.execute(
            _joined(_columns())
            .where(*where)
            .order_by(col(FeedbackStanding.rank), col(FeedbackStanding.received_at).desc())
            .order_by(col(FeedbackStanding.item_id))
            .offset(max(0, min(skip, MOST)))
            .limit(max(0, min(limit, MOST - skip)))
        ).all()
        people = people_within(connection, [row.person_id for row in rows if row.person_id])
    if rows:
        why = right_to(actor, Action.READ_FEEDBACK, unit_id=rows[0].unit_id)
        record_reading(context, actor=actor, note=Note(Deed.LISTED_FEEDBACK, why, people=len(rows)))
    return FeedbackPage(tuple(_card(row, cards, people) for row in rows), found)


def read_feedback(context: Context, *, actor: Actor, item_id: str) -> FeedbackView:
    """One item, masked; that it was read is recorded.

    Raises:
        NotFound: there is none, or it is not the actor's to read.
        Forbidden: the actor has no password of their own yet.
    """
    require_own_password(actor)
    with context.database.reading() as connection:
        row = connection.execute(
            _joined(
                _columns().add_columns(
                    col(FeedbackItem.branch_said),
                    col(FeedbackItem.employee_said),
                    col(FeedbackItem.erased_at),
                )
            ).where(col(FeedbackItem.id) == item_id)
        ).one_or_none()
        if row is None or not may(actor, Action.READ_FEEDBACK, person_id=row.person_id, unit_id=row.unit_id):
            raise NotFound(NO_ITEM)
        reading = connection.execute(
            select(FeedbackReading)
            .where(col(FeedbackReading.item_id) == item_id)
            .order_by(col(FeedbackReading.id).desc())
            .limit(1)
        ).one()
        corrections = connection.execute(
            select(FeedbackCorrection)
            .where(col(FeedbackCorrection.item_id) == item_id)
            .order_by(col(FeedbackCorrection.id).desc())
        ).all()
        openings = connection.execute(
            select(FeedbackOpening)
            .where(col(FeedbackOpening.item_id) == item_id)
            .order_by(col(FeedbackOpening.id).desc())
        ).all()
        named = (row.person_id, *(each.by_person_id for each in (*corrections, *openings)))
        people = people_within(connection, [one for one in named if one])
        cards = {unit.unit_id: unit for unit in read_units(connection)}
        like = likenesses(connection, actor, item_id)
    why = right_to(actor, Action.READ_FEEDBACK, person_id=row.person_id, unit_id=row.unit_id)
    record_reading(context, actor=actor, note=Note(Deed.READ_FEEDBACK, why, row.person_id, item_id))
    return FeedbackView(
        card=_card(row, cards, people),
        machine=reading.labels,
        confidence=reading.confidence,
        decided_by=reading.decided_by,
        branch_said=row.branch_said,
        employee_said=row.employee_said,
        corrections=tuple(
            Correction(each.id, each.at, people.get(each.by_person_id), each.changes, each.reason)
            for each in corrections
        ),
        opened=tuple(
            Opened(each.at, people.get(each.by_person_id), mask_with_names(each.reason).text)
            for each in openings
        ),
        likenesses=like,
        original_gone_at=row.erased_at,
        may_handle=may(actor, Action.HANDLE_FEEDBACK, person_id=row.person_id, unit_id=row.unit_id),
    )


def colleagues_at(context: Context, *, actor: Actor, unit_id: str) -> tuple[PersonCard, ...]:
    """Who of a branch may be meant, for whoever handles its feedback; the actor is not offered.

    Raises:
        Forbidden: the actor handles no feedback of that unit.
    """
    return staff_to_name(context, by=actor, action=Action.HANDLE_FEEDBACK, unit_id=unit_id)


def _asked(asked: Asked) -> list[ColumnElement[bool]]:
    labels = {"kind": asked.kind, "severity": asked.severity}
    where: list[ColumnElement[bool]] = [
        col(getattr(FeedbackStanding, name)) == label for name, label in labels.items() if label
    ]
    if asked.state != "all":
        unchecked = col(FeedbackStanding.checked_at).is_(None)
        where.append(unchecked if asked.state == "unchecked" else ~unchecked)
    return [*where, *fits(asked.words)]


def _columns() -> Select[*tuple[Any, ...]]:
    return select(
        FeedbackStanding, col(FeedbackItem.number), col(FeedbackItem.text), col(FeedbackItem.channel)
    )


def _joined(query: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return query.join_from(
        FeedbackStanding, FeedbackItem, and_(col(FeedbackItem.id) == col(FeedbackStanding.item_id))
    )


def _card(row: Row[Any], units: Mapping[str, UnitCard], people: Mapping[str, PersonCard]) -> FeedbackCard:
    names = ("kind", "cause", "business", "severity", "segment", "flags", "competencies")
    return FeedbackCard(
        item_id=row.item_id,
        number=row.number,
        text=row.text,
        channel=row.channel,
        received_at=row.received_at,
        labels={name: getattr(row, name) for name in names},
        unit=units[row.unit_id],
        person=people.get(row.person_id or ""),
        employee=row.employee,
        checked=row.checked_at is not None,
    )
