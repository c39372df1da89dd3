"""``lms feedback classify`` as a program sees it."""

import json
from pathlib import Path

from lms.cli.classify import FULL_UP_TO
from tests.command_line import lms

KEYS = {
    "text",
    "kind",
    "cause",
    "business",
    "flags",
    "severity",
    "segment",
    "competencies",
    "confidence",
    "decided_by",
}


def test_each_line_gives_one_object_in_the_same_order() -> None:
    lines = [
        "排队两小时！",
        json.dumps({"text": "Thank you, so patient", "branch": "North"}),
        "",
    ]
    ran = lms("feedback", "classify", "-", "--json", stdin="".join(f"{line}\n" for line in lines))
    assert [found["text"] for found in ran.json_lines] == [
        "排队两小时！",
        "Thank you, so patient",
        "",
    ]
    assert all(found.keys() >= KEYS for found in ran.json_lines)
    assert ran.json_lines[0]["cause"] == "facility"
    assert ran.json_lines[1]["branch"] == "North" and ran.json_lines[1]["cause"] is None


def test_a_line_that_opens_an_object_and_does_not_close_it_is_named() -> None:
    ran = lms("feedback", "classify", "-", "--json", stdin='很好\n{"text": "坏的\n好的')
    assert ran.code == 1 and "line 2" in ran.err and len(ran.json_lines) == 1


def test_the_digits_of_a_telephone_number_are_no_hotline() -> None:
    (found,) = lms("feedback", "classify", "-", "--json", stdin="我电话13812345678，排队两小时！").json_lines
    assert "12345" not in found["decided_by"]["severity"]


def test_a_csv_file_is_read_by_its_column_names(tmp_path: Path) -> None:
    path = tmp_path / "voices.csv"
    path.write_text('branch,text\n城东支行,"闪退，\n登录不了"\n', encoding="utf-8")
    (found,) = lms("feedback", "classify", str(path), "--json").json_lines
    assert found["text"] == "闪退，\n登录不了" and found["branch"] == "城东支行"


def test_a_csv_file_without_texts_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "voices.csv"
    path.write_text("branch\n城东支行\n", encoding="utf-8")
    ran = lms("feedback", "classify", str(path), "--json")
    assert ran.code == 1 and "voices.csv" in ran.err and '"text"' in ran.err


def test_a_person_reads_one_line_a_text() -> None:
    ran = lms("feedback", "classify", stdin="信用卡年费乱收")
    assert ran.out.startswith("complaint · pricing · credit_card")


def test_more_texts_than_somebody_waits_for_are_read_by_their_words_and_that_is_said() -> None:
    many = "很好\n" * (FULL_UP_TO + 1)
    ran = lms("feedback", "classify", "-", "--json", stdin=many)
    assert len(ran.json_lines) == FULL_UP_TO + 1
    assert "words alone" in ran.err and "--full" in ran.err
    assert lms("feedback", "classify", "-", "--json", stdin="很好\n").err == ""


def test_meaning_tells_what_the_words_alone_do_not() -> None:
    text = "卡一直在我钱包里，昨天夜里却有人在外省的加油站拿它加了八百块的油。"
    in_full, quick = (
        lms("feedback", "classify", way, "--json", "-", stdin=text).json_lines[0]
        for way in ("--full", "--quick")
    )
    assert in_full["confidence"] != quick["confidence"]
    assert in_full["cause"] == "fund_security"
