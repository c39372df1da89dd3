"""After abuse by a customer: somebody says so; a pause, a talk and thanks follow, and nobody else hears of it.

It is said by whoever it happened to or by their manager. The manager notes the pause and sets a day for the talk; that
it took place is confirmed by whoever it was for. Thanks come with points by the rules, once.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, insert, select
from sqlmodel import col

from lms.culture.earning import Earned, award
from lms.culture.staff.tables import Hardship, HardshipStep
from lms.culture.staff.voice import masked
from lms.people import (
    Action,
    Actor,
    Deed,
    Note,
    PersonCard,
    note_list,
    people_within,
    person_for,
    read_cards,
    record,
    require,
    require_units,
    right_to,
    units_open_to,
)
from lms.platform.context import Context
from lms.platform.database import insert_into
from lms.platform.errors import NotFound, Refused
from lms.platform.i18n import mark
from lms.platform.identifiers import new_id

MOST = 50
LEAST_MINUTES, MOST_MINUTES = 5, 480
LONGEST_BACK = timedelta(days=90)
SOON = timedelta(days=60)
LOOKED_BACK = timedelta(days=180)
"""How far back it still waits for something."""
TO_CHOOSE_FROM = 300
NOT_THAT_DAY = mark("Choose the day it happened: today, or up to 90 days ago. Your words still stand here.")
NO_HARDSHIP = mark("There is nothing like this, or not for you.")
NO_PAUSE = mark("Enter how long the pause was, 5 to 480 minutes.")
NO_TALK = mark("Choose a day for the talk: today, or up to 60 days from now.")
NOT_YET = mark("There is no talk to confirm yet. It is confirmed on its day or later, once.")
THANKED = mark("Thanks were given already, and stand.")


@dataclass(frozen=True)
class HardshipView:
    """What happened, and what was done for whom it happened to.

    Attributes:
        minutes: of the pause; none as long as there was none.
        talk_on: the day of the talk; none as long as none is set.
        talked: whether it took place, as whoever it was for says.
        thanks: the manager's words; none as long as there are none.
    """

    hardship_id: str
    person: PersonCard
    happened_on: date
    text: str
    at: datetime
    minutes: int | None
    talk_on: date | None
    talked: bool
    thanks: str | None

    @property
    def done(self) -> bool:
        """Whether all of it was given."""
        return self.minutes is not None and self.talked and self.thanks is not None


def tell_abuse(
    context: Context, *, actor: Actor, person_id: str, happened_on: date, text: str, key: str
) -> str:
    """Say that a customer was abusive to somebody: oneself, or one of one's people. The same key tells nothing twice.

    Returns:
        Its id.

    Raises:
        Forbidden: it is neither the actor nor one of their people.
        NotFound: there is nobody like that.
        Refused: there are no words or too many, or the day cannot be.
    """
    card = person_for(context, actor=actor, action=Action.TELL_ABUSE, person_id=person_id)
    words = masked(text)
    if not context.today() - LONGEST_BACK <= happened_on <= context.today():
        raise Refused(NOT_THAT_DAY)
    row: dict[str, Any] = {"id": new_id(), "person_id": person_id, "unit_id": card.unit_id, "key": key[:36]}
    row |= {"said_by": actor.person_id, "happened_on": happened_on, "text": words, "at": context.now()}
    with context.database.transaction() as connection:
        new = insert_into(connection, Hardship).values(row).on_conflict_do_nothing()
        if connection.execute(new.returning(col(Hardship.id))).first() is None:
            same = (col(Hardship.said_by) == actor.person_id, col(Hardship.key) == row["key"])
            return str(connection.execute(select(col(Hardship.id)).where(*same)).scalar_one())
        if person_id != actor.person_id:
            why = right_to(actor, Action.TELL_ABUSE, person_id=person_id, unit_id=card.unit_id)
            notes = [Note(Deed.TOLD_HARDSHIP, why, person_id, row["id"])]
            record(context, connection, actor=actor, notes=notes)
    return str(row["id"])


def my_hardships(context: Context, *, actor: Actor) -> tuple[HardshipView, ...]:
    """What happened to the actor, whoever said so, the newest first.

    Raises:
        Forbidden: nothing is said of this account here.
    """
    require(actor, Action.TELL_ABUSE)
    query = select(Hardship).where(col(Hardship.person_id) == actor.person_id)
    with context.database.reading() as connection:
        return _views(connection, connection.execute(query.order_by(col(Hardship.at).desc()).limit(MOST)))


def hardships_to_care_for(context: Context, *, actor: Actor) -> tuple[HardshipView, ...]:
    """What happened to the actor's people, what waits for something first; that they looked is recorded.

    Raises:
        Forbidden: the actor has no people.
    """
    units = require_units(actor, Action.CARE_AFTER_ABUSE)
    with context.database.reading() as connection:
        rows = connection.execute(
            _within(context, actor, units).order_by(col(Hardship.at).desc()).limit(MOST)
        )
        found = sorted(_views(connection, rows), key=lambda one: one.done)
    people = {one.person.person_id: one.person for one in found}
    action, deed = Action.CARE_AFTER_ABUSE, Deed.LISTED_HARDSHIPS
    note_list(context, actor=actor, deed=deed, action=action, people=people.values())
    return tuple(found)


def hardships_waiting(context: Context, *, actor: Actor) -> int:
    """For how many of the actor's people a pause, a talk or thanks is missing; 0 for whoever has no people."""
    units = units_open_to(actor, Action.CARE_AFTER_ABUSE)
    if not units:
        return 0
    with context.database.reading() as connection:
        found = _views(connection, connection.execute(_within(context, actor, units).limit(MOST)))
    # A talk that is set and whose day has not come is no duty today.
    return sum(
        one.minutes is None
        or one.thanks is None
        or one.talk_on is None
        or (not one.talked and one.talk_on < context.today())
        for one in found
    )


def colleagues_to_name(context: Context, *, actor: Actor) -> tuple[PersonCard, ...]:
    """Of whom a manager may say it, by employee number; the first ``TO_CHOOSE_FROM``.

    Raises:
        Forbidden: the actor has no people.
    """
    units = require_units(actor, Action.CARE_AFTER_ABUSE)
    with context.database.reading() as connection:
        cards = read_cards(connection, units)
    found = sorted(cards.values(), key=lambda card: card.employee_no)
    found = [card for card in found if card.person_id != actor.person_id][:TO_CHOOSE_FROM]
    note_list(context, actor=actor, deed=Deed.LISTED_PEOPLE, action=Action.CARE_AFTER_ABUSE, people=found)
    return tuple(found)


def note_pause(context: Context, *, actor: Actor, hardship_id: str, minutes: int) -> None:
    """Note that somebody was given a pause.

    Raises:
        NotFound: there is nothing like this.
        Forbidden: it is not one of the actor's people.
        Refused: it is no length of a pause.
    """
    if not LEAST_MINUTES <= minutes <= MOST_MINUTES:
        raise Refused(NO_PAUSE)
    with context.database.transaction() as connection:
        row = _open_to(connection, actor, hardship_id)
        _step(context, connection, actor, row, "pause", minutes=minutes)


def set_talk(context: Context, *, actor: Actor, hardship_id: str, day: date) -> None:
    """Set the day of the talk, or another one.

    Raises:
        NotFound: there is nothing like this.
        Forbidden: it is not one of the actor's people.
        Refused: it is no day for it.
    """
    if not context.today() <= day <= context.today() + SOON:
        raise Refused(NO_TALK)
    with context.database.transaction() as connection:
        row = _open_to(connection, actor, hardship_id)
        _step(context, connection, actor, row, "talk", day=day)


def confirm_talk(context: Context, *, actor: Actor, hardship_id: str) -> None:
    """Confirm that the talk took place: whoever it was for does, and nobody in their name.

    Raises:
        Forbidden: nothing is said of this account here.
        NotFound: it is not the actor's.
        Refused: no talk was set, its day has not come, or it was confirmed before.
    """
    require(actor, Action.TELL_ABUSE)
    with context.database.transaction() as connection:
        row = _row(connection, hardship_id)
        if row is None or row.person_id != actor.person_id:
            raise NotFound(NO_HARDSHIP)
        (view,) = _views(connection, [row])
        if view.talk_on is None or view.talk_on > context.today() or view.talked:
            raise Refused(NOT_YET)
        _step(context, connection, actor, row, "talked")


def give_thanks(context: Context, *, actor: Actor, hardship_id: str, text: str) -> int:
    """Thank somebody for what they bore; the points that come with it, by the rules.

    Raises:
        NotFound: there is nothing like this.
        Forbidden: it is not one of the actor's people.
        Refused: there are no words or too many, or thanks were given already.
    """
    words = masked(text)
    with context.database.transaction() as connection:
        row = _open_to(connection, actor, hardship_id)
        (view,) = _views(connection, [row])
        if view.thanks is not None:
            raise Refused(THANKED)
        _step(context, connection, actor, row, "thanks", text=words)
        earned = Earned(row.person_id, "hardship", hardship_id, context.now(), by=actor.person_id)
        return award(context, connection, earned)


def _within(context: Context, actor: Actor, units: Iterable[str]) -> Any:
    return select(Hardship).where(
        col(Hardship.unit_id).in_(sorted(units)),
        col(Hardship.person_id) != actor.person_id,
        col(Hardship.at) >= context.now() - LOOKED_BACK,
    )


def _row(connection: Connection, hardship_id: str) -> Row[Any] | None:
    query = select(Hardship).where(col(Hardship.id) == hardship_id)
    return connection.execute(query.with_for_update()).one_or_none()


def _open_to(connection: Connection, actor: Actor, hardship_id: str) -> Row[Any]:
    row = _row(connection, hardship_id)
    if row is None:
        raise NotFound(NO_HARDSHIP)
    require(actor, Action.CARE_AFTER_ABUSE, person_id=row.person_id, unit_id=row.unit_id)
    return row


def _step(
    context: Context, connection: Connection, actor: Actor, row: Row[Any], step: str, **said: Any
) -> None:
    new = {"id": new_id(), "hardship_id": row.id, "step": step, "by_person_id": actor.person_id}
    connection.execute(insert(HardshipStep).values(new | {"text": "", "at": context.now()} | said))
    if row.person_id != actor.person_id:
        why = right_to(actor, Action.CARE_AFTER_ABUSE, person_id=row.person_id, unit_id=row.unit_id)
        note = Note(Deed.CARED_AFTER_ABUSE, why, row.person_id, row.id)
        record(context, connection, actor=actor, notes=[note])


def _views(connection: Connection, rows: Iterable[Row[Any]]) -> tuple[HardshipView, ...]:
    rows = list(rows)
    people = people_within(connection, {row.person_id for row in rows})
    last: dict[tuple[str, str], Row[Any]] = {}
    for one in connection.execute(
        select(HardshipStep)
        .where(col(HardshipStep.hardship_id).in_([row.id for row in rows]))
        .order_by(col(HardshipStep.id))
    ):
        last[one.hardship_id, one.step] = one
    found = []
    for row in rows:
        pause, talk = last.get((row.id, "pause")), last.get((row.id, "talk"))
        thanks = last.get((row.id, "thanks"))
        found.append(
            HardshipView(
                row.id,
                people[row.person_id],
                row.happened_on,
                row.text,
                row.at,
                None if pause is None else pause.minutes,
                None if talk is None else talk.day,
                (row.id, "talked") in last,
                None if thanks is None else thanks.text,
            )
        )
    return tuple(found)
