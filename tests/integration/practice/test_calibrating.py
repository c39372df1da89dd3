"""Blind marking: nobody sees a verdict before all are done, and what people disagree on decides no exam."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlmodel import col

from lms.people import Actor, DemoBank, Role
from lms.people.permissions import Grant
from lms.platform.context import Context
from lms.platform.errors import Forbidden, NotFound, Refused
from lms.practice import (
    BlindSheet,
    Practice,
    RoundResult,
    close_attempt,
    decide_flag,
    differences,
    draw_round,
    exam_terms,
    have_seen,
    keep_draft,
    line_history,
    list_rounds,
    mark_sheet,
    next_sheet,
    open_attempt,
    override,
    read_attempt,
    read_round,
    review_queue,
    say,
)
from lms.practice.calibration.tables import CalibrationItem
from lms.practice.tables import Assessment
from scoring.assessment import Outcome
from scoring.schema import load_rubric
from tests.fixed_clock import FixedClock
from tests.integration.practice.calibrating import ENOUGH, another, as_found
from tests.integration.practice.conftest import SLUG
from tests.integration.practice.rehearsal import RUDE, somebody

RUBRIC = load_rubric("service-core")


Marking = Callable[[BlindSheet], dict[str, Outcome]]


def but_for(*criteria: str) -> Marking:
    """The same, and these the other way round."""

    def marks(sheet: BlindSheet) -> dict[str, Outcome]:
        outcome: Outcome = "not_met" if sheet.place % 2 else "met"
        return as_found(sheet) | dict.fromkeys(criteria, outcome)

    return marks


def mark_all(practice: Practice, actor: Actor, round_id: str, marking: Marking = as_found) -> None:
    while (card := list_rounds(practice, actor=actor)[0]).mine < card.size:
        sheet = next_sheet(practice, actor=actor, round_id=round_id)
        assert sheet is not None
        mark_sheet(practice, actor=actor, round_id=round_id, place=sheet.place, outcomes=marking(sheet))


def flags(result: RoundResult) -> dict[str, str]:
    return {line.id: line.why for line in result.lines if line.why and line.part == "criterion"}


def rules_find(practice: Practice, round_id: str, outcome_of: Callable[[int, str], Outcome]) -> None:
    """Have it that the rules found something of their own in each exam of a round, by place and criterion."""
    with practice.context.database.transaction() as connection:
        rows = connection.execute(
            select(col(Assessment.id), col(Assessment.body), col(CalibrationItem.place))
            .join(CalibrationItem, col(CalibrationItem.attempt_id) == col(Assessment.attempt_id))
            .where(col(CalibrationItem.round_id) == round_id)
        ).all()
        for row in rows:
            criteria = [one | {"outcome": outcome_of(row.place, one["id"])} for one in row.body["criteria"]]
            connection.execute(
                update(Assessment)
                .where(col(Assessment.id) == row.id)
                .values(body=row.body | {"criteria": criteria})
            )


def like_people(place: int, criterion: str) -> Outcome:
    return "met" if place % 2 else "not_met"


@pytest.fixture
def measured(practice: Practice, trainer: Actor, other_trainer: Actor, exams: list[str]) -> str:
    """A round in which two people marked alike, but for ``greeting`` and ``no_forbidden``; the rules are with them."""
    round_id = draw_round(practice, actor=trainer, size=ENOUGH, seed=1)
    rules_find(practice, round_id, like_people)
    mark_all(practice, trainer, round_id)
    mark_all(practice, other_trainer, round_id, but_for("greeting", "no_forbidden"))
    return round_id


def test_nobody_sees_a_verdict_or_a_name_before_all_are_done(
    practice: Practice, trainee: Actor, trainer: Actor, other_trainer: Actor, exams: list[str]
) -> None:
    round_id = draw_round(practice, actor=trainer, size=ENOUGH, seed=1)
    sheet = next_sheet(practice, actor=other_trainer, round_id=round_id)
    assert sheet is not None and (sheet.place, sheet.size) == (1, ENOUGH)
    said = "".join(turn.text for turn in sheet.turns)
    assert "我是○○。" in said and trainee.name_zh not in said and trainee.name_zh[1:] not in said
    assert all(turn.acts == () and turn.mood is None for turn in sheet.turns)
    mark_all(practice, trainer, round_id)
    for actor in (trainer, other_trainer):
        with pytest.raises(Refused):
            read_round(practice, actor=actor, round_id=round_id)
    (card,) = list_rounds(practice, actor=trainer)
    assert (card.done, card.mine, card.measured_at) == (1, ENOUGH, None)
    mark_all(practice, other_trainer, round_id)
    result = read_round(practice, actor=trainer, round_id=round_id)
    assert result.card.measured_at is not None and len(result.markers) == 2
    assert all(line.people is not None and line.people.agreed == 1 for line in result.lines)
    with pytest.raises(Refused):
        next_sheet(practice, actor=trainer, round_id=round_id)


def test_a_sheet_is_whole_and_final(practice: Practice, trainer: Actor, exams: list[str]) -> None:
    round_id = draw_round(practice, actor=trainer, size=ENOUGH)
    sheet = next_sheet(practice, actor=trainer, round_id=round_id)
    assert sheet is not None
    whole = as_found(sheet)
    broken: list[dict[str, Outcome]] = [
        {},
        {k: v for k, v in whole.items() if k != "greeting"},
        whole | {"greeting": "abstained"},
        whole | {"charm": "met"},
    ]
    for outcomes in broken:
        with pytest.raises(Refused):
            mark_sheet(practice, actor=trainer, round_id=round_id, place=1, outcomes=outcomes)
    mark_sheet(practice, actor=trainer, round_id=round_id, place=1, outcomes=whole)
    with pytest.raises(Refused):
        mark_sheet(practice, actor=trainer, round_id=round_id, place=1, outcomes=whole)
    with pytest.raises(NotFound):
        mark_sheet(practice, actor=trainer, round_id=round_id, place=ENOUGH + 1, outcomes=whole)


def test_an_exam_is_drawn_once_and_not_after_somebody_has_read_it(
    practice: Practice, trainer: Actor, exams: list[str]
) -> None:
    have_seen(practice, actor=trainer, attempt_id=exams[0])
    sizes = []
    for _ in range(2):
        draw_round(practice, actor=trainer, size=6)
        sizes.append(list_rounds(practice, actor=trainer)[0].size)
    assert sizes == [6, ENOUGH - 1 - 6]
    with pytest.raises(Refused):
        draw_round(practice, actor=trainer, size=6)
    with pytest.raises(Refused):
        draw_round(practice, actor=trainer, size=1)


def test_only_trainers_draw_mark_read_and_decide(
    practice: Practice, context: Context, bank: DemoBank, trainer: Actor, exams: list[str]
) -> None:
    round_id = draw_round(practice, actor=trainer, size=ENOUGH)
    doing: list[Callable[[Actor], object]] = [
        lambda actor: draw_round(practice, actor=actor),
        lambda actor: list_rounds(practice, actor=actor),
        lambda actor: next_sheet(practice, actor=actor, round_id=round_id),
        lambda actor: mark_sheet(practice, actor=actor, round_id=round_id, place=1, outcomes={}),
        lambda actor: keep_draft(
            practice, actor=actor, round_id=round_id, place=1, criterion="greeting", outcome="met"
        ),
        lambda actor: read_round(practice, actor=actor, round_id=round_id),
        lambda actor: differences(practice, actor=actor, round_id=round_id, criterion="greeting"),
        lambda actor: line_history(practice, actor=actor, rubric=RUBRIC.id, line="greeting"),
        lambda actor: decide_flag(
            practice, actor=actor, round_id=round_id, line="greeting", counts=True, reason="好。"
        ),
    ]
    for who in ("new-hire", "mentor", "manager", "admin"):
        actor = somebody(context, bank.one_click(who).person_id)
        for one in doing:
            with pytest.raises(Forbidden):
                one(actor)


def test_what_people_disagree_on_is_set_aside_until_somebody_decides_with_a_reason(
    practice: Practice, trainer: Actor, other_trainer: Actor, measured: str, clock: FixedClock
) -> None:
    result = read_round(practice, actor=trainer, round_id=measured)
    assert flags(result) == {"greeting": "people", "no_forbidden": "people"}
    assert exam_terms(practice, rubric=RUBRIC).set_aside == ("greeting", "no_forbidden")
    with pytest.raises(Refused):
        decide_flag(practice, actor=trainer, round_id=measured, line="courtesy", counts=True, reason="好。")
    with pytest.raises(Refused):
        decide_flag(practice, actor=trainer, round_id=measured, line="greeting", counts=True, reason=" ")
    decide_flag(
        practice, actor=trainer, round_id=measured, line="greeting", counts=True, reason="口径已统一。"
    )
    assert "greeting" not in exam_terms(practice, rubric=RUBRIC).set_aside
    clock.move(timedelta(minutes=1))
    decide_flag(
        practice, actor=other_trainer, round_id=measured, line="greeting", counts=False, reason="再看一轮。"
    )
    assert "greeting" in exam_terms(practice, rubric=RUBRIC).set_aside
    after = read_round(practice, actor=trainer, round_id=measured)
    (line,) = [line for line in after.lines if line.id == "greeting"]
    assert [(one.counts, one.reason, after.deciders[one.person_id][1]) for one in line.decisions] == [
        (True, "口径已统一。", trainer.name_en),
        (False, "再看一轮。", other_trainer.name_en),
    ]


def test_what_marks_differ_on_is_shown_once_all_are_done_to_who_may_read_the_exams(
    practice: Practice, trainer: Actor, other_trainer: Actor, measured: str
) -> None:
    found = differences(practice, actor=trainer, round_id=measured, criterion="greeting")
    assert len(found) == ENOUGH
    first = found[0]
    assert {name[1]: outcome for name, outcome in first.people} == {
        trainer.name_en: "met",
        other_trainer.name_en: "not_met",
    }
    assert first.judges == {"rules": "met"}
    assert differences(practice, actor=trainer, round_id=measured, criterion="courtesy") == ()
    elsewhere = replace(trainer, grants=(Grant(Role.TRAINER, frozenset({"elsewhere"})),))
    assert differences(practice, actor=elsewhere, round_id=measured, criterion="greeting") == ()


def test_a_trainer_of_other_people_neither_draws_nor_marks_their_exams(
    practice: Practice, trainer: Actor, exams: list[str]
) -> None:
    elsewhere = replace(trainer, grants=(Grant(Role.TRAINER, frozenset({"elsewhere"})),))
    with pytest.raises(Refused):
        draw_round(practice, actor=elsewhere)
    round_id = draw_round(practice, actor=trainer)
    assert [card.may_mark for card in list_rounds(practice, actor=elsewhere)] == [False]
    with pytest.raises(Forbidden):
        next_sheet(practice, actor=elsewhere, round_id=round_id)
    with pytest.raises(Forbidden):
        mark_sheet(practice, actor=elsewhere, round_id=round_id, place=1, outcomes={})
    with pytest.raises(Refused):
        differences(practice, actor=trainer, round_id=round_id, criterion="greeting")


def test_an_exam_is_not_decided_by_what_is_set_aside_until_a_person_marks_it(
    practice: Practice, colleague: Actor, trainer: Actor, measured: str
) -> None:
    exam = open_attempt(practice, actor=colleague, slug=SLUG, locale="zh-CN", mode="exam", seed=1)
    say(practice, actor=colleague, attempt_id=exam, text=RUDE, key="a").read()
    close_attempt(practice, actor=colleague, attempt_id=exam)
    view = read_attempt(practice, actor=colleague, attempt_id=exam)
    assert view.card.set_aside == view.left_to_people == ("greeting", "no_forbidden")
    assert view.assessment is not None and view.assessment.result("no_forbidden").outcome == "not_met"
    assert view.card.blocked_by == ()
    assert [row.why for row in review_queue(practice, actor=trainer) if row.exam.card.attempt_id == exam] == [
        "set_aside"
    ]
    override(
        practice,
        actor=trainer,
        attempt_id=exam,
        criterion="no_forbidden",
        outcome="not_met",
        reason="这句话确实伤人。",
    )
    view = read_attempt(practice, actor=colleague, attempt_id=exam)
    # A person's word is no different from the machine's here, and yet it is a person's.
    assert view.card.blocked_by == ("no_forbidden",) and view.left_to_people == ("greeting",)


def test_practice_and_exams_that_have_begun_go_on_as_they_were(
    practice: Practice, colleague: Actor, trainer: Actor, other_trainer: Actor, exams: list[str]
) -> None:
    exam = open_attempt(practice, actor=colleague, slug=SLUG, locale="zh-CN", mode="exam", seed=1)
    round_id = draw_round(practice, actor=trainer, size=ENOUGH, seed=1)
    mark_all(practice, trainer, round_id)
    everything = [criterion.id for criterion in RUBRIC.criteria]
    mark_all(practice, other_trainer, round_id, but_for(*everything))
    assert exam_terms(practice, rubric=RUBRIC).held
    close_attempt(practice, actor=colleague, attempt_id=exam)
    assert read_attempt(practice, actor=colleague, attempt_id=exam).card.set_aside == ()


def test_no_exam_begins_while_people_disagree_on_the_whole_and_practice_does(
    practice: Practice, colleague: Actor, trainer: Actor, other_trainer: Actor, exams: list[str]
) -> None:
    round_id = draw_round(practice, actor=trainer, size=ENOUGH, seed=1)
    rules_find(practice, round_id, like_people)
    mark_all(practice, trainer, round_id)
    mark_all(practice, other_trainer, round_id, but_for(*(criterion.id for criterion in RUBRIC.criteria)))
    with pytest.raises(Refused, match="held back"):
        open_attempt(practice, actor=colleague, slug=SLUG, locale="zh-CN", mode="exam")
    rehearsal = open_attempt(practice, actor=colleague, slug=SLUG, locale="zh-CN")
    assert read_attempt(practice, actor=colleague, attempt_id=rehearsal).card.set_aside == ()
    for line in read_round(practice, actor=trainer, round_id=round_id).lines:
        if line.why is not None and line.part != "dimension":
            decide_flag(
                practice, actor=trainer, round_id=round_id, line=line.id, counts=True, reason="已开会对齐。"
            )
    open_attempt(practice, actor=colleague, slug=SLUG, locale="zh-CN", mode="exam")


def test_a_later_round_that_tells_otherwise_lifts_the_flag_and_tells_the_drift(
    practice: Practice,
    trainer: Actor,
    other_trainer: Actor,
    measured: str,
    exams: list[str],
    clock: FixedClock,
) -> None:
    for _ in range(ENOUGH):
        another(practice, exams[0])
    clock.move(timedelta(days=30))
    later = draw_round(practice, actor=trainer, size=ENOUGH, seed=2)
    rules_find(practice, later, lambda place, id_: "met" if id_ == "owned" else like_people(place, id_))
    for actor in (trainer, other_trainer):
        mark_all(practice, actor, later)
    result = read_round(practice, actor=trainer, round_id=later)
    assert flags(result) == {"owned": "judge"}
    assert exam_terms(practice, rubric=RUBRIC).set_aside == ("owned",)
    moved = {line.id: line.change for line in result.lines}
    assert (owned := moved["owned"]) is not None and owned.high is not None and owned.high < 0
    history = line_history(practice, actor=trainer, rubric=RUBRIC.id, line="owned")
    assert [line.why for _at, line in history] == [None, "judge"]
    with pytest.raises(Refused, match="later round"):
        decide_flag(practice, actor=trainer, round_id=measured, line="greeting", counts=True, reason="好。")
