"""What there is to train on: signals in exams and in conversations of real service that were authorised for it.

Never from practice, which belongs to the learner. Managers and trainers see the people of their own units, everybody
sees what was heard in their own words. For training only: nothing here is evidence in an appraisal by itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, and_, case, func, literal, or_, select, union_all
from sqlalchemy.orm import aliased
from sqlmodel import col

from lms.people import (
    Action,
    Actor,
    Deed,
    Note,
    PersonCard,
    find_person,
    list_units,
    may,
    note_list,
    people_in_reach,
    record_reading,
    require,
    right_to,
)
from lms.platform.settings import Locale
from lms.practice.closing import close_overdue
from lms.practice.conduct_reading import read_exams
from lms.practice.listing import FEW_PEOPLE
from lms.practice.stage import Practice
from lms.practice.tables import Attempt, ConductSignal, ServiceTranscript, TranscriptImport, Turn
from scoring.conduct import KINDS, Kind

MOST_QUOTES = 200
MOST_SPANS = 60

Source = Literal["exam", "service"]
Counts = Mapping[Kind, int]


@dataclass(frozen=True)
class Period:
    """Some equal spans of days, the last of which ends with ``until``, a day in the bank's time zone."""

    until: date
    spans: int
    days: int

    @property
    def starts(self) -> tuple[date, ...]:
        """The first day of each span."""
        first = self.until - timedelta(days=self.spans * self.days - 1)
        return tuple(first + timedelta(days=self.days * place) for place in range(self.spans))


@dataclass(frozen=True)
class ConductRow:
    """What was signalled with one person, and in how many conversations there was something to hear."""

    person: PersonCard
    counts: Counts
    conversations: int
    last_at: datetime | None


@dataclass(frozen=True)
class ConductBranch:
    """A unit with its people, those first with whom something was signalled last, and its counts by span."""

    unit_id: str
    unit_zh: str
    unit_en: str
    people: tuple[ConductRow, ...]
    spans: tuple[Counts, ...]

    @property
    def counts(self) -> Counts:
        """The signals of all its people."""
        return Counter(kind for person in self.people for kind in Counter(person.counts).elements())

    @property
    def conversations(self) -> int:
        """The conversations of all its people."""
        return sum(person.conversations for person in self.people)

    def name(self, locale: Locale) -> str:
        """The unit's name as it is written in a language."""
        return self.unit_zh if locale == "zh-CN" else self.unit_en


@dataclass(frozen=True)
class ConductReport:
    """The actor's branches by code, and the exams that are still to be read for signals."""

    period: Period
    branches: tuple[ConductBranch, ...]
    unread: int


@dataclass(frozen=True)
class Quote:
    """One signal: the words in it, the turn they stand in, what the customer had said before, where and when.

    Attributes:
        slug: the scenario of an exam.
        purpose: what the conversation of real service was authorised for.
        seconds: how long a silence was, where that is known.
    """

    kind: Kind
    words: str
    turn: str
    before: str | None
    source: Source
    at: datetime
    slug: str | None
    scenario_version: int | None
    locale: Locale
    purpose: str | None
    seconds: int | None


def conduct_report(practice: Practice, *, actor: Actor, period: Period) -> ConductReport:
    """The signals of the actor's people by branch and span; the actor is none of their own people.

    Raises:
        Forbidden: the actor has no people to train.
        ValueError: the period has no span, or too many.
    """
    if not 1 <= period.spans <= MOST_SPANS or period.days < 1:
        raise ValueError(f"a period has 1 to {MOST_SPANS} spans of a day or more, not {period}")
    if not any(
        may(actor, Action.READ_CONDUCT, unit_id=unit) for grant in actor.grants for unit in grant.unit_ids
    ):
        require(actor, Action.READ_CONDUCT, unit_id=actor.unit_id)
    people = {
        person.person_id: person
        for person in people_in_reach(practice.context, actor=actor)
        if person.person_id != actor.person_id
        and may(actor, Action.READ_CONDUCT, person_id=person.person_id, unit_id=person.unit_id)
    }
    if not people:
        return ConductReport(period, (), 0)
    note_list(
        practice.context,
        actor=actor,
        deed=Deed.LISTED_CONDUCT,
        action=Action.READ_CONDUCT,
        people=people.values(),
    )
    close_overdue(practice)
    unread = read_exams(practice.context)
    few = sorted(people) if len(people) <= FEW_PEOPLE else None
    with practice.context.database.reading() as connection:
        signals = connection.execute(_signals(practice, period, few)).all()
        talks = {row.person_id: row.talks for row in connection.execute(_talks(practice, period, few))}
    counts: dict[str, Counter[Kind]] = defaultdict(Counter)
    spans: dict[str, list[Counter[Kind]]] = defaultdict(lambda: [Counter() for _ in range(period.spans)])
    last: dict[str, datetime] = {}
    for row in signals:
        person = people.get(row.person_id)
        if person is not None:
            counts[row.person_id][row.kind] += row.signals
            spans[person.unit_id][row.span][row.kind] += row.signals
            last[row.person_id] = max(row.last_at, last.get(row.person_id, row.last_at))
    rows: dict[str, list[ConductRow]] = defaultdict(list)
    for id_, person in people.items():
        rows[person.unit_id].append(ConductRow(person, counts[id_], talks.get(id_, 0), last.get(id_)))
    branches = tuple(
        ConductBranch(
            unit.unit_id,
            unit.name_zh,
            unit.name_en,
            tuple(sorted(rows[unit.unit_id], key=_latest_first)),
            tuple(spans[unit.unit_id]),
        )
        for unit in list_units(practice.context)
        if unit.unit_id in rows
    )
    return ConductReport(period, branches, unread)


def conduct_quotes(
    practice: Practice, *, actor: Actor, period: Period, person_id: str | None = None
) -> tuple[Quote, ...]:
    """What was signalled in a person's words, newest first, at most ``MOST_QUOTES``; the actor's when nobody is named.

    Raises:
        NotFound: there is no such person, or not for this actor.
        Forbidden: the actor may know the person, but not this.
    """
    about = person_id or actor.person_id
    if about == actor.person_id:
        require(actor, Action.READ_CONDUCT)
    else:
        person = find_person(practice.context, actor=actor, person_id=about)
        require(actor, Action.READ_CONDUCT, person_id=about, unit_id=person.unit_id)
        why = right_to(actor, Action.READ_CONDUCT, person_id=about, unit_id=person.unit_id)
        record_reading(practice.context, actor=actor, note=Note(Deed.READ_CONDUCT, why, about))
    close_overdue(practice, person_id=about)
    read_exams(practice.context)
    here, before = aliased(Turn), aliased(Turn)
    query: Select[*tuple[Any, ...]] = (
        _counted(
            select(
                ConductSignal,
                col(Attempt.slug),
                col(Attempt.scenario_version),
                func.coalesce(col(Attempt.locale), col(ServiceTranscript.locale)).label("locale"),
                col(here.text).label("said"),
                col(before.speaker).label("who_before"),
                col(before.text).label("said_before"),
                col(ServiceTranscript.turns).label("turns"),
                col(TranscriptImport.purpose),
            ),
            practice,
            period,
        )
        .outerjoin(
            here,
            and_(
                col(here.attempt_id) == col(ConductSignal.attempt_id), col(here.seq) == col(ConductSignal.seq)
            ),
        )
        .outerjoin(
            before,
            and_(
                col(before.attempt_id) == col(ConductSignal.attempt_id),
                col(before.seq) == col(ConductSignal.seq) - 1,
            ),
        )
        .where(col(ConductSignal.person_id) == about)
        .order_by(col(ConductSignal.at).desc(), col(ConductSignal.seq), col(ConductSignal.id))
        .limit(MOST_QUOTES)
    )
    with practice.context.database.reading() as connection:
        return tuple(_quote(row) for row in connection.execute(query))


def _latest_first(row: ConductRow) -> tuple[float, str]:
    return (-row.last_at.timestamp() if row.last_at else 0.0, row.person.employee_no)


def _signals(practice: Practice, period: Period, few: list[str] | None) -> Select[*tuple[Any, ...]]:
    """One row a person, kind and span."""
    at = col(ConductSignal.at)
    later = [(at < _moment(practice, start), place) for place, start in enumerate(period.starts[1:])]
    span = case(*later, else_=period.spans - 1) if later else literal(0)
    person, kind = col(ConductSignal.person_id), col(ConductSignal.kind)
    query: Select[*tuple[Any, ...]] = select(
        person, kind, span.label("span"), func.count().label("signals"), func.max(at).label("last_at")
    )
    query = _counted(query, practice, period).where(kind.in_(KINDS))
    if few is not None:
        query = query.where(person.in_(few))
    return query.group_by(person, kind, "span")


def _talks(practice: Practice, period: Period, few: list[str] | None) -> Select[*tuple[Any, ...]]:
    """How many conversations of each person there were to hear."""
    since, until = _bounds(practice, period)
    exams = select(col(Attempt.person_id)).where(
        col(Attempt.mode) == "exam",
        col(Attempt.closed_at) >= since,
        col(Attempt.closed_at) < until,
        col(Attempt.void).is_(False),
    )
    real = (
        select(col(ServiceTranscript.person_id))
        .join(TranscriptImport, col(TranscriptImport.id) == col(ServiceTranscript.import_id))
        .where(
            col(ServiceTranscript.held_at) >= since,
            col(ServiceTranscript.held_at) < until,
            _still_kept(practice),
        )
    )
    both = union_all(exams, real).subquery()
    query: Select[*tuple[Any, ...]] = select(both.c.person_id, func.count().label("talks"))
    if few is not None:
        query = query.where(both.c.person_id.in_(few))
    return query.group_by(both.c.person_id)


def _counted(query: Select[*tuple[Any, ...]], practice: Practice, period: Period) -> Select[*tuple[Any, ...]]:
    """Join signals with where they come from, and leave those that count: exams, and real service still kept."""
    since, until = _bounds(practice, period)
    return (
        query.select_from(ConductSignal)
        .outerjoin(Attempt, col(Attempt.id) == col(ConductSignal.attempt_id))
        .outerjoin(ServiceTranscript, col(ServiceTranscript.id) == col(ConductSignal.transcript_id))
        .outerjoin(TranscriptImport, col(TranscriptImport.id) == col(ServiceTranscript.import_id))
        .where(
            col(ConductSignal.at) >= since,
            col(ConductSignal.at) < until,
            or_(and_(col(Attempt.mode) == "exam", col(Attempt.void).is_(False)), _still_kept(practice)),
        )
    )


def _still_kept(practice: Practice) -> ColumnElement[bool]:
    return and_(
        col(ServiceTranscript.erased_at).is_(None),
        col(TranscriptImport.keep_until) >= practice.context.today(),
    )


def _bounds(practice: Practice, period: Period) -> tuple[datetime, datetime]:
    return (
        _moment(practice, period.starts[0]),
        _moment(practice, period.until + timedelta(days=1)),
    )


def _moment(practice: Practice, day: date) -> datetime:
    """The beginning of a day in the bank's time zone."""
    return datetime.combine(day, time(), practice.context.settings.zone)


def _quote(row: Any) -> Quote:
    turn, before = row.said, row.said_before if row.who_before == "customer" else None
    if row.turns is not None:
        turn = row.turns[row.seq]["text"]
        spoken = row.turns[row.seq - 1] if row.seq else None
        before = spoken["text"] if spoken and spoken["speaker"] == "customer" else None
    return Quote(
        kind=row.kind,
        words=row.quote or "",
        turn=turn or "",
        before=before,
        source="exam" if row.attempt_id else "service",
        at=row.at,
        slug=row.slug,
        scenario_version=row.scenario_version,
        locale=row.locale,
        purpose=row.purpose,
        seconds=row.seconds,
    )
