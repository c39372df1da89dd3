"""A story taken into a branch's morning meeting: the one thing about stories that earns points, once a story."""

from datetime import date, timedelta

from sqlalchemy import select
from sqlmodel import col

from lms.culture.earning import Earned, award
from lms.culture.stories.library import stories_by_id
from lms.culture.stories.reading import NO_STORY, Story, row_of
from lms.culture.stories.tables import StoryMorning
from lms.people import Action, Actor, require
from lms.platform.context import Context
from lms.platform.database import insert_into
from lms.platform.errors import NotFound, Refused
from lms.platform.i18n import mark

AHEAD = timedelta(days=7)
NO_DAY = mark("Choose today or one of the next seven days.")


def take_into_morning(
    context: Context, *, actor: Actor, story_id: str, day: date, unit_id: str | None = None
) -> int:
    """Take a story into a branch's morning meeting of a day; another one for that day takes its place.

    Whoever told it earns by the rule, once for a story, whatever branches take it up; not by their own choice.

    Args:
        context: database and clock.
        actor: leads the meeting.
        story_id: of a story in the library.
        day: today or one of the next seven.
        unit_id: the branch, the actor's own by default.

    Returns:
        How many points whoever told it earned now.

    Raises:
        Forbidden: the actor does not lead it.
        NotFound: no such story is in the library.
        Refused: it is none of these days.
    """
    unit = unit_id or actor.unit_id
    require(actor, Action.LEAD_MORNING_DRILL, unit_id=unit)
    today = context.today()
    if not today <= day <= today + AHEAD:
        raise Refused(NO_DAY)
    with context.database.transaction() as connection:
        row = row_of(connection, story_id)
        if row is None or row.state != "published":
            raise NotFound(NO_STORY)
        chosen = {"story_id": story_id, "by_person_id": actor.person_id, "at": context.now()}
        new = insert_into(connection, StoryMorning).values({"unit_id": unit, "day": day} | chosen)
        connection.execute(new.on_conflict_do_update(index_elements=["unit_id", "day"], set_=chosen))
        if row.by_person_id == actor.person_id:
            return 0
        earned = Earned(row.by_person_id, "story", story_id, context.now(), by=actor.person_id)
        return award(context, connection, earned)


def story_of_the_morning(context: Context, *, actor: Actor) -> Story | None:
    """The story for today's morning meeting of the actor's branch; none where none was taken in, or it went since.

    Raises:
        Forbidden: the actor has no password of their own yet, or no role.
    """
    require(actor, Action.VIEW_WALL)
    with context.database.reading() as connection:
        chosen = connection.execute(
            select(col(StoryMorning.story_id)).where(
                col(StoryMorning.unit_id) == actor.unit_id, col(StoryMorning.day) == context.today()
            )
        ).scalar()
    return next(iter(stories_by_id(context, [chosen])), None) if chosen else None
