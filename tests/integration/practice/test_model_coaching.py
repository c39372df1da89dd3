"""A model's advice beside the authored: owed from the moment an attempt closes, written once, and missed by nobody."""

import json
from collections.abc import Mapping

import pytest

from lms.people import Actor, DemoBank
from lms.platform.context import Context
from lms.platform.jobs import Again
from lms.practice import AttemptView, Practice, close_attempt, open_attempt, read_attempt, say
from lms.practice.connecting import Entry, connect, disconnect
from lms.practice.model_coaching import ModelCoach
from lms.practice.spending import spent_overall
from lms.practice.stage import Engine, Mode
from scoring.coaching import joined, suggestions
from scoring.schema import load_rubric
from tests.faulty_endpoint import FaultyEndpoint, faulty_endpoint
from tests.integration.practice.conftest import SLUG
from tests.integration.practice.rehearsal import NOTHING, somebody

PHONE = "13800138000"
COMFORTS = "外头下着雨，伞又找不着了，换谁都着急，您先坐下歇一歇。"
WHY = "她是淋着雨来的，先让她知道有人看见了。"


@pytest.fixture
def admin(context: Context, bank: DemoBank) -> Actor:
    return somebody(context, bank.one_click("admin").person_id)


def _connected(context: Context, admin: Actor, endpoint: FaultyEndpoint) -> None:
    connect(
        context, actor=admin, role="coach", entry=Entry(endpoint.url, "wise", "", price_in="1", price_out="2")
    )


def _coach(practice: Practice) -> ModelCoach:
    assert isinstance(practice.coach, ModelCoach)
    return practice.coach


def _sat(practice: Practice, actor: Actor, *, mode: Mode = "exam", engine: Engine = "built-in") -> str:
    attempt = open_attempt(practice, actor=actor, slug=SLUG, locale="zh-CN", mode=mode, engine=engine, seed=1)
    for key, words in (("a", NOTHING), ("b", f"您打{PHONE}问问。")):
        say(practice, actor=actor, attempt_id=attempt, text=words, key=key).read()
    close_attempt(practice, actor=actor, attempt_id=attempt)
    return attempt


def _seen(practice: Practice, actor: Actor, attempt: str) -> AttemptView:
    return read_attempt(practice, actor=actor, attempt_id=attempt)


def _writes(schema: Mapping[str, object], *says: str) -> str:
    """An answer at the first turn and point the schema offers for each of the words."""
    item = schema["properties"]["advice"]["items"]["properties"]  # type: ignore[index]
    points = [point for point in item["point"]["enum"] if point in {"heard", "promised"}]
    turn = item["turn"]["enum"][0]
    pieces = [
        {"turn": turn, "point": point, "say": words, "why": WHY}
        for point, words in zip(points, says, strict=False)
    ]
    return json.dumps({"advice": pieces}, ensure_ascii=False)


def test_what_a_model_writes_comes_later_and_only_what_keeps_the_rules_is_shown(
    context: Context, practice: Practice, admin: Actor, trainee: Actor
) -> None:
    with faulty_endpoint("answer") as endpoint:
        endpoint.fill = lambda schema: _writes(schema, COMFORTS, "您放心，今天下午三点前我保证给您找回来。")
        _connected(context, admin, endpoint)
        attempt = _sat(practice, trainee)
        before = _seen(practice, trainee, attempt)
        assert before.coaching is not None and (before.coaching.state, before.coaching.advice) == (
            "waiting",
            (),
        )
        assert list(_coach(practice).owed()) == [attempt]

        _coach(practice).do(attempt)
        _coach(practice).do(attempt)
        (asked,) = endpoint.asked
    after = _seen(practice, trainee, attempt)
    assert after.coaching is not None and (after.coaching.state, after.coaching.model) == ("done", "wise")
    assert [(one.objective, one.say, one.why) for one in after.coaching.advice] == [("heard", COMFORTS, WHY)]
    assert (after.assessment, after.card) == (before.assessment, before.card)
    assert PHONE not in json.dumps(asked) and "[phone]" in json.dumps(asked)
    assert list(_coach(practice).owed()) == []
    (spent,) = spent_overall(context, actor=admin)
    assert (spent.role, spent.model, spent.ever.costs) == ("coach", "wise", (("CNY", 80),))


def test_a_dead_endpoint_is_tried_again_and_the_authors_words_stand(
    context: Context, practice: Practice, admin: Actor, trainee: Actor
) -> None:
    with faulty_endpoint("answer") as endpoint:
        _connected(context, admin, endpoint)
    attempt = _sat(practice, trainee)
    with pytest.raises(Again):
        _coach(practice).do(attempt)
    assert list(_coach(practice).owed()) == [attempt]
    _coach(practice).give_up(attempt, "unreachable")
    view = _seen(practice, trainee, attempt)
    assert view.coaching is not None and (view.coaching.state, view.coaching.failure) == (
        "failed",
        "unreachable",
    )
    assert view.assessment is not None
    rubric = load_rubric(view.scenario.rubric)
    authored = suggestions(view.assessment, view.transcript, rubric, view.scenario, progress=view.progress)
    assert authored and joined(authored, view.coaching.advice, view.assessment, rubric) == authored


def test_practice_with_the_built_in_customer_goes_to_no_model_and_one_taken_away_leaves_nobody_waiting(
    context: Context, practice: Practice, admin: Actor, trainee: Actor
) -> None:
    with faulty_endpoint("answer") as endpoint:
        _connected(context, admin, endpoint)
    assert _seen(practice, trainee, _sat(practice, trainee, mode="practice")).coaching is None
    attempt = _sat(practice, trainee)
    disconnect(context, actor=admin, role="coach")
    _coach(practice).do(attempt)
    coaching = _seen(practice, trainee, attempt).coaching
    assert coaching is not None and (coaching.state, coaching.failure) == ("failed", "no_model")
