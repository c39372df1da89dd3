"""Suggestions: handed in, reviewed, adopted or declined with a reason, and rewarded by what they save.

A step is a row of its own; the author sees each of them. Nobody reviews what they suggested themselves.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, case, insert, select, update
from sqlmodel import col

from lms.culture.earning import Earned, award
from lms.culture.ledger import ISSUE, Why, move, open_account
from lms.culture.rules import point_rules
from lms.culture.tables import Suggestion, SuggestionStep
from lms.people import (
    Action,
    Actor,
    Deed,
    Note,
    PersonCard,
    note_list,
    people_within,
    record,
    require,
    require_units,
    right_to,
)
from lms.platform.context import Context
from lms.platform.database import insert_into
from lms.platform.errors import NotFound, Refused
from lms.platform.i18n import mark
from lms.platform.identifiers import new_id
from lms.platform.privacy import mask_with_names

LONGEST, LONGEST_REASON = 2_000, 500
MOST = 50
MOST_CENTS = 100_000_000_000
FOLLOWS: Mapping[str, tuple[str, ...]] = {
    "in_review": ("handed_in",),
    "adopted": ("in_review",),
    "declined": ("in_review",),
}
"""From which states each one is reached: nothing is adopted or declined that nobody has taken up."""
EMPTY = mark("Write in up to 2,000 characters what you would do otherwise, and what that is good for.")
NO_SUGGESTION = mark("There is no such suggestion, or not for you.")
NO_REASON = mark("Say in a sentence why, in up to 500 characters: whoever suggested it reads it.")
NOT_NOW = mark(
    "This step does not follow on how it stands. Open the page anew to see what was done meanwhile."
)
NO_SAVING = mark(
    "Enter what was saved in yuan, more than nothing, and between {least} and {most} percent of it."
)
SAVED_ALREADY = mark("What it saved was recorded already and stands.")


@dataclass(frozen=True)
class Step:
    """Something that was done about a suggestion; ``step`` is a state, or ``saving``."""

    step: str
    at: datetime
    reason: str


@dataclass(frozen=True)
class SuggestionView:
    """A suggestion and how far it is.

    Attributes:
        saved_cents: what it saved; none as long as nobody has said.
        percent: how much of that is the reward.
        points: the reward.
    """

    suggestion_id: str
    person: PersonCard
    unit_id: str
    text: str
    state: str
    at: datetime
    saved_cents: int | None
    percent: int | None
    points: int | None
    steps: tuple[Step, ...]


def hand_in(context: Context, *, actor: Actor, text: str, key: str) -> str:
    """Hand in a suggestion; its id. The same key again hands in nothing twice.

    Raises:
        Forbidden: the actor hands in none.
        Refused: there are no words, or too many.
    """
    require(actor, Action.SUGGEST)
    words = _words(text, LONGEST, EMPTY)
    row: dict[str, Any] = {"id": new_id(), "person_id": actor.person_id, "unit_id": actor.unit_id}
    row |= {"key": key[:36], "text": words, "state": "handed_in", "at": context.now()}
    with context.database.transaction() as connection:
        new = insert_into(connection, Suggestion).values(row).on_conflict_do_nothing()
        if connection.execute(new.returning(col(Suggestion.id))).first() is None:
            same = (col(Suggestion.person_id) == actor.person_id, col(Suggestion.key) == row["key"])
            return str(connection.execute(select(col(Suggestion.id)).where(*same)).scalar_one())
        _step(context, connection, row["id"], "handed_in", actor, "")
    return str(row["id"])


def my_suggestions(context: Context, *, actor: Actor) -> tuple[SuggestionView, ...]:
    """What the actor suggested, the newest first, each with every step.

    Raises:
        Forbidden: the actor hands in none.
    """
    require(actor, Action.SUGGEST)
    query = select(Suggestion).where(col(Suggestion.person_id) == actor.person_id)
    with context.database.reading() as connection:
        rows = connection.execute(query.order_by(col(Suggestion.at).desc()).limit(MOST)).all()
        return _views(connection, rows)


def suggestions_to_review(context: Context, *, actor: Actor) -> tuple[SuggestionView, ...]:
    """What others of the actor's units suggested: what waits first, the oldest of it; that they looked is recorded.

    Raises:
        Forbidden: the actor reviews none.
    """
    units = require_units(actor, Action.REVIEW_SUGGESTIONS)
    waiting = case({"handed_in": 0, "in_review": 1}, value=col(Suggestion.state), else_=2)
    with context.database.reading() as connection:
        rows = connection.execute(
            select(Suggestion)
            .where(col(Suggestion.unit_id).in_(sorted(units)), col(Suggestion.person_id) != actor.person_id)
            .order_by(waiting, col(Suggestion.at))
            .limit(MOST)
        ).all()
        found = _views(connection, rows)
    action, deed = Action.REVIEW_SUGGESTIONS, Deed.LISTED_SUGGESTIONS
    people = {one.person.person_id: one.person for one in found}
    note_list(context, actor=actor, deed=deed, action=action, people=people.values())
    return found


def review_suggestion(
    context: Context, *, actor: Actor, suggestion_id: str, step: str, reason: str = ""
) -> None:
    """Take a suggestion up (``in_review``), adopt it, or decline it; the last two with a reason.

    Raises:
        NotFound: there is no such suggestion.
        Forbidden: it is the actor's own, or of a unit that is not theirs.
        Refused: the step does not follow on how it stands, or a reason is missing.
    """
    words = reason.strip() and _words(reason, LONGEST_REASON, NO_REASON)
    if step not in FOLLOWS:
        raise Refused(NOT_NOW)
    if step != "in_review" and not words:
        raise Refused(NO_REASON)
    with context.database.transaction() as connection:
        row = _open_to(connection, actor, suggestion_id)
        changed = connection.execute(
            update(Suggestion)
            .where(col(Suggestion.id) == suggestion_id, col(Suggestion.state).in_(FOLLOWS[step]))
            .values(state=step)
        )
        if not changed.rowcount:
            raise Refused(NOT_NOW)
        _step(context, connection, suggestion_id, step, actor, words)
        if step == "adopted":
            earned = Earned(row.person_id, "suggestion", suggestion_id, context.now(), by=actor.person_id)
            award(context, connection, earned)
        _note(context, connection, actor, row)


def record_saving(context: Context, *, actor: Actor, suggestion_id: str, cents: int, percent: int) -> int:
    """Record what an adopted suggestion saved; the points its author gets: a share, by the rate of the rules.

    Raises:
        NotFound: there is no such suggestion.
        Forbidden: it is the actor's own, or of a unit that is not theirs.
        Refused: it was not adopted, the figures cannot be, or it was recorded before.
    """
    rate = point_rules().saving
    if not 0 < cents <= MOST_CENTS or not rate.least_percent <= percent <= rate.most_percent:
        raise Refused(NO_SAVING, least=rate.least_percent, most=rate.most_percent)
    points = reward_of(cents, percent)
    with context.database.transaction() as connection:
        row = _open_to(connection, actor, suggestion_id)
        if row.state != "adopted":
            raise Refused(NOT_NOW)
        changed = connection.execute(
            update(Suggestion)
            .where(col(Suggestion.id) == suggestion_id, col(Suggestion.saved_cents).is_(None))
            .values(saved_cents=cents, percent=percent, points=points)
        )
        if not changed.rowcount:
            raise Refused(SAVED_ALREADY)
        _step(context, connection, suggestion_id, "saving", actor, "")
        if points:
            open_account(connection, row.person_id, at=context.now())
            why = Why(f"saving:{suggestion_id}", "saving", context.now(), by=actor.person_id)
            move(connection, {ISSUE: -points, row.person_id: points}, why)
        _note(context, connection, actor, row)
    return points


def reward_of(cents: int, percent: int) -> int:
    """Points for a saving: so many percent of it, a point for so many cents, rounded down, up to the most there is."""
    rate = point_rules().saving
    return min(cents * percent // (100 * rate.cents_per_point), rate.most_points)


def _words(text: str, longest: int, complaint: str) -> str:
    words = text.replace("\x00", "").encode("utf-8", "ignore").decode().strip()
    if not 0 < len(words) <= longest:
        raise Refused(complaint)
    return mask_with_names(words).text


def _open_to(connection: Connection, actor: Actor, suggestion_id: str) -> Row[Any]:
    query = select(Suggestion).where(col(Suggestion.id) == suggestion_id)
    row = connection.execute(query.with_for_update()).one_or_none()
    if row is None:
        raise NotFound(NO_SUGGESTION)
    require(actor, Action.REVIEW_SUGGESTIONS, person_id=row.person_id, unit_id=row.unit_id)
    return row


def _step(
    context: Context, connection: Connection, suggestion_id: str, step: str, actor: Actor, reason: str
) -> None:
    row = {"id": new_id(), "suggestion_id": suggestion_id, "step": step, "by_person_id": actor.person_id}
    connection.execute(insert(SuggestionStep).values(row | {"reason": reason, "at": context.now()}))


def _note(context: Context, connection: Connection, actor: Actor, row: Row[Any]) -> None:
    why = right_to(actor, Action.REVIEW_SUGGESTIONS, person_id=row.person_id, unit_id=row.unit_id)
    note = Note(Deed.REVIEWED_SUGGESTION, why, row.person_id, row.id)
    record(context, connection, actor=actor, notes=[note])


def _views(connection: Connection, rows: Iterable[Row[Any]]) -> tuple[SuggestionView, ...]:
    rows = list(rows)
    people = people_within(connection, {row.person_id for row in rows})
    steps: dict[str, list[Step]] = {}
    for one in connection.execute(
        select(SuggestionStep)
        .where(col(SuggestionStep.suggestion_id).in_([row.id for row in rows]))
        .order_by(col(SuggestionStep.id))
    ):
        steps.setdefault(one.suggestion_id, []).append(Step(one.step, one.at, one.reason))
    return tuple(
        SuggestionView(
            row.id,
            people[row.person_id],
            row.unit_id,
            row.text,
            row.state,
            row.at,
            row.saved_cents,
            row.percent,
            row.points,
            tuple(steps.get(row.id, ())),
        )
        for row in rows
    )
