"""The inspector's pack: everything asked for, sums that hold, nothing that a spreadsheet would run, and whose it is."""

import csv
import hashlib
import io
import json
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import event, update
from sqlmodel import col

from lms.catalogue.teaching import Shelves, publish_teaching
from lms.learning import Learning, correct_hours, hours_of
from lms.learning.hours.attendance import be_present, close_class
from lms.learning.hours.pack import build_pack
from lms.learning.hours.tickets import ticket_for
from lms.people import Actor, DemoBank
from lms.people.tables import Person
from lms.platform.cells import guarded
from lms.platform.context import Context
from lms.platform.errors import Forbidden, Refused
from tests.fixed_clock import FixedClock
from tests.integration.learning.test_classes import plan
from tests.integration.learning.test_hours import CP, drill, named, read_lesson
from tests.integration.practice.rehearsal import somebody

FILES = {
    "README.en.txt",
    "README.zh-CN.txt",
    "SHA256SUMS",
    "classes.csv",
    "content.csv",
    "coverage.csv",
    "entries.csv",
    "manifest.json",
    "pack.xlsx",
    "questions.csv",
    "roster.csv",
}


@pytest.fixture
def trainer(context: Context, bank: DemoBank) -> Actor:
    return somebody(context, bank.one_click("trainer").person_id)


def rows(archive: zipfile.ZipFile, name: str) -> list[dict[str, str]]:
    """A table by the English half of its headings."""
    found = list(csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig"))))
    headings = [heading.split(" / ")[1] for heading in found[0]]
    return [dict(zip(headings, row, strict=True)) for row in found[1:]]


def test_a_year_is_packed_whole(
    learning: Learning,
    trainer: Actor,
    newcomer: Actor,
    mentor: Actor,
    clock: FixedClock,
    tmp_path: Path,
    content: Path,
) -> None:
    database = learning.context.database
    with database.transaction() as connection:
        connection.execute(
            update(Person).where(col(Person.id) == newcomer.person_id).values(name_en='=HYPERLINK("x","y")')
        )
    read_lesson(learning, newcomer)
    drill(learning, newcomer, "one", minutes=8)
    line = next(
        one for one in hours_of(learning, actor=newcomer).lines if (one.kind, one.topic) == ("drill", CP)
    )
    correct_hours(learning, actor=trainer, entry_id=line.entry_id, minutes=1, reason="-2 minutes too long")
    held = plan(learning, trainer, newcomer, mentor)
    be_present(learning, actor=newcomer, ticket=ticket_for(learning.context, held))
    clock.move(timedelta(hours=1))
    close_class(learning, actor=trainer, session_id=held)
    again = plan(learning, trainer, mentor, make_up_of=held)
    be_present(learning, actor=mentor, ticket=ticket_for(learning.context, again))
    clock.move(timedelta(days=1))
    close_class(learning, actor=trainer, session_id=again)
    quiz = content / "quizzes/first.en.yaml"
    quiz.write_text(quiz.read_text("utf-8").replace("An old man", "An older man"), encoding="utf-8")
    publish_teaching(learning.context, content)
    learning = Learning(learning.context, Shelves(learning.context))
    out = tmp_path / "pack.zip"
    out.write_text("an older file")
    built = build_pack(learning, actor=trainer, year=2026, topic=CP, out=out)
    assert built.sha256 == hashlib.sha256(out.read_bytes()).hexdigest()
    assert [path.name for path in tmp_path.glob(".pack-*")] == []
    with zipfile.ZipFile(out) as archive:
        assert set(archive.namelist()) == FILES
        for listed in archive.read("SHA256SUMS").decode().splitlines():
            digest, name = listed.split("  ")
            assert hashlib.sha256(archive.read(name)).hexdigest() == digest
        manifest = json.loads(archive.read("manifest.json"))
        assert {one["name"] for one in manifest["files"]} == FILES - {"SHA256SUMS", "manifest.json"}
        assert manifest["coverage"]["new_hire"]["people"] == 8
        entries, classes = rows(archive, "entries.csv"), rows(archive, "classes.csv")
        roster = {row["Employee number"]: row for row in rows(archive, "roster.csv")}
        assert len(roster) == built.people == manifest_rows(manifest, "roster.csv")
        me = next(row for row in roster.values() if row["Name in Latin letters"].startswith("'="))
        assert me["Minutes online"] == "3" and me["Minutes of drills"] == "1"
        assert me["Minutes in classrooms"] == "23" and me["Has what is asked"].endswith("no")
        assert {row["Minutes"] for row in entries if row["Corrects entry"]} == {"-3"}
        assert {row["Reason"] for row in entries if row["Corrects entry"]} == {"'-2 minutes too long"}
        (lesson,) = [row for row in entries if row["Content"] == "first/listen"]
        contents = rows(archive, "content.csv")
        assert lesson["SHA-256 of the content"] in {row["SHA-256 of the content"] for row in contents}
        came = {(row["Employee number"], row["Makes up for class"]): row for row in classes}
        course_of = {row["Title"] for row in rows(archive, "questions.csv")}
        assert all(course_of) and {row["Kind"].split(" ")[0] for row in contents} >= {"lesson", "quiz"}
        absent = next(row for row in came.values() if row["Present"].endswith("no"))
        assert absent["Made up on"].startswith("2026-03-10")
        versions = {
            (row["Quiz version"], row["Quiz question"][:11], bool(row["Held until"]))
            for row in rows(archive, "questions.csv")
            if row["Language"] == "en" and row["Question number"] == "first-1"
        }
        assert versions == {("1", "An old man ", True), ("2", "An older ma", False)}
        book = load_workbook(io.BytesIO(archive.read("pack.xlsx")), read_only=True)
        assert book.sheetnames == ["coverage", "roster", "entries", "classes", "content", "questions"]
        cells = [cell for row in book["roster"].iter_rows() for cell in row]
        assert not any(cell.data_type == "f" for cell in cells)
        assert "消费者权益保护" in archive.read("README.zh-CN.txt").decode()


def manifest_rows(manifest: dict[str, Any], name: str) -> int:
    return next(int(one["rows"]) for one in manifest["files"] if one["name"] == name)


def test_the_number_of_questions_does_not_grow_with_the_people(
    learning: Learning, trainer: Actor, newcomer: Actor, mentor: Actor, tmp_path: Path
) -> None:
    asked: list[str] = []
    engine = learning.context.database.engine
    event.listen(engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    counts = []
    for people in ((newcomer,), (newcomer, mentor)):
        for one in people:
            drill(learning, one, f"drill of {one.person_id} {len(people)}")
        asked.clear()
        build_pack(learning, actor=trainer, year=2026, topic=CP, out=tmp_path / "pack.zip")
        counts.append(len(asked))
    assert counts[0] == counts[1] < 40


def test_a_pack_holds_the_builders_own_units_and_is_built_by_few(
    learning: Learning,
    context: Context,
    bank: DemoBank,
    newcomer: Actor,
    manager: Actor,
    mentor: Actor,
    tmp_path: Path,
) -> None:
    out = tmp_path / "pack.zip"
    for other in (newcomer, manager, mentor):
        with pytest.raises(Forbidden):
            build_pack(learning, actor=other, year=2026, topic=CP, out=out)
    officer = named(context, bank, "Yu Jingyi")
    for year, topic in ((2027, CP), (2026, "cooking"), (1999, CP)):
        with pytest.raises(Refused):
            build_pack(learning, actor=officer, year=year, topic=topic, out=out)
    assert not out.exists()
    here = frozenset({newcomer.unit_id})
    grants = tuple(type(grant)(grant.role, here) for grant in officer.grants)
    narrow = type(officer)(**{**officer.__dict__, "grants": grants})
    build_pack(learning, actor=narrow, year=2026, topic=CP, out=out)
    with zipfile.ZipFile(out) as archive:
        assert {row["Branch number"] for row in rows(archive, "roster.csv")} == {"LJ11"}


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "＝1", "\r=1"])
def test_what_could_be_a_formula_is_text(text: str) -> None:
    assert str(guarded(text)).startswith("'")
    assert guarded("1+1=2") == "1+1=2" and guarded(-3) == -3
