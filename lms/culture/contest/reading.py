"""Contests as they are read: what was set, how far they are, entries without names, and the result."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, or_, select
from sqlmodel import col

from lms.culture.contest.tables import (
    Contest,
    ContestEntry,
    ContestJuror,
    ContestPrize,
    ContestUnit,
    ContestVote,
)
from lms.culture.tables import Suggestion
from lms.people import Action, Actor, PersonCard, people_within, require_own_password, units_open_to
from lms.platform.context import Context
from lms.platform.errors import NotFound
from lms.platform.i18n import mark

MOST = 40
MOST_ENTRIES = 200
FEWEST_MARKS = 3
"""A mean of fewer jurors is not shown: it would say what one of them gave."""
NO_CONTEST = mark("There is no such contest, or it is not for your branch.")


@dataclass(frozen=True)
class ContestCard:
    """A contest as it was set, and how far it is.

    Attributes:
        phase: one of ``PHASES``.
        criteria: each with its weight of a hundred.
        prizes: points of the first place, the second and so on.
        votes: how many there were; none before the end, or where too few.
        mine: what the actor is to it: may ``enter``, ``judge``, ``run``, or several.
    """

    contest_id: str
    title: str
    theme: str
    phase: str
    entries_from: date
    entries_until: date
    vote_until: date
    jury_until: date
    jury_weight: int
    own_branch: bool
    criteria: tuple[tuple[str, int], ...]
    prizes: tuple[int, ...]
    unit_ids: tuple[str, ...]
    announced_at: datetime | None
    votes: int | None
    mine: frozenset[str]


@dataclass(frozen=True)
class EntryView:
    """An entry.

    Attributes:
        text: the suggestion's words.
        mine: whether it is the actor's.
        chosen: whether they voted for it.
        place: in the result; none before, and where it has none.
        jury: its mark, 0 to 100; none before the result, and where fewer than three jurors gave one.
        votes: none before the result, and where there were too few in all.
        person: whoever entered it, once the result is there and they agreed.
        points: its prize; none where it has none.
        prize: how far that is, told to whoever won it alone, as is ``answer``, why it was refused.
    """

    entry_id: str
    text: str
    mine: bool
    chosen: bool
    place: int | None
    jury: float | None
    votes: int | None
    person: PersonCard | None
    unit_id: str | None
    points: int | None
    prize: str | None
    answer: str


def contests_of(context: Context, *, actor: Actor) -> tuple[ContestCard, ...]:
    """Contests that the actor's branch is invited to, or that they judge or may run, the newest first.

    Raises:
        Forbidden: the actor has no password of their own yet.
    """
    require_own_password(actor)
    runs = units_open_to(actor, Action.RUN_CONTESTS)
    invited = select(col(ContestUnit.contest_id)).where(
        col(ContestUnit.unit_id).in_(sorted(runs | {actor.unit_id}))
    )
    judged = select(col(ContestJuror.contest_id)).where(col(ContestJuror.person_id) == actor.person_id)
    with context.database.reading() as connection:
        rows = connection.execute(
            select(Contest)
            .where(or_(col(Contest.id).in_(invited), col(Contest.id).in_(judged)))
            .order_by(col(Contest.entries_from).desc(), col(Contest.id))
            .limit(MOST)
        ).all()
        return _cards(context, connection, actor, rows)


def contest_of(context: Context, *, actor: Actor, contest_id: str) -> ContestCard:
    """One contest.

    Raises:
        Forbidden: the actor has no password of their own yet.
        NotFound: there is none for them.
    """
    require_own_password(actor)
    with context.database.reading() as connection:
        return card_for(context, connection, actor, contest_id)


def entries_of_contest(context: Context, *, actor: Actor, contest_id: str) -> tuple[EntryView, ...]:
    """Entries of a contest: one's own while entries are taken, all from then on, the best first once it is announced.

    Raises:
        Forbidden: the actor has no password of their own yet.
        NotFound: there is no such contest for them.
    """
    require_own_password(actor)
    with context.database.reading() as connection:
        card = card_for(context, connection, actor, contest_id)
        query = (
            select(ContestEntry, col(Suggestion.text))
            .join(Suggestion, col(Suggestion.id) == col(ContestEntry.suggestion_id))
            .where(col(ContestEntry.contest_id) == contest_id)
        )
        if card.phase in ("planned", "entering"):
            query = query.where(col(ContestEntry.person_id) == actor.person_id)
        # Their ids are of the time they came: by the order one could guess whose they are.
        order = (col(ContestEntry.place).is_(None), col(ContestEntry.place), col(Suggestion.text))
        rows: Any = connection.execute(query.order_by(*order).limit(MOST_ENTRIES)).all()
        chosen = connection.execute(
            select(col(ContestVote.entry_id)).where(
                col(ContestVote.contest_id) == contest_id, col(ContestVote.voter_id) == actor.person_id
            )
        ).scalar()
        prizes = {
            row.entry_id: row
            for row in connection.execute(
                select(ContestPrize).where(col(ContestPrize.entry_id).in_([row.id for row in rows]))
            )
        }
        people = people_within(connection, {row.person_id for row in rows if row.named})
    done = card.phase == "announced"
    return tuple(
        _entry(row, actor, chosen, people if done else {}, prizes.get(row.id), done=done) for row in rows
    )


def card_for(context: Context, connection: Connection, actor: Actor, contest_id: str) -> ContestCard:
    """A contest for somebody, inside a transaction.

    Raises:
        NotFound: there is none for them.
    """
    rows = connection.execute(select(Contest).where(col(Contest.id) == contest_id)).all()
    for card in _cards(context, connection, actor, rows):
        if card.mine:
            return card
    raise NotFound(NO_CONTEST)


def phase_of(row: Row[Any], today: date) -> str:
    """How far a contest is on a day."""
    if row.announced_at is not None:
        return "announced"
    if today < row.entries_from:
        return "planned"
    if today <= row.entries_until:
        return "entering"
    return "judging" if today <= max(row.vote_until, row.jury_until) else "over"


def _cards(
    context: Context, connection: Connection, actor: Actor, rows: Iterable[Row[Any]]
) -> tuple[ContestCard, ...]:
    rows, today = list(rows), context.today()
    ids = [row.id for row in rows]
    units: dict[str, list[str]] = {one: [] for one in ids}
    for row in connection.execute(
        select(ContestUnit).where(col(ContestUnit.contest_id).in_(ids)).order_by(col(ContestUnit.unit_id))
    ):
        units[row.contest_id].append(row.unit_id)
    judges = set(
        connection.execute(
            select(col(ContestJuror.contest_id)).where(
                col(ContestJuror.contest_id).in_(ids), col(ContestJuror.person_id) == actor.person_id
            )
        ).scalars()
    )
    runs = units_open_to(actor, Action.RUN_CONTESTS)
    found = []
    for row in rows:
        mine = {
            "enter": actor.unit_id in units[row.id],
            "judge": row.id in judges,
            "run": bool(units[row.id]) and runs >= {*units[row.id]},
        }
        # Who answers for some of the units sees it, and changes nothing.
        mine["see"] = not runs.isdisjoint(units[row.id])
        found.append(
            ContestCard(
                row.id,
                row.title,
                row.theme,
                phase_of(row, today),
                row.entries_from,
                row.entries_until,
                row.vote_until,
                row.jury_until,
                row.jury_weight,
                bool(row.own_branch),
                tuple((one["name"], one["weight"]) for one in row.criteria),
                tuple(row.prizes),
                tuple(units[row.id]),
                row.announced_at,
                row.votes,
                frozenset(name for name, is_so in mine.items() if is_so),
            )
        )
    return tuple(found)


def _entry(
    row: Row[Any],
    actor: Actor,
    chosen: str | None,
    people: dict[str, PersonCard],
    prize: Row[Any] | None,
    *,
    done: bool,
) -> EntryView:
    mine = row.person_id == actor.person_id
    shown = done and (row.named or mine)
    return EntryView(
        row.id,
        row.text,
        mine,
        row.id == chosen,
        row.place,
        row.jury / 1_000 if row.jury is not None and (row.marks or 0) >= FEWEST_MARKS else None,
        row.votes,
        people.get(row.person_id) if row.named else None,
        row.unit_id if shown else None,
        prize.points if prize is not None and shown else None,
        prize.state if prize is not None and mine else None,
        prize.answer if prize is not None and mine else "",
    )
