"""Visits, hidden complaints and honours on screen: what was typed stays words, and a region has its branches."""

from lms.catalogue import Catalogue
from lms.feedback.hidden import HiddenFound, record_hidden
from lms.feedback.visits import VisitFound, checklist, record_visit, take_back_visit
from lms.people import load_people
from lms.platform.context import Context
from lms.portal.house import furnish
from lms.wiring import practice_room
from tests.integration.portal.drawn import drawn
from tests.integration.practice.rehearsal import somebody

OFFICER = "yu.jingyi"


def test_what_was_typed_stays_words_and_a_region_shows_its_branches(context: Context) -> None:
    bank = load_people(context.database, context.today())
    officer = somebody(context, bank.one_click(OFFICER).person_id)
    house = furnish(context, practice_room)
    answers = {item: "yes" for _group, item, _weight in checklist().items}
    found = VisitFound(bank.units["LJ11"], context.today(), "walk_in", answers, place="柜面 13812345678")
    one = record_visit(context, house.learning, Catalogue(context), actor=officer, visit=found, key="1")
    at = drawn(house, bank, "mystery_visits", OFFICER)
    for code, listed in (("LJ10", 1), ("LJ20", 0)):
        at.selectbox(key="unit").set_value(bank.units[code]).run()
        assert not at.exception
        assert len(at.get("page_link")) == 2 + listed, (
            "to enter one, by form or by file, and each that is listed"
        )
    take_back_visit(context, actor=officer, visit_id=one, reason="**录错** [网点](https://example.com)")
    at = drawn(house, bank, "mystery_visit", OFFICER, {"visit": one})
    assert "\\*\\*录错\\*\\*" in at.warning[0].value and "](" not in at.warning[0].value.replace("\\]\\(", "")
    assert any("[电话" in text.value or "[手机" in text.value for text in at.text), "masks are named"
    hidden = HiddenFound(
        bank.units["LJ11"], context.today(), "survey", "工单号 330100202604170012", "没有登记。"
    )
    record_hidden(context, actor=officer, hidden=hidden, key="1")
    assert any("工单号" in text.value for text in drawn(house, bank, "hidden", OFFICER).text)
    assert drawn(house, bank, "honours", OFFICER).title
