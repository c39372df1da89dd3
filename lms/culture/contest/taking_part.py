"""Taking part: a suggestion entered or taken back, a vote cast, entries marked; each in its days."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, select
from sqlmodel import col

from lms.culture.contest.reading import MOST_ENTRIES, ContestCard, card_for
from lms.culture.contest.result import LEAST_MARK, MOST_MARK
from lms.culture.contest.tables import Contest, ContestEntry, ContestMark, ContestVote
from lms.culture.suggesting import NO_SUGGESTION
from lms.culture.tables import Suggestion
from lms.people import Action, Actor, require, require_own_password
from lms.platform.context import Context
from lms.platform.database import insert_into
from lms.platform.errors import Forbidden, NotFound, Refused
from lms.platform.i18n import mark
from lms.platform.identifiers import new_id

NOT_THESE_DAYS = mark("The days for this are over or not there yet. The page says which they are.")
NOT_BOTH = mark("Whoever opens a contest or judges it neither enters nor votes.")
ONE_EACH = mark("You have entered a suggestion already. Take it back first to enter another.")
DECLINED = mark("A suggestion that was declined cannot be entered. Hand in another one.")
NO_ENTRY = mark("There is no such entry, or not for you.")
NOT_OWN = mark("One votes for somebody else's entry.")
NOT_JUROR = mark("Only jurors mark entries, and none of their own branch where the contest says so.")
NO_MARKS = mark("Give a mark from 1 to 5 for each criterion.")


@dataclass(frozen=True)
class EntryToMark:
    """An entry as a juror sees it: its words, and what they gave it by criterion; empty where nothing yet."""

    entry_id: str
    text: str
    marks: tuple[int, ...]


def enter_contest(
    context: Context, *, actor: Actor, contest_id: str, suggestion_id: str, named: bool = False
) -> str:
    """Enter a suggestion of one's own, whatever its review has come to so far; the entry's id.

    Args:
        context: database and clock.
        actor: of an invited unit.
        contest_id: which contest.
        suggestion_id: which suggestion.
        named: whether the name stands beside it once the result is there.

    Raises:
        Forbidden: the actor hands in no suggestions, or opened or judges this contest.
        NotFound: there is no such contest for them, or no such suggestion of theirs.
        Refused: no entries are taken now, the suggestion was declined, or another one is entered.
    """
    require(actor, Action.SUGGEST)
    with context.database.transaction() as connection:
        card = _held(context, connection, actor, contest_id)
        _require_part(connection, actor, card, "entering")
        row = connection.execute(select(Suggestion).where(col(Suggestion.id) == suggestion_id)).one_or_none()
        if row is None or row.person_id != actor.person_id:
            raise NotFound(NO_SUGGESTION)
        if row.state == "declined":
            raise Refused(DECLINED)
        entry: dict[str, Any] = {"id": new_id(), "contest_id": contest_id, "suggestion_id": suggestion_id}
        entry |= {"person_id": actor.person_id, "unit_id": actor.unit_id, "named": named, "at": context.now()}
        new = insert_into(connection, ContestEntry).values(entry).on_conflict_do_nothing()
        if connection.execute(new.returning(col(ContestEntry.id))).first() is None:
            raise Refused(ONE_EACH)
    return str(entry["id"])


def take_entry_back(context: Context, *, actor: Actor, contest_id: str) -> None:
    """Take one's entry back while entries are taken; the suggestion stays what it is.

    Raises:
        Forbidden: the actor hands in no suggestions.
        NotFound: there is no such contest for them, or no entry of theirs.
        Refused: entries are taken no more.
    """
    require(actor, Action.SUGGEST)
    with context.database.transaction() as connection:
        card = _held(context, connection, actor, contest_id)
        if card.phase != "entering":
            raise Refused(NOT_THESE_DAYS)
        gone = connection.execute(
            delete(ContestEntry).where(
                col(ContestEntry.contest_id) == contest_id, col(ContestEntry.person_id) == actor.person_id
            )
        )
        if not gone.rowcount:
            raise NotFound(NO_ENTRY)


def vote_for_entry(context: Context, *, actor: Actor, contest_id: str, entry: str) -> None:
    """Vote for somebody else's entry; another vote takes the place of the first.

    Raises:
        Forbidden: the actor does not take part, or opened or judges this contest.
        NotFound: there is no such contest or entry for them.
        Refused: it is not the time, or the entry is the actor's own.
    """
    require(actor, Action.SUGGEST)
    with context.database.transaction() as connection:
        card = _held(context, connection, actor, contest_id)
        _require_part(connection, actor, card, "judging")
        if context.today() > card.vote_until:
            raise Refused(NOT_THESE_DAYS)
        row = _entry(connection, entry)
        if row is None or row.contest_id != contest_id:
            raise NotFound(NO_ENTRY)
        if row.person_id == actor.person_id:
            raise Refused(NOT_OWN)
        choice = {"entry_id": row.id, "at": context.now()}
        new = insert_into(connection, ContestVote).values(
            {"contest_id": contest_id, "voter_id": actor.person_id} | choice
        )
        connection.execute(new.on_conflict_do_update(index_elements=["contest_id", "voter_id"], set_=choice))


def entries_to_mark(context: Context, *, actor: Actor, contest_id: str) -> tuple[EntryToMark, ...]:
    """Entries that the actor judges, without names; those without a mark first.

    Raises:
        Forbidden: the actor does not judge this contest.
        NotFound: there is no such contest for them.
    """
    require_own_password(actor)
    with context.database.reading() as connection:
        card = card_for(context, connection, actor, contest_id)
        if "judge" not in card.mine:
            raise Forbidden(NOT_JUROR)
        if card.phase in ("planned", "entering"):
            return ()
        query = (
            select(col(ContestEntry.id), col(Suggestion.text))
            .join(Suggestion, col(Suggestion.id) == col(ContestEntry.suggestion_id))
            .where(col(ContestEntry.contest_id) == contest_id, col(ContestEntry.person_id) != actor.person_id)
        )
        if not card.own_branch:
            query = query.where(col(ContestEntry.unit_id) != actor.unit_id)
        rows = connection.execute(query.order_by(col(Suggestion.text)).limit(MOST_ENTRIES)).all()
        marks: dict[str, list[int]] = {}
        for row in connection.execute(
            select(ContestMark)
            .where(
                col(ContestMark.entry_id).in_([row.id for row in rows]),
                col(ContestMark.juror_id) == actor.person_id,
            )
            .order_by(col(ContestMark.criterion))
        ):
            marks.setdefault(row.entry_id, []).append(row.mark)
    found = [EntryToMark(row.id, row.text, tuple(marks.get(row.id, ()))) for row in rows]
    return tuple(sorted(found, key=lambda one: bool(one.marks)))


def mark_entry(context: Context, *, actor: Actor, contest_id: str, entry: str, marks: Sequence[int]) -> None:
    """Give an entry a mark for each criterion; until the last day they may be given anew.

    Raises:
        Forbidden: the actor does not judge this entry.
        NotFound: there is no such contest or entry for them.
        Refused: it is not the time, or a mark is missing.
    """
    require_own_password(actor)
    now = context.now()
    with context.database.transaction() as connection:
        card = _held(context, connection, actor, contest_id)
        if card.phase != "judging" or context.today() > card.jury_until:
            raise Refused(NOT_THESE_DAYS)
        row = _entry(connection, entry)
        if row is None or row.contest_id != contest_id:
            raise NotFound(NO_ENTRY)
        own = row.person_id == actor.person_id or (not card.own_branch and row.unit_id == actor.unit_id)
        if "judge" not in card.mine or own:
            raise Forbidden(NOT_JUROR)
        if len(marks) != len(card.criteria) or not all(LEAST_MARK <= one <= MOST_MARK for one in marks):
            raise Refused(NO_MARKS)
        rows = [
            {"entry_id": entry, "juror_id": actor.person_id, "criterion": place, "mark": one, "at": now}
            for place, one in enumerate(marks)
        ]
        new = insert_into(connection, ContestMark).values(rows)
        connection.execute(
            new.on_conflict_do_update(
                index_elements=["entry_id", "juror_id", "criterion"],
                set_={"mark": new.excluded.mark, "at": new.excluded.at},
            )
        )


def _held(context: Context, connection: Connection, actor: Actor, contest_id: str) -> ContestCard:
    """The contest, held until the transaction ends: nobody takes part after it was announced."""
    connection.execute(select(col(Contest.id)).where(col(Contest.id) == contest_id).with_for_update())
    return card_for(context, connection, actor, contest_id)


def _require_part(connection: Connection, actor: Actor, card: ContestCard, phase: str) -> None:
    if "enter" not in card.mine:
        raise NotFound(NO_ENTRY)
    opened = select(col(Contest.opened_by)).where(col(Contest.id) == card.contest_id)
    if "judge" in card.mine or connection.execute(opened).scalar() == actor.person_id:
        raise Forbidden(NOT_BOTH)
    if card.phase != phase:
        raise Refused(NOT_THESE_DAYS)


def _entry(connection: Connection, entry_id: str) -> Row[Any] | None:
    return connection.execute(select(ContestEntry).where(col(ContestEntry.id) == entry_id)).one_or_none()
