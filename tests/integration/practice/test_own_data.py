"""Everything about oneself as one file, and nothing of another; words that are erased are nowhere any more."""

import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import select, update
from sqlmodel import col

from lms.learning.tables import LessonPlace
from lms.people import Actor, DemoBank
from lms.people.erasing import (
    ask_erasure,
    erasures,
    export_own,
    own_erasures,
    refuse_erasure,
    repeat_erasures,
)
from lms.people.tables import Person
from lms.platform.context import Context
from lms.platform.errors import Forbidden, NotFound, Refused
from lms.platform.migrations import import_all_tables
from lms.platform.personal_data import forgotten
from lms.platform.tables import metadata
from lms.practice import Practice, close_attempt, open_attempt, say
from lms.practice.erasing import approve
from lms.practice.tables import Attempt, ReviewEntry
from tests.integration.practice.conftest import SLUG
from tests.integration.practice.rehearsal import COMFORT, somebody, umbrella

SECRET = "蓝鲸七号"


@pytest.fixture
def officer(context: Context, bank: DemoBank) -> Actor:
    return somebody(context, next(p.person_id for p in bank.people if p.name_en == "Lu Qiming"))


def rehearse(practice: Practice, actor: Actor, words: str) -> str:
    attempt_id = open_attempt(practice, actor=actor, slug=SLUG, locale="zh-CN", seed=1)
    say(practice, actor=actor, attempt_id=attempt_id, text=f"{COMFORT}{words}", key="1").read()
    close_attempt(practice, actor=actor, attempt_id=attempt_id)
    with practice.context.database.session() as session:
        session.add(
            ReviewEntry(
                id=f"c-{attempt_id}"[:36],
                attempt_id=attempt_id,
                kind="dispute",
                text=words,
                person_id=actor.person_id,
                at=practice.context.now(),
            )
        )
        session.merge(
            LessonPlace(
                person_id=actor.person_id,
                lesson="a/b",
                step=0,
                answers={},
                notes=words,
                at=practice.context.now(),
            )
        )
    return attempt_id


def unpacked(context: Context, actor: Actor) -> dict[str, str]:
    archive = zipfile.ZipFile(io.BytesIO(b"".join(export_own(context, actor=actor))))
    assert archive.testzip() is None
    return {name: archive.read(name).decode() for name in archive.namelist()}


def test_what_people_call_by_a_name_is_handed_out_by_it_in_either_language_and_by_its_code_for_programs(
    practice: Practice, context: Context, trainee: Actor
) -> None:
    rehearse(practice, trainee, SECRET)
    files = unpacked(context, trainee)
    title = umbrella().title
    for page, (job, role, mode) in {
        "my-data.html": ("Teller", "Trainee", "Practice"),
        "我的数据.html": ("柜员", "学员", "练习"),
    }.items():
        told = {f"<dd>{value}</dd>" for value in (title, job, role, mode)}
        assert told <= set(re.findall("<dd>[^<]*</dd>", files[page])), page
        assert not {f"<dd>{code}</dd>" for code in (SLUG, "teller", "trainee", "practice")} & set(
            re.findall("<dd>[^<]*</dd>", files[page])
        )
    (visits,) = (part for part in json.loads(files["practice.json"])["parts"] if part["part"] == "attempt")
    assert visits["rows"][0]["slug"] == {"id": SLUG, "zh-CN": title, "en": title}


def everywhere(context: Context) -> str:
    """All that the database holds, as one text."""
    with context.database.reading() as connection:
        return "\n".join(
            json.dumps([str(value) for value in row], ensure_ascii=False)
            for table in metadata.sorted_tables
            for row in connection.execute(select(table))
        )


def test_every_table_with_data_about_people_is_answered_for() -> None:
    import_all_tables()
    assert forgotten() == []


def test_an_export_holds_all_of_oneself_and_nothing_of_another(
    context: Context, practice: Practice, trainee: Actor, colleague: Actor
) -> None:
    rehearse(practice, trainee, SECRET)
    rehearse(practice, colleague, "红隼三号")
    for mine, other, words in ((trainee, colleague, SECRET), (colleague, trainee, "红隼三号")):
        files = unpacked(context, mine)
        whole = "\n".join(files.values())
        assert (
            words in files["practice.json"]
            and words in files["我的数据.html"]
            and words in files["my-data.html"]
        )
        for known in (
            other.person_id,
            other.name_zh,
            other.name_en,
            {SECRET, "红隼三号"}.difference({words}).pop(),
        ):
            assert known not in whole
        for name, text in files.items():
            if name.endswith(".json"):
                assert json.loads(text)["parts"]


def test_an_erasure_leaves_figures_and_not_a_word_anywhere(
    context: Context, practice: Practice, trainee: Actor, colleague: Actor, officer: Actor
) -> None:
    attempt_id = rehearse(practice, trainee, SECRET)
    rehearse(practice, colleague, "红隼三号")
    running = open_attempt(practice, actor=trainee, slug=SLUG, locale="zh-CN", seed=2)
    say(practice, actor=trainee, attempt_id=running, text=f"{COMFORT}{SECRET}", key="2").read()
    request_id = ask_erasure(context, actor=trainee, reason=f"因为{SECRET}")
    with context.database.reading() as connection:
        score = connection.execute(
            select(col(Attempt.score)).where(col(Attempt.id) == attempt_id)
        ).scalar_one()
    approve(practice, actor=officer, request_id=request_id)
    left = everywhere(context)
    assert SECRET not in left and COMFORT in left and "红隼三号" in left
    with context.database.reading() as connection:
        rows = connection.execute(select(Attempt).where(col(Attempt.person_id) == trainee.person_id)).all()
    assert all(row.closed_at and row.erased_at for row in rows)
    assert next(row.score for row in rows if row.id == attempt_id) == score
    assert repeat_erasures(context) == 1 and everywhere(context).count(trainee.name_en) == left.count(
        trainee.name_en
    )
    assert own_erasures(context, actor=trainee)[0].state == "done"
    with pytest.raises(NotFound):
        approve(practice, actor=officer, request_id=request_id)
    if context.database.is_sqlite:
        context.database.close()  # the last connection takes its journal along
        raw = Path(str(context.database.url.database))
        assert SECRET.encode() not in raw.read_bytes()


def test_a_leaver_loses_name_and_number_too(
    context: Context, practice: Practice, trainee: Actor, officer: Actor
) -> None:
    request_id = ask_erasure(context, actor=trainee)
    approve(practice, actor=officer, request_id=request_id)
    assert trainee.name_zh in everywhere(context), "who works here keeps their name"
    with context.database.transaction() as connection:
        connection.execute(
            update(Person)
            .where(col(Person.id) == trainee.person_id)
            .values(active=False, email="somebody@bank.example")
        )
    assert repeat_erasures(context) == 1
    left = everywhere(context)
    assert trainee.name_zh not in left and trainee.name_en not in left
    assert "somebody@bank.example" not in left


def test_nobody_decides_on_their_own_and_nobody_but_a_data_officer_decides(
    context: Context, practice: Practice, trainee: Actor, colleague: Actor, officer: Actor
) -> None:
    request_id, own = ask_erasure(context, actor=trainee), ask_erasure(context, actor=officer)
    with pytest.raises(Refused):
        ask_erasure(context, actor=trainee)
    assert [one.request_id for one in erasures(context, actor=officer)] == [request_id]
    for actor, asked in ((officer, own), (trainee, request_id), (colleague, request_id)):
        with pytest.raises(Forbidden):
            approve(practice, actor=actor, request_id=asked)
        with pytest.raises(Forbidden):
            refuse_erasure(context, actor=actor, request_id=asked, answer="no")
    with pytest.raises(Forbidden):
        erasures(context, actor=colleague)
    refuse_erasure(context, actor=officer, request_id=request_id, answer="Exam under dispute.")
    assert own_erasures(context, actor=trainee)[0].answer == "Exam under dispute."
