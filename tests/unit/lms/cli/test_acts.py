"""``lms acts``: one JSON line out for each line in, whatever the line holds."""

import json

import pytest

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
