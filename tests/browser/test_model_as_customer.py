"""A language model plays the customer: words come in as they are found, and a reload in the middle loses none."""

import json
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.conftest import NewPage, StartPortal
from tests.faulty_endpoint import FaultyEndpoint, faulty_endpoint
from tests.portal_process import Portal
from tests.visitor import MINE, THEIRS, Visitor

SLUG = "loan-refused"
COMFORT = {
    "turn": "1",
    "point": "feeling_first",
    "say": "三个星期就等来一句话，换谁心里都窝火，您先坐，我听您说。",
    "why": "他气的是没人理他，先有人听，他才听得进原因。",
}
ANSWER = "我都等了三个星期了。 你倒是说说卡在哪儿了？ "


@pytest.fixture(scope="module")
def playing() -> Iterator[FaultyEndpoint]:
    with faulty_endpoint("answer", text=ANSWER) as endpoint:
        yield endpoint


@pytest.fixture(scope="module")
def portal(start_once: StartPortal, playing: FaultyEndpoint) -> Portal:
    """A portal whose customers a model plays."""
    return start_once(LMS_LLM_MODEL="stand-in", LMS_LLM_BASE_URL=playing.url, LMS_LLM_API_KEY="none")


@pytest.fixture
def endpoint(playing: FaultyEndpoint) -> FaultyEndpoint:
    """The endpoint of that portal, which answers as it did at first."""
    playing.behaviours, playing.fill = ["answer"], lambda _schema: ANSWER
    return playing


@pytest.fixture
def visitor(portal: Portal, new_page: NewPage) -> Visitor:
    """A new hire at that portal."""
    visitor = Visitor(new_page(), portal)
    visitor.sign_in()
    return visitor


def test_the_brief_names_the_model_and_its_answer_is_shown(
    visitor: Visitor, endpoint: FaultyEndpoint
) -> None:
    visitor.open(f"brief?scenario={SLUG}")
    expect(visitor.page.get_by_text("stand-in")).to_be_visible()
    visitor.begin(SLUG)
    answer = visitor.say_and_wait("何老板，您先坐，我给您查一下。")
    assert "三个星期" in answer
    assert len(visitor.mine) == 1
    visitor.sees_no_fault()


def test_the_debrief_is_there_at_once_and_the_models_opinion_and_advice_come_by_themselves(
    visitor: Visitor, endpoint: FaultyEndpoint
) -> None:
    seen_waiting = threading.Event()

    def marks(schema: dict[str, Any]) -> str:
        if "acts" in schema["properties"]:
            return '{"acts": []}'
        seen_waiting.wait(30)
        if "advice" in schema["properties"]:
            return json.dumps(
                {"advice": [COMFORT, {**COMFORT, "point": "apology", "say": "包在我身上，一定给您批。"}]}
            )
        names = schema["properties"][schema["required"][0]]["properties"]["proof"]["items"]["enum"]
        apology = {"applies": True, "met": True, "proof": names[:1]}
        return json.dumps(
            {
                name: apology
                if name == "apology"
                else {"applies": True, "met": name.startswith("no_"), "proof": []}
                for name in schema["required"]
            }
        )

    endpoint.fill = marks
    visitor.begin(SLUG)
    visitor.say_and_wait("何老板，您先坐，我给您查一下。")
    visitor.end()
    expect(visitor.page.get_by_text("模型正在照着这段对话写几句")).to_be_visible()
    expect(visitor.page.get_by_text("模型正在把这段对话再评一遍")).to_be_visible()
    seen_waiting.set()
    expect(visitor.page.get_by_text("第 1 条由模型 stand-in 照着这段对话写成")).to_be_visible(timeout=60_000)
    expect(visitor.page.locator(".st-key-card-better-0")).to_contain_text(COMFORT["say"])
    expect(visitor.page.locator('[class*="st-key-card-better-"]')).to_have_count(3)
    expect(visitor.page.get_by_text("一定给您批")).to_have_count(0)
    expect(visitor.page.get_by_text("stand-in 给了")).to_be_visible(timeout=60_000)
    said = visitor.page.locator('[class*="st-key-entry-opinion-apology"]')
    expect(said).to_contain_text("规则评：○ 没做到；模型评：✓ 做到")
    expect(said).to_contain_text("“何老板，您先坐，我给您查一下。”")
    visitor.sees_no_fault()


def test_a_reload_in_the_middle_of_an_answer_has_it_given_once(
    visitor: Visitor, endpoint: FaultyEndpoint
) -> None:
    endpoint.behaviours = ["stall", "answer"]
    visitor.begin(SLUG)
    visitor.say("何老板，您先坐，我给您查一下。")
    expect(visitor.page.locator(MINE)).to_have_count(1)
    expect(visitor.page.locator(THEIRS)).to_have_count(2)
    expect(visitor.input).to_be_disabled()
    visitor.page.reload()
    expect(visitor.input).to_be_editable()
    expect(visitor.page.locator(THEIRS)).to_have_count(2)
    expect(visitor.page.locator(THEIRS).last).to_contain_text("卡在哪儿")
    visitor.settle()
    assert visitor.mine == ["何老板，您先坐，我给您查一下。"]
    visitor.say_and_wait("您的申请缺一份流水。")
    assert len(visitor.mine) == 2
    visitor.sees_no_fault()


def test_when_the_model_fails_the_conversation_goes_on(visitor: Visitor, endpoint: FaultyEndpoint) -> None:
    endpoint.behaviours = ["401"]
    visitor.begin(SLUG)
    assert visitor.say_and_wait("何老板，您先坐，我给您查一下。")
    visitor.end()
    visitor.sees_no_fault()
