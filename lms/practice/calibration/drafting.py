"""What is marked of an exam before it is sent: kept at every tap, whatever becomes of the page."""

from __future__ import annotations

from typing import cast

from sqlalchemy import Connection, delete, insert, select
from sqlmodel import col

from lms.people import Actor
from lms.practice.calibration.tables import CalibrationDraft, CalibrationRound, CalibrationSheet
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
    practice: Practice,
    *,
    by: Actor,
    round_id: str,
    place: int,
    criterion: str,
    outcome: Outcome | None,
) -> None:
    """Keep one mark beside those kept before, or take it back; nothing where the exam is sent or the round measured.

    What another tab or machine marked meanwhile stays as it is.
    """
    mine = {"round_id": round_id, "place": place, "person_id": by.person_id}
    with practice.context.database.transaction() as connection:
        # The round is held: two taps at once come one after the other, and none comes after the measuring.
        round_ = select(col(CalibrationRound.measured_at)).where(col(CalibrationRound.id) == round_id)
        sent = select(col(CalibrationSheet.place)).where(
            *(getattr(CalibrationSheet, name) == value for name, value in mine.items())
        )
        if connection.execute(round_.with_for_update()).scalar() or connection.execute(sent).first():
            return
        kept = read_draft(connection, by=by, round_id=round_id, place=place)
        kept = {id_: mark for id_, mark in kept.items() if id_ != criterion}
        if outcome is not None:
            kept[criterion] = outcome
        forget_drafts(connection, round_id=round_id, place=place, person_id=by.person_id)
        if kept:
            row = mine | {"outcomes": kept, "at": practice.context.now()}
            connection.execute(insert(CalibrationDraft).values(row))


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
