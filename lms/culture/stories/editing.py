"""Editors: what waits to be read, a word put right, asked back, published or returned with a reason."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, case, exists, func, select, update
from sqlmodel import col

from lms.culture.stories.consenting import LONGEST_REASON, NO_REASON, require_no_part
from lms.culture.stories.reading import NO_STORY, Story, row_of, stories_from, told_of
from lms.culture.stories.tables import ServiceStory, StoryPerson
from lms.culture.stories.telling import MOST, NOT_NOW, add_step, ask_anew
from lms.culture.stories.wording import bare, worded
from lms.people import (
    Action,
    Actor,
    Deed,
    Note,
    PersonCard,
    note_list,
    people_within,
    read_cards,
    record,
    require,
    require_units,
    right_to,
    units_open_to,
)
from lms.platform.context import Context
from lms.platform.errors import NotFound, Refused

FOLLOWS: Mapping[str, tuple[str, ...]] = {
    "asked": ("waiting",),
    "published": ("waiting", "asked"),
    "returned": ("waiting", "asked"),
}
"""From which states each one is reached."""


def stories_to_edit(context: Context, *, actor: Actor) -> tuple[Story, ...]:
    """What others of the actor's units told: what waits first, the oldest of it; that they looked is recorded.

    Raises:
        Forbidden: the actor edits none.
    """
    units = require_units(actor, Action.EDIT_STORIES)
    order = case({"waiting": 0, "asked": 1}, value=col(ServiceStory.state), else_=2)
    with context.database.reading() as connection:
        rows = connection.execute(
            select(ServiceStory)
            .where(
                col(ServiceStory.unit_id).in_(sorted(units)),
                col(ServiceStory.by_person_id) != actor.person_id,
                col(ServiceStory.state).in_(["waiting", "asked", "published"]),
                ~_of(actor),
            )
            .order_by(order, case((col(ServiceStory.state) == "published", None), else_=col(ServiceStory.at)))
            .limit(MOST)
        ).all()
        found = stories_from(connection, rows, with_steps=True)
        people = people_within(connection, {row.by_person_id for row in rows})
    deed, action = Deed.LISTED_STORIES, Action.EDIT_STORIES
    note_list(context, actor=actor, deed=deed, action=action, people=people.values())
    return found


def stories_waiting(context: Context, *, actor: Actor) -> int:
    """How many stories wait for the actor as their editor; 0 for whoever edits none."""
    units = units_open_to(actor, Action.EDIT_STORIES)
    if not units:
        return 0
    with context.database.reading() as connection:
        return connection.execute(
            select(func.count())
            .select_from(ServiceStory)
            .where(
                col(ServiceStory.unit_id).in_(sorted(units)),
                col(ServiceStory.by_person_id) != actor.person_id,
                col(ServiceStory.state) == "waiting",
                ~_of(actor),
            )
        ).scalar_one()


def edit_story(
    context: Context, *, actor: Actor, story_id: str, parts: Mapping[str, str], spared: Collection[str] = ()
) -> tuple[str, ...]:
    """Put words of a story right; what was masked of them, as it was typed. Whoever is named is asked again.

    Args:
        context: database and clock.
        actor: an editor of the unit, whom it does not tell of.
        story_id: which.
        parts: all its parts, with ``{1}`` for whom it tells of.
        spared: words that tell of nobody and are to stay: a street that was taken for a name. Numbers never stay.

    Raises:
        NotFound: there is no such story.
        Forbidden: the actor does not edit it.
        Refused: a part is empty or too long, or the story was returned or taken out.
    """
    now = context.now()
    with context.database.transaction() as connection:
        row = _open_to(connection, actor, story_id)
        if row.state not in ("waiting", "asked", "published"):
            raise Refused(NOT_NOW)
        ids = list(told_of(connection, story_id))
        cards: dict[str, PersonCard] = read_cards(connection, [row.unit_id])
        people = [{**cards, **people_within(connection, ids)}[one] for one in ids]
        others = [card for card in cards.values() if card.person_id not in ids]
        said = worded(parts, people, others=others, spared=spared)
        if any(getattr(row, part) != text for part, text in said.parts.items()):
            ask_anew(connection, story_id, but=actor.person_id)
        values: dict[str, Any] = {**said.parts, "changed_at": now}
        connection.execute(update(ServiceStory).where(col(ServiceStory.id) == story_id).values(values))
        add_step(connection, story_id, "edited", actor, "", now)
        _note(context, connection, actor, row)
    return said.masked


def decide_story(context: Context, *, actor: Actor, story_id: str, step: str, reason: str = "") -> None:
    """Publish a story, ask back (``asked``), or return it (``returned``); the last two with a reason.

    Raises:
        NotFound: there is no such story.
        Forbidden: the actor does not edit it.
        Refused: the step does not follow on how it stands, or a reason is missing.
    """
    words, now = bare(reason, LONGEST_REASON), context.now()
    if step not in FOLLOWS:
        raise Refused(NOT_NOW)
    if step != "published" and not words:
        raise Refused(NO_REASON)
    with context.database.transaction() as connection:
        row = _open_to(connection, actor, story_id)
        values: dict[str, Any] = {"state": step, "changed_at": now}
        values |= {"published_at": now} if step == "published" else {}
        changed = connection.execute(
            update(ServiceStory)
            .where(col(ServiceStory.id) == story_id, col(ServiceStory.state).in_(FOLLOWS[step]))
            .values(values)
        )
        if not changed.rowcount:
            raise Refused(NOT_NOW)
        add_step(connection, story_id, step, actor, words, now)
        _note(context, connection, actor, row)


def hold_up(context: Context, *, actor: Actor, story_id: str, model: bool) -> None:
    """Hold a published story up as a model case for its competency, or no longer.

    Raises:
        NotFound: there is no such story.
        Forbidden: the actor does not edit it.
        Refused: it is not in the library, or stands so already.
    """
    now = context.now()
    with context.database.transaction() as connection:
        row = _open_to(connection, actor, story_id)
        if row.state != "published" or bool(row.model) == model:
            raise Refused(NOT_NOW)
        connection.execute(
            update(ServiceStory).where(col(ServiceStory.id) == story_id).values(model=model, changed_at=now)
        )
        add_step(connection, story_id, "model" if model else "no_model", actor, "", now)
        _note(context, connection, actor, row)


def _of(actor: Actor) -> ColumnElement[bool]:
    """Stories that tell of the actor."""
    told = col(StoryPerson.story_id) == col(ServiceStory.id), col(StoryPerson.person_id) == actor.person_id
    return exists().where(*told)


def _open_to(connection: Connection, actor: Actor, story_id: str) -> Row[Any]:
    row = row_of(connection, story_id, held=True)
    if row is None:
        raise NotFound(NO_STORY)
    require(actor, Action.EDIT_STORIES, person_id=row.by_person_id, unit_id=row.unit_id)
    require_no_part(actor, told_of(connection, story_id))
    return row


def _note(context: Context, connection: Connection, actor: Actor, row: Row[Any]) -> None:
    why = right_to(actor, Action.EDIT_STORIES, person_id=row.by_person_id, unit_id=row.unit_id)
    record(context, connection, actor=actor, notes=[Note(Deed.EDITED_STORY, why, row.by_person_id, row.id)])
