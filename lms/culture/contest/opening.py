"""Opening a contest: what is set stands from then on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import insert, select
from sqlmodel import col

from lms.culture.contest.tables import Contest, ContestJuror, ContestUnit
from lms.culture.rules import point_rules
from lms.people import (
    Action,
    Actor,
    Deed,
    Note,
    PersonCard,
    Role,
    people_within,
    record,
    require,
    require_units,
    right_to,
    staff_in,
)
from lms.people.tables import RoleGrant
from lms.platform.context import Context
from lms.platform.database import insert_into
from lms.platform.errors import Refused
from lms.platform.i18n import mark
from lms.platform.identifiers import new_id
from lms.platform.privacy import mask_with_names

LONGEST_TITLE, LONGEST_THEME, LONGEST_CRITERION = 60, 1_000, 60
FEWEST_JURORS, MOST_JURORS, MOST_CRITERIA = 3, 15, 6
MOST_CHOICE = 300
EMPTY = mark("Give it a title of up to 60 characters and a theme of up to 1,000.")
NO_DAYS = mark(
    "The days follow each other: entries begin today or later, votes and marks end after the entries do."
)
NO_WEIGHTS = mark(
    "One to six criteria, each with a name, and weights that are 100 in all; the jury has 30 to 100."
)
NO_JURY = mark("Choose three to fifteen jurors among the people of your units.")
NO_PRIZES = mark("One to {places} prizes, none larger than the one before, {points} points in all at most.")
NO_UNITS = mark("Choose the units that are invited.")


@dataclass(frozen=True)
class ContestPlan:
    """A contest as its form holds it; days are inclusive, weights of a hundred."""

    title: str
    theme: str
    unit_ids: tuple[str, ...]
    entries_from: date
    entries_until: date
    vote_until: date
    jury_until: date
    criteria: tuple[tuple[str, int], ...]
    jury: tuple[str, ...]
    prizes: tuple[int, ...]
    jury_weight: int = 70
    own_branch: bool = False


def people_to_judge(context: Context, *, actor: Actor) -> tuple[PersonCard, ...]:
    """Whom the actor may ask to judge: who answers for others in their units, by employee number.

    Raises:
        Forbidden: the actor opens no contests.
    """
    units = require_units(actor, Action.RUN_CONTESTS)
    staff = staff_in(units)
    answering = select(col(RoleGrant.person_id)).where(
        col(RoleGrant.role).in_([Role.MANAGER, Role.TRAINER, Role.MENTOR, Role.CONSUMER_PROTECTION_OFFICER])
    )
    with context.database.reading() as connection:
        ids = connection.execute(
            select(staff.c.person_id).where(staff.c.person_id.in_(answering)).limit(MOST_CHOICE)
        ).scalars()
        found = people_within(connection, set(ids))
    return tuple(sorted(found.values(), key=lambda one: one.employee_no))


def open_contest(context: Context, *, actor: Actor, contest: ContestPlan, key: str) -> str:
    """Open a contest; its id. The same key again opens nothing twice.

    Raises:
        Forbidden: a unit is not the actor's.
        Refused: something that was set cannot be.
    """
    require_units(actor, Action.RUN_CONTESTS)
    if not contest.unit_ids:
        raise Refused(NO_UNITS)
    for unit_id in contest.unit_ids:
        require(actor, Action.RUN_CONTESTS, unit_id=unit_id)
    title, theme = _words(contest.title, LONGEST_TITLE), _words(contest.theme, LONGEST_THEME)
    criteria = [
        {"name": _words(name, LONGEST_CRITERION, NO_WEIGHTS), "weight": weight}
        for name, weight in contest.criteria
    ]
    _require_plan(context, contest)
    jury = sorted({*contest.jury})
    if not FEWEST_JURORS <= len(jury) <= MOST_JURORS or not {*jury} <= {
        card.person_id for card in people_to_judge(context, actor=actor)
    }:
        raise Refused(NO_JURY)
    row: dict[str, Any] = {"id": new_id(), "key": key[:36], "title": title, "theme": theme}
    row |= {"entries_from": contest.entries_from, "entries_until": contest.entries_until}
    row |= {"vote_until": contest.vote_until, "jury_until": contest.jury_until}
    row |= {"jury_weight": contest.jury_weight, "own_branch": contest.own_branch, "criteria": criteria}
    row |= {"prizes": list(contest.prizes), "opened_by": actor.person_id, "at": context.now()}
    with context.database.transaction() as connection:
        new = insert_into(connection, Contest).values(row).on_conflict_do_nothing()
        if connection.execute(new.returning(col(Contest.id))).first() is None:
            same = (col(Contest.opened_by) == actor.person_id, col(Contest.key) == row["key"])
            return str(connection.execute(select(col(Contest.id)).where(*same)).scalar_one())
        units = sorted({*contest.unit_ids})
        connection.execute(insert(ContestUnit), [{"contest_id": row["id"], "unit_id": one} for one in units])
        connection.execute(
            insert(ContestJuror), [{"contest_id": row["id"], "person_id": one} for one in jury]
        )
        why = right_to(actor, Action.RUN_CONTESTS, unit_id=units[0])
        notes = [Note(Deed.OPENED_CONTEST, why, None, row["id"])]
        record(context, connection, actor=actor, notes=notes)
    return str(row["id"])


def _require_plan(context: Context, contest: ContestPlan) -> None:
    days = (context.today(), contest.entries_from, contest.entries_until)
    ends = (contest.vote_until, contest.jury_until)
    if list(days) != sorted(days) or min(ends) <= contest.entries_until:
        raise Refused(NO_DAYS)
    weights = [weight for _name, weight in contest.criteria]
    right = 0 < len(weights) <= MOST_CRITERIA and min(weights) > 0 and sum(weights) == 100
    if not right or not 30 <= contest.jury_weight <= 100:
        raise Refused(NO_WEIGHTS)
    rules = point_rules().contest
    if not _falls(contest.prizes) or not (
        0 < len(contest.prizes) <= rules.most_places and sum(contest.prizes) <= rules.most_points
    ):
        raise Refused(NO_PRIZES, places=rules.most_places, points=rules.most_points)


def _falls(prizes: Sequence[int]) -> bool:
    return all(one > 0 for one in prizes) and list(prizes) == sorted(prizes, reverse=True)


def _words(text: str, longest: int, complaint: str = EMPTY) -> str:
    words = text.replace("\x00", "").encode("utf-8", "ignore").decode().strip()
    if not 0 < len(words) <= longest:
        raise Refused(complaint)
    return mask_with_names(words).text
