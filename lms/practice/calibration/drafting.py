"""What is marked of an exam before it is sent: kept at every tap, whatever becomes of the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from sqlalchemy import Connection, delete, insert, select
from sqlmodel import col

from lms.people import Actor
from lms.practice.calibration.tables import CalibrationDraft
from lms.practice.stage import Practice
from scoring.assessment import Outcome


def read_draft(connection: Connection, *, by: Actor, round_id: str, place: int) -> dict[str, Outcome]:
    """What somebody has marked so far of an exam, by criterion."""
    found = connection.execute(
        select(col(CalibrationDraft.outcomes)).where(
            col(CalibrationDraft.round_id) == round_id,
            col(CalibrationDraft.place) == place,
            col(CalibrationDraft.person_id) == by.person_id,
        )
    ).scalar()
    return {} if found is None else cast("dict[str, Outcome]", found)


def write_draft(
    practice: Practice, *, by: Actor, round_id: str, place: int, outcomes: Mapping[str, Outcome]
) -> None:
    """Keep this as what somebody has marked so far, over what was kept before; nothing marked is nothing kept."""
    with practice.context.database.transaction() as connection:
        forget_drafts(connection, round_id=round_id, place=place, person_id=by.person_id)
        if outcomes:
            connection.execute(
                insert(CalibrationDraft).values(
                    round_id=round_id,
                    place=place,
                    person_id=by.person_id,
                    outcomes=dict(outcomes),
                    at=practice.context.now(),
                )
            )


def forget_drafts(
    connection: Connection, *, round_id: str, place: int | None = None, person_id: str | None = None
) -> None:
    """Remove the drafts of a round, or one of them."""
    drafts = delete(CalibrationDraft).where(col(CalibrationDraft.round_id) == round_id)
    if place is not None:
        drafts = drafts.where(col(CalibrationDraft.place) == place)
    if person_id is not None:
        drafts = drafts.where(col(CalibrationDraft.person_id) == person_id)
    connection.execute(drafts)
