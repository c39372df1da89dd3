"""A draft by rule goes together with each scenario it may begin from, and nobody keeps their name."""

import pytest

from lms.authoring.drafting.enriching import _is_new
from lms.authoring.drafting.making import FACT, LAYERS, OBJECTIVE, Labels, drafted, nearest
from lms.authoring.drafting.words import rules, words_of
from lms.catalogue import ScenarioCard
from lms.feedback.classification.labels import CAUSES
from scenarios.loader import load, slugs
from scenarios.transcript import LOCALES


def labels(cause: str, business: str = "counter", severity: str = "important") -> Labels:
    return Labels(cause, business, "mass", severity, ("complaint_handling", "empathy"))


@pytest.mark.parametrize("cause", CAUSES)
def test_every_cause_has_words_and_goes_with_all_it_may_begin_from(cause: str) -> None:
    assert all(cause in words_of(locale) for locale in LOCALES)
    for slug in rules().causes[cause].near:
        bases = {locale: load(slug, locale) for locale in LOCALES}
        for locale, made in drafted(bases, labels(cause), slug="case-x", choice=3, layers=LAYERS).items():
            base, text = bases[locale], made.model_dump_json()
            assert made.facts[-1].id == FACT and made.objectives[-1].id == OBJECTIVE
            assert (
                made.title == words_of(locale)[cause].title and made.competencies[0] == "complaint_handling"
            )
            assert made.persona.name != base.persona.name and base.persona.name not in text
            assert made.brief.known[-1] not in base.brief.known and "{" not in made.brief.known[-1]


def test_the_nearest_fits_the_cause_and_the_business_says_which_of_these() -> None:
    cards = [ScenarioCard.of(load(slug, "zh-CN"), version=1, digest="") for slug in slugs()]
    for cause in CAUSES:
        assert nearest(cards, labels(cause))[0] in rules().causes[cause].near
    assert nearest(cards, labels("contract", "loan"))[0] == "loan-refused"
    assert nearest(cards, labels("contract", "deposit"))[0] == "retired-accountant"


def test_all_it_may_begin_from_is_in_the_library() -> None:
    known = rules()
    named = {slug for one in known.causes.values() for slug in one.near}
    named |= {slug for some in known.businesses.values() for slug in some}
    assert named <= set(slugs())


def test_words_of_a_model_share_no_phrase_with_the_customer_and_hold_no_number() -> None:
    said = "柜员态度很差，一直不耐烦，还说我听不懂"
    assert _is_new("一位老人想听一句道歉", said, "zh-CN")
    assert not _is_new("他说柜员一直不耐烦，还说我听不懂", said, "zh-CN")
    assert not _is_new("他的卡号是6222开头", said, "zh-CN")
    assert not _is_new("An old man", said, "zh-CN")
