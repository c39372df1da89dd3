"""What is marked of an exam before it is sent waits for whoever marked it, on whatever machine."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from lms.people import Actor, people_by_number
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

    def keep(criterion: str, outcome: Outcome | None, place: int = 1) -> None:
        keep_draft(
            practice,
            actor=trainer,
            round_id=round_id,
            place=place,
            criterion=criterion,
            outcome=outcome,
        )

    keep("greeting", "met")
    keep("courtesy", "not_applicable")
    keep("greeting", "not_met")
    assert drafted(trainer) == {"greeting": "not_met", "courtesy": "not_applicable"}
    assert drafted(other_trainer) == {}
    keep("courtesy", None)
    assert drafted(trainer) == {"greeting": "not_met"}
    with pytest.raises(Refused):
        keep("greeting", "abstained")
    with pytest.raises(NotFound):
        keep("charm", "met")
    with pytest.raises(NotFound):
        keep("greeting", "met", ENOUGH + 1)
    sheet = next_sheet(practice, actor=trainer, round_id=round_id)
    assert sheet is not None
    mark_sheet(practice, actor=trainer, round_id=round_id, place=1, outcomes=as_found(sheet))
    keep("greeting", "met")
    with practice.context.database.reading() as connection:
        assert connection.execute(select(CalibrationDraft)).all() == []


def test_drafts_go_with_the_measuring(
    practice: Practice, context: Context, trainer: Actor, other_trainer: Actor, exams: list[str]
) -> None:
    round_id = draw_round(practice, actor=trainer, size=2)
    others = [other_trainer, replace(trainer, person_id=exam_taker(context, trainer, other_trainer))]

    def keep(actor: Actor) -> None:
        keep_draft(practice, actor=actor, round_id=round_id, place=1, criterion="greeting", outcome="met")

    keep(trainer)
    for who in others:
        while (sheet := next_sheet(practice, actor=who, round_id=round_id)) is not None:
            mark_sheet(practice, actor=who, round_id=round_id, place=sheet.place, outcomes=as_found(sheet))
            if list_rounds(practice, actor=trainer)[0].measured_at is not None:
                break
    with context.database.reading() as connection:
        assert connection.execute(select(CalibrationDraft)).all() == []
    with pytest.raises(Refused):
        keep(trainer)


def exam_taker(context: Context, *known: Actor) -> str:
    """Somebody else of the bank, by id, to stand in for a third trainer."""
    people = people_by_number(context, ["LJ001001"])
    assert people["LJ001001"].person_id not in {one.person_id for one in known}
    return people["LJ001001"].person_id
