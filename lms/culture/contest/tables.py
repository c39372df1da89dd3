"""Tables of innovation contests: what was set, who is invited and judges, entries, marks, votes, prizes."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, Text, UniqueConstraint
from sqlmodel import Field

from lms.culture.tables import ID, LABEL, CultureTable
from lms.platform.columns import JsonDocument, UtcDateTime


class Contest(CultureTable, table=True):
    """An innovation contest, as it was set once.

    Entries come from ``entries_from`` to ``entries_until``; votes until ``vote_until`` and marks until ``jury_until``,
    both from the day after. ``jury_weight`` is of a hundred, the rest the votes'. ``criteria`` are ``{"name",
    "weight"}``, their weights a hundred in all; ``prizes`` the points of the first place, the second and so on.
    ``own_branch`` is whether jurors mark entries of their own branch. ``votes`` is how many there were: none before the
    end, or where too few. ``key`` is the form's.
    """

    __table_args__ = (
        UniqueConstraint("opened_by", "key"),
        CheckConstraint("jury_weight BETWEEN 1 AND 100", name="jury_weight"),
        Index("ix_contest_entries_from", "entries_from"),
    )

    id: str = Field(primary_key=True, max_length=ID)
    key: str = Field(max_length=ID)
    title: str = Field(sa_type=Text)
    theme: str = Field(sa_type=Text)
    entries_from: date
    entries_until: date
    vote_until: date
    jury_until: date
    jury_weight: int
    own_branch: bool
    criteria: list[dict[str, Any]] = Field(sa_type=JsonDocument)
    prizes: list[int] = Field(sa_type=JsonDocument)
    opened_by: str = Field(foreign_key="person.id", max_length=ID)
    at: datetime = Field(sa_type=UtcDateTime)
    announced_by: str | None = Field(default=None, foreign_key="person.id", index=True, max_length=ID)
    announced_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    votes: int | None = None


class ContestUnit(CultureTable, table=True):
    """A unit whose people are invited."""

    contest_id: str = Field(primary_key=True, foreign_key="contest.id", max_length=ID)
    unit_id: str = Field(primary_key=True, foreign_key="unit.id", index=True, max_length=ID)


class ContestJuror(CultureTable, table=True):
    """Somebody who judges."""

    contest_id: str = Field(primary_key=True, foreign_key="contest.id", max_length=ID)
    person_id: str = Field(primary_key=True, foreign_key="person.id", index=True, max_length=ID)


class ContestEntry(CultureTable, table=True):
    """A suggestion that was entered; its words stay the suggestion's. One each.

    ``named`` is whether the name stands beside it once the result is there. ``place``, ``jury`` (in thousandths of a
    point of a hundred), ``marks`` (of how many jurors) and ``votes`` are none before; so is the ``place`` of what has
    none.
    """

    __table_args__ = (
        UniqueConstraint("contest_id", "person_id"),
        UniqueConstraint("contest_id", "suggestion_id"),
    )

    id: str = Field(primary_key=True, max_length=ID)
    contest_id: str = Field(foreign_key="contest.id", max_length=ID)
    suggestion_id: str = Field(foreign_key="suggestion.id", index=True, max_length=ID)
    person_id: str = Field(foreign_key="person.id", index=True, max_length=ID)
    unit_id: str = Field(foreign_key="unit.id", max_length=ID)
    named: bool
    at: datetime = Field(sa_type=UtcDateTime)
    place: int | None = None
    jury: int | None = None
    marks: int | None = None
    votes: int | None = None


class ContestMark(CultureTable, table=True):
    """What a juror gives an entry for one criterion, by its place from 0: 1, weak, to 5, strong."""

    __table_args__ = (CheckConstraint("mark BETWEEN 1 AND 5", name="mark"),)

    entry_id: str = Field(primary_key=True, foreign_key="contest_entry.id", max_length=ID)
    juror_id: str = Field(primary_key=True, foreign_key="person.id", index=True, max_length=ID)
    criterion: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    mark: int
    at: datetime = Field(sa_type=UtcDateTime)


class ContestVote(CultureTable, table=True):
    """Somebody's one vote; another takes its place as long as there is voting."""

    contest_id: str = Field(primary_key=True, foreign_key="contest.id", max_length=ID)
    voter_id: str = Field(primary_key=True, foreign_key="person.id", index=True, max_length=ID)
    entry_id: str = Field(foreign_key="contest_entry.id", index=True, max_length=ID)
    at: datetime = Field(sa_type=UtcDateTime)


class ContestPrize(CultureTable, table=True):
    """Points that an entry has won: ``open`` until a manager of the winner decides, ``approved`` or ``refused``."""

    __table_args__ = (CheckConstraint("state IN ('open', 'approved', 'refused')", name="state"),)

    entry_id: str = Field(primary_key=True, foreign_key="contest_entry.id", max_length=ID)
    person_id: str = Field(foreign_key="person.id", index=True, max_length=ID)
    points: int
    state: str = Field(max_length=LABEL)
    decided_by: str | None = Field(default=None, foreign_key="person.id", index=True, max_length=ID)
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    answer: str = Field(default="", sa_type=Text)
