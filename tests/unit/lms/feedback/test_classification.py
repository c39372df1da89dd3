"""What customers write is read as a person would, on texts that nothing was trained on; whatever comes in is read."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.feedback.classification.classifier import (
    Classified,
    Classifier,
    classifier_for,
    classify,
    classify_in_full,
)
from lms.feedback.classification.labels import CAUSES, HEADS
from lms.feedback.classification.lexicon import lexicon_for
from lms.feedback.classification.meaning import meanings_of
from lms.feedback.classification.model import read_model
from lms.feedback.classification.training.recipe import digest_of, figures_both_ways
from lms.feedback.classification.training.texts import CorrectionsError, held_out, read_texts, shipped
from scenarios.speech_acts.model_file import ModelError
from scenarios.transcript import LOCALES, Locale


@cache
def _reached(locale: Locale) -> dict[str, float]:
    texts = held_out(locale)
    meanings = meanings_of([text.text for text in texts])
    return figures_both_ways(texts, meanings, classifier_for(locale))


FLOORS: dict[Locale, dict[str, float]] = {
    "zh-CN": {
        "cause macro F1": 0.78,
        "kind accuracy": 0.87,
        "kind macro F1": 0.82,
        "urgent recall": 0.95,
        "quick cause macro F1": 0.77,
        "quick kind accuracy": 0.87,
        "quick urgent recall": 0.95,
    },
    "en": {
        "cause macro F1": 0.75,
        "kind accuracy": 0.85,
        "kind macro F1": 0.76,
        "urgent recall": 0.95,
        "quick cause macro F1": 0.68,
        "quick kind accuracy": 0.80,
        "quick urgent recall": 0.95,
    },
}


@pytest.mark.parametrize(
    "locale, figure", [(locale, figure) for locale in LOCALES for figure in FLOORS[locale]]
)
def test_held_out_texts_are_read_no_worse_than_this(locale: Locale, figure: str) -> None:
    assert _reached(locale)[figure] >= FLOORS[locale][figure]


@pytest.mark.parametrize("locale", LOCALES)
def test_the_shipped_model_was_made_from_the_shipped_texts(locale: Locale) -> None:
    assert read_model(locale).trained_on == digest_of(shipped(locale))


@pytest.mark.parametrize("locale", LOCALES)
def test_no_held_out_text_is_trained_on(locale: Locale) -> None:
    assert not {text.text for text in shipped(locale)} & {text.text for text in held_out(locale)}


@given(st.text())
def test_any_text_is_read_and_every_label_is_one_of_the_taxonomy(text: str) -> None:
    found = classify(text)
    assert found.kind in HEADS["kind"] and found.business in HEADS["business"]
    assert found.severity in HEADS["severity"] and found.segment in HEADS["segment"]
    assert found.cause is None or found.cause in CAUSES
    assert (found.cause is None) >= (found.kind in ("praise", "enquiry"))
    assert found.cause is not None or found.kind != "complaint"
    assert all(0 <= sure <= 1 for sure in found.confidence.values())


def test_the_words_that_decided_are_in_the_text() -> None:
    text = "排队两小时！就一个窗口，监管转办也没用"
    assert all(word in text for words in classify(text).decided_by.values() for word in words)
    assert "监管转" in classify(text).decided_by["regulator_transferred"][0]


def test_words_of_an_english_text_are_told_whole_and_as_they_stand_there() -> None:
    text = "Nobody told me about the Early-Repayment fee. It was hidden in an annex."
    words = classify(text).decided_by["cause"]
    assert words and all(re.search(rf"\b{re.escape(word)}\b", text) for word in words)


def test_staff_and_branches_are_named_only_where_the_text_names_them() -> None:
    assert classify("The teller rolled her eyes").employee is None
    found = classify("城东支行，工号3307，话没说完就挂")
    assert (found.branch, found.employee) == ("城东支行", "工号3307")


@pytest.mark.parametrize("read", [classify, classify_in_full])
@pytest.mark.parametrize(
    "who, matter",
    [
        (
            "我是[name]，身份证号[id_number]，手机[phone]。",
            "昨天在钟楼街支行取钱，柜员态度很差，一直不耐烦，我要投诉！",
        ),
        (
            "My name is [name], ID number [id_number], phone [phone]. ",
            "The teller was rude to me and rolled her eyes.",
        ),
    ],
)
def test_who_wrote_it_tells_nothing_of_the_matter(
    read: Callable[[str], Classified], who: str, matter: str
) -> None:
    found = read(who + matter)
    assert (found.cause, found.severity) == ("attitude", "general")
    assert found.confidence["cause"] == pytest.approx(read(matter).confidence["cause"], abs=0.1)


def test_a_thank_you_that_never_came_is_no_praise() -> None:
    found = classify("The counter girl rolled her eyes at my mum and never said thank you.")
    assert (found.kind, found.cause) == ("complaint", "attitude")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "The teller was rude, she never looked up once. I want to complain.",
            "complaint",
        ),
        ("My name is Hall. The clerk was kind but slow, and I wish to make a complaint.", "complaint"),
        ("I'm not here to complain, the staff were lovely.", "praise"),
        ("柜员态度很差，头也不抬，我要投诉！", "complaint"),
        ("我不是要投诉，就是想问问怎么开卡。", "enquiry"),
    ],
)
def test_whoever_says_that_they_complain_is_taken_at_their_word(text: str, kind: str) -> None:
    assert classify(text).kind == classify_in_full(text).kind == kind


def test_without_a_model_rules_alone_see_danger() -> None:
    found = Classifier("en", None, lexicon_for("en"), "gone").classify(
        "Money is leaving right now, freeze my card now!"
    )
    assert (found.severity, found.kind) == ("urgent", "complaint")


def test_a_model_that_is_none_is_named_with_what_to_do(tmp_path: Path) -> None:
    broken = tmp_path / "model.en.npz"
    with pytest.raises(ModelError, match="lms feedback train"):
        read_model("en", broken)
    broken.write_bytes(b"PK no")
    with pytest.raises(ModelError, match="cannot be read"):
        read_model("en", broken)


@pytest.mark.parametrize(
    "line, wrong",
    [
        ("no", "this is no JSON object"),
        ('{"kind": "praise"}', '"text" is missing'),
        ('{"text": "a", "kind": "grumble", "business": "loan"}', "kind is 'grumble'"),
        ('{"text": "a", "kind": "complaint", "cause": "none", "business": "loan"}', "cause is 'none'"),
        ('{"text": "a", "kind": "praise", "business": "loan", "flags": ["late"]}', "flags are a list"),
    ],
)
def test_a_wrong_correction_is_named_by_its_line(tmp_path: Path, line: str, wrong: str) -> None:
    path = tmp_path / "corrections.jsonl"
    path.write_text('{"text": "好", "kind": "praise", "business": "counter"}\n' + line, encoding="utf-8")
    with pytest.raises(CorrectionsError, match=f"line 2: {wrong}"):
        read_texts(path)


@pytest.mark.parametrize("read", [classify, classify_in_full])
@pytest.mark.parametrize(
    "text",
    [
        "让我等了一个小时，态度很差。",
        "柜员爱搭不理的。",
        "打了一下午电话没人接",
        "The teller was rude and I waited an hour.",
        "Nobody answered the phone all day.",
    ],
)
def test_what_is_said_plainly_to_have_gone_wrong_is_a_complaint(
    text: str, read: Callable[[str], Classified]
) -> None:
    found = read(text)
    assert found.kind == "complaint" and found.cause is not None
    assert any(word in text for word in found.decided_by["kind"])


@pytest.mark.parametrize(
    "text",
    [
        "谢谢小李，等了一个小时她一直陪我",
        "She was not rude at all, lovely girl",
        "I waited an hour and they were brilliant about it, thank you",
    ],
)
def test_who_thanks_for_what_came_after_a_wait_does_not_complain(text: str) -> None:
    assert classify(text).kind == "praise"
