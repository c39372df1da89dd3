"""Tables of figures: sets with what they count, whose they are and of when; what holds, and what held before."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, Index
from sqlmodel import Field

from lms.insight.tables import ID, LABEL, InsightTable
from lms.platform.columns import UtcDateTime

DEFINITION = 300
NUMBER = 100
DIGEST = 64


class FigureSet(InsightTable, table=True):
    """Figures of one kind that were handed in together, with one definition, owner and date of record.

    ``by_person_id`` took the file in; of what came by a key it is none, and ``key_id`` says which.
    """

    __table_args__ = (Index("ix_figure_set_kind_at", "kind", "at"),)

    id: str = Field(primary_key=True, max_length=ID)
    kind: str = Field(max_length=LABEL)
    definition: str = Field(max_length=DEFINITION)
    owner_id: str = Field(foreign_key="person.id", index=True, max_length=ID)
    recorded_on: date
    by_person_id: str | None = Field(default=None, foreign_key="person.id", index=True, max_length=ID)
    key_id: str | None = Field(default=None, foreign_key="feedback_key.id", max_length=ID)
    at: datetime = Field(sa_type=UtcDateTime)


class Figure(InsightTable, table=True):
    """What holds of a branch, kind and month: the value in its smallest parts, and the answers behind it if known."""

    __table_args__ = (
        CheckConstraint("value >= 0", name="value"),
        Index("ix_figure_kind_month", "kind", "month"),
    )

    unit_id: str = Field(primary_key=True, foreign_key="unit.id", max_length=ID)
    kind: str = Field(primary_key=True, max_length=LABEL)
    month: date = Field(primary_key=True)
    value: int = Field(sa_type=BigInteger)
    answers: int | None = None
    set_id: str = Field(foreign_key="figure_set.id", index=True, max_length=ID)


class FigureBefore(InsightTable, table=True):
    """What held before a correction; rows are only ever added.

    ``set_id`` is the set it came from, ``replaced_by`` the one that corrected it: who and when stand there.
    """

    __table_args__ = (Index("ix_figure_before_kind_unit_id", "kind", "unit_id"),)

    id: str = Field(primary_key=True, max_length=ID)
    unit_id: str = Field(foreign_key="unit.id", max_length=ID)
    kind: str = Field(max_length=LABEL)
    month: date
    value: int = Field(sa_type=BigInteger)
    answers: int | None = None
    set_id: str = Field(foreign_key="figure_set.id", max_length=ID)
    replaced_by: str = Field(foreign_key="figure_set.id", index=True, max_length=ID)


class FigureRequest(InsightTable, table=True):
    """A request by which another system handed figures in: once however often it is sent."""

    __table_args__ = (Index("ix_figure_request_key_id_at", "key_id", "at"),)

    key_id: str = Field(primary_key=True, foreign_key="feedback_key.id", max_length=ID)
    number: str = Field(primary_key=True, max_length=NUMBER)
    digest: str = Field(max_length=DIGEST)
    added: int
    corrected: int
    same: int
    older: int
    at: datetime = Field(sa_type=UtcDateTime)
