"""Tables of authoring: scenarios tried out from the portal, and drafts of scenarios made of cases."""

from datetime import datetime
from typing import Any

from sqlalchemy import Text, UniqueConstraint
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


class ScenarioDraft(AuthoringTable, table=True):
    """A scenario that is being written from a case: what the case was found to be, and none of its words.

    ``base`` is the library's scenario it begins from, ``left_out`` what of the cause did not go with it; ``model``
    wrote some of its words, where there was one. ``checked`` is what the last check found, of which texts.
    """

    id: str = Field(primary_key=True, max_length=36)
    case_id: str = Field(foreign_key="feedback_case.id", unique=True, max_length=36)
    slug: str = Field(unique=True, max_length=80)
    base: str = Field(max_length=80)
    cause: str = Field(max_length=24)
    business: str | None = Field(default=None, max_length=24)
    segment: str | None = Field(default=None, max_length=24)
    severity: str | None = Field(default=None, max_length=24)
    left_out: list[str] = Field(sa_type=JsonDocument)
    model: str | None = Field(default=None, max_length=120)
    made_by: str = Field(foreign_key="person.id", index=True, max_length=36)
    made_at: datetime = Field(sa_type=UtcDateTime)
    checked: dict[str, Any] | None = Field(default=None, sa_type=JsonDocument)
    published_by: str | None = Field(default=None, foreign_key="person.id", index=True, max_length=36)
    published_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class ScenarioDraftText(AuthoringTable, table=True):
    """A draft in one language, as YAML: kept as it was typed, right or not. ``revision`` grows with every change."""

    draft_id: str = Field(primary_key=True, foreign_key="scenario_draft.id", max_length=36)
    locale: str = Field(primary_key=True, max_length=8)
    text: str = Field(sa_type=Text)
    revision: int
    saved_by: str = Field(foreign_key="person.id", index=True, max_length=36)
    saved_at: datetime = Field(sa_type=UtcDateTime)
