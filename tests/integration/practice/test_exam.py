"""An exam is one try in a given time, and a customer who falls out of role costs nobody their try."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from lms.catalogue import publish
from lms.people import Actor
from lms.platform.context import Context
from lms.platform.errors import Refused
from lms.practice import (
    ExamRunning,
    ExamTaken,
    Practice,
    TimeIsUp,
    best_scores,
    close_attempt,
    close_overdue,
    exams_to_read,
    hint,
    list_attempts,
    next_step,
    open_attempt,
    progress,
    read_attempt,
    resume,
    rewind,
    say,
    share_attempt,
    unfinished,
)
from tests.fixed_clock import FixedClock
from tests.integration.practice.conftest import SLUG
from tests.integration.practice.rehearsal import COMFORT, NOTHING, FakeModel, played_by, umbrella

ASSISTANT = ("作为一个人工智能助手，我可以帮助您。",)
LATER = timedelta(minutes=10)
OTHER = "lost-hat"


def sit(practice: Practice, actor: Actor) -> str:
    return open_attempt(practice, actor=actor, slug=SLUG, locale="zh-CN", mode="exam", seed=1)


def test_an_open_exam_is_gone_on_with_and_not_begun_again(
    practice: Practice, trainee: Actor, exam_id: str
) -> None:
    assert sit(practice, trainee) == exam_id


def test_it_is_gone_on_with_before_any_practice(
    practice: Practice, trainee: Actor, exam_id: str, clock: FixedClock
) -> None:
    clock.move(timedelta(minutes=1))
    publish(practice.context, umbrella(slug=OTHER))
    practice.catalogue.refresh()
    open_attempt(practice, actor=trainee, slug=OTHER, locale="zh-CN")
    waiting = unfinished(practice, actor=trainee)
    assert waiting is not None and waiting.attempt_id == exam_id
    step = next_step(practice, actor=trainee, locale="zh-CN")
    assert step is not None and (step.kind, step.attempt_id) == ("sit", exam_id)
    assert step.ends_at == clock.now() + LATER - timedelta(minutes=1)


def test_while_it_runs_its_scenario_is_not_practised(
    practice: Practice, trainee: Actor, colleague: Actor, clock: FixedClock
) -> None:
    ended = open_attempt(practice, actor=trainee, slug=SLUG, locale="zh-CN", seed=1)
    say(practice, actor=trainee, attempt_id=ended, text=COMFORT, key="a").read()
    close_attempt(practice, actor=trainee, attempt_id=ended)
    begun = open_attempt(practice, actor=trainee, slug=SLUG, locale="zh-CN", seed=1)
    say(practice, actor=trainee, attempt_id=begun, text=COMFORT, key="a").read()
    exam = sit(practice, trainee)
    ways: tuple[Callable[[], object], ...] = (
        lambda: open_attempt(practice, actor=trainee, slug=SLUG, locale="zh-CN"),
        lambda: open_attempt(practice, actor=trainee, slug=SLUG, locale="zh-CN", seed=1),
        lambda: say(practice, actor=trainee, attempt_id=begun, text=NOTHING, key="b"),
        lambda: hint(practice, actor=trainee, attempt_id=begun),
        lambda: rewind(practice, actor=trainee, attempt_id=begun, turn=1),
        lambda: rewind(practice, actor=trainee, attempt_id=ended, turn=1),
    )
    for way in ways:
        with pytest.raises(ExamRunning, match="ends at 10:10") as running:
            way()
        assert running.value.attempt_id == exam
    same = say(practice, actor=trainee, attempt_id=begun, text=COMFORT, key="a")
    assert same.trainee.seq == 1, "what was said before is answered as before"
    assert len(read_attempt(practice, actor=trainee, attempt_id=begun).turns) == 3
    assert open_attempt(practice, actor=colleague, slug=SLUG, locale="zh-CN"), "others practise it"

    clock.move(LATER)
    for way in ways:
        way()


def test_a_void_exam_keeps_nobody_from_practising(practice: Practice, trainee: Actor) -> None:
    talking = played_by(FakeModel(ASSISTANT, ASSISTANT), practice)
    exam = open_attempt(talking, actor=trainee, slug=SLUG, locale="zh-CN", mode="exam", engine="llm", seed=1)
    say(talking, actor=trainee, attempt_id=exam, text=COMFORT, key="a").read()
    assert open_attempt(practice, actor=trainee, slug=SLUG, locale="zh-CN")


def test_there_is_one_try(practice: Practice, trainee: Actor, exam_id: str) -> None:
    close_attempt(practice, actor=trainee, attempt_id=exam_id)
    with pytest.raises(ExamTaken) as taken:
        sit(practice, trainee)
    assert taken.value.attempt_id == exam_id
    assert open_attempt(practice, actor=trainee, slug=SLUG, locale="zh-CN")


def test_everybody_has_their_own_try(practice: Practice, colleague: Actor, exam_id: str) -> None:
    assert sit(practice, colleague) != exam_id


def test_a_new_version_of_the_scenario_is_a_new_try(
    practice: Practice, context: Context, trainee: Actor, exam_id: str
) -> None:
    close_attempt(practice, actor=trainee, attempt_id=exam_id)
    publish(context, umbrella(title="The umbrella, once more"))
    practice.catalogue.refresh()
    second = sit(practice, trainee)
    assert second != exam_id
    assert not read_attempt(practice, actor=trainee, attempt_id=exam_id).card.open


def test_mood_and_hints_wait_until_it_is_over(practice: Practice, trainee: Actor, exam_id: str) -> None:
    assert not read_attempt(practice, actor=trainee, attempt_id=exam_id).coached
    with pytest.raises(Refused):
        hint(practice, actor=trainee, attempt_id=exam_id)
    close_attempt(practice, actor=trainee, attempt_id=exam_id)
    assert read_attempt(practice, actor=trainee, attempt_id=exam_id).coached


def test_it_is_not_rewound_and_not_shared(practice: Practice, trainee: Actor, exam_id: str) -> None:
    say(practice, actor=trainee, attempt_id=exam_id, text=COMFORT, key="a").read()
    close_attempt(practice, actor=trainee, attempt_id=exam_id)
    with pytest.raises(Refused):
        rewind(practice, actor=trainee, attempt_id=exam_id, turn=1)
    with pytest.raises(Refused):
        share_attempt(practice, actor=trainee, attempt_id=exam_id, shared=True)


def test_when_the_time_is_up_it_is_closed_as_of_then(
    practice: Practice, trainee: Actor, exam_id: str, clock: FixedClock
) -> None:
    begun = clock.now()
    say(practice, actor=trainee, attempt_id=exam_id, text=COMFORT, key="a").read()
    clock.move(LATER + timedelta(hours=1))
    with pytest.raises(TimeIsUp):
        say(practice, actor=trainee, attempt_id=exam_id, text=NOTHING, key="b")
    view = read_attempt(practice, actor=trainee, attempt_id=exam_id)
    assert (view.card.closed_by, view.card.closed_at) == ("time", begun + LATER)
    assert view.assessment is not None and view.turns[1].text == COMFORT and len(view.turns) == 4
    with pytest.raises(TimeIsUp):
        say(practice, actor=trainee, attempt_id=exam_id, text=NOTHING, key="c")


def test_until_then_it_goes_on(practice: Practice, trainee: Actor, exam_id: str, clock: FixedClock) -> None:
    clock.move(LATER - timedelta(seconds=1))
    assert say(practice, actor=trainee, attempt_id=exam_id, text=COMFORT, key="a").read().text


def test_who_comes_back_late_finds_it_closed_wherever_they_look(
    practice: Practice, trainee: Actor, clock: FixedClock
) -> None:
    looks: tuple[Callable[[str], bool], ...] = (
        lambda _exam: list_attempts(practice, actor=trainee)[0].open,
        lambda _exam: unfinished(practice, actor=trainee) is not None,
        lambda exam: read_attempt(practice, actor=trainee, attempt_id=exam).card.open,
        lambda _exam: SLUG not in best_scores(practice, actor=trainee),
        lambda _exam: progress(practice, actor=trainee).attempts == 0,
    )
    for place, still_open in enumerate(looks):
        publish(practice.context, umbrella(title=f"Number {place}"))
        practice.catalogue.refresh()
        exam = sit(practice, trainee)
        clock.move(LATER)
        assert not still_open(exam)


def test_an_exam_forgotten_while_open_was_the_one_try(
    practice: Practice, trainee: Actor, exam_id: str, clock: FixedClock
) -> None:
    clock.move(LATER)
    with pytest.raises(ExamTaken):
        sit(practice, trainee)


def test_a_trainer_finds_it_closed_though_its_owner_never_came_back(
    practice: Practice, context: Context, bank: object, exam_id: str, clock: FixedClock
) -> None:
    from lms.people import sign_in_demo

    trainer = sign_in_demo(context, username="trainer")
    assert exams_to_read(practice, actor=trainer) == ()
    clock.move(LATER)
    assert [row.card.attempt_id for row in exams_to_read(practice, actor=trainer)] == [exam_id]


def test_words_that_came_in_time_count_though_their_answer_was_owed(
    practice: Practice, trainee: Actor, clock: FixedClock
) -> None:
    talking = played_by(FakeModel(("我等了半天了。",)), practice)
    exam = open_attempt(talking, actor=trainee, slug=SLUG, locale="zh-CN", mode="exam", engine="llm", seed=1)
    say(talking, actor=trainee, attempt_id=exam, text=COMFORT, key="a")
    clock.move(LATER)
    assert resume(talking, actor=trainee, attempt_id=exam) is None
    view = read_attempt(talking, actor=trainee, attempt_id=exam)
    assert view.card.closed_by == "time" and view.turns[-1].objectives == ("heard",)
    assert say(talking, actor=trainee, attempt_id=exam, text=COMFORT, key="a").closed


def test_closing_what_is_overdue_leaves_the_others_open(
    practice: Practice, trainee: Actor, colleague: Actor, attempt_id: str, exam_id: str, clock: FixedClock
) -> None:
    clock.move(timedelta(minutes=5))
    younger = sit(practice, colleague)
    clock.move(timedelta(minutes=5))
    close_overdue(practice)
    assert not read_attempt(practice, actor=trainee, attempt_id=exam_id).card.open
    assert read_attempt(practice, actor=trainee, attempt_id=attempt_id).card.open
    assert read_attempt(practice, actor=colleague, attempt_id=younger).card.open


def test_a_customer_out_of_role_makes_the_exam_void_and_the_try_free(
    practice: Practice, trainee: Actor
) -> None:
    talking = played_by(FakeModel(ASSISTANT, ASSISTANT), practice)
    exam = open_attempt(talking, actor=trainee, slug=SLUG, locale="zh-CN", mode="exam", engine="llm", seed=1)
    reply = say(talking, actor=trainee, attempt_id=exam, text=COMFORT, key="a").read()
    assert "助手" not in reply.text, "nobody sees it"
    assert read_attempt(talking, actor=trainee, attempt_id=exam).card.void
    close_attempt(talking, actor=trainee, attempt_id=exam)

    assert best_scores(talking, actor=trainee) == {}
    assert progress(talking, actor=trainee).attempts == 0
    again = sit(practice, trainee)
    assert again != exam and not read_attempt(practice, actor=trainee, attempt_id=again).card.void


def test_a_model_that_cannot_hold_the_part_gives_it_up_for_the_rest_of_the_attempt(
    practice: Practice, trainee: Actor
) -> None:
    model = FakeModel(*([ASSISTANT] * 4))
    talking = played_by(model, practice)
    attempt = open_attempt(practice, actor=trainee, slug=SLUG, locale="zh-CN", engine="llm", seed=1)
    for key in ("a", "b", "c"):
        say(talking, actor=trainee, attempt_id=attempt, text=NOTHING, key=key).read()
    turns = read_attempt(talking, actor=trainee, attempt_id=attempt).turns
    last = [turns[place].notes[-1] for place in (2, 4, 6)]
    assert last == ["fallback: role", "fallback: unfit", "fallback: unfit"]
    assert model.asked == 2, "twice in the first turn"


def test_in_practice_a_customer_out_of_role_voids_nothing(practice: Practice, trainee: Actor) -> None:
    talking = played_by(FakeModel(ASSISTANT, ASSISTANT), practice)
    attempt = open_attempt(talking, actor=trainee, slug=SLUG, locale="zh-CN", engine="llm", seed=1)
    say(talking, actor=trainee, attempt_id=attempt, text=COMFORT, key="a").read()
    assert not read_attempt(talking, actor=trainee, attempt_id=attempt).card.void
