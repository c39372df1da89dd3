"""``lms acts``: one JSON line out for each line in, whatever the line holds."""

import json
import os
from collections.abc import Sequence
from io import BytesIO

import pytest

from lms.cli.acts import AT_ONCE, CHUNK, recognised
from scenarios.speech_acts import Recognition, recogniser_for
from scenarios.speech_acts.recogniser import Said
from tests.command_line import lms

ZH = ("acts", "--locale", "zh-CN")


def test_a_line_of_text_comes_back_with_its_acts() -> None:
    ran = lms(*ZH, stdin="您好，张阿姨\n让您久等了，非常抱歉\n")
    assert ran.code == 0 and not ran.err
    assert ran.json_lines == [
        {"text": "您好，张阿姨", "acts": ["greet", "address"]},
        {"text": "让您久等了，非常抱歉", "acts": ["apologise"]},
    ]


@pytest.mark.parametrize("context", ["我等了一个小时了！", "", None])
def test_the_customers_words_may_stand_before_it_or_be_empty_or_null(context: str | None) -> None:
    line = json.dumps({"context": context, "text": "让您久等了，非常抱歉"}, ensure_ascii=False)
    assert lms(*ZH, stdin=line).json == {"text": "让您久等了，非常抱歉", "acts": ["apologise"]}


class ReadsTogether:
    """A recogniser that keeps what it was asked to read together, and answers by patterns."""

    def __init__(self) -> None:
        self.together: list[list[Said]] = []

    def ahead(self, said: Sequence[Said]) -> "ReadsTogether":
        self.together.append(list(said))
        return self

    def recognise(self, text: str, context: str | None = None) -> tuple[Recognition, ...]:
        return recogniser_for("zh-CN").recognise(text, context)


def test_lines_that_come_in_together_are_read_together_and_answered_in_their_order() -> None:
    lines = [f"您好，第{number}位" for number in range(2 * AT_ONCE + 5)]
    reader = ReadsTogether()
    answers = list(recognised(reader, BytesIO("\n".join(lines).encode())))
    assert [each["text"] for each in answers] == lines
    assert [len(some) for some in reader.together] == [AT_ONCE, AT_ONCE, 4, 1]
    assert [text for some in reader.together for text, _ in some] == lines


def test_who_writes_one_line_and_waits_has_its_answer_before_the_next() -> None:
    read, write = os.pipe()
    with os.fdopen(read, "rb") as there, os.fdopen(write, "wb", buffering=0) as here:
        answers = recognised(ReadsTogether(), there)
        for line in ("您好", "谢谢"):
            here.write(f"{line}\n".encode())
            assert next(answers)["text"] == line


def test_a_line_longer_than_what_is_taken_at_once_is_one_line() -> None:
    line = "您好" * CHUNK
    answers = list(recognised(ReadsTogether(), BytesIO(f"{line}\n谢谢\n".encode())))
    assert [each["text"] for each in answers] == [line, "谢谢"]


def test_many_lines_are_read_in_full_as_each_would_be_alone() -> None:
    lines = ["您好，张阿姨", "让您久等了，非常抱歉", "快点，后面还有人排队", "", "您好，张阿姨"]
    assert lms(*ZH, stdin="\n".join(lines)).json_lines == [lms(*ZH, stdin=f"{line}\n").json for line in lines]


def test_an_empty_line_is_a_line() -> None:
    assert lms(*ZH, stdin="\n您好\n\n").json_lines == [
        {"text": "", "acts": []},
        {"text": "您好", "acts": ["greet"]},
        {"text": "", "acts": []},
    ]


def test_nothing_in_is_nothing_out() -> None:
    ran = lms(*ZH)
    assert (ran.code, ran.out) == (0, "")


@pytest.mark.parametrize(
    "line",
    [
        "{您好",
        '{"say": "您好"}',
        '{"text": null}',
        '["您好"]',
        "{" * 5_000,
        '{"a":' * 5_000,
        "您\u2028好\x0b，\x1c\x85",
        "您好\x00",
        "您好" * 10_000,
        "\u202e您好",
    ],
    ids=lambda line: ascii(line[:12]),
)
def test_what_is_no_json_with_a_text_is_the_text(line: str) -> None:
    ran = lms(*ZH, stdin=f"{line}\n谢谢\n")
    first, second = ran.json_lines
    assert first["text"] == line
    assert second == {"text": "谢谢", "acts": ["thank"]}


def test_byte_order_mark_and_windows_line_ends_are_no_part_of_the_text() -> None:
    ran = lms(*ZH, stdin=b"\xef\xbb\xbf" + "您好\r\n谢谢您\r\n".encode())
    assert [line["text"] for line in ran.json_lines] == ["您好", "谢谢您"]


def test_bytes_that_are_no_utf_8_and_half_characters_still_give_a_line() -> None:
    ran = lms(*ZH, stdin=b"\xff\xfe\n" + rb'{"text": "\ud83d"}' + b"\n")
    assert ran.code == 0
    assert len(ran.json_lines) == 2


def test_an_unknown_language_is_wrong_usage() -> None:
    ran = lms("acts", "--locale", "fr")
    assert ran.code == 2 and not ran.out
    assert "zh-CN" in ran.err
