"""``lms feedback mask``: texts in, texts without what tells who somebody is out."""

from pathlib import Path

from tests.command_line import lms


def test_each_line_is_answered_in_order_with_what_was_found_in_it() -> None:
    ran = lms("feedback", "mask", "-", "--json", stdin='{"text": "我叫张伟"}\n\nring 13812345678\n')
    assert ran.code == 0
    assert ran.json_lines == [
        {"text": "我叫[name]", "found": [{"kind": "name", "start": 2, "end": 4}]},
        {"text": "", "found": []},
        {"text": "ring [phone]", "found": [{"kind": "phone", "start": 5, "end": 16}]},
    ]


def test_a_file_is_read_as_well_and_people_see_the_texts(tmp_path: Path) -> None:
    file = tmp_path / "said.jsonl"
    file.write_text('\ufeff{"text": "电话13812345678"}\r\n王经理您好\r\n', encoding="utf-8")
    ran = lms("feedback", "mask", str(file))
    assert (ran.code, ran.out) == (0, "电话[phone]\n王经理您好\n")


def test_a_bad_line_is_named_and_those_before_it_are_answered() -> None:
    for bad, reason in (("{nonsense", "is not JSON"), ('{"words": "x"}', "has no “text”")):
        ran = lms("feedback", "mask", "--json", stdin=f"您好\n{bad}\n再见\n")
        assert ran.code == 1
        assert [line["text"] for line in ran.json_lines] == ["您好"]
        assert ran.err.startswith("line 2: ") and reason in ran.err


def test_what_is_no_utf_8_and_a_file_that_is_not_there_are_told() -> None:
    assert "line 1: is not UTF-8" in lms("feedback", "mask", stdin=b"\xff\xfe").err
    assert "Check the path" in lms("feedback", "mask", "nowhere.jsonl").err
