"""Files of feedback: faults named by row and column, taken in once, gone on with after a kill."""

import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import event, func, select, update
from sqlmodel import col

from lms.feedback import list_feedback
from lms.feedback.files import (
    begin_import,
    feedback_csv,
    feedback_workbook,
    job_subject,
    look_at,
    owed,
    progress_of,
    rows_left,
    work_off,
)
from lms.feedback.files.taking_in import PART, TURN
from lms.feedback.tables import FeedbackImportPart, FeedbackItem
from lms.people import Actor, DemoBank, Role
from lms.people.permissions import Grant
from lms.platform.context import Context
from lms.platform.errors import Forbidden, Refused
from lms.platform.i18n import translator
from lms.platform.settings import Locale
from tests.portal_process import ROOT, clean_environment

HEADING = "内容,编号,时间,机构,来源\n"
GOOD = (
    HEADING
    + "柜员态度不好，我叫李建国，13871234567,A1,2026-03-01,LJ11,电话\n多亏你们,A2,2026/3/2 09:30,,意见簿\n"
)


def taken(context: Context) -> int:
    with context.database.reading() as connection:
        return connection.execute(select(func.count()).select_from(FeedbackItem)).scalar_one()


def take_in(context: Context, actor: Actor, text: str) -> None:
    looked = look_at(context, actor=actor, raw=text.encode())
    work_off(context, begin_import(context, actor=actor, file="f.csv", looked=looked))


def test_a_file_is_looked_at_first_and_the_same_one_again_adds_nothing(
    context: Context, handler: Actor
) -> None:
    looked = look_at(context, actor=handler, raw=GOOD.encode("gb18030"))
    assert (len(looked.arrivals), looked.new, looked.faults) == (2, 2, ()) and taken(context) == 0
    for _ in range(2):
        take_in(context, handler, GOOD)
        assert taken(context) == 2
    assert look_at(context, actor=handler, raw=GOOD.encode()).new == 0
    assert progress_of(context, actor=handler)[0].added == 0


def test_no_connection_is_held_while_the_rows_of_a_large_file_are_read(
    context: Context, handler: Actor
) -> None:
    held: list[int] = []
    text = "内容,编号\n" + "".join(f"排队太久了,N{n}\n" for n in range(1_000))
    pool = context.database.engine.pool

    def progress(_done: int, _all: int) -> None:
        held.append(pool.checkedout())  # type: ignore[attr-defined]

    assert look_at(context, actor=handler, raw=text.encode(), progress=progress).new == 1_000
    assert held and set(held) == {0}


def test_rows_without_a_number_are_known_by_their_words_and_a_second_one_is_a_second_one(
    context: Context, handler: Actor
) -> None:
    text = "内容,时间\n排队太久,2026-03-01\n排队太久,2026-03-01\n"
    take_in(context, handler, text)
    take_in(context, handler, text)
    assert taken(context) == 2


@pytest.mark.parametrize(
    "row,said",
    [
        (",A1,2026-03-01,LJ11,电话", "第 2 行“内容”：还没有内容"),
        ("好,A1,13月5日,LJ11,电话", "第 2 行“时间”：“13月5日”不是日期"),
        ("好,A1,2026-04-01,LJ11,电话", "第 2 行“时间”：收到时间不能晚于今天"),
        ("好,A1,2026-03-01,LJ99,电话", "第 2 行“机构”：没有“LJ99”这个网点"),
        ("好,A1,2026-03-01,LJ11,信鸽", "第 2 行“来源”：没有“信鸽”这个渠道"),
        ("好,A1,,,\n坏,A1,,,", "第 3 行“编号”：“A1”在第 2 行已经有了"),
    ],
)
def test_what_is_wrong_is_named_by_row_and_column_in_the_readers_language(
    context: Context, handler: Actor, row: str, said: str
) -> None:
    looked = look_at(context, actor=handler, raw=(HEADING + row + "\n").encode())
    (fault,) = looked.faults
    assert fault.said_in(translator("zh-CN")).startswith(said)
    with pytest.raises(Refused):
        begin_import(context, actor=handler, file="f.csv", looked=looked)


def test_right_rows_are_taken_in_though_others_are_wrong_where_that_is_wanted(
    context: Context, handler: Actor
) -> None:
    looked = look_at(context, actor=handler, raw=(GOOD + ",A3,,,\n").encode())
    work_off(context, begin_import(context, actor=handler, file="f.csv", looked=looked, skip_faulty=True))
    assert taken(context) == 2


def test_a_column_of_another_name_is_taken_for_what_somebody_says_it_is(
    context: Context, handler: Actor
) -> None:
    raw = "客户吐槽,备注\n排队太久,无\n".encode()
    with pytest.raises(Refused):
        look_at(context, actor=handler, raw=raw)
    assert look_at(context, actor=handler, raw=raw, mapped={"text": "客户吐槽"}).new == 1
    with pytest.raises(Refused):
        look_at(context, actor=handler, raw=raw, mapped={"text": "没有这列"})


def test_nobody_but_those_who_handle_feedback_takes_in_a_file(
    context: Context, who: Callable[[str], Actor], handler: Actor
) -> None:
    for name in ("Song Mingyuan", "Jiang Yuehua", "Gu Wenlan", "Shen Yizhou"):
        with pytest.raises(Forbidden):
            look_at(context, actor=who(name), raw=GOOD.encode())
        with pytest.raises(Forbidden):
            progress_of(context, actor=who(name))


def test_what_waits_is_sealed_and_is_gone_once_it_is_taken_in(context: Context, handler: Actor) -> None:
    looked = look_at(context, actor=handler, raw=GOOD.encode())
    import_id = begin_import(context, actor=handler, file="f.csv", looked=looked)
    with context.database.reading() as connection:
        (sealed,) = connection.execute(select(col(FeedbackImportPart.sealed))).scalars()
    assert "李建国" not in sealed and len(list(owed(context))) == 1
    work_off(context, f"{import_id}.2026031010")
    with context.database.reading() as connection:
        assert connection.execute(select(FeedbackImportPart)).all() == []
    assert list(owed(context)) == [] and list_feedback(context, actor=handler).found == 2


def test_a_part_that_no_key_opens_ends_the_file_as_failed_and_the_others_are_taken_in(
    context: Context, handler: Actor
) -> None:
    text = "内容,编号\n" + "".join(f"排队太久了，第{n}次,N{n}\n" for n in range(PART + 2))
    looked = look_at(context, actor=handler, raw=text.encode())
    import_id = begin_import(context, actor=handler, file="f.csv", looked=looked)
    with context.database.transaction() as connection:
        connection.execute(
            update(FeedbackImportPart).where(col(FeedbackImportPart.place) == 0).values(key_id="gone")
        )
    assert work_off(context, import_id) is None
    (told,) = progress_of(context, actor=handler)
    assert (told.rows, told.done, told.added, told.failed) == (PART + 2, 2, 2, True)
    assert told.ended_at is not None and list(owed(context)) == []
    assert rows_left(context, [import_id, "none"]) == {"f.csv": PART}
    with context.database.reading() as connection:
        assert connection.execute(select(FeedbackImportPart)).all() == []
    take_in(context, handler, text)
    assert taken(context) == PART + 2 and not progress_of(context, actor=handler)[0].failed


def test_a_long_file_is_taken_in_by_turns_and_each_names_the_next(context: Context, handler: Actor) -> None:
    rows = PART * (TURN + 1)
    text = "内容,编号\n" + "".join(f"排队太久了，第{n}次,N{n}\n" for n in range(rows))
    looked = look_at(context, actor=handler, raw=text.encode())
    import_id = begin_import(context, actor=handler, file="f.csv", looked=looked)
    first = job_subject(context, import_id)
    turns, subject = [taken(context)], first
    while (after := work_off(context, subject)) is not None:
        assert after == job_subject(context, import_id) != subject
        assert work_off(context, subject) == after, "the same job again does nothing"
        turns.append(taken(context))
        subject = after
    assert len(turns) == 2 and 0 < turns[1] < rows == taken(context)
    assert list(owed(context)) == [] and work_off(context, first) is None


def test_a_file_whose_import_is_killed_again_and_again_is_taken_in_whole_and_nothing_twice(
    tmp_path: Path, demo_home: Path
) -> None:
    import shutil
    import sqlite3

    home, rows = shutil.copytree(demo_home, tmp_path / "home"), 3_000
    file = tmp_path / "many.csv"
    file.write_text(
        "内容,编号\n" + "".join(f"第{n}次来排队都要等很久，能不能多开窗口,N{n}\n" for n in range(rows)),
        "utf-8",
    )
    database = sqlite3.connect(home / "lms.sqlite3")
    number = database.execute("SELECT employee_no FROM person WHERE name_en = 'Shao Yunshu'").fetchone()[0]
    count = "SELECT COUNT(*) FROM feedback_item WHERE source = 'file'"
    command = [sys.executable, "-m", "lms.cli", "feedback"]
    first = ["import", str(file), "--by", number]
    kills, before = 0, 0
    while kills < 3:
        process = subprocess.Popen(
            [*command, *(first if not before else ["resume"])],
            cwd=ROOT,
            env=clean_environment(home),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + 120
        while database.execute(count).fetchone()[0] <= before and time.monotonic() < deadline:
            time.sleep(0.02)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        kills, before = kills + 1, database.execute(count).fetchone()[0]
    assert 0 < before < rows, "it was to be killed in the midst of its work"
    subprocess.run([*command, "resume"], cwd=ROOT, env=clean_environment(home), check=True)
    assert database.execute(count).fetchone()[0] == rows
    distinct = "SELECT COUNT(DISTINCT source_no) FROM feedback_item WHERE source = 'file'"
    assert database.execute(distinct).fetchone()[0] == rows
    for beside in ("original", "reading", "standing"):
        joined = f"SELECT COUNT(*) FROM feedback_{beside} b JOIN feedback_item i ON i.id = b.item_id WHERE i.source = 'file'"  # noqa: E501
        assert database.execute(joined).fetchone()[0] == rows
    assert database.execute("SELECT done, added, ended_at IS NOT NULL FROM feedback_import").fetchall() == [
        (rows, rows, 1)
    ]
    database.close()


def test_other_words_under_a_number_that_came_before_are_named_and_lose_nothing(
    context: Context, handler: Actor
) -> None:
    take_in(context, handler, HEADING + "柜员态度不好,1,2026-03-01,LJ11,电话\n")
    looked = look_at(
        context, actor=handler, raw=(HEADING + "排队太久,1,2026-03-01,LJ12,电话\n很好,2,,LJ12,\n").encode()
    )
    (fault,) = looked.faults
    assert (fault.row, fault.column, len(looked.arrivals), looked.new) == (2, "编号", 1, 1)
    assert "“1”以前收过别的内容" in fault.said_in(translator("zh-CN"))


def test_somebody_of_two_branches_says_of_each_row_which_it_is_and_it_is_found_there(
    context: Context, handler: Actor, bank: DemoBank, who: Callable[[str], Actor]
) -> None:
    two = tuple(Grant(Role.CASE_HANDLER, frozenset({bank.units[code]})) for code in ("LJ12", "LJ11"))
    both = replace(handler, grants=two)
    take_in(context, both, HEADING + "一,1,2026-03-01,LJ11,电话\n二,2,2026-03-01,LJ12,电话\n")
    units = {card.unit.code for card in list_feedback(context, actor=both).cards}
    assert units == {"LJ11", "LJ12"}
    for card in list_feedback(context, actor=both).cards:
        assert (card.unit.code, card.text) in {("LJ11", "一"), ("LJ12", "二")}
    looked = look_at(context, actor=both, raw=(HEADING + "三,3,2026-03-01,,电话\n").encode())
    assert [fault.column for fault in looked.faults] == ["机构"] and not looked.arrivals


@pytest.mark.parametrize("heading", ["员工", "员工编号", "柜员", "涉及员工", "Employee No"])
def test_the_column_of_the_colleague_is_known_by_what_banks_call_it(
    context: Context, handler: Actor, heading: str
) -> None:
    raw = f"投诉内容,网点名称,{heading},备注\n态度不好,钟楼街支行,林晓雨,\n".encode()
    looked = look_at(context, actor=handler, raw=raw)
    assert looked.mapped == {"text": "投诉内容", "branch": "网点名称", "employee": heading}
    assert (looked.unused, looked.warnings, looked.faults) == (("备注",), (), ())


def test_a_colleague_nobody_fits_is_a_warning_by_row_and_the_row_is_taken_in(
    context: Context, handler: Actor
) -> None:
    raw = "内容,编号,机构,员工\n态度不好,1,LJ11,NOPE\n排队太久,2,LJ11,林晓雨\n太慢,3,,\n".encode()
    looked = look_at(context, actor=handler, raw=raw)
    (warning,) = looked.warnings
    assert warning.said_in(translator("zh-CN")).startswith("第 2 行“员工”：“NOPE”在 LJ11 对不上哪一位员工")
    assert (len(looked.arrivals), looked.faults) == (3, ())


def test_staff_of_many_branches_are_asked_for_at_once(
    context: Context, handler: Actor, bank: DemoBank
) -> None:
    grants = tuple(Grant(Role.CASE_HANDLER, frozenset({bank.units[code]})) for code in ("LJ11", "LJ12"))
    both = replace(handler, grants=grants)
    asked: list[str] = []

    def note(*args: object) -> None:
        asked.append(str(args[2]))

    def questions(rows: int) -> int:
        asked.clear()
        text = "内容,编号,机构,员工\n" + "".join(f"慢,{n},LJ1{1 + n % 2},NOPE\n" for n in range(rows))
        assert len(look_at(context, actor=both, raw=text.encode()).warnings) == rows
        return len(asked)

    event.listen(context.database.engine, "before_cursor_execute", note)
    try:
        assert questions(1) == questions(40)
    finally:
        event.remove(context.database.engine, "before_cursor_execute", note)


@pytest.mark.parametrize("locale", ["zh-CN", "en"])
def test_the_template_is_understood_as_it_is_filled_in(
    context: Context, handler: Actor, locale: Locale
) -> None:
    tr = translator(locale)
    book = load_workbook(io.BytesIO(feedback_workbook(tr)))
    sheet = book.worksheets[-1]
    sheet.append(["窗口太少", "7", "2026-03-01", "LJ11", "", ""])
    filled = io.BytesIO()
    book.save(filled)
    looked = look_at(context, actor=handler, raw=filled.getvalue())
    assert (looked.new, looked.faults, looked.unused) == (1, (), ())
    csv = feedback_csv(tr).decode("utf-8-sig") + "窗口太少,8,2026-03-01,LJ11,,\n"
    assert look_at(context, actor=handler, raw=csv.encode()).new == 1
    with pytest.raises(Refused):
        look_at(context, actor=handler, raw=feedback_workbook(tr))


def test_who_is_told_that_the_words_are_missing_reads_which_headings_there_are(
    context: Context, handler: Actor
) -> None:
    with pytest.raises(Refused) as refused:
        look_at(context, actor=handler, raw="客户吐槽,备注\n排队太久,无\n".encode())
    assert "文件里的表头有：客户吐槽, 备注" in translator("zh-CN").error(refused.value)
