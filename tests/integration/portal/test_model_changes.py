"""The settings page says what a model is asked for, and who changed one; each name is asked for once."""

from streamlit.testing.v1 import AppTest

from lms.people import Actor, load_people
from lms.platform.context import Context
from lms.portal.house import House, furnish
from lms.practice.connecting import Entry, connect
from lms.wiring import practice_room
from tests.integration.portal.test_large_library import counted
from tests.integration.practice.rehearsal import somebody

SCRIPT = """
from lms.portal.pages import settings
settings.page()
"""


def _drawn(house: House, admin: Actor) -> tuple[AppTest, int]:
    """The page as an administrator sees it, and how often the database was asked about people."""
    token = house.sessions.redeem_ticket(house.sessions.issue_ticket(admin))
    at = AppTest.from_string(SCRIPT, default_timeout=60)
    at.session_state["lms_session"] = token
    with counted(house.context, about=["FROM person"]) as asked:
        at.run()
    assert not at.exception
    return at, len(asked)


def test_ten_changes_by_one_administrator_ask_for_their_name_once(context: Context) -> None:
    bank = load_people(context.database, context.today())
    admin, house = somebody(context, bank.one_click("admin").person_id), furnish(context, practice_room)
    connect(context, actor=admin, role="customer", entry=Entry("http://127.0.0.1:9/v1", "small"))
    _, once = _drawn(house, admin)
    for number in range(9):
        connect(context, actor=admin, role="customer", entry=Entry("http://127.0.0.1:9/v1", f"size-{number}"))
    at, many = _drawn(house, admin)
    told = [text.value for text in at.text if "127.0.0.1:9" in text.value and admin.name_zh in text.value]
    assert len(told) == 10
    assert many == once


def test_nobody_is_led_to_believe_that_a_model_judges(context: Context) -> None:
    bank = load_people(context.database, context.today())
    admin, house = somebody(context, bank.one_click("admin").person_id), furnish(context, practice_room)
    at, _ = _drawn(house, admin)
    assert "考试由规则评分；在这里连接的模型会再给一个意见。" in [text.value for text in at.text]
