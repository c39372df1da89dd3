"""What people find when they come in: their mentor, who needs a word, this morning's drill, what their office asks."""

from datetime import timedelta

import pytest
from sqlalchemy import insert
from streamlit.testing.v1 import AppTest

from lms.catalogue import publish_library
from lms.catalogue.teaching import publish_teaching
from lms.insight import to_talk_to
from lms.learning.tables import Enrolment
from lms.people import DemoBank, load_people
from lms.platform.context import Context
from lms.platform.identifiers import new_id
from lms.portal.house import House, furnish
from lms.practice.morning import begin_morning
from lms.wiring import practice_room
from tests.integration.portal.drawn import drawn
from tests.integration.practice.rehearsal import somebody


@pytest.fixture
def bank(context: Context) -> DemoBank:
    publish_library(context)
    publish_teaching(context)
    return load_people(context.database, context.today())


@pytest.fixture
def house(context: Context) -> House:
    return furnish(context, practice_room)


def words(at: AppTest) -> str:
    return "\n".join(text.value for text in at.text).replace("\u00a0", " ")


@pytest.mark.parametrize("page", ["home", "path"])
def test_a_new_hire_reads_who_their_mentor_is_and_where_they_work(
    bank: DemoBank, house: House, page: str
) -> None:
    said = words(drawn(house, bank, page, "new-hire"))
    assert "您的导师：方慧敏" in said and "钟楼街支行" in said
    assert "您的导师" not in words(drawn(house, bank, page, "mentor"))


def test_a_managers_home_begins_with_the_morning_drill_and_whom_to_talk_to(
    bank: DemoBank, house: House
) -> None:
    at = drawn(house, bank, "home", "manager")
    assert "今天的晨会演练（8 分钟）还没开始" in words(at)
    assert at.subheader[0].value == "今天先找谁聊"
    head = somebody(house.context, bank.one_click("manager").person_id)
    title = begin_morning(house.practice, actor=head, locale="zh-CN").scenario.title
    assert f"今天的晨会演练正在进行：{title}" in words(drawn(house, bank, "home", "manager"))
    assert "晨会演练" not in words(drawn(house, bank, "home", "he.lan")), "a region has no drill of its own"


def test_who_renews_what_still_holds_is_not_called_one_who_learned_nothing(
    bank: DemoBank, house: House
) -> None:
    today = house.context.today()
    head = somebody(house.context, bank.one_click("manager").person_id)
    hers = next(one for one in bank.people if one.name_en == "Tian Xiaojuan").person_id
    first = {
        "curriculum": "in-service-lobby-assistants",
        "version": 1,
        "by_rule": True,
        "started_on": today - timedelta(days=360),
        "done": 0,
        "total": 2,
        "changed_at": house.context.now(),
    }
    until = today + timedelta(days=1)
    rounds = (
        {"round": 1, "state": "completed", "completed_on": today - timedelta(days=360), "valid_until": until},
        {"round": 2, "state": "open", "due_on": until, "due_by": until},
    )
    with house.context.database.transaction() as connection:
        for one in rounds:
            connection.execute(insert(Enrolment).values(id=new_id(), person_id=hers, **first, **one))
    told = to_talk_to(house.learning, actor=head)
    assert [(one.person_id, one.validity) for one in told] == [(hers, "renewing")]
    said = words(drawn(house, bank, "team", "manager"))
    (line,) = (line for line in said.splitlines() if "厅堂引导与安保" in line)
    assert line.endswith("到期，复训的课一门都没学完")


def test_an_auditor_and_an_officer_find_what_they_have_to_do(bank: DemoBank, house: House) -> None:
    auditor = drawn(house, bank, "home", "ji.huaijin")
    assert "今年的学时" in words(auditor) and auditor.button(key="duty").label == "学时与检查资料包"
    links = [one.proto.label for one in auditor.get("page_link")]
    assert {"审计记录", "谁进度落后"} <= set(links)
    officer = drawn(house, bank, "home", "yu.jingyi")
    assert {"瞒报投诉", "投诉率"} <= {one.proto.label for one in officer.get("page_link")}


def test_no_stage_direction_is_read_out_on_the_wall(bank: DemoBank, house: House) -> None:
    head = somebody(house.context, bank.one_click("manager").person_id)
    drill = begin_morning(house.practice, actor=head, locale="zh-CN")
    assert "«" in drill.turns[0].text, "this customer comes in with a gesture"
    said = words(drawn(house, bank, "morning", "manager"))
    assert "«" not in said and "»" not in said
    assert drill.turns[0].text.partition("«")[2].partition("»")[0] in said


def test_the_roster_stands_on_the_page_of_the_drill_and_paper_is_answered(
    bank: DemoBank, house: House
) -> None:
    head = somebody(house.context, bank.one_click("manager").person_id)
    begin_morning(house.practice, actor=head, locale="zh-CN")
    at = drawn(house, bank, "morning", "manager")
    assert any("林晓雨" in one.value for one in at.markdown)
    at.multiselect[0].select(at.multiselect[0].options[0])
    next(one for one in at.button if one.label == "录入签到").click()
    at.run()
    assert not at.exception
    assert [one.value for one in at.success] == ["已录入纸质签到 1 人。"]


SIGNING = """
import streamlit as st
from lms.learning import SignatureDue
from lms.people import mentees_of
from lms.portal.components.signatures import signatures
from lms.portal.routes import pages_for
from lms.portal.visit import require_visit
visit = require_visit()
st.navigation(pages_for(visit), position="hidden")
course, activity = next(
    (course, activity)
    for course in visit.house.learning.structure.courses.values()
    for activity in course.activities
    if activity.kind == "sign_off"
)
mentee = mentees_of(visit.house.context, actor=visit.actor)[0]
signatures(visit, [SignatureDue(mentee, course.slug, course.title, activity)])
"""


def test_a_mentor_signs_nothing_that_they_have_not_chosen(bank: DemoBank, house: House) -> None:
    actor = somebody(house.context, bank.one_click("mentor").person_id)
    at = AppTest.from_string(SIGNING, default_timeout=60)
    at.session_state["lms_session"] = house.sessions.redeem_ticket(house.sessions.issue_ticket(actor))
    at.run()
    assert not at.exception and at.radio[0].value is None
    at.button[0].click().run()
    assert [one.value for one in at.warning] == ["请选一项：能独立做到，还是还差一点。"]
    at.radio[0].set_value(at.radio[0].options.index("能独立做到") == 0)
    at.button[0].click().run()
    assert not at.exception and not at.warning and at.success[0].value.startswith("已")
