"""Whom a story tells of decides whether their name stands in it, and whether it is told at all; at any time."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select, update
from sqlmodel import col

from lms.culture.stories.reading import NO_STORY, Story, row_of, stories_from, told_of
from lms.culture.stories.tables import ServiceStory, StoryPerson
from lms.culture.stories.telling import MOST, NOT_NOW, add_step
from lms.culture.stories.wording import bare
from lms.people import Action, Actor, Deed, Note, record, require, require_own_password, right_to
from lms.platform.context import Context
from lms.platform.errors import Forbidden, NotFound, Refused
from lms.platform.i18n import mark

ANSWERS = ("named", "unnamed", "withdrawn")
OPEN_STATES = ("waiting", "asked", "published")
"""States in which a story is told, or may still be."""
LONGEST_REASON = 500
NO_ANSWER = mark("Choose: with your name, without it, or not at all.")
NO_REASON = mark("Say in a sentence why, in up to 500 characters: whoever told it reads it.")


@dataclass(frozen=True)
class OfMe:
    """A story that tells of the actor, and what they say to that."""

    story: Story
    answer: str


def stories_of_me(context: Context, *, actor: Actor) -> tuple[OfMe, ...]:
    """Stories that tell of the actor, those they have not answered first.

    Raises:
        Forbidden: the actor has no password of their own yet.
    """
    require_own_password(actor)
    with context.database.reading() as connection:
        mine = {
            row.story_id: row.answer
            for row in connection.execute(
                select(StoryPerson).where(
                    col(StoryPerson.person_id) == actor.person_id, col(StoryPerson.answer) != "withdrawn"
                )
            )
        }
        rows = connection.execute(
            select(ServiceStory)
            .where(
                col(ServiceStory.id).in_(sorted(mine)),
                col(ServiceStory.state).in_(OPEN_STATES),
            )
            .order_by(col(ServiceStory.at).desc())
            .limit(MOST)
        ).all()
        found = [OfMe(story, mine[story.story_id]) for story in stories_from(connection, rows)]
    return tuple(sorted(found, key=lambda one: one.answer != "open"))


def leave_asked(context: Context, *, actor: Actor) -> int:
    """How many stories tell of the actor and were not answered.

    Raises:
        Forbidden: the actor has no password of their own yet.
    """
    require_own_password(actor)
    with context.database.reading() as connection:
        return connection.execute(
            select(func.count())
            .select_from(StoryPerson)
            .join(ServiceStory, col(ServiceStory.id) == col(StoryPerson.story_id))
            .where(
                col(StoryPerson.person_id) == actor.person_id,
                col(StoryPerson.answer) == "open",
                col(ServiceStory.state).in_(OPEN_STATES),
            )
        ).scalar_one()


def stories_asked_back(context: Context, *, actor: Actor) -> int:
    """How many stories of the actor's an editor asked about.

    Raises:
        Forbidden: the actor tells no stories.
    """
    require(actor, Action.TELL_STORIES)
    with context.database.reading() as connection:
        return connection.execute(
            select(func.count())
            .select_from(ServiceStory)
            .where(col(ServiceStory.by_person_id) == actor.person_id, col(ServiceStory.state) == "asked")
        ).scalar_one()


def answer_for_me(context: Context, *, actor: Actor, story_id: str, answer: str) -> None:
    """Say of a story that tells of the actor: ``named``, ``unnamed``, or ``withdrawn``, then nobody reads it any more.

    Raises:
        Forbidden: the actor has no password of their own yet.
        NotFound: no such story tells of the actor.
        Refused: it is none of the answers.
    """
    require_own_password(actor)
    if answer not in ANSWERS:
        raise Refused(NO_ANSWER)
    now = context.now()
    with context.database.transaction() as connection:
        row = row_of(connection, story_id, held=True)
        if (
            row is None
            or actor.person_id not in told_of(connection, story_id)
            or row.state not in OPEN_STATES
        ):
            raise NotFound(NO_STORY)
        connection.execute(
            update(StoryPerson)
            .where(col(StoryPerson.story_id) == story_id, col(StoryPerson.person_id) == actor.person_id)
            .values(answer=answer, answered_at=now)
        )
        changed: Mapping[str, object] = {"state": "withdrawn"} if answer == "withdrawn" else {}
        connection.execute(
            update(ServiceStory)
            .where(col(ServiceStory.id) == story_id)
            .values({"changed_at": now, **changed})
        )
        if answer == "withdrawn":
            add_step(connection, story_id, "withdrawn", actor, "", now)


def withdraw_story(context: Context, *, actor: Actor, story_id: str, reason: str = "") -> None:
    """Take a story back: one's own at any time, or as an editor of its unit, with a reason.

    Raises:
        NotFound: there is no such story.
        Forbidden: the actor neither told it nor edits it.
        Refused: it was taken out already, or an editor gave no reason.
    """
    require_own_password(actor)
    words, now = bare(reason, LONGEST_REASON), context.now()
    with context.database.transaction() as connection:
        row = row_of(connection, story_id, held=True)
        if row is None:
            raise NotFound(NO_STORY)
        own = row.by_person_id == actor.person_id
        if not own:
            require(actor, Action.EDIT_STORIES, person_id=row.by_person_id, unit_id=row.unit_id)
            if not words:
                raise Refused(NO_REASON)
        if row.state not in OPEN_STATES:
            raise Refused(NOT_NOW)
        connection.execute(
            update(ServiceStory)
            .where(col(ServiceStory.id) == story_id)
            .values(state="withdrawn", changed_at=now)
        )
        add_step(connection, story_id, "withdrawn", actor, words, now)
        if not own:
            why = right_to(actor, Action.EDIT_STORIES, person_id=row.by_person_id, unit_id=row.unit_id)
            note = Note(Deed.EDITED_STORY, why, row.by_person_id, story_id)
            record(context, connection, actor=actor, notes=[note])


def require_no_part(actor: Actor, people: Mapping[str, str]) -> None:
    """Let pass whom a story does not tell of.

    Raises:
        Forbidden: it tells of the actor.
    """
    if actor.person_id in people:
        raise Forbidden(TELLS_OF_YOU)


TELLS_OF_YOU = mark("This story tells of you: another editor deals with it.")
