"""Announcing a result: reckoned by the rule and written down once; prizes, each approved and booked once."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, or_, select, update
from sqlmodel import col

from lms.culture.contest.reading import card_for
from lms.culture.contest.result import Judged, result_of, votes_count
from lms.culture.contest.tables import Contest, ContestEntry, ContestMark, ContestPrize, ContestVote
from lms.culture.contest.taking_part import NOT_THESE_DAYS
from lms.culture.exchanging import LONGEST, NO_ANSWER
from lms.culture.ledger import ISSUE, Why, move, open_account
from lms.people import (
    Action,
    Actor,
    Deed,
    Note,
    PersonCard,
    ids_within,
    note_list,
    people_within,
    record,
    require,
    require_own_password,
    require_units,
    right_to,
)
from lms.people.permission_words import REFUSALS
from lms.platform.context import Context
from lms.platform.errors import Forbidden, NotFound, Refused
from lms.platform.i18n import mark
from lms.platform.privacy import mask_with_names

MOST = 50
STILL_NEWS = 30
"""Days for which a manager sees what was decided."""
NO_PRIZE = mark("There is no such prize, or not for you.")
DECIDED = mark("This prize was decided meanwhile. Open the page anew to see how it stands.")
NOT_OPENER = mark(
    "Whoever opened or announced the contest does not approve its prizes: the manager above does."
)


@dataclass(frozen=True)
class Prize:
    """A prize of one of a manager's people; ``state`` is ``open``, ``approved`` or ``refused``."""

    entry_id: str
    contest: str
    person: PersonCard
    place: int
    points: int
    state: str
    decided_at: datetime | None


def announce_result(context: Context, *, actor: Actor, contest_id: str) -> None:
    """Reckon the result when all days are over, and write it down, once; prizes wait for approval from then on.

    Raises:
        NotFound: there is no such contest for the actor.
        Forbidden: the actor does not run contests in all its units.
        Refused: it is not over, or was announced.
    """
    require_own_password(actor)
    now = context.now()
    with context.database.transaction() as connection:
        held = select(Contest).where(col(Contest.id) == contest_id).with_for_update()
        row = connection.execute(held).one_or_none()
        card = card_for(context, connection, actor, contest_id)
        if row is None or "run" not in card.mine:
            raise Forbidden(REFUSALS[Action.RUN_CONTESTS])
        if card.phase != "over":
            raise Refused(NOT_THESE_DAYS)
        entries, judged = _judged(connection, contest_id)
        counted = votes_count(judged)
        placed = result_of(
            judged,
            weights=[weight for _name, weight in card.criteria],
            jury_weight=card.jury_weight,
            prizes=card.prizes,
        )
        marks = {one.entry_id: len(one.marks) for one in judged}
        votes = {one.entry_id: one.votes for one in judged}
        written = [
            {
                "which": one.entry_id,
                "place": one.place,
                "jury": None if one.jury is None else round(one.jury * 1_000),
                "marks": marks[one.entry_id],
                "votes": votes[one.entry_id] if counted else None,
            }
            for one in placed
        ]
        if written:
            which = col(ContestEntry.id) == bindparam("which")
            connection.execute(update(ContestEntry).where(which), written)
        prizes: list[dict[str, Any]] = [
            {
                "entry_id": one.entry_id,
                "person_id": entries[one.entry_id],
                "points": one.points,
                "state": "open",
                "answer": "",
            }
            for one in placed
            if one.points
        ]
        if prizes:
            connection.execute(insert(ContestPrize), prizes)
        announced = {"announced_at": now, "announced_by": actor.person_id}
        connection.execute(
            update(Contest)
            .where(col(Contest.id) == contest_id)
            .values(announced | {"votes": sum(votes.values()) if counted else None})
        )
        why = right_to(actor, Action.RUN_CONTESTS, unit_id=card.unit_ids[0])
        notes = [Note(Deed.ANNOUNCED_CONTEST, why, None, contest_id)]
        notes += [Note(Deed.ANNOUNCED_CONTEST, why, one["person_id"], contest_id) for one in prizes]
        record(context, connection, actor=actor, notes=notes)


def prizes_to_decide(context: Context, *, actor: Actor) -> tuple[Prize, ...]:
    """Prizes of the actor's people: what waits first, then what was decided of late; that they looked is recorded.

    Raises:
        Forbidden: the actor decides on nobody's points.
    """
    units = require_units(actor, Action.DECIDE_POINTS)
    since = context.now() - timedelta(days=STILL_NEWS)
    with context.database.reading() as connection:
        rows = connection.execute(
            select(ContestPrize, col(ContestEntry.place), col(Contest.title))
            .join(ContestEntry, col(ContestEntry.id) == col(ContestPrize.entry_id))
            .join(Contest, col(Contest.id) == col(ContestEntry.contest_id))
            .where(
                col(ContestPrize.person_id).in_(ids_within(units)),
                col(ContestPrize.person_id) != actor.person_id,
                or_(col(ContestPrize.state) == "open", col(ContestPrize.decided_at) > since),
            )
            .order_by(col(ContestPrize.decided_at).is_not(None), col(ContestEntry.place))
            .limit(MOST)
        ).all()
        people = people_within(connection, {row.person_id for row in rows})
    deed, action = Deed.LISTED_PRIZES, Action.DECIDE_POINTS
    note_list(context, actor=actor, deed=deed, action=action, people=people.values())
    return tuple(
        Prize(
            row.entry_id,
            row.title,
            people[row.person_id],
            row.place,
            row.points,
            row.state,
            row.decided_at,
        )
        for row in rows
    )


def decide_prize(context: Context, *, actor: Actor, entry: str, approved: bool, answer: str = "") -> None:
    """Approve a prize, and its points are booked, once; or refuse it with a reason.

    Raises:
        NotFound: there is no such prize.
        Forbidden: it is the actor's own, or not of their people, or they opened or announced the contest.
        Refused: a reason is missing or too long, or it was decided meanwhile.
    """
    answer = answer.replace("\x00", "").strip()
    if len(answer) > LONGEST or not (answer or approved):
        raise Refused(NO_ANSWER)
    now = context.now()
    with context.database.transaction() as connection:
        row = _prize(connection, entry)
        if row is None:
            raise NotFound(NO_PRIZE)
        card = people_within(connection, [row.person_id])[row.person_id]
        require(actor, Action.DECIDE_POINTS, person_id=card.person_id, unit_id=card.unit_id)
        if actor.person_id in (row.opened_by, row.announced_by):
            raise Forbidden(NOT_OPENER)
        # The account first, as everywhere.
        open_account(connection, row.person_id, at=now)
        decided = {"decided_by": actor.person_id, "decided_at": now, "answer": mask_with_names(answer).text}
        changed = connection.execute(
            update(ContestPrize)
            .where(col(ContestPrize.entry_id) == entry, col(ContestPrize.state) == "open")
            .values(decided | {"state": "approved" if approved else "refused"})
        )
        if not changed.rowcount:
            raise Refused(DECIDED)
        if approved:
            why = Why(f"prize:{entry}", "prize", now, by=actor.person_id)
            move(connection, {ISSUE: -row.points, row.person_id: row.points}, why)
        by = right_to(actor, Action.DECIDE_POINTS, person_id=card.person_id, unit_id=card.unit_id)
        note = Note(Deed.DECIDED_PRIZE, by, card.person_id, entry)
        record(context, connection, actor=actor, notes=[note])


def _prize(connection: Connection, entry_id: str) -> Any:
    found: Any = connection.execute(
        select(ContestPrize, col(Contest.opened_by), col(Contest.announced_by))
        .join(ContestEntry, col(ContestEntry.id) == col(ContestPrize.entry_id))
        .join(Contest, col(Contest.id) == col(ContestEntry.contest_id))
        .where(col(ContestPrize.entry_id) == entry_id)
    ).one_or_none()
    return found


def _judged(connection: Connection, contest_id: str) -> tuple[dict[str, str], list[Judged]]:
    """Who entered what, and what each entry was given."""
    entries = {
        row.id: row.person_id
        for row in connection.execute(
            select(col(ContestEntry.id), col(ContestEntry.person_id)).where(
                col(ContestEntry.contest_id) == contest_id
            )
        )
    }
    marks: dict[str, dict[str, list[int]]] = {one: {} for one in entries}
    for row in connection.execute(
        select(ContestMark)
        .where(col(ContestMark.entry_id).in_(list(entries)))
        .order_by(col(ContestMark.criterion))
    ):
        marks[row.entry_id].setdefault(row.juror_id, []).append(row.mark)
    counted = connection.execute(
        select(col(ContestVote.entry_id), func.count().label("votes"))
        .where(col(ContestVote.contest_id) == contest_id)
        .group_by(col(ContestVote.entry_id))
    )
    votes = {row.entry_id: row.votes for row in counted}
    return entries, [Judged(one, list(marks[one].values()), votes.get(one, 0)) for one in entries]
