"""What is kept from one process to the next is what would be made anew, and is made anew where anything changed."""

from __future__ import annotations

import pickle
import re
from importlib.util import cache_from_source
from pathlib import Path

import pytest

from scenarios.prepared import Regex, prepared
from scenarios.speech_acts import recogniser_for
from scenarios.transcript import LOCALES, Locale
from scoring.cues import cues_for

SAID: dict[Locale, str] = {
    "zh-CN": "您好，您别着急，我今天下午五点前给您回电话。您的密码不要告诉我！",
    "en": "Good morning. I'm sorry you had to wait; I'll ring you by five today. Don't tell me your password!",
}


@pytest.fixture(autouse=True)
def _may_write(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", False)


class Workshop:
    """Makes lists of a file's words, and counts how often."""

    def __init__(self, folder: Path) -> None:
        self.path, self.module, self.times = folder / "words.yaml", folder / "words.py", 0
        self.path.write_text("one two", encoding="utf-8")
        self.module.write_text("def split(): ...", encoding="utf-8")

    @property
    def kept(self) -> Path:
        return Path(cache_from_source(str(self.path)))

    def ask(self, *, program: Path | None = None) -> list[str]:
        return prepared(self.path, list, self._make, program=(program or self.module,))

    def _make(self) -> list[str]:
        self.times += 1
        return self.path.read_text(encoding="utf-8").split()


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    return Workshop(tmp_path)


def test_what_was_made_once_is_not_made_again(workshop: Workshop) -> None:
    assert workshop.ask() == workshop.ask() == ["one", "two"]
    assert workshop.times == 1


def test_another_file_is_made_anew(workshop: Workshop) -> None:
    workshop.ask()
    workshop.path.write_text("three", encoding="utf-8")
    assert workshop.ask() == ["three"]


def test_another_program_makes_it_anew(workshop: Workshop, tmp_path: Path) -> None:
    other = tmp_path / "other.py"
    other.write_text("def split(): return []", encoding="utf-8")
    workshop.ask()
    workshop.ask(program=other)
    assert workshop.times == 2


@pytest.mark.parametrize("rubbish", [b"", b"x" * 32, b"x" * 400])
def test_what_lies_there_broken_is_made_anew(workshop: Workshop, rubbish: bytes) -> None:
    workshop.ask()
    raw = workshop.kept.read_bytes()
    for broken in (rubbish, raw[:32] + rubbish, raw[:-1], raw[:32] + pickle.dumps({"of": "another kind"})):
        workshop.kept.write_bytes(broken)
        assert workshop.ask() == ["one", "two"]


def test_where_nothing_can_be_kept_it_is_made_every_time(workshop: Workshop, tmp_path: Path) -> None:
    (tmp_path / "__pycache__").write_text("in the way", encoding="utf-8")
    assert workshop.ask() == workshop.ask() == ["one", "two"]
    assert workshop.times == 2


def test_who_wants_no_compiled_code_on_the_disk_has_none(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    workshop.ask()
    assert not workshop.kept.exists()


def test_what_cannot_be_made_is_told_and_not_kept(workshop: Workshop) -> None:
    workshop.path.write_bytes(b"\xff")
    with pytest.raises(UnicodeDecodeError):
        workshop.ask()
    assert not workshop.kept.exists()


def test_a_kept_regular_expression_finds_the_same() -> None:
    made = Regex(r"^b+", re.MULTILINE | re.IGNORECASE)
    kept: Regex = pickle.loads(pickle.dumps(made))
    for regex in (made, kept):
        assert [found.group() for found in regex.finditer("abb\nBB\nb")] == ["BB", "b"]
        first = regex.search("abb\nBB\nb", 0, 5)
        assert first is not None and first.group() == "B"
    with pytest.raises(re.error):
        Regex("(")


@pytest.mark.parametrize("locale", LOCALES)
def test_kept_recognisers_and_cues_hear_what_fresh_ones_hear(locale: Locale) -> None:
    recogniser, cues = recogniser_for(locale), cues_for(locale)
    kept, kept_cues = pickle.loads(pickle.dumps(recogniser)), pickle.loads(pickle.dumps(cues))
    assert recogniser.recognise(SAID[locale]) == kept.recognise(SAID[locale]) != ()
    assert recogniser.traces(SAID[locale]) == kept.traces(SAID[locale])
    assert cues.of_trainee(SAID[locale]) == kept_cues.of_trainee(SAID[locale]) != {}
