"""The log: lines for machines, and not a word that a person typed."""

import json

import pytest

from lms.platform.logging import configure_logging, log
from lms.platform.settings import load_settings


@pytest.fixture(autouse=True)
def configured(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging(load_settings(_env_file=None))


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    out, err = capsys.readouterr()
    assert out == ""
    return [json.loads(line) for line in err.splitlines()]


def test_a_line_is_json_on_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    log(attempt="a1").info("attempt_closed", turns=7)
    (line,) = lines(capsys)
    assert (line["event"], line["level"], line["attempt"], line["turns"]) == (
        "attempt_closed",
        "info",
        "a1",
        7,
    )


def test_words_of_people_and_secrets_are_dropped(capsys: pytest.CaptureFixture[str]) -> None:
    log().warning("turn_refused", text="我的密码是123", password="123", person="p1")
    (line,) = lines(capsys)
    assert "123" not in json.dumps(line)
    assert line["person"] == "p1"


def test_an_exception_is_named_without_its_words(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        raise ValueError("the trainee wrote 我的密码是123")
    except ValueError:
        log().exception("turn_failed")
    (line,) = lines(capsys)
    assert line["error"] == "ValueError"
    assert "123" not in json.dumps(line)
    assert line["at"]


def test_less_important_lines_are_not_written(capsys: pytest.CaptureFixture[str]) -> None:
    log().debug("too_fine")
    assert lines(capsys) == []
