"""Visits, hidden complaints and honours on screen: what was typed stays words, and a region has its branches."""

from collections.abc import Mapping

from streamlit.testing.v1 import AppTest

from lms.catalogue import Catalogue
from lms.feedback.hidden import HiddenFound, record_hidden
from lms.feedback.visits import VisitFound, checklist, record_visit, take_back_visit
from lms.people import DemoBank, load_people
from lms.platform.context import Context
from lms.portal.house import House, furnish
from lms.wiring import practice_room
from tests.integration.practice.rehearsal import somebody

SCRIPT = """
from importlib import import_module
import streamlit as st
from lms.portal.routes import pages_for
from lms.portal.visit import require_visit
st.navigation(pages_for(require_visit()), position="hidden")
import_module("lms.portal.pages.{page}").page()
"""
OFFICER = "yu.jingyi"


def _drawn(
    house: House, bank: DemoBank, page: str, account: str, address: Mapping[str, str] | None = None
) -> AppTest:
    actor = somebody(house.context, bank.one_click(account).person_id)
    at = AppTest.from_string(SCRIPT.format(page=page), default_timeout=60)
    at.session_state["lms_session"] = house.sessions.redeem_ticket(house.sessions.issue_ticket(actor))
    for name, value in (address or {}).items():
        at.query_params[name] = value
    at.run()
    assert not at.exception
    return at


def test_what_was_typed_stays_words_and_a_region_shows_its_branches(context: Context) -> None:
    bank = load_people(context.database, context.today())
    officer = somebody(context, bank.one_click(OFFICER).person_id)
    house = furnish(context, practice_room)
    answers = {item: "yes" for _group, item, _weight in checklist().items}
    found = VisitFound(bank.units["LJ11"], context.today(), "walk_in", answers, place="柜面 13812345678")
    one = record_visit(context, house.learning, Catalogue(context), actor=officer, visit=found, key="1")
    at = _drawn(house, bank, "mystery_visits", OFFICER)
    for code, listed in (("LJ10", 1), ("LJ20", 0)):
        at.selectbox(key="unit").set_value(bank.units[code]).run()
        assert not at.exception
        assert len(at.get("page_link")) == 2 + listed, (
            "to enter one, by form or by file, and each that is listed"
        )
    take_back_visit(context, actor=officer, visit_id=one, reason="**录错** [网点](https://example.com)")
    at = _drawn(house, bank, "mystery_visit", OFFICER, {"visit": one})
    assert "\\*\\*录错\\*\\*" in at.warning[0].value and "](" not in at.warning[0].value.replace("\\]\\(", "")
    assert any("[电话" in text.value or "[手机" in text.value for text in at.text), "masks are named"
    hidden = HiddenFound(
        bank.units["LJ11"], context.today(), "survey", "工单号 330100202604170012", "没有登记。"
    )
    record_hidden(context, actor=officer, hidden=hidden, key="1")
    assert any("工单号" in text.value for text in _drawn(house, bank, "hidden", OFFICER).text)
    assert _drawn(house, bank, "honours", OFFICER).title
