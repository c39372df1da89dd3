"""A phrase that a scenario's own customer says is let pass, and nothing else like it."""

import pytest

from scenarios.loader import load
from scenarios.role_check import out_of_role
from scenarios.state import State
from scenarios.transcript import Locale


@pytest.mark.parametrize(
    "slug, locale, line",
    [
        (
            "migrant-late-wages",
            "en",
            "I'm sorry for what you may have done, and I apologize for the circumstances.",
        ),
        ("retired-accountant", "zh-CN", "你可以选择请我护卫你，你可以照抄，不"),
        ("ai-handover-caller", "zh-CN", "你还要提到你们认诉您的心情，不让你报诉，不让"),
        ("loan-refused", "zh-CN", "你知道？ —锐\ufffdeno！！！！"),
        ("review-meeting", "en", "The customer wants: «The customer wants you to know» A lie."),
        ("review-meeting", "en", "The customer said: Why does it say so? Why is there a why here?"),
        ("review-meeting", "en", "The company's own way of saying it, the customer says it."),
        ("low-vision-dialect", "zh-CN", "你还要做的就是：被对方的美宫！！"),
    ],
)
def test_a_scenario_whose_customer_may_say_one_phrase_is_not_open_to_all_like_it(
    slug: str, locale: Locale, line: str
) -> None:
    scenario = load(slug, locale)
    state = State.at_start(scenario)
    assert out_of_role(line, scenario=scenario, state=state, heard="") is not None


def test_the_situation_is_not_read_out() -> None:
    scenario = load("elderly-smart-machine", "en")
    line = f"A number of people are here. {scenario.brief.situation[40:160]}"
    assert out_of_role(line, scenario=scenario, state=State.at_start(scenario), heard="") is not None
