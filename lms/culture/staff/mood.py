"""How the week was: one question, one tap, of one's own will; shown to others in groups of five or more alone.

A week is reckoned once, when it is over, for all groups at a time, and stays so: nobody sees a figure move when
somebody answers, changes their mind, moves to another branch or has their data erased. Whoever may see groups is not
counted in them, for what one answered oneself can be taken away again.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, insert, select
from sqlmodel import col

from lms.culture.staff.groups import mean_in_halves, shown_groups, units_of
from lms.culture.staff.tables import MoodAnswer, MoodWeek
from lms.people import Action, Actor, read_units, require, require_units
from lms.people.grants import holds_at
from lms.people.rights import PERMISSIONS
from lms.people.tables import RoleGrant
from lms.platform.context import Context
from lms.platform.database import insert_into
from lms.platform.errors import Refused
from lms.platform.i18n import mark

LOOKED_BACK = 12
"""Weeks that are shown."""
CAUGHT_UP = 8
"""Weeks back to which a night looks for one that was not reckoned."""
NO_MOOD = mark("Choose one of the five answers.")


@dataclass(frozen=True)
class OwnWeek:
    """One's own answer; ``week`` is ``2026-W11``, ``mood`` 1 to 5."""

    week: str
    mood: int


@dataclass(frozen=True)
class GroupWeek:
    """The week of a unit with all below it.

    Attributes:
        answers: how many there were, five or more.
        mood: the mean to the half, 1.5 to 4.5.
    """

    week: str
    unit_id: str
    answers: int
    mood: float


def tell_mood(context: Context, *, actor: Actor, mood: int) -> None:
    """Say how this week is; until it is over another answer takes the place of the first.

    Raises:
        Forbidden: the actor is not asked.
        Refused: it is none of the five answers.
    """
    require(actor, Action.TELL_MOOD)
    if mood not in range(1, 6):
        raise Refused(NO_MOOD)
    row = {"person_id": actor.person_id, "week": week_of(context.today())}
    said = {"unit_id": actor.unit_id, "mood": mood, "at": context.now()}
    with context.database.transaction() as connection:
        new = insert_into(connection, MoodAnswer).values(row | said)
        connection.execute(new.on_conflict_do_update(index_elements=["person_id", "week"], set_=said))


def mood_this_week(context: Context, *, actor: Actor) -> int | None:
    """What the actor answered this week; none where they have not.

    Raises:
        Forbidden: the actor is not asked.
    """
    require(actor, Action.TELL_MOOD)
    with context.database.reading() as connection:
        return connection.execute(
            select(col(MoodAnswer.mood)).where(
                col(MoodAnswer.person_id) == actor.person_id,
                col(MoodAnswer.week) == week_of(context.today()),
            )
        ).scalar()


def my_moods(context: Context, *, actor: Actor) -> tuple[OwnWeek, ...]:
    """The actor's own weeks, the newest first.

    Raises:
        Forbidden: the actor is not asked.
    """
    require(actor, Action.TELL_MOOD)
    with context.database.reading() as connection:
        rows = connection.execute(
            select(col(MoodAnswer.week), col(MoodAnswer.mood))
            .where(col(MoodAnswer.person_id) == actor.person_id)
            .order_by(col(MoodAnswer.week).desc())
            .limit(LOOKED_BACK)
        ).all()
    return tuple(OwnWeek(row.week, row.mood) for row in rows)


def moods_within(context: Context, *, actor: Actor) -> tuple[GroupWeek, ...]:
    """The weeks of the actor's units, the newest first; a unit has none for a week in which too few answered.

    Raises:
        Forbidden: the actor sees no groups.
    """
    units = require_units(actor, Action.READ_MOODS)
    since = week_of(context.today() - timedelta(weeks=LOOKED_BACK))
    with context.database.reading() as connection:
        rows = connection.execute(
            select(MoodWeek)
            .where(col(MoodWeek.unit_id).in_(sorted(units)), col(MoodWeek.week) >= since)
            .order_by(col(MoodWeek.week).desc(), col(MoodWeek.unit_id))
        ).all()
    return tuple(GroupWeek(row.week, row.unit_id, row.answers, row.halves / 2) for row in rows)


def publish_moods(context: Context) -> int:
    """Reckon the weeks that are over and were not; how many groups. What was reckoned stays as it is."""
    today, made = context.today(), 0
    weeks = [week_of(today - timedelta(weeks=back)) for back in range(1, CAUGHT_UP + 1)]
    with context.database.transaction() as connection:
        done = set(
            connection.execute(
                select(col(MoodWeek.week)).where(col(MoodWeek.week).in_(weeks)).distinct()
            ).scalars()
        )
        for week in weeks:
            if week not in done:
                made += _publish(context, connection, week)
    return made


def week_of(day: date) -> str:
    """A week as it is kept, from Monday to Sunday: ``2026-W11``."""
    year, week, _weekday = day.isocalendar()
    return f"{year}-W{week:02d}"


def _publish(context: Context, connection: Connection, week: str) -> int:
    seeing = select(col(RoleGrant.person_id)).where(
        col(RoleGrant.role).in_(sorted(PERMISSIONS[Action.READ_MOODS])),
        holds_at(context.now()),
    )
    moods: dict[str, list[int]] = {}
    for unit_id, mood in connection.execute(
        select(col(MoodAnswer.unit_id), col(MoodAnswer.mood)).where(
            col(MoodAnswer.week) == week, col(MoodAnswer.person_id).not_in(seeing)
        )
    ):
        moods.setdefault(unit_id, []).append(mood)
    parents = {unit.unit_id: unit.parent_id for unit in read_units(connection)}
    groups = shown_groups({unit: len(each) for unit, each in moods.items()}, parents)
    for group in sorted(groups):
        within = [mood for unit in units_of(group, parents) for mood in moods.get(unit, ())]
        row = {"week": week, "unit_id": group, "answers": len(within), "at": context.now()}
        connection.execute(insert(MoodWeek).values(row | {"halves": mean_in_halves(within)}))
    return len(groups)
