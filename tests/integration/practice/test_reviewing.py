"""People's word on an attempt: who may say what, what counts, and that nothing is ever lost."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from lms.people import Actor, DemoBank
from lms.platform.context import Context
from lms.platform.errors import Forbidden, NotFound, Refused
from lms.practice import (
    Practice,
    answer,
    close_attempt,
    comment,
    dispute,
    have_seen,
    names_of,
    open_attempt,
    override,
    read_attempt,
    review_queue,
    say,
    share_attempt,
)
from scoring.assessment import Outcome
from tests.fixed_clock import FixedClock
from tests.integration.practice.conftest import SLUG
from tests.integration.practice.rehearsal import COMFORT, RUDE, somebody


@pytest.fixture
def mentor(context: Context, bank: DemoBank) -> Actor:
    return somebody(context, bank.one_click("mentor").person_id)


@pytest.fixture
def trainer(context: Context, bank: DemoBank) -> Actor:
    return somebody(context, bank.one_click("trainer").person_id)


@pytest.fixture
def sat(practice: Practice, trainee: Actor) -> str:
    """A finished exam of the trainee: kind words, and then it was ended."""
    return _sit(practice, trainee, COMFORT)


def _sit(practice: Practice, actor: Actor, *lines: str) -> str:
    exam = open_attempt(practice, actor=actor, slug=SLUG, locale="zh-CN", mode="exam", seed=1)
    for key, words in enumerate(lines):
        say(practice, actor=actor, attempt_id=exam, text=words, key=str(key)).read()
    close_attempt(practice, actor=actor, attempt_id=exam)
    return exam


def _outcome(practice: Practice, actor: Actor, attempt: str, criterion: str) -> Outcome:
    found = read_attempt(practice, actor=actor, attempt_id=attempt).assessment
    assert found is not None
    return found.result(criterion).outcome


def _missed(practice: Practice, actor: Actor, attempt: str) -> str:
    found = read_attempt(practice, actor=actor, attempt_id=attempt).assessment
    assert found is not None
    return next(result.id for result in found.criteria if result.outcome == "not_met")


def test_a_comment_on_a_turn_reaches_the_trainee_with_its_writers_name(
    practice: Practice, trainee: Actor, mentor: Actor, sat: str
) -> None:
    comment(practice, actor=mentor, attempt_id=sat, turn=1, text="  这一句接得好。<b>  ")
    entries = read_attempt(practice, actor=trainee, attempt_id=sat).entries
    assert [(entry.kind, entry.seq, entry.text) for entry in entries] == [("comment", 1, "这一句接得好。<b>")]
    assert names_of(practice, entries) == {mentor.person_id: (mentor.name_zh, mentor.name_en)}


def test_a_persons_mark_counts_at_once_and_the_rules_verdict_is_kept(
    practice: Practice, trainee: Actor, trainer: Actor, sat: str
) -> None:
    before = read_attempt(practice, actor=trainee, attempt_id=sat)
    missed = _missed(practice, trainee, sat)
    override(
        practice, actor=trainer, attempt_id=sat, criterion=missed, outcome="met", reason="用自己的话说到了。"
    )
    after = read_attempt(practice, actor=trainee, attempt_id=sat)
    assert after.assessment is not None and after.assessment.judge == "person"
    assert after.assessment.result(missed).outcome == "met"
    assert after.by_rules == before.assessment
    assert after.card.score == after.assessment.score and (after.card.score or 0) > (before.card.score or 0)


def test_the_newest_mark_of_a_question_counts_and_every_change_is_kept(
    practice: Practice, trainee: Actor, trainer: Actor, mentor: Actor, sat: str, clock: FixedClock
) -> None:
    first = read_attempt(practice, actor=trainee, attempt_id=sat).card.score
    missed = _missed(practice, trainee, sat)
    marks: list[tuple[Actor, Outcome]] = [(trainer, "met"), (mentor, "not_met")]
    for actor, outcome in marks:
        clock.move(timedelta(minutes=1))
        override(
            practice, actor=actor, attempt_id=sat, criterion=missed, outcome=outcome, reason="看了录音。"
        )
    view = read_attempt(practice, actor=trainee, attempt_id=sat)
    assert [entry.outcome for entry in view.entries] == ["met", "not_met"]
    assert view.assessment is not None and view.assessment.result(missed).advice
    assert view.card.score == first


def test_a_red_line_set_by_a_person_stops_the_exam_and_can_be_taken_back(
    practice: Practice, trainee: Actor, trainer: Actor, sat: str, clock: FixedClock
) -> None:
    marks: list[tuple[Outcome, tuple[str, ...]]] = [("not_met", ("no_over_promise",)), ("met", ())]
    for outcome, blocked in marks:
        clock.move(timedelta(minutes=1))
        override(
            practice,
            actor=trainer,
            attempt_id=sat,
            criterion="no_over_promise",
            outcome=outcome,
            reason="当面核实过。",
        )
        card = read_attempt(practice, actor=trainee, attempt_id=sat).card
        assert card.blocked_by == blocked and not (blocked and card.passed)


def test_an_objection_waits_gets_an_answer_and_can_be_raised_again(
    practice: Practice, trainee: Actor, mentor: Actor, sat: str
) -> None:
    missed = _missed(practice, trainee, sat)
    dispute(practice, actor=trainee, attempt_id=sat, criterion=missed, text="我说了，第二句就是。")
    with pytest.raises(Refused):
        dispute(practice, actor=trainee, attempt_id=sat, criterion=missed, text="再说一遍。")
    (waiting,) = read_attempt(practice, actor=mentor, attempt_id=sat).entries
    answer(practice, actor=mentor, attempt_id=sat, disputed=waiting.entry_id, text="那句没有说到时间。")
    with pytest.raises(Refused):
        answer(practice, actor=mentor, attempt_id=sat, disputed=waiting.entry_id, text="再答一遍。")
    dispute(practice, actor=trainee, attempt_id=sat, criterion=missed, text="请再看看。")
    assert [entry.kind for entry in read_attempt(practice, actor=trainee, attempt_id=sat).entries] == [
        "dispute",
        "answer",
        "dispute",
    ]


def test_a_mark_may_answer_an_objection(practice: Practice, trainee: Actor, trainer: Actor, sat: str) -> None:
    missed = _missed(practice, trainee, sat)
    dispute(practice, actor=trainee, attempt_id=sat, criterion=missed, text="我说了。")
    (waiting,) = read_attempt(practice, actor=trainer, attempt_id=sat).entries
    override(
        practice,
        actor=trainer,
        attempt_id=sat,
        criterion=missed,
        outcome="met",
        reason="确实说了。",
        answers=waiting.entry_id,
    )
    assert [row.why for row in review_queue(practice, actor=trainer)] == ["read"]
    assert _outcome(practice, trainee, sat, missed) == "met"


def test_the_queue_has_the_most_urgent_first(
    practice: Practice, trainee: Actor, colleague: Actor, trainer: Actor, clock: FixedClock
) -> None:
    crossed = _sit(practice, trainee, RUDE)
    clock.move(timedelta(minutes=1))
    quiet = _sit(practice, colleague, COMFORT)
    order = [(row.exam.card.attempt_id, row.why) for row in review_queue(practice, actor=trainer)]
    assert order == [(crossed, "red_line"), (quiet, "unread")]
    dispute(practice, actor=colleague, attempt_id=quiet, criterion="greeting", text="我问候了。")
    have_seen(practice, actor=trainer, attempt_id=crossed)
    order = [(row.exam.card.attempt_id, row.why) for row in review_queue(practice, actor=trainer)]
    assert order == [(quiet, "disputed"), (crossed, "read")]


@pytest.mark.parametrize("words", ["", "  \n", "x" * 1_001])
def test_words_are_needed_and_not_too_many(practice: Practice, mentor: Actor, sat: str, words: str) -> None:
    with pytest.raises(Refused):
        comment(practice, actor=mentor, attempt_id=sat, text=words)
    with pytest.raises(Refused):
        override(practice, actor=mentor, attempt_id=sat, criterion="greeting", outcome="met", reason=words)


Doing = Callable[[Practice, Actor, str], None]
MARKING: dict[str, Doing] = {
    "comment": lambda room, actor, it: comment(room, actor=actor, attempt_id=it, text="看过了。"),
    "have_seen": lambda room, actor, it: have_seen(room, actor=actor, attempt_id=it),
    "override": lambda room, actor, it: override(
        room, actor=actor, attempt_id=it, criterion="greeting", outcome="met", reason="听到了。"
    ),
    "answer": lambda room, actor, it: answer(
        room, actor=actor, attempt_id=it, disputed="none", text="不改。"
    ),
}


@pytest.mark.parametrize("who", ["oneself", "colleague", "manager", "admin"])
def test_nobody_marks_who_does_not_accompany_or_examine(
    practice: Practice,
    context: Context,
    bank: DemoBank,
    trainee: Actor,
    colleague: Actor,
    sat: str,
    who: str,
) -> None:
    known = {"oneself": trainee, "colleague": colleague}
    actor = known[who] if who in known else somebody(context, bank.one_click(who).person_id)
    for doing in MARKING.values():
        with pytest.raises((NotFound, Forbidden)):
            doing(practice, actor, sat)
    assert read_attempt(practice, actor=trainee, attempt_id=sat).entries == ()


def test_only_its_owner_objects_and_only_to_a_finished_exam(
    practice: Practice, trainee: Actor, mentor: Actor, sat: str, attempt_id: str
) -> None:
    with pytest.raises(NotFound):
        dispute(practice, actor=mentor, attempt_id=sat, criterion="greeting", text="我看不对。")
    with pytest.raises(Refused):
        dispute(practice, actor=trainee, attempt_id=attempt_id, criterion="greeting", text="我看不对。")
    with pytest.raises(Refused):
        dispute(practice, actor=trainee, attempt_id=sat, criterion="charm", text="我看不对。")


def test_shared_practice_is_commented_on_and_never_marked(
    practice: Practice, trainee: Actor, mentor: Actor, attempt_id: str
) -> None:
    say(practice, actor=trainee, attempt_id=attempt_id, text=COMFORT, key="a").read()
    close_attempt(practice, actor=trainee, attempt_id=attempt_id)
    with pytest.raises(NotFound):
        comment(practice, actor=mentor, attempt_id=attempt_id, text="看过了。")
    share_attempt(practice, actor=trainee, attempt_id=attempt_id, shared=True)
    comment(practice, actor=mentor, attempt_id=attempt_id, text="看过了。")
    with pytest.raises(Refused):
        override(
            practice, actor=mentor, attempt_id=attempt_id, criterion="greeting", outcome="met", reason="好。"
        )
