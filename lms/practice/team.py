"""How far one's people are, however many: figures by unit, and the people themselves a page at a time."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Integer,
    Row,
    Select,
    Subquery,
    and_,
    case,
    exists,
    func,
    literal,
    select,
)
from sqlmodel import col

from lms.people import (
    Action,
    Actor,
    Deed,
    Note,
    PersonCard,
    card_of,
    list_units,
    record_reading,
    require,
    right_to,
    team_of,
)
from lms.people.actors import units_below
from lms.platform.settings import Locale
from lms.practice.stage import Practice
from lms.practice.standing import Progress, progress_of
from lms.practice.tables import Attempt

QUIET_DAYS = 14
"""Days without practice after which somebody is asked after."""
_ACTIONS = (Action.LIST_PEOPLE, Action.READ_PROGRESS)


@dataclass(frozen=True)
class TeamRow:
    """One of the actor's people, where they work, and how far they are."""

    person: PersonCard
    unit_zh: str
    unit_en: str
    progress: Progress

    def unit_name(self, locale: Locale) -> str:
        """The unit's name as it is written in a language."""
        return self.unit_zh if locale == "zh-CN" else self.unit_en


@dataclass(frozen=True)
class TeamPage:
    """Some of the actor's people, and how many there are of them in all; 0 beyond the last of them."""

    rows: tuple[TeamRow, ...]
    count: int


@dataclass(frozen=True)
class TeamFigures:
    """The actor's people of one unit.

    Attributes:
        people: how many they are.
        begun: how many of them finished at least one attempt. Void exams count for nothing.
        quiet: how many have not begun, or not practised for ``QUIET_DAYS``.
    """

    unit_id: str
    people: int
    begun: int
    quiet: int


@dataclass(frozen=True)
class Quiet:
    """How many of how many people are quiet, and the first few of them by employee number."""

    people: int
    count: int
    first: tuple[PersonCard, ...]


def team_figures(practice: Practice, *, actor: Actor, unit_id: str | None = None) -> tuple[TeamFigures, ...]:
    """The actor's people counted by unit, those units alone that have any; only one and all below it when named.

    Raises:
        Forbidden: the named unit is not theirs, or they have no password of their own yet.
    """
    team = _team(practice, actor, unit_id=unit_id)
    finished = exists(literal(1)).where(
        col(Attempt.person_id) == team.c.person_id,
        col(Attempt.closed_at).is_not(None),
        col(Attempt.void).is_(False),
    )
    query = select(
        team.c.unit_id,
        func.count().label("people"),
        _number(finished).label("begun"),
        _number(_is_quiet(team, _since(practice))).label("quiet"),
    ).group_by(team.c.unit_id)
    with practice.context.database.reading() as connection:
        rows = connection.execute(query).all()
    return tuple(TeamFigures(row.unit_id, row.people, row.begun, row.quiet) for row in rows)


def team_page(
    practice: Practice,
    *,
    actor: Actor,
    quiet: bool,
    unit_id: str | None = None,
    among: Collection[str] | None = None,
    words: str = "",
    limit: int = 20,
    offset: int = 0,
) -> TeamPage:
    """How far the actor's people are: of those who are quiet the longest quiet first, else the latest active first.

    The actor is none of their own people. That the list was opened is recorded.

    Args:
        practice: the practice room.
        actor: who asks.
        quiet: those who have not begun, or not practised for ``QUIET_DAYS``; else the others.
        unit_id: of this unit and all below it.
        among: of these people only, by their ids.
        words: parts of a name, a number or a unit's name, all of which must be found.
        limit: at most so many.
        offset: how many of them are left out before.

    Raises:
        Forbidden: the named unit is not theirs, or they have no password of their own yet.
    """
    team = _team(practice, actor, unit_id=unit_id, among=among, words=words)
    last = _last(team)
    # Once and for all of them: merged into what is asked of it, SQLite would look a last time up wherever it is named.
    dated = select(team, last.label("last")).cte("dated").prefix_with("MATERIALIZED")
    since = _since(practice)
    if quiet:
        query = _cards(dated).where((dated.c.last.is_(None)) | (dated.c.last <= since))
        # Who has not begun comes first, on both databases.
        query = query.order_by(dated.c.last.is_not(None), dated.c.last, dated.c.employee_no)
    else:
        query = _cards(dated).where(dated.c.last > since)
        query = query.order_by(dated.c.last.desc(), dated.c.employee_no)
    query = query.add_columns(func.count().over().label("of")).limit(limit).offset(offset)
    with practice.context.database.reading() as connection:
        rows = connection.execute(query).all()
    count = rows[0].of if rows else 0
    people = [_card(row) for row in rows]
    _note(practice, actor, people, count)
    units = {unit.unit_id: unit for unit in list_units(practice.context)}
    found = progress_of(practice, [person.person_id for person in people])
    return TeamPage(
        tuple(
            TeamRow(
                person,
                units[person.unit_id].name_zh,
                units[person.unit_id].name_en,
                found[person.person_id],
            )
            for person in people
        ),
        count,
    )


def who_is_quiet(
    practice: Practice, *, actor: Actor, among: Collection[str] | None = None, most: int = 3
) -> Quiet:
    """How many of the actor's people are quiet, and the first of them by name; of ``among`` only when given.

    That those were named is recorded.

    Raises:
        Forbidden: the actor has no password of their own yet.
    """
    team = _team(practice, actor, among=among)
    is_quiet = _is_quiet(team, _since(practice))
    counted = select(func.count().label("people"), _number(is_quiet).label("quiet")).select_from(team)
    first = _cards(team).where(is_quiet).order_by(team.c.employee_no).limit(most)
    with practice.context.database.reading() as connection:
        people, quiet = connection.execute(counted).one()
        cards = tuple(_card(row) for row in connection.execute(first))
    _note(practice, actor, cards, len(cards))
    return Quiet(people, quiet or 0, cards)


def _team(
    practice: Practice,
    actor: Actor,
    *,
    unit_id: str | None = None,
    among: Collection[str] | None = None,
    words: str = "",
) -> Subquery:
    unit_ids: frozenset[str] | None = None
    if unit_id is not None:
        for action in _ACTIONS:
            require(actor, action, unit_id=unit_id)
        with practice.context.database.reading() as connection:
            unit_ids = units_below(connection, unit_id)
    return team_of(actor=actor, actions=_ACTIONS, unit_ids=unit_ids, among=among, words=words)


def _since(practice: Practice) -> datetime:
    return practice.context.now() - timedelta(days=QUIET_DAYS)


def _is_quiet(team: Subquery, since: datetime) -> ColumnElement[bool]:
    """Whether somebody ended or began nothing since then: what ``_last`` would tell, found out sooner."""
    own = col(Attempt.person_id) == team.c.person_id
    still_open = col(Attempt.closed_at).is_(None)
    return and_(
        ~exists(literal(1)).where(own, col(Attempt.closed_at) > since),
        ~exists(literal(1)).where(own, still_open, col(Attempt.opened_at) > since),
    )


def _last(team: Subquery) -> Any:
    """The last beginning or end of an attempt, from the index of a person's ends and the few that are open.

    Over all attempts of everybody it takes five times as long.
    """
    own = col(Attempt.person_id) == team.c.person_id
    ended = select(func.max(col(Attempt.closed_at)).label("at")).where(own).correlate(team)
    begun = (
        select(func.max(col(Attempt.opened_at)).label("at"))
        .where(own, col(Attempt.closed_at).is_(None))
        .correlate(team)
    )
    both = ended.union_all(begun).subquery("both")
    return select(func.max(both.c.at)).correlate(team).scalar_subquery()


def _number(condition: ColumnElement[bool]) -> Any:
    return func.sum(case((condition, 1), else_=0), type_=Integer)


def _cards(team: Subquery | CTE) -> Select[*tuple[Any, ...]]:
    c = team.c
    return select(
        c.person_id, c.employee_no, c.name_zh, c.name_en, c.job, c.further_jobs, c.unit_id, c.hired_on
    )


def _card(row: Row[Any]) -> PersonCard:
    return card_of(row, row.person_id)


def _note(practice: Practice, actor: Actor, people: Collection[PersonCard], count: int) -> None:
    """Record how many people's progress is open to the actor here, by the right to the first of them."""
    for first in list(people)[:1]:
        why = right_to(actor, Action.READ_PROGRESS, person_id=first.person_id, unit_id=first.unit_id)
        record_reading(practice.context, actor=actor, note=Note(Deed.LISTED_PROGRESS, why, people=count))
