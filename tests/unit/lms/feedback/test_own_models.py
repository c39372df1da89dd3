"""Models that an installation trained are its own: they lie in its home, and what ships stays as it is."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from lms.cli.classify import _made_from
from lms.cli.reading import feedback_model_checks
from lms.feedback.classification.classifier import classifier_for
from lms.feedback.classification.model import as_kept, in_use, path_of, read_model, shipped_path_of
from lms.feedback.classification.training import texts
from scenarios.transcript import LOCALES, Locale
from tests.command_line import lms


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("LMS_HOME", str(tmp_path))
    classifier_for.cache_clear()
    yield tmp_path
    classifier_for.cache_clear()


@pytest.mark.parametrize("locale", LOCALES)
def test_a_model_is_looked_for_in_the_home_of_the_installation(home: Path, locale: Locale) -> None:
    assert path_of(locale).is_relative_to(home)
    assert in_use(locale).path == shipped_path_of(locale)
    path_of(locale).parent.mkdir()
    shutil.copy(shipped_path_of(locale), path_of(locale))
    assert in_use(locale).path == path_of(locale)


def test_a_model_of_ones_own_that_cannot_be_read_leaves_the_shipped_one_in_use(home: Path) -> None:
    path_of("en").parent.mkdir()
    path_of("en").write_bytes(b"PK no")
    used = in_use("en")
    assert used.path == shipped_path_of("en") and used.model is not None
    assert used.wrong is not None and "cannot be read" in used.wrong


def test_a_model_is_measured_as_it_will_be_read() -> None:
    shipped = read_model("en", shipped_path_of("en"))
    kept = as_kept(shipped)
    assert np.array_equal(kept.words.slopes, as_kept(kept).words.slopes)
    assert kept.rarity.dtype == np.float32 and kept.trained_on == shipped.trained_on


def test_training_on_the_texts_a_model_was_made_from_says_so_and_changes_nothing(home: Path) -> None:
    before = [shipped_path_of(locale).read_bytes() for locale in LOCALES]
    ran = lms("feedback", "train")
    assert ran.code == 0 and "nothing new" in ran.err
    assert [shipped_path_of(locale).read_bytes() for locale in LOCALES] == before
    assert not any(path_of(locale).exists() for locale in LOCALES)


def test_a_model_of_ones_own_that_cannot_be_read_is_made_anew_from_the_same_texts(home: Path) -> None:
    path_of("en").parent.mkdir()
    path_of("en").write_bytes(b"PK no")
    assert not _made_from("en", texts.shipped("en")) and _made_from("zh-CN", texts.shipped("zh-CN"))


def test_the_doctor_says_which_models_are_in_use_and_why_ones_own_are_not(home: Path) -> None:
    assert [check.state for check in feedback_model_checks()] == ["ok", "ok"]
    assert all("shipped" in check.found for check in feedback_model_checks())
    path_of("en").parent.mkdir()
    shutil.copy(shipped_path_of("en"), path_of("en"))
    assert str(path_of("en")) in " ".join(check.found for check in feedback_model_checks())
    path_of("en").write_bytes(b"PK no")
    wrong = [check for check in feedback_model_checks() if check.state == "warning"]
    assert len(wrong) == 1 and "cannot be read" in wrong[0].found and "shipped" in wrong[0].found


def test_a_folder_that_cannot_be_written_to_is_said_before_anything_is_learned(home: Path) -> None:
    (home / "file").write_text("no folder")
    ran = lms("feedback", "train", "--into", str(home / "file" / "models"))
    assert ran.code == 1 and "cannot be written to" in ran.err and "reading what" not in ran.err
