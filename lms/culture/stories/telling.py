"""Telling a story: looked through for what tells who somebody is, handed to an editor, told anew when asked back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update
from sqlmodel import col

from lms.catalogue.teaching.vocabulary import COMPETENCIES
from lms.culture.stories.reading import NO_STORY, Story, row_of, stories_from, told_of
from lms.culture.stories.tables import ServiceStory, StoryPerson, StoryStep
from lms.culture.stories.wording import MOST_PEOPLE, Worded, bare, names_shown, read_as, worded
from lms.culture.stories.words import OCCASIONS
from lms.culture.wall import letters_by_id
from lms.feedback.words import BUSINESS_NAMES, SEGMENT_NAMES
from lms.people import Action, Actor, PersonCard, people_within, read_cards, require, staff_in
from lms.platform.context import Context
from lms.platform.database import insert_into
from lms.platform.errors import NotFound, Refused
from lms.platform.i18n import mark
from lms.platform.identifiers import new_id
from lms.platform.settings import LOCALES, Locale

MOST = 50
LONGEST_NOTE = 500
NO_CHOICE = mark("Choose competency, business, customer and occasion among what is offered.")
NOT_HERE = mark("A story tells of one to four people who work in your branch.")
NO_LETTER = mark("No such letter of your branch hangs on the wall. The story can be told without it.")
NOT_NOW = mark(
    "This does not follow on how the story stands. Open the page anew to see what was done meanwhile."
)


@dataclass(frozen=True)
class Telling:
    """A story as its form holds it.

    Attributes:
        parts: the words, by the name of the part.
        people: ids of whom it tells of.
        named: whether the actor wants to be named, where it tells of them.
        item_id: a letter on the wall that it is the story behind.
        note: to the editor: what was masked by mistake, say.
    """

    parts: Mapping[str, str]
    competency: str
    business: str
    segment: str
    occasion: str
    locale: Locale
    people: tuple[str, ...]
    named: bool = False
    item_id: str | None = None
    note: str = ""


@dataclass(frozen=True)
class LookedThrough:
    """What colleagues would read, and what was taken out, as it was typed."""

    parts: Mapping[str, str]
    masked: tuple[str, ...]


def colleagues_to_tell_of(context: Context, *, actor: Actor) -> tuple[PersonCard, ...]:
    """Whom the actor may tell of: who works in their branch, the actor first.

    Raises:
        Forbidden: the actor tells no stories.
    """
    require(actor, Action.TELL_STORIES)
    with context.database.reading() as connection:
        here = _working(connection, actor)
    return tuple(sorted(here.values(), key=lambda one: (one.person_id != actor.person_id, one.employee_no)))


def look_through(
    context: Context, *, actor: Actor, telling: Telling, story_id: str | None = None
) -> LookedThrough:
    """What would be kept of a story, before anything is.

    Args:
        context: database and clock.
        actor: who tells it.
        telling: the form.
        story_id: of one that is told anew; then whom it tells of is what it was.

    Raises:
        Forbidden: the actor tells no stories.
        NotFound: it is told anew and not the actor's.
        Refused: a part is empty or too long, or something was not chosen.
    """
    require(actor, Action.TELL_STORIES)
    _require_choices(actor, context, telling)
    with context.database.reading() as connection:
        if story_id is None:
            said, people = _worded(connection, actor, telling)
        else:
            said, people = _worded_anew(connection, actor, row_of(connection, story_id), telling)
    names = names_shown(dict.fromkeys(range(len(people))), telling.locale)
    return LookedThrough(
        {part: read_as(text, names, telling.locale) for part, text in said.parts.items()}, said.masked
    )


def tell_story(context: Context, *, actor: Actor, telling: Telling, key: str) -> str:
    """Hand a story to the editors; its id. The same key again hands in nothing twice.

    Raises:
        Forbidden: the actor tells no stories.
        Refused: a part is empty or too long, something was not chosen, or the letter was taken down.
    """
    require(actor, Action.TELL_STORIES)
    _require_choices(actor, context, telling)
    now = context.now()
    with context.database.transaction() as connection:
        said, people = _worded(connection, actor, telling)
        row: dict[str, Any] = {
            "id": new_id(),
            "by_person_id": actor.person_id,
            "unit_id": actor.unit_id,
            "key": key[:36],
        }
        row |= _values(said, telling, now) | {"state": "waiting", "model": False, "at": now}
        row |= {"item_id": telling.item_id}
        new = insert_into(connection, ServiceStory).values(row).on_conflict_do_nothing()
        if connection.execute(new.returning(col(ServiceStory.id))).first() is None:
            same = (col(ServiceStory.by_person_id) == actor.person_id, col(ServiceStory.key) == row["key"])
            return str(connection.execute(select(col(ServiceStory.id)).where(*same)).scalar_one())
        _write_people(connection, row["id"], actor, telling, people, now)
        add_step(connection, row["id"], "waiting", actor, bare(telling.note, LONGEST_NOTE), now)
    return str(row["id"])


def tell_again(context: Context, *, actor: Actor, story_id: str, telling: Telling) -> None:
    """Tell a story of one's own anew after an editor asked back; whom it tells of stays, and is asked again.

    Raises:
        Forbidden: the actor tells no stories.
        NotFound: it is not the actor's.
        Refused: nobody asked back, a part is empty or too long, or something was not chosen.
    """
    require(actor, Action.TELL_STORIES)
    _require_choices(actor, context, telling)
    now = context.now()
    with context.database.transaction() as connection:
        row = row_of(connection, story_id, held=True)
        said, _people = _worded_anew(connection, actor, row, telling)
        changed = connection.execute(
            update(ServiceStory)
            .where(col(ServiceStory.id) == story_id, col(ServiceStory.state) == "asked")
            .values(_values(said, telling, now) | {"state": "waiting"})
        )
        if not changed.rowcount:
            raise Refused(NOT_NOW)
        if any(getattr(row, part) != text for part, text in said.parts.items()):
            ask_anew(connection, story_id, but=actor.person_id)
        add_step(connection, story_id, "waiting", actor, bare(telling.note, LONGEST_NOTE), now)


def my_stories(context: Context, *, actor: Actor) -> tuple[Story, ...]:
    """What the actor told, the newest first, with every step.

    Raises:
        Forbidden: the actor tells no stories.
    """
    require(actor, Action.TELL_STORIES)
    query = select(ServiceStory).where(col(ServiceStory.by_person_id) == actor.person_id)
    with context.database.reading() as connection:
        rows = connection.execute(query.order_by(col(ServiceStory.at).desc()).limit(MOST)).all()
        return stories_from(connection, rows, with_steps=True)


def add_step(
    connection: Connection, story_id: str, step: str, actor: Actor, reason: str, at: datetime
) -> None:
    """Note a step, inside a transaction."""
    row = {"id": new_id(), "story_id": story_id, "step": step, "by_person_id": actor.person_id}
    connection.execute(insert(StoryStep).values(row | {"reason": reason, "at": at}))


def ask_anew(connection: Connection, story_id: str, *, but: str) -> None:
    """Whoever agreed to be named did so to other words: they have no name until they agree to these.

    Args:
        connection: of a transaction.
        story_id: whose words were changed.
        but: who changed them, and has read them.
    """
    connection.execute(
        update(StoryPerson)
        .where(
            col(StoryPerson.story_id) == story_id,
            col(StoryPerson.answer) == "named",
            col(StoryPerson.person_id) != but,
        )
        .values(answer="open", answered_at=None)
    )


def _require_choices(actor: Actor, context: Context, telling: Telling) -> None:
    chosen = (
        telling.competency in COMPETENCIES,
        telling.business in BUSINESS_NAMES,
        telling.segment in SEGMENT_NAMES,
        telling.occasion in OCCASIONS,
        telling.locale in LOCALES,
    )
    if not all(chosen):
        raise Refused(NO_CHOICE)
    if telling.item_id is not None:
        hanging = letters_by_id(context, [telling.item_id])
        if not hanging or hanging[0].unit_id != actor.unit_id:
            raise Refused(NO_LETTER)


def _working(connection: Connection, actor: Actor) -> dict[str, PersonCard]:
    active = staff_in([actor.unit_id])
    ids = set(connection.execute(select(active.c.person_id)).scalars())
    return {one: card for one, card in read_cards(connection, [actor.unit_id]).items() if one in ids}


def _worded(connection: Connection, actor: Actor, telling: Telling) -> tuple[Worded, list[PersonCard]]:
    here = _working(connection, actor)
    if not 0 < len(telling.people) <= MOST_PEOPLE or not {*telling.people} <= here.keys():
        raise Refused(NOT_HERE)
    people = [here[one] for one in dict.fromkeys(telling.people)]
    others = [card for one, card in here.items() if one not in telling.people]
    return worded(telling.parts, people, others=others), people


def _worded_anew(
    connection: Connection, actor: Actor, row: Row[Any] | None, telling: Telling
) -> tuple[Worded, list[PersonCard]]:
    if row is None or row.by_person_id != actor.person_id:
        raise NotFound(NO_STORY)
    ids = list(told_of(connection, row.id))
    here = read_cards(connection, [row.unit_id])
    # Whoever works elsewhere by now keeps their place.
    cards = {**here, **people_within(connection, ids)}
    people = [cards[one] for one in ids]
    others = [card for one, card in here.items() if one not in ids]
    return worded(telling.parts, people, others=others), people


def _values(said: Worded, telling: Telling, now: datetime) -> dict[str, Any]:
    chosen = {"competency": telling.competency, "business": telling.business, "segment": telling.segment}
    chosen |= {"occasion": telling.occasion, "locale": telling.locale}
    return {**said.parts, **chosen, "changed_at": now}


def _write_people(
    connection: Connection,
    story_id: str,
    actor: Actor,
    telling: Telling,
    people: list[PersonCard],
    now: datetime,
) -> None:
    own = "named" if telling.named else "unnamed"
    connection.execute(
        insert(StoryPerson),
        [
            {
                "story_id": story_id,
                "person_id": card.person_id,
                "place": place,
                "answer": own if card.person_id == actor.person_id else "open",
                "answered_at": now if card.person_id == actor.person_id else None,
            }
            for place, card in enumerate(people)
        ],
    )
