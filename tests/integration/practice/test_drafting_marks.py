"""What is marked of an exam before it is sent waits for whoever marked it, on whatever machine."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from lms.people import Actor
from lms.platform.context import Context
from lms.platform.errors import NotFound, Refused
from lms.practice import Practice, draw_round, keep_draft, list_rounds, mark_sheet, next_sheet
from lms.practice.calibration.tables import CalibrationDraft
from scoring.assessment import Outcome
from tests.integration.practice.calibrating import ENOUGH, as_found


def test_what_is_marked_so_far_waits_for_whoever_marked_it_until_it_is_sent(
    practice: Practice, trainer: Actor, other_trainer: Actor, exams: list[str]
) -> None:
    round_id = draw_round(practice, actor=trainer, size=ENOUGH)

    def drafted(actor: Actor) -> dict[str, Outcome]:
        sheet = next_sheet(practice, actor=actor, round_id=round_id)
        assert sheet is not None
        return dict(sheet.draft)

    def keep(outcomes: dict[str, Outcome], place: int = 1) -> None:
        keep_draft(practice, actor=trainer, round_id=round_id, place=place, outcomes=outcomes)

    keep({"greeting": "met"})
    keep({"greeting": "not_met", "courtesy": "not_applicable"})
    assert drafted(trainer) == {"greeting": "not_met", "courtesy": "not_applicable"}
    assert drafted(other_trainer) == {}
    for wrong in ({"greeting": "abstained"}, {"charm": "met"}):
        with pytest.raises((Refused, NotFound)):
            keep(wrong)  # type: ignore[arg-type]
    with pytest.raises(NotFound):
        keep({"greeting": "met"}, ENOUGH + 1)
    keep({})
    assert drafted(trainer) == {}
    keep({"greeting": "met"})
    sheet = next_sheet(practice, actor=trainer, round_id=round_id)
    assert sheet is not None
    mark_sheet(practice, actor=trainer, round_id=round_id, place=1, outcomes=as_found(sheet))
    with practice.context.database.reading() as connection:
        assert connection.execute(select(CalibrationDraft)).all() == []


def test_drafts_go_with_the_measuring(
    practice: Practice, context: Context, trainer: Actor, other_trainer: Actor, exams: list[str]
) -> None:
    round_id = draw_round(practice, actor=trainer, size=2)
    third = replace(trainer, person_id=other_trainer.person_id)
    for who in (trainer, third):
        while (sheet := next_sheet(practice, actor=who, round_id=round_id)) is not None:
            keep_draft(
                practice, actor=who, round_id=round_id, place=sheet.place, outcomes={"greeting": "met"}
            )
            keep_draft(practice, actor=trainer, round_id=round_id, place=2, outcomes={"greeting": "met"})
            mark_sheet(practice, actor=who, round_id=round_id, place=sheet.place, outcomes=as_found(sheet))
            if list_rounds(practice, actor=trainer)[0].measured_at is not None:
                break
    with context.database.reading() as connection:
        assert connection.execute(select(CalibrationDraft)).all() == []
    with pytest.raises(Refused):
        keep_draft(practice, actor=trainer, round_id=round_id, place=1, outcomes={})
