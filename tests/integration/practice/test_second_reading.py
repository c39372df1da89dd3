"""A second reading by a model: kept beside the recogniser's, counted from the next turn on, waited for by nobody."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from threading import Event

import pytest
from sqlalchemy import select
from sqlmodel import col
from structlog.testing import capture_logs

from lms.people import Actor
from lms.platform.context import Context
from lms.platform.settings import load_settings
from lms.practice import Practice, open_attempt, read_attempt, say
from lms.practice.second_reading import BackgroundReader
from lms.practice.stage import TurnToRead
from lms.practice.tables import SecondReading
from scenarios.chat_model import ChatModelError, Message, Usage
from scenarios.second_reading import Correction
from tests.integration.practice.conftest import SLUG
from tests.integration.practice.rehearsal import ASK, NOTHING, PROMISE, FakeModel, played_by

APOLOGY = '{"acts": [{"act": "apologise", "quote": "窗口的灯"}]}'


class Answer:
    def __init__(self, words: str | ChatModelError) -> None:
        self._words, self.usage = words, Usage()

    def __iter__(self) -> Iterator[str]:
        if isinstance(self._words, ChatModelError):
            raise self._words
        self.usage = Usage(90, 10)
        yield self._words


class Coach:
    """A model that says what it is told, and keeps what it was asked."""

    name = "coach"

    def __init__(self, *answers: str | ChatModelError) -> None:
        self._answers = list(answers)
        self.asked: list[tuple[str, bool]] = []

    def stream(self, messages: Sequence[Message], *, max_tokens: int) -> Answer:
        self.asked.append((messages[-1].content, False))
        return Answer(self._answers.pop(0))

    def fill(self, messages: Sequence[Message], *, schema: Mapping[str, object], max_tokens: int) -> Answer:
        self.asked.append((messages[-1].content, True))
        return Answer(self._answers.pop(0))


class ReadsAtOnce(BackgroundReader):
    """Reads in the turn itself, so that a test need not wait."""

    def read_later(self, turn: TurnToRead) -> None:
        self.read_now(turn)


def _replies() -> list[list[str]]:
    return [["我等了一个钟头了。"], ["外头这雨还在下。"], ["您倒是给我找找呀。"], ["我的伞到底在哪儿？"]]


@pytest.fixture
def talking(practice: Practice) -> Practice:
    """The practice room with a model that plays the customer."""
    settings = load_settings(home=practice.context.settings.home, _env_file=None, llm_model="fake")
    context = Context(practice.context.database, settings, practice.context.clock)
    return played_by(FakeModel(*_replies()), replace(practice, context=context))


@pytest.fixture
def attempt_id(talking: Practice, trainee: Actor) -> str:
    """An open attempt in which the model plays."""
    return open_attempt(talking, actor=trainee, slug=SLUG, locale="zh-CN", engine="llm", seed=1)


@pytest.fixture
def read_by(talking: Practice) -> Callable[[Coach | None], Practice]:
    """The practice room with a coach that reads at once."""

    def room(coach: Coach | None) -> Practice:
        def mask(text: str) -> str:
            return text.replace("6222020012345678", "〔卡号〕")

        return replace(talking, second_reader=ReadsAtOnce(talking.context, lambda: coach, mask=mask))

    return room


def _say(room: Practice, actor: Actor, attempt_id: str, *lines: str) -> None:
    for place, line in enumerate(lines):
        say(room, actor=actor, attempt_id=attempt_id, text=line, key=f"{line}-{place}").read()


def _readings(room: Practice, attempt_id: str) -> dict[int, tuple[str, ...]]:
    with room.context.database.reading() as connection:
        rows = connection.execute(
            select(col(SecondReading.seq), col(SecondReading.acts)).where(
                col(SecondReading.attempt_id) == attempt_id
            )
        )
        return {seq: tuple(acts) for seq, acts in rows}


def test_a_reading_is_kept_beside_the_recognisers_and_changes_nothing_that_happened(
    read_by: Callable[[Coach | None], Practice], trainee: Actor, attempt_id: str
) -> None:
    room = read_by(Coach(APOLOGY))
    _say(room, trainee, attempt_id, NOTHING)
    turns = read_attempt(room, actor=trainee, attempt_id=attempt_id).turns
    assert turns[1].acts == ()
    assert turns[2].notes == ()
    assert _readings(room, attempt_id) == {1: ("apologise",)}


def test_it_counts_from_the_next_turn_on_and_the_trace_says_so(
    read_by: Callable[[Coach | None], Practice], trainee: Actor, attempt_id: str
) -> None:
    room = read_by(Coach(APOLOGY, '{"acts": []}', '{"acts": []}'))
    _say(room, trainee, attempt_id, NOTHING, NOTHING)
    before, after = (
        read_attempt(room, actor=trainee, attempt_id=attempt_id).turns[place] for place in (2, 4)
    )
    assert after.notes == ("corrected: +apologise",)
    assert before.mood is not None
    assert [m.cause for m in after.moved if m.cause == "apologise"] == []


def test_in_an_exam_it_is_kept_and_counts_for_nothing(
    read_by: Callable[[Coach | None], Practice], trainee: Actor
) -> None:
    room = read_by(Coach(APOLOGY, '{"acts": []}'))
    exam = open_attempt(room, actor=trainee, slug=SLUG, locale="zh-CN", mode="exam", engine="llm", seed=1)
    _say(room, trainee, exam, NOTHING, NOTHING)
    view = read_attempt(room, actor=trainee, attempt_id=exam)
    assert view.turns[4].notes == () and view.state.done == {}, "nobody's words can talk a model into marks"
    assert _readings(room, exam) == {1: ("apologise",), 3: ()}


def test_readings_stop_once_an_attempt_has_used_what_it_may(
    read_by: Callable[[Coach | None], Practice], talking: Practice, trainee: Actor, attempt_id: str
) -> None:
    coach = Coach(APOLOGY, '{"acts": []}')
    room = read_by(coach)
    limit = room.context.settings.model_copy(update={"llm_attempt_token_budget": 150})
    context = Context(room.context.database, limit, room.context.clock)
    room = replace(room, second_reader=ReadsAtOnce(context, lambda: coach, mask=lambda text: text))
    _say(room, trainee, attempt_id, NOTHING, ASK, PROMISE)
    assert len(coach.asked) == 2, "a reading uses 100 tokens, and 150 may be used"


@pytest.mark.parametrize(
    "answer",
    [
        '{"acts": [{"act": "apolog',
        "Sorry, I cannot.",
        '{"acts": [{"act": "grovel", "quote": "灯"}]}',
        ChatModelError("time_out"),
        ChatModelError("unreachable"),
    ],
)
def test_an_answer_that_is_none_is_simply_absent(
    read_by: Callable[[Coach | None], Practice],
    trainee: Actor,
    attempt_id: str,
    answer: str | ChatModelError,
) -> None:
    room = read_by(Coach(answer, answer))
    _say(room, trainee, attempt_id, NOTHING, NOTHING)
    assert _readings(room, attempt_id) == {}
    assert read_attempt(room, actor=trainee, attempt_id=attempt_id).turns[4].notes == ()


def test_an_endpoint_that_knows_no_shapes_is_asked_without_from_then_on(
    read_by: Callable[[Coach | None], Practice], trainee: Actor, attempt_id: str
) -> None:
    coach = Coach(ChatModelError("refused"), APOLOGY, '{"acts": []}')
    room = read_by(coach)
    _say(room, trainee, attempt_id, NOTHING, NOTHING)
    assert [shaped for _, shaped in coach.asked] == [True, False, False]
    assert _readings(room, attempt_id)[1] == ("apologise",)


def test_an_endpoint_that_refused_everything_is_held_to_shapes_once_it_answers(
    read_by: Callable[[Coach | None], Practice], trainee: Actor, attempt_id: str
) -> None:
    refused = ChatModelError("refused")
    coach = Coach(refused, refused, APOLOGY)
    room = read_by(coach)
    _say(room, trainee, attempt_id, NOTHING, NOTHING)
    assert [shaped for _, shaped in coach.asked] == [True, False, True]


def test_what_cannot_be_read_is_logged_without_a_word_of_it(
    read_by: Callable[[Coach | None], Practice], trainee: Actor, attempt_id: str
) -> None:
    with capture_logs() as logged:
        _say(read_by(Coach(f'{{"acts": [{{"quote": "{NOTHING}')), trainee, attempt_id, NOTHING)
    assert [entry["event"] for entry in logged] == ["second_reading_unreadable"]
    assert NOTHING[:4] not in repr(logged)


def test_the_model_is_told_masked_words(
    read_by: Callable[[Coach | None], Practice], trainee: Actor, attempt_id: str
) -> None:
    coach = Coach('{"acts": []}')
    _say(read_by(coach), trainee, attempt_id, "卡号6222020012345678，灯有点暗。")
    assert "6222020012345678" not in coach.asked[0][0]
    assert "〔卡号〕" in coach.asked[0][0]


def test_without_a_model_nothing_is_asked_and_nothing_is_kept(
    read_by: Callable[[Coach | None], Practice], trainee: Actor, attempt_id: str
) -> None:
    room = read_by(None)
    _say(room, trainee, attempt_id, NOTHING, NOTHING)
    assert _readings(room, attempt_id) == {}


def test_a_correction_is_of_its_own_turn_alone(
    read_by: Callable[[Coach | None], Practice], attempt_id: str
) -> None:
    room = read_by(Coach(APOLOGY))
    reader = room.second_reader
    assert reader is not None
    reader.read_later(TurnToRead(attempt_id, 1, NOTHING, "", (), "zh-CN"))
    assert reader.correction(attempt_id, 1) == Correction(("apologise",))
    assert reader.correction(attempt_id, 3) == Correction()
    assert reader.correction("another", 1) == Correction()


def test_a_reading_of_an_attempt_that_goes_on_is_broken_off(
    read_by: Callable[[Coach | None], Practice], attempt_id: str
) -> None:
    class Long(Answer):
        def __iter__(self) -> Iterator[str]:
            for piece in (APOLOGY[:9], APOLOGY[9:]):
                said.append(piece)
                yield piece
                assert reader is not None
                reader.correction(attempt_id, 1)

    class Slow(Coach):
        def fill(
            self, messages: Sequence[Message], *, schema: Mapping[str, object], max_tokens: int
        ) -> Answer:
            return Long("")

    said: list[str] = []
    room = read_by(Slow())
    reader = room.second_reader
    assert reader is not None
    reader.read_later(TurnToRead(attempt_id, 1, NOTHING, "", (), "zh-CN"))
    assert len(said) == 2
    assert _readings(room, attempt_id) == {}


def test_who_talks_to_the_built_in_customer_talks_to_no_model(
    read_by: Callable[[Coach | None], Practice], trainee: Actor
) -> None:
    coach = Coach()
    room = read_by(coach)
    attempt = open_attempt(room, actor=trainee, slug=SLUG, locale="zh-CN", seed=1)
    _say(room, trainee, attempt, NOTHING, NOTHING)
    assert coach.asked == []


def test_nobody_waits_for_a_reading(talking: Practice, trainee: Actor, attempt_id: str) -> None:
    class Stuck(Coach):
        def fill(
            self, messages: Sequence[Message], *, schema: Mapping[str, object], max_tokens: int
        ) -> Answer:
            released.wait(20)
            return super().fill(messages, schema=schema, max_tokens=max_tokens)

    released = Event()
    coach = Stuck('{"acts": []}', '{"acts": []}', '{"acts": []}')
    room = replace(talking, second_reader=BackgroundReader(talking.context, lambda: coach, mask=str))
    try:
        _say(room, trainee, attempt_id, NOTHING, ASK, PROMISE)
        assert coach.asked == []
    finally:
        released.set()
