"""A customer who writes by the QR code may be called back, or stays anonymous and is told where to ask."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text
from starlette.testclient import TestClient

from lms.feedback import open_original
from lms.feedback.cases import Done, list_cases, take_step
from lms.feedback.visitors import invite, new_form
from lms.people import Actor
from lms.platform.context import Context
from lms.platform.errors import Forbidden, Refused
from lms.wiring import the_news
from tests.fixed_clock import FixedClock
from tests.integration.feedback.conftest import SAID, view

COMPLAINT = "昨天柜员林晓雨态度很差，一直不耐烦，我要投诉，要求道歉！"
NAME, PHONE = "欧阳修文", "13871234567"


def say(context: Context, web: TestClient, manager: Actor, clock: FixedClock, **more: Any) -> Any:
    code = invite(context, actor=manager, unit_id=manager.unit_id).code
    form = new_form(context)
    clock.move(timedelta(seconds=20))
    words = {"form": form, "text": COMPLAINT, "website": "", **more}
    return web.post(f"/say/{code}", data=words, headers={"Accept-Language": "zh-CN"})


def its_case(context: Context, handler: Actor) -> str:
    the_news(context).do("")
    (card,) = list_cases(context, actor=handler).cards
    return card.case_id


def test_how_to_call_back_lies_sealed_with_the_words_and_nowhere_else(
    context: Context, web: TestClient, manager: Actor, handler: Actor, clock: FixedClock
) -> None:
    sent = say(context, web, manager, clock, contact=f"{NAME} {PHONE}")
    assert sent.status_code == 200
    case = view(context, handler, its_case(context, handler))
    assert case.reach and case.card.text is not None and NAME not in case.card.text
    with context.database.reading() as connection:
        for table in (
            "feedback_item",
            "feedback_original",
            "feedback_reading",
            "feedback_case_entry",
            "event",
        ):
            rows = str(connection.execute(text(f"SELECT * FROM {table}")).all())
            assert NAME not in rows and PHONE not in rows
    item_id = case.card.item_id
    with pytest.raises(Forbidden):
        open_original(context, actor=manager, item_id=item_id, reason="看看是谁说的")
    opened = open_original(context, actor=handler, item_id=item_id, reason="给客户回电")
    assert opened.startswith(COMPLAINT) and NAME in opened and PHONE in opened


def test_a_customer_is_told_what_follows_by_when_and_where_to_ask(
    context: Context, web: TestClient, manager: Actor, clock: FixedClock
) -> None:
    sent = say(context, web, manager, clock)
    until = context.today() + timedelta(days=15)
    assert f"{until.month}月{until.day}日" in sent.text and "钟楼街支行任一窗口" in sent.text


def test_what_a_customer_wrote_to_be_called_back_stays_where_the_page_refuses(
    context: Context, web: TestClient, manager: Actor, clock: FixedClock
) -> None:
    refused = say(context, web, manager, clock, text=" ", contact='王<b>"芳')
    assert refused.status_code == 422 and "王&lt;b&gt;&quot;芳" in refused.text
    long = say(context, web, manager, clock, contact="王" * 200)
    assert long.status_code == 422 and "称呼和电话" in long.text


def test_nobody_has_to_say_what_an_anonymous_customer_was_told(
    context: Context, web: TestClient, manager: Actor, handler: Actor, clock: FixedClock
) -> None:
    say(context, web, manager, clock)
    case_id = its_case(context, handler)
    with pytest.raises(Refused):
        take_step(context, actor=handler, case_id=case_id, step="accept", done=Done("", track="simple"))
    nobody = Done("", track="simple", unreachable=True)
    take_step(context, actor=handler, case_id=case_id, step="accept", done=nobody)
    accepted = view(context, handler, case_id)
    assert accepted.unreachable and accepted.card.step == "investigate"
    for step in ("investigate", "handle", "reply"):
        take_step(context, actor=handler, case_id=case_id, step=step, done=SAID[step])
    once = Done("没有人凭编号来问过。", satisfaction="not_reached")
    take_step(context, actor=handler, case_id=case_id, step="visit", done=once)
    assert view(context, handler, case_id).card.closed_at is not None


def test_who_asked_to_be_called_back_is_not_noted_as_anonymous(
    context: Context, web: TestClient, manager: Actor, handler: Actor, clock: FixedClock
) -> None:
    say(context, web, manager, clock, contact=PHONE)
    case_id = its_case(context, handler)
    nobody = Done("", track="simple", unreachable=True)
    with pytest.raises(Refused):
        take_step(context, actor=handler, case_id=case_id, step="accept", done=nobody)
    assert view(context, handler, case_id).card.step == "accept"
