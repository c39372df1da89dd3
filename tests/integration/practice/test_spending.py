"""What models use and cost: kept with every answer, by attempt and by month, and shown to those who may know."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from lms.people import Actor, DemoBank
from lms.platform.context import Context
from lms.platform.errors import Forbidden, NotFound
from lms.platform.llm import Price
from lms.platform.settings import load_settings
from lms.practice import Practice, close_attempt, open_attempt, say
from lms.practice.spending import book, spent_on_attempt, spent_overall, used_by_attempt
from scenarios.chat_model import ChatModelError, Usage
from tests.fixed_clock import FixedClock
from tests.integration.practice.conftest import SLUG
from tests.integration.practice.rehearsal import NOTHING, FakeModel, played_by, somebody

ANSWER = ["我都等了", "一个小时了。"]  # 40 tokens asked, 10 answered by the fake model


@pytest.fixture
def admin(context: Context, bank: DemoBank) -> Actor:
    return somebody(context, bank.one_click("admin").person_id)


@pytest.fixture
def trainer(context: Context, bank: DemoBank) -> Actor:
    return somebody(context, bank.one_click("trainer").person_id)


def priced(practice: Practice) -> Practice:
    """The same room where a million tokens cost 2 and 5 yuan."""
    old = practice.context
    settings = load_settings(
        home=old.settings.home, _env_file=None, llm_model="fake", llm_price_in=2, llm_price_out=5
    )
    return replace(practice, context=Context(old.database, settings, old.clock))


def talk(practice: Practice, trainee: Actor, *keys: str) -> str:
    attempt = open_attempt(practice, actor=trainee, slug=SLUG, locale="zh-CN", engine="llm", seed=1)
    for key in keys:
        say(practice, actor=trainee, attempt_id=attempt, text=NOTHING, key=key).read()
    return attempt


def test_an_attempt_knows_what_it_used_and_cost(practice: Practice, trainee: Actor, trainer: Actor) -> None:
    room = priced(played_by(FakeModel(ANSWER, ["那你倒是说", "呀。"]), practice))
    spent = spent_on_attempt(room, actor=trainer, attempt_id=talk(room, trainee, "a", "b"))
    assert (spent.calls, spent.usage, spent.unpriced) == (2, Usage(80, 20), 0)
    assert spent.costs == (("CNY", 80 * 2 + 20 * 5),)


def test_without_a_price_there_is_no_cost(practice: Practice, trainee: Actor, trainer: Actor) -> None:
    room = played_by(FakeModel(ANSWER), practice)
    spent = spent_on_attempt(room, actor=trainer, attempt_id=talk(room, trainee, "a"))
    assert (spent.costs, spent.unpriced) == ((), 50)


def test_the_built_in_customer_uses_nothing(practice: Practice, trainee: Actor, trainer: Actor) -> None:
    attempt = open_attempt(practice, actor=trainee, slug=SLUG, locale="zh-CN", seed=1)
    say(practice, actor=trainee, attempt_id=attempt, text=NOTHING, key="a").read()
    close_attempt(practice, actor=trainee, attempt_id=attempt)
    assert spent_on_attempt(practice, actor=trainer, attempt_id=attempt).usage.tokens == 0


def test_an_answer_that_nobody_waited_for_is_counted_and_shortens_the_budget(
    practice: Practice, trainee: Actor, trainer: Actor
) -> None:
    room = played_by(FakeModel(["我等了。", "一个小时了。"]), practice)
    attempt = open_attempt(room, actor=trainee, slug=SLUG, locale="zh-CN", engine="llm", seed=1)
    saying = say(room, actor=trainee, attempt_id=attempt, text=NOTHING, key="a")
    stream = iter(saying)
    next(stream)
    stream.close()  # type: ignore[attr-defined]
    used = spent_on_attempt(room, actor=trainer, attempt_id=attempt).usage
    assert used.tokens > 0
    with room.context.database.reading() as connection:
        assert used_by_attempt(connection, attempt) == used.tokens


def test_an_answer_that_is_dropped_lets_go_of_the_model_at_once_and_not_in_somebody_elses_transaction(
    practice: Practice, trainee: Actor, trainer: Actor
) -> None:
    room = played_by(FakeModel(["我等了。", "一个小时了。"]), practice)
    attempt = open_attempt(room, actor=trainee, slug=SLUG, locale="zh-CN", engine="llm", seed=1)
    saying = say(room, actor=trainee, attempt_id=attempt, text=NOTHING, key="a")
    for _ in saying:
        break
    assert spent_on_attempt(room, actor=trainer, attempt_id=attempt).usage.tokens > 0


def test_a_model_that_broke_down_is_counted_though_another_spoke(
    practice: Practice, trainee: Actor, trainer: Actor
) -> None:
    room = played_by(FakeModel(["我等", ChatModelError("cut")]), practice)
    spent = spent_on_attempt(room, actor=trainer, attempt_id=talk(room, trainee, "a"))
    assert spent.usage == Usage(20, 5)


def test_what_was_used_is_told_to_trainers_and_administrators_alone(
    practice: Practice, trainee: Actor, trainer: Actor, admin: Actor, context: Context, bank: DemoBank
) -> None:
    attempt = talk(played_by(FakeModel(ANSWER), practice), trainee, "a")
    for actor in (trainer, admin):
        assert spent_on_attempt(practice, actor=actor, attempt_id=attempt).usage.tokens == 50
    with pytest.raises(Forbidden, match="trainers and administrators"):
        spent_on_attempt(practice, actor=trainee, attempt_id=attempt)
    manager = somebody(context, bank.one_click("manager").person_id)
    with pytest.raises((Forbidden, NotFound)):
        spent_on_attempt(practice, actor=manager, attempt_id=attempt)
    with pytest.raises(Forbidden):
        spent_overall(context, actor=trainer)


def test_months_are_those_of_the_bank_and_estimates_are_told_apart(
    context: Context, admin: Actor, clock: FixedClock
) -> None:
    price = Price(Decimal("0.5"), Decimal(2), "CNY")
    kept = [Usage(100, 10), Usage(50, 5, estimated=55)]
    with context.database.transaction() as connection:
        for usage in kept:
            book(context, connection, role="judge", model="big", price=price, usage=usage, attempt_id=None)
    clock.move(timedelta(days=31))
    with context.database.transaction() as connection:
        book(context, connection, role="judge", model="big", price=None, usage=Usage(7, 1), attempt_id=None)
    (spent,) = spent_overall(context, actor=admin)
    assert (spent.ever.calls, spent.ever.usage, spent.ever.unpriced) == (3, Usage(157, 16, 55), 8)
    assert spent.ever.costs == (("CNY", 50 + 20 + 25 + 10),)
    assert (spent.this_month.usage, spent.this_month.costs) == (Usage(7, 1), ())
