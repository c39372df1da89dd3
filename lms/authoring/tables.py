"""Tables of authoring: scenarios tried out from the portal."""

from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from lms.platform.columns import JsonDocument, UtcDateTime
from lms.platform.tables import TableBase, partial_index, room_registry


class AuthoringTable(TableBase, registry=room_registry("authoring")):
    """Base of this room's tables."""


class TrialRun(AuthoringTable, table=True):
    """One scenario text, tried out under one edition of the rules; asked for more seeds, it goes on.

    ``text`` is the SHA-256 of the scenario that is played, ``rules`` that of the program that plays and judges.
    ``beat_at`` is set by the process that plays it, as a sign of life, and empty while it waits. ``failure`` says
    why it could not go on; ``summary`` is there once it is finished.
    """

    __table_args__ = (
        UniqueConstraint("slug", "locale", "text", "rules"),
        # The runs that are still to be played: a handful, however many there were.
        partial_index("ix_trial_run_asked_at", "asked_at", where="finished_at IS NULL"),
    )

    id: str = Field(primary_key=True, max_length=36)
    slug: str = Field(max_length=80)
    locale: str = Field(max_length=8)
    version: int
    text: str = Field(max_length=64)
    rules: str = Field(max_length=64)
    seeds: int
    asked_by: str = Field(foreign_key="person.id", max_length=36)
    asked_at: datetime = Field(sa_type=UtcDateTime)
    beat_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    finished_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    failure: str | None = Field(default=None, max_length=400)
    summary: dict[str, Any] | None = Field(default=None, sa_type=JsonDocument)


class TrialSeed(AuthoringTable, table=True):
    """All trainees of a run with one seed: written once, never changed, so that a run goes on where it stood."""

    run_id: str = Field(primary_key=True, foreign_key="trial_run.id", max_length=36)
    seed: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    trials: list[dict[str, Any]] = Field(sa_type=JsonDocument)
