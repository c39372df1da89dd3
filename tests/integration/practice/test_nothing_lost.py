"""Nothing lost, nothing doubled: keys, two tabs, broken streams, and words that are kept before they are answered."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from lms.people import Actor
from lms.practice import (
    AttemptClosed,
    AttemptView,
    Overtaken,
    Practice,
    close_attempt,
    open_attempt,
    read_attempt,
    resume,
    say,
)
from scenarios.chat_model import ChatModelError
from tests.integration.practice.conftest import SLUG
from tests.integration.practice.rehearsal import ASK, COMFORT, GOODBYE, NOTHING, FakeModel, played_by

ANSWER = ("我等了半天了。", "你们到底管不管？")
OTHER = ("我的伞还在你们这儿呢。",)


def seen(practice: Practice, actor: Actor, attempt_id: str) -> AttemptView:
    return read_attempt(practice, actor=actor, attempt_id=attempt_id)


@pytest.fixture
def model() -> FakeModel:
    return FakeModel(ANSWER, OTHER, OTHER)


@pytest.fixture
def talking(practice: Practice, model: FakeModel) -> Practice:
    """The room with a model that plays the customer."""
    return played_by(model, practice)


@pytest.fixture
def llm_id(talking: Practice, trainee: Actor) -> str:
    return open_attempt(talking, actor=trainee, slug=SLUG, locale="zh-CN", engine="llm", seed=1)


def test_the_same_key_again_is_the_same_turn_with_the_same_answer(
    practice: Practice, trainee: Actor, attempt_id: str
) -> None:
    first = say(practice, actor=trainee, attempt_id=attempt_id, text=COMFORT, key="once").read()
    again = say(practice, actor=trainee, attempt_id=attempt_id, text=COMFORT, key="once")
    assert "".join(again) == first.text and again.reply == first
    assert len(seen(practice, trainee, attempt_id).turns) == 3


def test_a_key_sent_again_after_more_was_said_still_gets_its_own_answer(
    practice: Practice, trainee: Actor, attempt_id: str
) -> None:
    first = say(practice, actor=trainee, attempt_id=attempt_id, text=COMFORT, key="a").read()
    say(practice, actor=trainee, attempt_id=attempt_id, text=NOTHING, key="b").read()
    close_attempt(practice, actor=trainee, attempt_id=attempt_id)
    again = say(practice, actor=trainee, attempt_id=attempt_id, text=COMFORT, key="a", seen=1)
    assert again.read() == first and not again.closed


def test_a_key_whose_answer_ended_the_visit_says_so_again(
    practice: Practice, trainee: Actor, attempt_id: str
) -> None:
    say(practice, actor=trainee, attempt_id=attempt_id, text=GOODBYE, key="a").read()
    once = say(practice, actor=trainee, attempt_id=attempt_id, text=GOODBYE, key="b")
    once.read()
    assert once.closed
    assert say(practice, actor=trainee, attempt_id=attempt_id, text=GOODBYE, key="b").closed


def test_a_double_submit_at_the_same_moment_makes_one_turn(
    practice: Practice, trainee: Actor, attempt_id: str
) -> None:
    together = threading.Barrier(4)

    def submit(_tab: int) -> str:
        together.wait()
        return say(practice, actor=trainee, attempt_id=attempt_id, text=COMFORT, key="once").read().text

    with ThreadPoolExecutor(4) as tabs:
        answers = set(tabs.map(submit, range(4)))
    view = seen(practice, trainee, attempt_id)
    assert len(view.turns) == 3 and answers == {view.turns[2].text}


def test_of_two_tabs_one_is_heard_and_the_other_is_told_what_was_said(
    practice: Practice, trainee: Actor, attempt_id: str
) -> None:
    say(practice, actor=trainee, attempt_id=attempt_id, text=COMFORT, key="left", seen=1).read()
    with pytest.raises(Overtaken) as refused:
        say(practice, actor=trainee, attempt_id=attempt_id, text=ASK, key="right", seen=1)
    assert [turn.text for turn in refused.value.turns][1] == COMFORT and len(refused.value.turns) == 3
    say(practice, actor=trainee, attempt_id=attempt_id, text=ASK, key="right", seen=3).read()
    assert len(seen(practice, trainee, attempt_id).turns) == 5


def test_two_tabs_at_the_same_moment_lose_and_mix_nothing(
    practice: Practice, trainee: Actor, attempt_id: str
) -> None:
    together = threading.Barrier(4)

    def submit(tab: int) -> bool:
        together.wait()
        try:
            say(practice, actor=trainee, attempt_id=attempt_id, text=NOTHING, key=f"tab-{tab}", seen=1).read()
        except Overtaken:
            return False
        return True

    with ThreadPoolExecutor(4) as tabs:
        taken = list(tabs.map(submit, range(4)))
    assert taken.count(True) == 1
    assert [turn.speaker for turn in seen(practice, trainee, attempt_id).turns] == [
        "customer",
        "trainee",
        "customer",
    ]


def test_speaking_and_ending_at_the_same_moment_leaves_a_whole_conversation(
    practice: Practice, trainee: Actor, attempt_id: str
) -> None:
    together = threading.Barrier(2)

    def speak() -> None:
        together.wait()
        try:
            say(practice, actor=trainee, attempt_id=attempt_id, text=COMFORT, key="a").read()
        except AttemptClosed:
            return

    def end() -> None:
        together.wait()
        close_attempt(practice, actor=trainee, attempt_id=attempt_id)

    with ThreadPoolExecutor(2) as tabs:
        for done in (tabs.submit(speak), tabs.submit(end)):
            done.result()
    view = seen(practice, trainee, attempt_id)
    assert not view.card.open and view.card.turns == len(view.turns)
    assert [turn.seq for turn in view.turns] == list(range(len(view.turns)))
    assert view.assessment is not None


def test_the_words_are_kept_before_the_model_is_asked(
    talking: Practice, model: FakeModel, trainee: Actor, llm_id: str
) -> None:
    kept: list[str] = []
    model.began = lambda: kept.append(seen(talking, trainee, llm_id).turns[-1].text)
    say(talking, actor=trainee, attempt_id=llm_id, text=COMFORT, key="a").read()
    assert kept == [COMFORT]


def test_a_model_speaks_and_leaves_the_same_trace(talking: Practice, trainee: Actor, llm_id: str) -> None:
    saying = say(talking, actor=trainee, attempt_id=llm_id, text=COMFORT, key="a")
    assert list(saying) == list(ANSWER)
    view = seen(talking, trainee, llm_id)
    assert view.turns[-1].text == "".join(ANSWER) and view.turns[-1].engine == "llm:fake"
    assert view.turns[-1].objectives == ("heard",) and view.turns[-1].moved


def test_a_stream_that_is_dropped_keeps_the_words_and_resume_has_them_answered(
    talking: Practice, model: FakeModel, trainee: Actor, llm_id: str
) -> None:
    saying = say(talking, actor=trainee, attempt_id=llm_id, text=COMFORT, key="a")
    assert next(iter(saying)) == ANSWER[0]
    del saying  # the tab was closed
    assert seen(talking, trainee, llm_id).pending

    waiting = resume(talking, actor=trainee, attempt_id=llm_id)
    assert waiting is not None and waiting.read().text == OTHER[0]
    view = seen(talking, trainee, llm_id)
    assert [turn.text for turn in view.turns[1:]] == [COMFORT, OTHER[0]] and not view.pending
    assert view.state.done == {"empathise": 1}
    assert resume(talking, actor=trainee, attempt_id=llm_id) is None


def test_what_waits_for_an_answer_is_answered_before_anything_else_is_taken(
    talking: Practice, trainee: Actor, llm_id: str
) -> None:
    say(talking, actor=trainee, attempt_id=llm_id, text=COMFORT, key="a")  # nobody listens to the answer
    with pytest.raises(Overtaken):
        say(talking, actor=trainee, attempt_id=llm_id, text=ASK, key="b")
    again = say(talking, actor=trainee, attempt_id=llm_id, text=COMFORT, key="a")
    assert again.read().text == "".join(ANSWER)
    assert len(seen(talking, trainee, llm_id).turns) == 3


def test_two_tabs_that_resume_the_same_turn_keep_one_answer(
    talking: Practice, trainee: Actor, llm_id: str
) -> None:
    say(talking, actor=trainee, attempt_id=llm_id, text=COMFORT, key="a")
    left = resume(talking, actor=trainee, attempt_id=llm_id)
    right = resume(talking, actor=trainee, attempt_id=llm_id)
    assert left is not None and right is not None
    assert left.read().text == "".join(ANSWER)
    assert right.read().text == "".join(ANSWER), "what is kept is the answer, whatever was streamed"
    assert len(seen(talking, trainee, llm_id).turns) == 3


def test_ending_it_while_an_answer_is_owed_counts_what_was_said(
    talking: Practice, trainee: Actor, llm_id: str
) -> None:
    saying = say(talking, actor=trainee, attempt_id=llm_id, text=COMFORT, key="a")
    close_attempt(talking, actor=trainee, attempt_id=llm_id)
    view = seen(talking, trainee, llm_id)
    assert not view.card.open and view.turns[-1].objectives == ("heard",)
    assert view.turns[-1].moved[0].cause == "empathise"
    assert saying.read() == view.turns[-1] and saying.closed, "the other tab is told how it ended"
    assert len(seen(talking, trainee, llm_id).turns) == 3


def test_a_dead_model_is_stood_in_for_and_the_trace_says_so(practice: Practice, trainee: Actor) -> None:
    model = FakeModel([ChatModelError("unreachable")], ["我等了", ChatModelError("cut")])
    talking = played_by(model, practice)
    attempt = open_attempt(talking, actor=trainee, slug=SLUG, locale="zh-CN", engine="llm", seed=1)
    reply = say(talking, actor=trainee, attempt_id=attempt, text=COMFORT, key="a").read()
    assert reply.text and reply.engine == "built-in" and reply.notes == ("fallback: unreachable",)
    reply = say(talking, actor=trainee, attempt_id=attempt, text=NOTHING, key="b").read()
    assert reply.text and seen(talking, trainee, attempt).card.open


def test_tokens_are_counted_over_the_whole_attempt(practice: Practice, trainee: Actor) -> None:
    model = FakeModel(ANSWER, OTHER)
    talking = played_by(model, practice, budget=60)
    attempt = open_attempt(talking, actor=trainee, slug=SLUG, locale="zh-CN", engine="llm", seed=1)
    engines = [
        say(talking, actor=trainee, attempt_id=attempt, text=NOTHING, key=key).read().engine for key in "abc"
    ]
    assert engines == ["llm:fake", "llm:fake", "built-in"] and model.asked == 2


def test_where_no_model_is_configured_any_more_the_built_in_customer_takes_over(
    practice: Practice, talking: Practice, trainee: Actor, llm_id: str
) -> None:
    say(talking, actor=trainee, attempt_id=llm_id, text=COMFORT, key="a")  # and the model was switched off
    waiting = resume(practice, actor=trainee, attempt_id=llm_id)
    assert waiting is not None
    reply = waiting.read()
    assert reply.engine == "built-in" and reply.notes == ("fallback: no_model",)
