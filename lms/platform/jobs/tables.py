"""Tables of work that is done once a day."""

from datetime import date, datetime

from sqlalchemy import Text
from sqlmodel import Field

from lms.platform.columns import JsonDocument, UtcDateTime
from lms.platform.tables import TableBase, room_registry


class JobsTable(TableBase, registry=room_registry("jobs")):
    """Base of these tables."""


class DailyRun(JobsTable, table=True):
    """That a day's work was begun, and what became of it; ``day`` is that of the bank's time zone.

    ``done`` counts what was done, by name. ``failures`` counts the tries that failed, ``failure`` is why the last did;
    none once a later one did not.
    """

    name: str = Field(primary_key=True, max_length=32)
    day: date = Field(primary_key=True)
    begun_at: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    done: dict[str, int] = Field(default_factory=dict, sa_type=JsonDocument)
    failures: int = 0
    failed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    failure: str | None = Field(default=None, sa_type=Text)
