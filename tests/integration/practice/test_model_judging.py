"""A model's verdict beside the rules': owed from the moment an attempt closes, kept once, counting where it is to."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from lms.people import Actor
from lms.platform.jobs import Again
from lms.practice import Practice, close_attempt, open_attempt, read_attempt, say
from lms.practice.model_judging import ModelJudge
from lms.practice.stage import Engine, Mode
from lms.practice.views import AttemptView
from scenarios.chat_model import ChatModelError, StructuredModel
from scoring import schema
from tests.integration.practice.conftest import SLUG
from tests.integration.practice.rehearsal import COMFORT, PROMISE, FakeModel, played_by
from tests.unit.scoring.model_judge.marker import NO, Marker, Script, Statements


def _harsh(question: str, said: Statements) -> Mapping[str, object]:
    return {**NO, "met": question.startswith("no_")}


def _generous(question: str, said: Statements) -> Mapping[str, object]:
    """Everything is met but the control questions."""
    known = {criterion.id for criterion in schema.load_rubric("service-core").criteria}
    return {"applies": True, "met": question in known, "proof": list(said)[:1]}


Room = tuple[Practice, ModelJudge]
JudgedBy = Callable[[StructuredModel | None], Room]


@pytest.fixture
def judged_by(practice: Practice) -> JudgedBy:
    """The practice room with a model that judges when it is told to."""

    def room(model: StructuredModel | None) -> Room:
        judge = ModelJudge(
            practice.context,
            practice.catalogue,
            lambda: model,
            mask=lambda text: text,
            ask=lambda _attempt: None,
        )
        return replace(practice, other_judge=judge), judge

    return room


def _sat(room: Practice, actor: Actor, *, mode: Mode = "exam", engine: Engine = "built-in") -> str:
    attempt = open_attempt(room, actor=actor, slug=SLUG, locale="zh-CN", mode=mode, engine=engine, seed=1)
    for key, words in (("a", COMFORT), ("b", PROMISE)):
        if read_attempt(room, actor=actor, attempt_id=attempt).card.open:
            say(room, actor=actor, attempt_id=attempt, text=words, key=key).read()
    close_attempt(room, actor=actor, attempt_id=attempt)
    return attempt


def _seen(room: Practice, actor: Actor, attempt: str) -> AttemptView:
    return read_attempt(room, actor=actor, attempt_id=attempt)


def test_the_debrief_is_there_at_once_and_the_model_is_owed(judged_by: JudgedBy, trainee: Actor) -> None:
    room, judge = judged_by(Marker(_harsh))
    attempt = _sat(room, trainee)
    view = _seen(room, trainee, attempt)
    assert view.assessment is not None and view.assessment.judge == "rules"
    assert view.opinion is not None and (view.opinion.state, view.opinion.assessment) == ("waiting", None)
    assert list(judge.owed()) == [attempt]


def test_what_the_model_found_stands_beside_and_changes_no_marks(judged_by: JudgedBy, trainee: Actor) -> None:
    room, judge = judged_by(Marker(_harsh))
    attempt = _sat(room, trainee)
    before = _seen(room, trainee, attempt)
    judge.do(attempt)
    after = _seen(room, trainee, attempt)
    assert after.assessment == before.assessment and after.card == before.card
    assert after.opinion is not None and after.opinion.state == "done" and after.opinion.model == "marker"
    assert after.opinion.assessment is not None and after.opinion.assessment.judge == "llm"
    assert list(judge.owed()) == []


def test_a_job_done_twice_keeps_nothing_twice_and_asks_nobody(judged_by: JudgedBy, trainee: Actor) -> None:
    marker = Marker(_harsh)
    room, judge = judged_by(marker)
    attempt = _sat(room, trainee)
    judge.do(attempt)
    asked = len(marker.asked)
    judge.do(attempt)
    assert len(marker.asked) == asked


def test_a_dead_endpoint_is_tried_again_and_at_last_said_to_be_dead(
    judged_by: JudgedBy, trainee: Actor
) -> None:
    room, judge = judged_by(Script(*[ChatModelError("unreachable")] * 2))
    attempt = _sat(room, trainee)
    with pytest.raises(Again):
        judge.do(attempt)
    opinion = _seen(room, trainee, attempt).opinion
    assert opinion is not None and opinion.state == "waiting"
    judge.give_up(attempt, "unreachable")
    view = _seen(room, trainee, attempt)
    assert view.opinion is not None and (view.opinion.state, view.opinion.failure) == (
        "failed",
        "unreachable",
    )
    assert view.assessment is not None and list(judge.owed()) == []


def test_a_model_that_refuses_is_not_asked_for_ever(judged_by: JudgedBy, trainee: Actor) -> None:
    room, judge = judged_by(Script(ChatModelError("refused"), ChatModelError("refused")))
    attempt = _sat(room, trainee)
    judge.do(attempt)
    opinion = _seen(room, trainee, attempt).opinion
    assert opinion is not None and (opinion.state, opinion.failure) == ("failed", "refused")


def test_a_model_taken_away_meanwhile_leaves_nobody_waiting(judged_by: JudgedBy, trainee: Actor) -> None:
    room, _judge = judged_by(Marker(_harsh))
    attempt = _sat(room, trainee)
    _room, without = judged_by(None)
    without.do(attempt)
    opinion = _seen(room, trainee, attempt).opinion
    assert opinion is not None and (opinion.state, opinion.failure) == ("failed", "no_model")


def test_without_a_model_nobody_is_owed_anything(judged_by: JudgedBy, trainee: Actor) -> None:
    room, judge = judged_by(None)
    attempt = _sat(room, trainee)
    assert _seen(room, trainee, attempt).opinion is None and list(judge.owed()) == []


def test_who_practises_with_the_built_in_customer_is_read_by_no_model(
    judged_by: JudgedBy, trainee: Actor
) -> None:
    room, judge = judged_by(Marker(_harsh))
    _sat(room, trainee, mode="practice")
    assert list(judge.owed()) == []
    talking = replace(
        played_by(FakeModel(["我等了一个钟头了。"], ["外头这雨还在下。"]), room), other_judge=judge
    )
    attempt = _sat(talking, trainee, mode="practice", engine="llm")
    assert list(judge.owed()) == [attempt]


@pytest.fixture
def rubric_where_the_model_counts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The shipped rubric with one line more."""
    shipped = schema.load_rubric("service-core")
    counting = shipped.model_copy(update={"exam_judge": "llm"})
    monkeypatch.setattr("lms.practice.model_judging.load_rubric", lambda _name: counting)


@pytest.mark.usefixtures("rubric_where_the_model_counts")
def test_where_the_rubric_says_so_the_models_verdict_is_the_exams(
    judged_by: JudgedBy, trainee: Actor
) -> None:
    for marks, passes in ((_harsh, False), (_generous, True)):
        room, judge = judged_by(Marker(marks))
        attempt = _sat(room, trainee, mode="exam") if marks is _harsh else _again(room, trainee)
        judge.do(attempt)
        view = _seen(room, trainee, attempt)
        assert view.opinion is not None and view.opinion.assessment is not None
        assert view.card.score == view.opinion.assessment.score
        assert view.card.passed == (passes and bool(view.card.wanted))


def _again(room: Practice, actor: Actor) -> str:
    """Another exam: of the same scenario there is one try only, and nobody minds in a test."""
    from sqlalchemy import update

    from lms.practice.tables import Attempt

    with room.context.database.transaction() as connection:
        connection.execute(update(Attempt).values(exam_of=None))
    return _sat(room, actor)


def test_the_rubrics_setting_is_read_from_its_file() -> None:
    text = (schema.RUBRICS / "service-core.yaml").read_text(encoding="utf-8")
    assert schema.read_rubric(text).exam_judge == "rules"
    data = {**yaml.safe_load(text), "exam_judge": "llm"}
    assert schema.read_rubric(yaml.safe_dump(data, allow_unicode=True)).exam_judge == "llm"
