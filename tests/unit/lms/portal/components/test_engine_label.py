"""Who plays is said alike everywhere; what it used is said without a guess."""

from dataclasses import replace
from datetime import UTC, datetime

from lms.platform.i18n import translator
from lms.portal.components.engine_label import engine_label, engine_of, played_by
from lms.portal.components.spending import cost_of, spent_line
from lms.practice.spending import Spent
from lms.practice.views import AttemptCard, TurnView
from scenarios.chat_model import Usage

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
EN, ZH = translator("en"), translator("zh-CN")
CARD = AttemptCard(
    attempt_id="a",
    origin_id="a",
    forked_from=None,
    forked_at_turn=None,
    person_id="p",
    slug="loan-refused",
    scenario_version=1,
    locale="en",
    mode="practice",
    engine="llm",
    model="small",
    seed=1,
    opened_at=NOW,
    deadline_at=None,
    closed_at=None,
    closed_by=None,
    ending=None,
    wanted=None,
    score=None,
    passed=None,
    blocked_by=(),
    turns=None,
    void=False,
    shared=False,
)


def answer(seq: int, engine: str, *notes: str) -> TurnView:
    return TurnView(seq, "customer", "…", NOW, engine=engine, notes=notes)


def test_an_engine_has_one_name_in_each_language() -> None:
    assert (engine_label("built-in", EN), engine_label("built-in", ZH)) == ("Built-in customer", "内置客户")
    assert engine_label("llm:qwen2.5-7b", EN) == "Model qwen2.5-7b"
    assert engine_label("llm:", ZH) == "大模型"
    assert engine_of(CARD) == "llm:small"
    assert engine_of(replace(CARD, engine="built-in", model=None)) == "built-in"


def test_first_and_last_words_are_the_authors_own_and_nobody_stepped_in_for_them() -> None:
    turns = [answer(0, "built-in"), answer(2, "llm:small"), answer(4, "built-in")]
    assert played_by(EN, CARD, turns) == "Model small"


def test_a_turn_that_was_taken_over_and_a_model_that_came_later_are_told() -> None:
    turns = [
        answer(0, "built-in"),
        answer(2, "llm:small"),
        answer(4, "built-in", "fallback: time_out"),
        answer(6, "llm:big", "role: assistant"),
    ]
    said = played_by(EN, CARD, turns)
    assert said == "Model small · Model big · the built-in customer stepped in for 1 turn"


def test_a_model_that_never_spoke_is_told_with_who_did() -> None:
    said = played_by(EN, CARD, [answer(0, "built-in"), answer(2, "built-in", "fallback: refused")])
    assert said == "Model small · the built-in customer stepped in for 1 turn"


def test_tokens_are_told_without_a_cost_that_nobody_set() -> None:
    spent = Spent(2, Usage(1200, 34), (), 1234)
    assert cost_of(EN, spent) == ""
    assert spent_line(EN, spent) == "1,200 tokens asked, 34 answered"


def test_a_cost_tells_its_currency_what_it_leaves_out_and_that_it_is_estimated() -> None:
    spent = Spent(2, Usage(1200, 34, 5), (("CNY", 1028),), 100)
    assert cost_of(EN, spent) == "CN¥0.001028 without 100 tokens that have no price"
    assert spent_line(EN, spent).endswith(" · partly estimated")
    assert "¥12.50" in cost_of(ZH, Spent(1, Usage(1, 1), (("CNY", 12_500_000), ("USD", 2_000_000))))
