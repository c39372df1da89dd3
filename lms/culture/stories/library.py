"""The library: published stories, found by words, competency, customer and business; read; and that one helped."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import exists, func, select
from sqlmodel import col

from lms.culture.stories.consenting import require_no_part
from lms.culture.stories.reading import NO_STORY, Story, row_of, stories_from, told_of
from lms.culture.stories.tables import ServiceStory, StoryHelped, StoryPerson
from lms.people import Action, Actor, may, require, require_own_password
from lms.platform.context import Context
from lms.platform.database import insert_into
from lms.platform.errors import NotFound, Refused
from lms.platform.i18n import mark
from lms.platform.settings import Locale

SHOWN = 60
LOOKED_THROUGH = 2_000
NOT_OWN = mark("A story that you told helps others. It cannot help you.")


@dataclass(frozen=True)
class Wanted:
    """Which stories: of one language, competency, kind of customer, business, situation; none for any.

    Attributes:
        model: model cases alone.
    """

    locale: Locale | None = None
    competency: str | None = None
    segment: str | None = None
    business: str | None = None
    occasion: str | None = None
    model: bool = False


ALL = Wanted()


def find_stories(
    context: Context,
    *,
    actor: Actor,
    keys: Iterable[str] | None = None,
    wanted: Wanted = ALL,
) -> tuple[Story, ...]:
    """Published stories of the whole bank, the newest first, or in the order of ``keys``.

    Args:
        context: database and clock.
        actor: who looks.
        keys: ids of stories that fit some words, the best first; none where no words were given.
        wanted: which of them.

    Raises:
        Forbidden: the actor has no password of their own yet, or no role.
    """
    require(actor, Action.VIEW_WALL)
    query = select(ServiceStory).where(col(ServiceStory.state) == "published")
    for name in ("locale", "competency", "segment", "business", "occasion"):
        if (value := getattr(wanted, name)) is not None:
            query = query.where(getattr(ServiceStory, name) == value)
    if wanted.model:
        query = query.where(col(ServiceStory.model).is_(True))
    order = None if keys is None else {key: place for place, key in enumerate(keys)}
    if order is not None:
        query = query.where(col(ServiceStory.id).in_(list(order)))
    with context.database.reading() as connection:
        newest = query.order_by(col(ServiceStory.published_at).desc(), col(ServiceStory.id))
        rows = connection.execute(newest.limit(SHOWN)).all()
        found = stories_from(connection, rows)
    return found if order is None else tuple(sorted(found, key=lambda one: order[one.story_id]))


def read_story(context: Context, *, actor: Actor, story_id: str) -> Story:
    """A story: a published one for everybody, another for whoever told it, whom it tells of, and its editors.

    Raises:
        Forbidden: the actor has no password of their own yet, or no role.
        NotFound: there is none for them.
    """
    require(actor, Action.VIEW_WALL)
    with context.database.reading() as connection:
        row = row_of(connection, story_id)
        if row is None:
            raise NotFound(NO_STORY)
        people = told_of(connection, story_id)
        own = actor.person_id == row.by_person_id or people.get(actor.person_id, "withdrawn") != "withdrawn"
        edits = may(actor, Action.EDIT_STORIES, person_id=row.by_person_id, unit_id=row.unit_id)
        if row.state != "published" and not own and not edits:
            raise NotFound(NO_STORY)
        return stories_from(connection, [row], with_steps=own or edits)[0]


def say_it_helped(context: Context, *, actor: Actor, story_id: str) -> None:
    """Say that a story helped: once a person, and not of one's own; a second time changes nothing.

    Raises:
        Forbidden: the actor tells and reads none, or it tells of them.
        NotFound: no such story is in the library.
        Refused: the actor told it.
    """
    require(actor, Action.TELL_STORIES)
    with context.database.transaction() as connection:
        row = row_of(connection, story_id)
        if row is None or row.state != "published":
            raise NotFound(NO_STORY)
        require_no_part(actor, told_of(connection, story_id))
        if row.by_person_id == actor.person_id:
            raise Refused(NOT_OWN)
        said = {"story_id": story_id, "person_id": actor.person_id, "at": context.now()}
        connection.execute(insert_into(connection, StoryHelped).values(said).on_conflict_do_nothing())


def can_help(context: Context, *, actor: Actor, story_id: str) -> bool:
    """Whether the actor may still say that a story helped.

    Raises:
        Forbidden: the actor has no password of their own yet.
        NotFound: no such story is in the library.
    """
    require_own_password(actor)
    with context.database.reading() as connection:
        row = row_of(connection, story_id)
        if row is None or row.state != "published":
            raise NotFound(NO_STORY)
        if row.by_person_id == actor.person_id or not may(actor, Action.TELL_STORIES):
            return False
        said = exists().where(
            col(StoryHelped.story_id) == story_id, col(StoryHelped.person_id) == actor.person_id
        )
        return (
            actor.person_id not in told_of(connection, story_id)
            and not connection.execute(select(said)).scalar()
        )


def stories_by_id(context: Context, story_ids: Iterable[str]) -> tuple[Story, ...]:
    """Stories as they are in the library now, by their ids, left out where none is. For services: nobody is asked."""
    there = col(ServiceStory.id).in_(sorted(set(story_ids))), col(ServiceStory.state) == "published"
    with context.database.reading() as connection:
        return stories_from(connection, connection.execute(select(ServiceStory).where(*there)).all())


def published_since(context: Context, *, most: int) -> dict[str, str]:
    """The newest stories, each with what tells whether it, or who is named in it, changed. For services."""
    named = (
        select(func.count())
        .where(col(StoryPerson.story_id) == col(ServiceStory.id), col(StoryPerson.answer) == "named")
        .scalar_subquery()
    )
    with context.database.reading() as connection:
        rows = connection.execute(
            select(col(ServiceStory.id), col(ServiceStory.changed_at), named.label("named"))
            .where(col(ServiceStory.state) == "published")
            .order_by(col(ServiceStory.published_at).desc(), col(ServiceStory.id))
            .limit(most)
        )
        return {row.id: f"{row.changed_at} {row.named}" for row in rows}
