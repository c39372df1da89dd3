"""A story as it is handed out: its words with the names there is leave for, and what was done about it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select
from sqlmodel import col

from lms.culture.stories.tables import ServiceStory, StoryHelped, StoryPerson, StoryStep
from lms.culture.stories.wording import PARTS, names_shown, read_as, to_edit
from lms.people import PersonCard, people_within
from lms.platform.i18n import mark
from lms.platform.settings import Locale

NO_STORY = mark("There is no such story, or not for you.")


@dataclass(frozen=True)
class StoryDeed:
    """Something that was done about a story; ``step`` is one of ``STORY_STEPS``."""

    step: str
    at: datetime
    reason: str


@dataclass(frozen=True)
class Story:
    """A story.

    Attributes:
        locale: the language it is told in.
        parts: its words, by the name of the part.
        to_edit: the same as they stand in a field, with ``{1}`` for whom it tells of.
        item_id: the letter behind it; none where there is none.
        people: whom it tells of and who has agreed to be named.
        helped: how many colleagues it has helped.
        model: whether it is held up as a model case.
        steps: what was done about it; empty for readers of the library.
    """

    story_id: str
    locale: Locale
    parts: Mapping[str, str]
    to_edit: Mapping[str, str]
    competency: str
    business: str
    segment: str
    occasion: str
    unit_id: str
    item_id: str | None
    state: str
    model: bool
    at: datetime
    published_at: datetime | None
    people: tuple[PersonCard, ...]
    helped: int
    steps: tuple[StoryDeed, ...] = ()

    @property
    def title(self) -> str:
        """Its title."""
        return self.parts["title"]


def stories_from(
    connection: Connection, rows: Iterable[Row[Any]], *, with_steps: bool = False
) -> tuple[Story, ...]:
    """Rows as they are handed out. For services of this room: nothing here asks who asks."""
    rows = list(rows)
    ids = [row.id for row in rows]
    told_of: dict[str, list[Row[Any]]] = {}
    for one in connection.execute(
        select(StoryPerson).where(col(StoryPerson.story_id).in_(ids)).order_by(col(StoryPerson.place))
    ):
        told_of.setdefault(one.story_id, []).append(one)
    cards = people_within(connection, {one.person_id for some in told_of.values() for one in some})
    counted = connection.execute(
        select(col(StoryHelped.story_id), func.count().label("helped"))
        .where(col(StoryHelped.story_id).in_(ids))
        .group_by(col(StoryHelped.story_id))
    )
    helped: dict[str, int] = {row.story_id: row.helped for row in counted}
    steps = _steps(connection, ids) if with_steps else {}
    return tuple(
        _story(row, told_of.get(row.id, []), cards, helped.get(row.id, 0), steps.get(row.id, ()))
        for row in rows
    )


def _story(
    row: Row[Any],
    told_of: list[Row[Any]],
    cards: Mapping[str, PersonCard],
    helped: int,
    steps: tuple[StoryDeed, ...],
) -> Story:
    named = {one.place: cards[one.person_id] if one.answer == "named" else None for one in told_of}
    names = names_shown(named, row.locale)
    return Story(
        row.id,
        row.locale,
        {part: read_as(getattr(row, part), names, row.locale) for part in PARTS},
        {part: to_edit(getattr(row, part)) for part in PARTS},
        row.competency,
        row.business,
        row.segment,
        row.occasion,
        row.unit_id,
        row.item_id,
        row.state,
        bool(row.model),
        row.at,
        row.published_at,
        tuple(card for card in named.values() if card is not None),
        helped,
        steps,
    )


def _steps(connection: Connection, ids: list[str]) -> dict[str, tuple[StoryDeed, ...]]:
    found: dict[str, tuple[StoryDeed, ...]] = {}
    for one in connection.execute(
        select(StoryStep).where(col(StoryStep.story_id).in_(ids)).order_by(col(StoryStep.id))
    ):
        found[one.story_id] = (*found.get(one.story_id, ()), StoryDeed(one.step, one.at, one.reason))
    return found


def row_of(connection: Connection, story_id: str, *, held: bool = False) -> Row[Any] | None:
    """A story's row; none where there is none. ``held`` keeps others from changing it until the transaction ends."""
    query = select(ServiceStory).where(col(ServiceStory.id) == story_id)
    return connection.execute(query.with_for_update() if held else query).one_or_none()


def told_of(connection: Connection, story_id: str) -> dict[str, str]:
    """Whom a story tells of, by their places, with what they say to it."""
    rows = connection.execute(
        select(StoryPerson).where(col(StoryPerson.story_id) == story_id).order_by(col(StoryPerson.place))
    )
    return {row.person_id: row.answer for row in rows}
