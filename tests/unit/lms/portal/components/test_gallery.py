"""What the gallery shows of many scenarios."""

from dataclasses import replace
from typing import Any

import pytest

from lms.catalogue import ScenarioCard
from lms.platform.i18n import translator
from lms.portal.components.gallery import Wanted, fitting
from lms.portal.components.terms import COMPETENCIES
from scenarios.persona import Portrait


def _card(**changes: Any) -> ScenarioCard:
    values: dict[str, Any] = {
        "slug": "lost-umbrella",
        "locale": "en",
        "version": 1,
        "hash": "0",
        "title": "The umbrella",
        "summary": "A customer has left something behind.",
        "segment": "mass",
        "channel": "counter",
        "tier": "foundation",
        "difficulty": 2,
        "minutes": 5,
        "jobs": ("teller",),
        "competencies": ("empathy", "communication"),
        "customer": "Ms Wei",
        "age": 40,
        "portrait": Portrait(age=40, gender="female"),
    }
    return ScenarioCard(**{**values, **changes})


EVERYTHING = Wanted(words="", segment=None, difficulty=None, competency=None, channel=None)


def test_words_are_sought_in_the_situation_and_in_the_skills_in_the_readers_language() -> None:
    card = _card()
    chinese = translator("zh-CN")
    skill = chinese.gettext(COMPETENCIES["empathy"])
    wanted = replace(EVERYTHING, words=f"rain {skill}")
    assert fitting(chinese, wanted, [card], {card.slug: "It RAINS outside."}) == (card,)
    assert fitting(chinese, wanted, [card], {}) == ()
    assert fitting(translator("en"), wanted, [card], {card.slug: "It rains."}) == ()
    assert fitting(translator("en"), replace(wanted, words="empathy umbrella"), [card], {}) == (card,)


def test_without_filters_everything_fits() -> None:
    assert EVERYTHING.fits(_card())


@pytest.mark.parametrize(
    ("wanted", "fits"),
    [
        ({"words": "UMBRELLA wei"}, True),
        ({"words": "umbrella dragon"}, False),
        ({"segment": "mass"}, True),
        ({"segment": "vip"}, False),
        ({"difficulty": 2, "channel": "counter"}, True),
        ({"difficulty": 2, "channel": "phone"}, False),
        ({"competency": "empathy"}, True),
        ({"competency": "elder_care"}, False),
    ],
)
def test_every_filter_must_fit(wanted: dict[str, Any], fits: bool) -> None:
    values: dict[str, Any] = {
        "words": "",
        "segment": None,
        "difficulty": None,
        "competency": None,
        "channel": None,
    }
    assert Wanted(**{**values, **wanted}).fits(_card()) is fits
