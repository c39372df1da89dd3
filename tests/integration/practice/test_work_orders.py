"""A visit that leaves something to do is written up by who spoke, and scored at once."""

import pytest

from lms.people import Actor, DemoBank
from lms.platform.context import Context
from lms.platform.errors import NotFound, Refused
from lms.practice import (
    Practice,
    close_attempt,
    open_attempt,
    read_attempt,
    say,
    to_be_written_up,
    write_work_order,
)
from tests.integration.practice.conftest import SLUG
from tests.integration.practice.rehearsal import COMFORT, PROMISE, somebody

FIELDS = {"happened": "客户的伞落在大厅。", "promised": "没有承诺时间。", "owner": "大堂经理接着找。"}


def _finished(practice: Practice, actor: Actor, mode: str = "practice") -> str:
    attempt = open_attempt(
        practice,
        actor=actor,
        slug=SLUG,
        locale="zh-CN",
        mode="exam" if mode == "exam" else "practice",
        seed=1,
    )
    for key, words in (("a", COMFORT), ("b", PROMISE)):
        if read_attempt(practice, actor=actor, attempt_id=attempt).card.open:
            say(practice, actor=actor, attempt_id=attempt, text=words, key=key).read()
    close_attempt(practice, actor=actor, attempt_id=attempt)
    return attempt


def test_it_is_kept_with_its_score_and_the_newest_is_shown(practice: Practice, trainee: Actor) -> None:
    attempt = _finished(practice, trainee)
    assert to_be_written_up(read_attempt(practice, actor=trainee, attempt_id=attempt))
    write_work_order(practice, actor=trainee, attempt_id=attempt, **FIELDS)
    first = read_attempt(practice, actor=trainee, attempt_id=attempt).work_order
    assert first is not None and {one.question: one.met for one in first.checked}["owner"]
    write_work_order(practice, actor=trainee, attempt_id=attempt, **{**FIELDS, "owner": "再说吧。"})
    second = read_attempt(practice, actor=trainee, attempt_id=attempt).work_order
    assert second is not None and second.order.owner == "再说吧。" and second.score < first.score


def test_of_an_exam_it_is_handed_in_once_and_read_by_who_marks_it(
    practice: Practice, context: Context, bank: DemoBank, trainee: Actor
) -> None:
    attempt = _finished(practice, trainee, "exam")
    write_work_order(practice, actor=trainee, attempt_id=attempt, **FIELDS)
    with pytest.raises(Refused):
        write_work_order(practice, actor=trainee, attempt_id=attempt, **FIELDS)
    mentor = somebody(context, bank.one_click("mentor").person_id)
    seen = read_attempt(practice, actor=mentor, attempt_id=attempt).work_order
    assert seen is not None and seen.order.happened == FIELDS["happened"]


@pytest.mark.parametrize("change", [{"owner": " "}, {"happened": ""}, {"promised": "x" * 1_001}])
def test_an_empty_or_endless_field_is_refused_and_nothing_is_kept(
    practice: Practice, trainee: Actor, change: dict[str, str]
) -> None:
    attempt = _finished(practice, trainee)
    with pytest.raises(Refused):
        write_work_order(practice, actor=trainee, attempt_id=attempt, **{**FIELDS, **change})
    assert read_attempt(practice, actor=trainee, attempt_id=attempt).work_order is None


def test_nobody_writes_up_anothers_visit_or_one_that_goes_on(
    practice: Practice, trainee: Actor, colleague: Actor, attempt_id: str
) -> None:
    with pytest.raises(Refused):
        write_work_order(practice, actor=trainee, attempt_id=attempt_id, **FIELDS)
    attempt = _finished(practice, trainee)
    with pytest.raises(NotFound):
        write_work_order(practice, actor=colleague, attempt_id=attempt, **FIELDS)
