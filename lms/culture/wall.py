"""The praise wall: what customers wrote, hung up by whoever is praised, and never with a customer's name."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, select, update
from sqlmodel import col

from lms.culture.tables import PraiseLetter
from lms.feedback.praise import Praise, confirmed_praise, praise_by_id
from lms.people import (
    Action,
    Actor,
    Deed,
    Note,
    PersonCard,
    people_within,
    read_cards,
    record,
    require,
    right_to,
)
from lms.platform.context import Context
from lms.platform.database import insert_into
from lms.platform.errors import NotFound
from lms.platform.i18n import mark
from lms.platform.privacy import mask_with_names

SHOWN = 60
LOOKED_BACK = timedelta(days=400)
NO_LETTER = mark("There is no such letter, or not for you.")


@dataclass(frozen=True)
class Letter:
    """A letter as it hangs.

    Attributes:
        text: the customer's words, masked; of colleagues, too, who have not agreed to be named.
        person: who is praised; none where they hung it up without their name.
    """

    item_id: str
    unit_id: str
    person: PersonCard | None
    text: str
    received_at: datetime


@dataclass(frozen=True)
class OwnLetter:
    """Praise of the actor themself.

    Attributes:
        hangs: whether it is on the wall.
        named: whether with their name; none where it never hung.
    """

    item_id: str
    text: str
    received_at: datetime
    hangs: bool
    named: bool | None


def my_letters(context: Context, *, actor: Actor) -> tuple[OwnLetter, ...]:
    """What customers praised the actor for, confirmed by a colleague, the newest first.

    Raises:
        Forbidden: nobody is praised here under this account.
    """
    require(actor, Action.SHARE_PRAISE)
    praise = confirmed_praise(context, person_id=actor.person_id, since=context.now() - LOOKED_BACK)
    with context.database.reading() as connection:
        rows = {
            row.item_id: row
            for row in connection.execute(
                select(PraiseLetter).where(col(PraiseLetter.person_id) == actor.person_id)
            )
        }
    return tuple(_own(one, rows.get(one.item_id)) for one in praise)


def hang_letter(context: Context, *, actor: Actor, item_id: str, named: bool) -> None:
    """Let one's praise hang on the wall.

    Raises:
        Forbidden: nobody is praised here under this account.
        NotFound: it is no praise of the actor's, or not confirmed.
    """
    require(actor, Action.SHARE_PRAISE)
    praise = next(iter(praise_by_id(context, [item_id])), None)
    if praise is None or not praise.holds or praise.person_id != actor.person_id:
        raise NotFound(NO_LETTER)
    now = context.now()
    row = {"item_id": item_id, "person_id": actor.person_id, "unit_id": praise.unit_id, "named": named}
    hung: dict[str, Any] = {"hung_at": now, "taken_down_at": None, "taken_down_by": None}
    with context.database.transaction() as connection:
        new = insert_into(connection, PraiseLetter).values(row | hung | {"received_at": praise.received_at})
        connection.execute(
            new.on_conflict_do_update(
                index_elements=["item_id"], set_=hung | {"named": named, "person_id": actor.person_id}
            )
        )


def take_letter_down(context: Context, *, actor: Actor, item_id: str) -> None:
    """Take a letter from the wall: one's own at any time, or as the manager of the unit.

    Raises:
        NotFound: none hangs there.
        Forbidden: it is somebody else's, and the actor does not keep that wall.
    """
    with context.database.transaction() as connection:
        hangs = (col(PraiseLetter.item_id) == item_id, col(PraiseLetter.taken_down_at).is_(None))
        row = connection.execute(select(PraiseLetter).where(*hangs)).one_or_none()
        if row is None:
            raise NotFound(NO_LETTER)
        own = row.person_id == actor.person_id
        if own:
            require(actor, Action.SHARE_PRAISE)
        else:
            require(actor, Action.KEEP_WALL, person_id=row.person_id, unit_id=row.unit_id)
        down = {"taken_down_at": context.now(), "taken_down_by": actor.person_id}
        connection.execute(update(PraiseLetter).where(*hangs).values(down))
        if not own:
            why = right_to(actor, Action.KEEP_WALL, person_id=row.person_id, unit_id=row.unit_id)
            note = Note(Deed.TOOK_DOWN_LETTER, why, row.person_id, item_id)
            record(context, connection, actor=actor, notes=[note])


def praise_wall(context: Context, *, actor: Actor, unit_id: str | None = None) -> tuple[Letter, ...]:
    """The letters of a unit, or of the whole bank, the newest first.

    The wall is one for the whole bank: whoever hangs a letter up agrees to that, with their name or without.
    ``unit_id`` narrows it to any unit, foreign ones too; it opens nothing.

    Raises:
        Forbidden: the actor has no password of their own yet.
    """
    require(actor, Action.VIEW_WALL)
    with context.database.reading() as connection:
        query = select(PraiseLetter).where(col(PraiseLetter.taken_down_at).is_(None))
        if unit_id is not None:
            query = query.where(col(PraiseLetter.unit_id) == unit_id)
        newest = col(PraiseLetter.received_at).desc(), col(PraiseLetter.item_id)
        rows = connection.execute(query.order_by(*newest).limit(SHOWN)).all()
    return letters_that_hang(context, rows)


def letters_by_id(context: Context, item_ids: Iterable[str]) -> tuple[Letter, ...]:
    """Letters as they hang now, by their ids, left out where none does. For services: nothing here asks who asks."""
    hangs = col(PraiseLetter.item_id).in_(sorted(set(item_ids))), col(PraiseLetter.taken_down_at).is_(None)
    with context.database.reading() as connection:
        rows = connection.execute(select(PraiseLetter).where(*hangs)).all()
    return letters_that_hang(context, rows)


def hanging_since(context: Context, *, most: int) -> dict[str, str]:
    """The newest letters that hang, each with what tells whether it was hung up anew. For services."""
    with context.database.reading() as connection:
        rows = connection.execute(
            select(col(PraiseLetter.item_id), col(PraiseLetter.hung_at), col(PraiseLetter.named))
            .where(col(PraiseLetter.taken_down_at).is_(None))
            .order_by(col(PraiseLetter.received_at).desc(), col(PraiseLetter.item_id))
            .limit(most)
        )
        return {row.item_id: f"{row.hung_at} {row.named}" for row in rows}


def card_of_the_day(context: Context, *, actor: Actor) -> Letter | None:
    """The letter for this morning's meeting: of the actor's branch if one hangs, else of the bank; the same all day.

    Raises:
        Forbidden: the actor has no password of their own yet.
    """
    letters = praise_wall(context, actor=actor, unit_id=actor.unit_id) or praise_wall(context, actor=actor)
    if not letters:
        return None
    day = f"{context.today()} {actor.unit_id}"
    return min(letters, key=lambda one: hashlib.sha256(f"{day} {one.item_id}".encode()).digest())


def letters_that_hang(context: Context, rows: Iterable[Row[Any]]) -> tuple[Letter, ...]:
    """Rows of the wall as everybody may read them. For services of this room: nothing here asks who asks."""
    rows = list(rows)
    # What turned out to be no praise since, or of somebody else, hangs no more.
    praise = {one.item_id: one for one in praise_by_id(context, [row.item_id for row in rows]) if one.holds}
    rows = [row for row in rows if row.item_id in praise and praise[row.item_id].person_id == row.person_id]
    with context.database.reading() as connection:
        people = people_within(connection, {row.person_id for row in rows})
        staff: dict[str, dict[str, PersonCard]] = {}
        found = []
        for row in rows:
            if row.unit_id not in staff:
                staff[row.unit_id] = read_cards(connection, [row.unit_id])
            agreed = {row.person_id} if row.named else set()
            others = {**staff[row.unit_id], row.person_id: people[row.person_id]}
            names = [name for one in others.values() if one.person_id not in agreed for name in names_of(one)]
            text = mask_with_names(praise[row.item_id].text, names=names).text
            person = people[row.person_id] if row.named else None
            found.append(Letter(row.item_id, row.unit_id, person, text, row.received_at))
    return tuple(found)


def names_of(card: PersonCard) -> tuple[str, ...]:
    """What customers may call somebody."""
    # Customers write 晓雨, too, where somebody is called 林晓雨.
    given = card.name_zh[1:] if len(card.name_zh) > 2 else ""
    return card.name_zh, card.name_en, given


def _own(praise: Praise, row: Row[Any] | None) -> OwnLetter:
    hangs = row is not None and row.taken_down_at is None
    return OwnLetter(
        praise.item_id, praise.text, praise.received_at, hangs, None if row is None else bool(row.named)
    )
