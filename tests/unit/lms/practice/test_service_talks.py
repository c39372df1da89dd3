"""Files of real conversations are read whole; what is wrong is named by row and field, in the reader's language."""

import json
from zoneinfo import ZoneInfo

import pytest

from lms.platform.i18n import translator
from lms.practice.service_talks import Talk, Trouble, talks_in

ZONE = ZoneInfo("Asia/Shanghai")
TALK = {
    "employee": "LJ001024",
    "locale": "zh-CN",
    "names": ["王桂兰"],
    "turns": [
        {"speaker": "customer", "text": "您好。", "at": "2026-11-02T09:15:00+08:00"},
        {"speaker": "trainee", "text": "请讲。", "at": "2026-11-02 09:15:04"},
    ],
}
CSV = """会话,工号,说话人,内容,时间,姓名
a,LJ001024,客户,"我取钱，
快一点",2026/11/02 09:15:00,王桂兰、李强
b,LJ001025,customer,Hello there,,
a,,员工,好的。,,
b,LJ001025,employee,"Good morning, sir.",,
"""


def read(raw: str | bytes, name: str = "talks.json") -> list[Talk | Trouble]:
    return list(talks_in(name, raw.encode() if isinstance(raw, str) else raw, zone=ZONE))


def fault(raw: str | bytes, name: str = "talks.json") -> tuple[int | None, str, str]:
    """The one thing wrong with a file: row, field and what is said in English."""
    (trouble,) = read(raw, name)
    assert isinstance(trouble, Trouble)
    return trouble.row, trouble.field, trouble.message


def changed(**fields: object) -> str:
    return json.dumps({**TALK, **fields})


def test_a_conversation_in_json_is_read_with_its_times_in_the_banks_zone() -> None:
    (talk,) = read(json.dumps(TALK))
    assert isinstance(talk, Talk)
    assert (talk.employee_no, talk.names, talk.transcript.locale) == ("LJ001024", ("王桂兰",), "zh-CN")
    times = [turn.at for turn in talk.transcript.turns]
    assert all(times) and (times[1] - times[0]).total_seconds() == 4  # type: ignore[operator]


def test_lines_of_json_and_a_list_hold_several() -> None:
    lines = "\n".join([json.dumps(TALK), "", json.dumps(TALK)])
    assert [talk.row for talk in read(lines, "talks.jsonl")] == [1, 3]
    assert len(read(json.dumps([TALK, TALK]))) == 2


def test_rows_of_csv_are_put_together_by_conversation_and_the_language_is_that_of_the_words() -> None:
    first, second = read("\ufeff" + CSV, "talks.csv")
    assert isinstance(first, Talk) and isinstance(second, Talk)
    assert [turn.text for turn in first.transcript.turns] == ["我取钱，\n快一点", "好的。"]
    assert (first.employee_no, first.names, first.row) == ("LJ001024", ("王桂兰", "李强"), 2)
    assert (second.transcript.locale, second.row) == ("en", 4)
    assert [turn.speaker for turn in second.transcript.turns] == ["customer", "trainee"]


def test_the_same_words_are_the_same_conversation_whatever_the_file_calls_it() -> None:
    one, other = read(json.dumps(TALK))[0], read(changed(names=[], note="again"))[0]
    assert isinstance(one, Talk) and isinstance(other, Talk)
    assert one.digest == other.digest
    third = read(changed(employee="LJ001025"))[0]
    assert isinstance(third, Talk) and third.digest != one.digest


@pytest.mark.parametrize(
    ("raw", "where"),
    [
        ('{"employee"', (None, "")),
        ("[]", (None, "")),
        ("", (None, "")),
        ("3", (None, "")),
        (changed(employee=""), (None, "employee")),
        (changed(locale="fr"), (None, "locale")),
        (changed(names="王桂兰"), (None, "names")),
        (changed(turns=[]), (None, "turns")),
        (changed(turns=[TALK["turns"][0]]), (None, "turns")),
        (changed(turns=[{"speaker": "robot", "text": "?"}]), (None, "turns.0.speaker")),
        (changed(turns=[{"speaker": "trainee", "text": " "}]), (None, "turns.0.text")),
        (changed(turns=[{"speaker": "trainee", "text": "x" * 5_000}]), (None, "turns.0.text")),
        (changed(turns=[{"speaker": "trainee", "text": "x", "at": "yesterday"}]), (None, "turns.0.at")),
        (changed(turns=[{"speaker": "trainee", "text": "x", "at": 12}]), (None, "turns.0.at")),
        (changed(turns=[{"speaker": "trainee", "text": "x"}] * 500), (None, "turns")),
    ],
)
def test_what_is_wrong_in_json_is_named_by_its_field(raw: str, where: tuple[int | None, str]) -> None:
    assert fault(raw)[:2] == where


@pytest.mark.parametrize(
    ("raw", "where"),
    [
        ("conversation,employee,speaker\na,1,customer\n", (1, "text")),
        ("conversation,employee,speaker,text\n", (None, "")),
        ("conversation,employee,speaker,text\na,1,customer,hi\na,1,boss,hi\n", (3, "speaker")),
        ("conversation,employee,speaker,text\na,1,customer,hi\na,1,trainee,\n", (3, "text")),
        ("conversation,employee,speaker,text\na,1,customer,hi\na,2,trainee,hi\n", (3, "employee")),
        ("conversation,employee,speaker,text\na,,trainee,hi\n", (2, "employee")),
        ("conversation,employee,speaker,text,at\na,1,trainee,hi,soon\n", (2, "at")),
        ("会话,工号,说话人,内容\n".encode("gb18030"), (None, "")),
    ],
)
def test_what_is_wrong_in_csv_is_named_by_row_and_field(
    raw: str | bytes, where: tuple[int | None, str]
) -> None:
    assert fault(raw, "talks.csv")[:2] == where


def test_one_conversation_that_is_wrong_keeps_none_of_the_others_out() -> None:
    lines = "\n".join([json.dumps(TALK), "no JSON", changed(locale="fr"), json.dumps(TALK)])
    assert [isinstance(one, Talk) for one in read(lines, "talks.jsonl")] == [True, False, False, True]


def test_a_fault_is_told_in_the_readers_language() -> None:
    (trouble,) = read("conversation,employee,speaker,text\na,1,boss,hi\n", "talks.csv")
    assert isinstance(trouble, Trouble)
    said = trouble.said_in(translator("en"))
    assert said == "talks.csv, row 2, field “speaker”: The speaker is “customer” or “trainee” (the employee)."
    assert (
        trouble.said_in(translator("zh-CN"))
        == "talks.csv 第 2 行“speaker”：说话人只能写“customer”（客户）或“trainee”（员工）。"
    )
