"""Service star of the month, in each branch: one by rule, that anybody can reckon again, and one by vote.

By rule it is whoever earned the most points in that month by praise, for colleagues, for their own learning and by
suggestions; each rule of points has its limit, so that it is no matter of volume. By vote it is whoever has the most
votes, and at least ``FEWEST_VOTES``. Whoever is even shares it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import Connection, func, insert, select
from sqlmodel import col

from lms.culture.earning import Earned, award
from lms.culture.tables import PointEntry, PointTransaction, StarAward, StarVote
from lms.feedback.findings import under_grave_review
from lms.feedback.hidden import barred_in
from lms.people import Action, Actor, PersonCard, people_within, read_cards, read_units, require, staff_in
from lms.platform.context import Context
from lms.platform.database import insert_into
from lms.platform.errors import Refused
from lms.platform.i18n import mark
from lms.platform.quarters import quarter_of

COUNTED = ("praise", "observation", "sign_off", "review_streak", "suggestion", "counter")
FEWEST_VOTES = 3
MOST_EVEN = 3
"""If more are even nobody stands out, and there is no star."""
NOT_ONESELF = mark("One votes for a colleague, not for oneself. Choose somebody else.")
NOBODY_HERE = mark("Vote for somebody who works in your branch.")


@dataclass(frozen=True)
class Star:
    """A service star.

    Attributes:
        month: ``2026-03``.
        how: ``rule`` or ``vote``.
        score: points of that month, or votes.
    """

    month: str
    person: PersonCard
    how: str
    score: int


@dataclass(frozen=True)
class Ballot:
    """This month's vote of the actor: whom they may vote for, and whom they did; none where nobody yet."""

    month: str
    candidates: tuple[PersonCard, ...]
    chosen: str | None


def ballot(context: Context, *, actor: Actor) -> Ballot:
    """What the actor may vote on. How the others voted is shown to nobody before the month is over, but as a star.

    Raises:
        Forbidden: the actor does not vote.
    """
    require(actor, Action.VOTE_STAR)
    month = month_of(context.today())
    with context.database.reading() as connection:
        candidates = _colleagues(connection, actor)
        chosen = connection.execute(
            select(col(StarVote.person_id)).where(
                col(StarVote.voter_id) == actor.person_id, col(StarVote.month) == month
            )
        ).scalar()
    return Ballot(month, candidates, chosen)


def vote(context: Context, *, actor: Actor, person_id: str) -> None:
    """Vote for a colleague of one's branch; another vote in the same month takes the place of the first.

    Raises:
        Forbidden: the actor does not vote.
        Refused: it is the actor themself, or nobody of their branch.
    """
    require(actor, Action.VOTE_STAR)
    if person_id == actor.person_id:
        raise Refused(NOT_ONESELF)
    row = {"voter_id": actor.person_id, "month": month_of(context.today()), "unit_id": actor.unit_id}
    choice = {"person_id": person_id, "at": context.now()}
    with context.database.transaction() as connection:
        if person_id not in {one.person_id for one in _colleagues(connection, actor)}:
            raise Refused(NOBODY_HERE)
        new = insert_into(connection, StarVote).values(row | choice)
        connection.execute(
            new.on_conflict_do_update(
                index_elements=["voter_id", "month"], set_=choice | {"unit_id": actor.unit_id}
            )
        )


def stars_of(context: Context, *, actor: Actor, unit_id: str | None = None) -> tuple[Star, ...]:
    """The stars of a branch, the actor's own by default: of the last month that has any.

    Stars are named in public, for the whole bank: those of any branch may be asked for. How somebody voted is shown to
    nobody, and one votes within one's own branch alone.

    Raises:
        Forbidden: the actor has no password of their own yet.
    """
    require(actor, Action.VIEW_WALL)
    unit = unit_id or actor.unit_id
    with context.database.reading() as connection:
        newest = select(func.max(col(StarAward.month))).where(col(StarAward.unit_id) == unit)
        rows = connection.execute(
            select(StarAward)
            .where(col(StarAward.unit_id) == unit, col(StarAward.month) == newest.scalar_subquery())
            .order_by(col(StarAward.how), col(StarAward.person_id))
        ).all()
        people = people_within(connection, {row.person_id for row in rows})
    return tuple(Star(row.month, people[row.person_id], row.how, row.score) for row in rows)


def name_stars(context: Context) -> int:
    """Name the stars of the month that is over, and give them their points; how many. Once named they stay.

    Nobody of whom a grave case is open is named, nor who hid a complaint, and nobody takes their place by it.
    """
    last = context.today().replace(day=1) - timedelta(days=1)
    month, named = month_of(last), 0
    this = col(StarAward.month) == month
    with context.database.transaction() as connection:
        then, now = (barred_in(connection, quarter_of(day).id) for day in (last, context.today()))
        hid = then.people | now.people
        if connection.execute(select(col(StarAward.month)).where(this).limit(1)).first() is None:
            for unit_id, how, best in _best(context, connection, last):
                barred = under_grave_review(connection, best) | hid
                stars = [(person_id, best[person_id]) for person_id in sorted(best.keys() - barred)]
                for person_id, score in stars:
                    row = {"month": month, "unit_id": unit_id, "person_id": person_id, "how": how}
                    connection.execute(insert(StarAward).values(row | {"score": score, "at": context.now()}))
                named += len(stars)
    with context.database.reading() as connection:
        people = connection.execute(select(col(StarAward.person_id)).where(this).distinct()).scalars().all()
    for person_id in people:
        # One transaction each: accounts of people are held before those of the bank.
        with context.database.transaction() as connection:
            award(context, connection, Earned(person_id, "star", f"{month}:{person_id}", context.now()))
    return named


def month_of(day: date) -> str:
    """A month as it is kept: ``2026-03``."""
    return f"{day:%Y-%m}"


def _best(
    context: Context, connection: Connection, last: date
) -> Iterable[tuple[str, str, Mapping[str, int]]]:
    """Of each branch whoever has the most points of a month, then whoever has the most votes."""
    zone = context.settings.zone
    first = datetime.combine(last.replace(day=1), time(), zone)
    following = datetime.combine(last + timedelta(days=1), time(), zone)
    staff = staff_in([unit.unit_id for unit in read_units(connection)])
    points: dict[str, dict[str, int]] = {}
    for unit_id, person_id, score in connection.execute(
        select(staff.c.unit_id, staff.c.person_id, func.sum(col(PointEntry.amount)))
        .join(PointEntry, col(PointEntry.account_id) == staff.c.person_id)
        .join(PointTransaction, col(PointTransaction.id) == col(PointEntry.transaction_id))
        .where(
            col(PointEntry.at) >= first,
            col(PointEntry.at) < following,
            col(PointTransaction.kind).in_(COUNTED),
        )
        .group_by(staff.c.unit_id, staff.c.person_id)
    ):
        points.setdefault(unit_id, {})[person_id] = int(score)
    votes: dict[str, dict[str, int]] = {}
    for unit_id, person_id, count in connection.execute(
        select(col(StarVote.unit_id), col(StarVote.person_id), func.count())
        .where(col(StarVote.month) == month_of(last))
        .group_by(col(StarVote.unit_id), col(StarVote.person_id))
    ):
        votes.setdefault(unit_id, {})[person_id] = count
    for how, fewest, by_unit in (("rule", 1, points), ("vote", FEWEST_VOTES, votes)):
        for unit_id in sorted(by_unit):
            most = max(by_unit[unit_id].values())
            best = {person: score for person, score in by_unit[unit_id].items() if score == most}
            if most >= fewest and len(best) <= MOST_EVEN:
                yield unit_id, how, best


def _colleagues(connection: Connection, actor: Actor) -> tuple[PersonCard, ...]:
    staff = staff_in([actor.unit_id])
    active = set(connection.execute(select(staff.c.person_id)).scalars())
    cards = read_cards(connection, [actor.unit_id])
    here = [one for one in cards.values() if one.person_id in active - {actor.person_id}]
    return tuple(sorted(here, key=lambda one: one.employee_no))
