"""``lms feedback classify`` as a program sees it."""

import json
from pathlib import Path

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
        "{not json",
    ]
    ran = lms("feedback", "classify", "-", "--json", stdin="\n".join(lines))
    assert [found["text"] for found in ran.json_lines] == [
        "排队两小时！",
        "Thank you, so patient",
        "",
        "{not json",
    ]
    assert all(found.keys() >= KEYS for found in ran.json_lines)
    assert ran.json_lines[0]["cause"] == "facility"
    assert ran.json_lines[1]["branch"] == "North" and ran.json_lines[1]["cause"] is None


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
