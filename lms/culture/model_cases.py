"""Model cases: the sentence a customer praised, and the competency it shows; offered by whoever is praised."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, update
from sqlmodel import col

from lms.catalogue.teaching.vocabulary import COMPETENCIES
from lms.culture.tables import ModelCase
from lms.culture.wall import LOOKED_BACK, NO_LETTER, names_of
from lms.feedback.findings.quoting import sentences_of
from lms.feedback.praise import confirmed_praise, praise_by_id
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
from lms.platform.errors import NotFound, Refused
from lms.platform.i18n import mark
from lms.platform.privacy import mask_with_names

SHOWN = 40
NO_CHOICE = mark("Choose one of what is offered.")


@dataclass(frozen=True)
class Offer:
    """Praise of the actor that others could learn from.

    Attributes:
        sentences: of the customer's masked words, to choose one of.
        competencies: that it was found to show.
        place: of the sentence that is offered; none where none is.
        competency: that it is offered for.
    """

    item_id: str
    sentences: tuple[str, ...]
    competencies: tuple[str, ...]
    place: int | None
    competency: str | None


@dataclass(frozen=True)
class Model:
    """A sentence to learn from; ``person`` is none where they offered it without their name."""

    item_id: str
    competency: str
    sentence: str
    person: PersonCard | None
    unit_id: str
    received_at: datetime


def my_offers(context: Context, *, actor: Actor) -> tuple[Offer, ...]:
    """The actor's confirmed praise, the newest first, and what of it is a model case.

    Raises:
        Forbidden: nobody is praised here under this account.
    """
    require(actor, Action.OFFER_MODEL_CASES)
    praise = confirmed_praise(context, person_id=actor.person_id, since=context.now() - LOOKED_BACK)
    query = select(ModelCase).where(
        col(ModelCase.person_id) == actor.person_id, col(ModelCase.taken_back_at).is_(None)
    )
    with context.database.reading() as connection:
        rows = {row.item_id: row for row in connection.execute(query)}
    return tuple(
        Offer(
            one.item_id,
            tuple(sentences_of(one.text)),
            one.competencies,
            rows[one.item_id].place if one.item_id in rows else None,
            rows[one.item_id].competency if one.item_id in rows else None,
        )
        for one in praise
    )


def offer_model_case(
    context: Context, *, actor: Actor, item_id: str, place: int, competency: str, named: bool
) -> None:
    """Offer a sentence of one's praise as a model case; to offer another one takes its place.

    Raises:
        Forbidden: nobody is praised here under this account.
        NotFound: it is no praise of the actor's, or not confirmed.
        Refused: no such sentence or competency.
    """
    require(actor, Action.OFFER_MODEL_CASES)
    praise = next(iter(praise_by_id(context, [item_id])), None)
    if praise is None or not praise.holds or praise.person_id != actor.person_id:
        raise NotFound(NO_LETTER)
    if competency not in COMPETENCIES or not 0 <= place < len(sentences_of(praise.text)):
        raise Refused(NO_CHOICE)
    said: dict[str, Any] = {
        "person_id": actor.person_id,
        "unit_id": praise.unit_id,
        "competency": competency,
        "place": place,
        "named": named,
        "offered_at": context.now(),
        "taken_back_at": None,
        "taken_back_by": None,
    }
    with context.database.transaction() as connection:
        new = insert_into(connection, ModelCase).values(said | {"item_id": item_id})
        connection.execute(new.on_conflict_do_update(index_elements=["item_id"], set_=said))


def take_back_model_case(context: Context, *, actor: Actor, item_id: str) -> None:
    """Take a model case back: one's own at any time, or as the manager of the unit.

    Raises:
        NotFound: there is none.
        Forbidden: it is somebody else's, and the actor does not keep that wall.
    """
    there = (col(ModelCase.item_id) == item_id, col(ModelCase.taken_back_at).is_(None))
    with context.database.transaction() as connection:
        row = connection.execute(select(ModelCase).where(*there)).one_or_none()
        if row is None:
            raise NotFound(NO_LETTER)
        own = row.person_id == actor.person_id
        about = {} if own else {"person_id": row.person_id, "unit_id": row.unit_id}
        require(actor, Action.OFFER_MODEL_CASES if own else Action.KEEP_WALL, **about)
        back = {"taken_back_at": context.now(), "taken_back_by": actor.person_id}
        connection.execute(update(ModelCase).where(*there).values(back))
        if not own:
            why = right_to(actor, Action.KEEP_WALL, **about)
            note = Note(Deed.TOOK_BACK_MODEL_CASE, why, row.person_id, item_id)
            record(context, connection, actor=actor, notes=[note])


def model_cases(context: Context, *, actor: Actor, competency: str | None = None) -> tuple[Model, ...]:
    """Model cases of the whole bank, of a competency or of all, the newest first.

    Raises:
        Forbidden: the actor has no password of their own yet.
    """
    require(actor, Action.VIEW_WALL)
    query = select(ModelCase).where(col(ModelCase.taken_back_at).is_(None))
    if competency is not None:
        query = query.where(col(ModelCase.competency) == competency)
    with context.database.reading() as connection:
        rows = connection.execute(query.order_by(col(ModelCase.offered_at).desc()).limit(SHOWN)).all()
    return _models(context, rows)


def models_by_id(context: Context, item_ids: Iterable[str]) -> tuple[Model, ...]:
    """Model cases as they are offered now, by their ids, left out where none is. For services: nobody is asked."""
    there = col(ModelCase.item_id).in_(sorted(set(item_ids))), col(ModelCase.taken_back_at).is_(None)
    with context.database.reading() as connection:
        rows = connection.execute(select(ModelCase).where(*there)).all()
    return _models(context, rows)


def offered_since(context: Context, *, most: int) -> dict[str, str]:
    """The newest model cases, each with what tells whether it was offered anew. For services."""
    with context.database.reading() as connection:
        rows = connection.execute(
            select(col(ModelCase.item_id), col(ModelCase.offered_at), col(ModelCase.named))
            .where(col(ModelCase.taken_back_at).is_(None))
            .order_by(col(ModelCase.offered_at).desc(), col(ModelCase.item_id))
            .limit(most)
        )
        return {row.item_id: f"{row.offered_at} {row.named}" for row in rows}


def _models(context: Context, rows: Iterable[Row[Any]]) -> tuple[Model, ...]:
    rows = list(rows)
    praise = {one.item_id: one for one in praise_by_id(context, [row.item_id for row in rows]) if one.holds}
    found = []
    with context.database.reading() as connection:
        people = people_within(connection, {row.person_id for row in rows})
        staff: dict[str, dict[str, PersonCard]] = {}
        for row in rows:
            one = praise.get(row.item_id)
            sentences = sentences_of(one.text) if one is not None else []
            # What is no praise any more, or of somebody else, teaches nobody.
            if one is None or one.person_id != row.person_id or row.place >= len(sentences):
                continue
            agreed = {row.person_id} if row.named else set()
            if row.unit_id not in staff:
                staff[row.unit_id] = read_cards(connection, [row.unit_id])
            others = {**staff[row.unit_id], row.person_id: people[row.person_id]}
            text = _without_names(others, sentences[row.place], agreed)
            person = people[row.person_id] if row.named else None
            found.append(Model(row.item_id, row.competency, text, person, row.unit_id, one.received_at))
    return tuple(found)


def _without_names(others: Mapping[str, PersonCard], text: str, agreed: Collection[str]) -> str:
    names = [name for one in others.values() if one.person_id not in agreed for name in names_of(one)]
    return mask_with_names(text, names=names).text
