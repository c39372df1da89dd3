"""Answering staff: what waits, the answer itself, and that whoever answers is told before the day is over."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, or_, select, update
from sqlmodel import col

from lms.culture.staff.readers import Whose, hearers, right_to_hear, tell
from lms.culture.staff.tables import StaffVoice
from lms.culture.staff.voice import MOST, NO_VOICE, VoiceView, add_word, masked, views
from lms.people import (
    Action,
    Actor,
    Deed,
    Note,
    people_within,
    record,
    record_reading,
    require_own_password,
    units_open_to,
)
from lms.people.permission_words import REFUSALS
from lms.platform.context import Context
from lms.platform.errors import Forbidden, NotFound, Refused
from lms.platform.i18n import mark

ANSWERED_ALREADY = mark("This was answered meanwhile. Open the page anew to see the answer.")


def voices_to_answer(context: Context, *, actor: Actor) -> tuple[VoiceView, ...]:
    """What the actor may hear: what waits first, by its day; that they looked is recorded.

    Raises:
        Forbidden: the actor hears nobody.
    """
    require_own_password(actor)
    if not _units(actor):
        raise Forbidden(REFUSALS[Action.HEAR_STAFF])
    order = case((col(StaffVoice.state) == "open", 0), else_=1)
    with context.database.reading() as connection:
        rows = connection.execute(
            select(StaffVoice)
            .where(_within(actor))
            .order_by(order, col(StaffVoice.due_on), col(StaffVoice.at).desc())
            .limit(MOST)
        ).all()
        people = people_within(connection, {row.person_id for row in rows})
        heard = [
            (row, role)
            for row in rows
            if (role := right_to_hear(actor, Whose.of(row, people[row.person_id].unit_id)))
        ]
        found = views(context, connection, [row for row, _role in heard], people)
    if heard:
        note = Note(Deed.LISTED_VOICES, heard[0][1], people=len({row.person_id for row, _role in heard}))
        record_reading(context, actor=actor, note=note)
    return found


def answer_voice(context: Context, *, actor: Actor, voice_id: str, text: str) -> None:
    """Answer what gets in somebody's way; they are told, and say whether it helped.

    Raises:
        NotFound: there is nothing like this.
        Forbidden: it is not the actor's to hear.
        Refused: there are no words or too many, or it was answered meanwhile.
    """
    require_own_password(actor)
    words = masked(text)
    with context.database.transaction() as connection:
        one = col(StaffVoice.id) == voice_id
        row = connection.execute(select(StaffVoice).where(one).with_for_update()).one_or_none()
        if row is None:
            raise NotFound(NO_VOICE)
        card = people_within(connection, [row.person_id])[row.person_id]
        role = right_to_hear(actor, Whose.of(row, card.unit_id))
        if role is None:
            raise Forbidden(REFUSALS[Action.HEAR_STAFF])
        changed = connection.execute(
            update(StaffVoice).where(one, col(StaffVoice.state) == "open").values(state="answered")
        )
        if not changed.rowcount:
            raise Refused(ANSWERED_ALREADY)
        word = add_word(context, connection, voice_id, "answered", actor, words)
        tell(context, connection, [row.person_id], f"{voice_id}:{word}")
        # Who said it without a name is named by the trail to nobody, either.
        note = Note(Deed.ANSWERED_VOICE, role, row.person_id if row.named else None, voice_id)
        record(context, connection, actor=actor, notes=[note])


def voices_soon_due(context: Context, *, actor: Actor) -> int:
    """How many answers of the actor's are due by the next working day, or overdue; 0 for whoever hears nobody."""
    if not _units(actor):
        return 0
    with context.database.reading() as connection:
        rows = connection.execute(
            select(StaffVoice)
            .where(
                _within(actor),
                col(StaffVoice.state) == "open",
                col(StaffVoice.soon_on) <= context.today(),
            )
            .limit(MOST)
        ).all()
        people = people_within(connection, {row.person_id for row in rows})
    return sum(right_to_hear(actor, Whose.of(row, people[row.person_id].unit_id)) is not None for row in rows)


def tell_of_limits(context: Context) -> int:
    """Tell whoever answers that a day is near, and once more when it is over; of how many."""
    today, told = context.today(), 0
    state = col(StaffVoice.state) == "open"
    due = or_(
        and_(col(StaffVoice.soon_on) <= today, col(StaffVoice.told) == 0),
        and_(col(StaffVoice.due_on) < today, col(StaffVoice.told) < 2),
    )
    with context.database.transaction() as connection:
        rows = connection.execute(select(StaffVoice).where(state, due).with_for_update()).all()
        people = people_within(connection, {row.person_id for row in rows})
        for row in rows:
            over = row.due_on < today
            whose = Whose.of(row, people[row.person_id].unit_id)
            tell(
                context,
                connection,
                hearers(context, connection, whose),
                f"{row.id}:{row.due_on:%Y%m%d}:{over:d}",
            )
            _noted(connection, row.id, told=2 if over else 1)
            told += 1
    return told


def _noted(connection: Connection, voice_id: str, *, told: int) -> None:
    connection.execute(update(StaffVoice).where(col(StaffVoice.id) == voice_id).values(told=told))


def _units(actor: Actor) -> frozenset[str]:
    return units_open_to(actor, Action.HEAR_STAFF) | units_open_to(actor, Action.HEAR_OWN_STAFF)


def _within(actor: Actor) -> ColumnElement[bool]:
    """Rows that may be the actor's to hear; each is asked about by itself besides."""
    managed = units_open_to(actor, Action.HEAR_OWN_STAFF)
    heard = units_open_to(actor, Action.HEAR_STAFF) - managed
    unit: Any = col(StaffVoice.unit_id)
    chosen = and_(unit.in_(sorted(managed)), col(StaffVoice.to_manager).is_(True))
    return and_(col(StaffVoice.person_id) != actor.person_id, or_(unit.in_(sorted(heard)), chosen))
