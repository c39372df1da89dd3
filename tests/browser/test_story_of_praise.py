"""Praise: confirmed by a handler, worth points, on the wall, and a model case for others, as its person agrees."""

from collections.abc import Mapping

import pytest
from playwright.sync_api import expect

from lms.feedback import Asked, Heard, correct_feedback, list_feedback, record_feedback
from lms.people import load_people
from lms.platform.context import Context
from lms.platform.database import Database
from lms.platform.settings import load_settings
from lms.wiring import the_news
from tests.browser.stories import picture
from tests.conftest import NewPage
from tests.integration.practice.rehearsal import somebody
from tests.portal_process import Portal
from tests.visitor import Visitor

SAID: Mapping[str, Mapping[str, str]] = {
    "zh-CN": {
        "words": "我来挂失，急得直哆嗦。柜员林晓雨先给我倒了杯水，一样一样问清楚，十分钟就办好了，必须表扬！",
        "sentence": "先给我倒了杯水",
        "hang": "署名上墙",
        "offer": "署名拿出来",
        "offered": "同事们在“范例”里能看到了。",
        "model": "的范例",
    },
    "en": {
        "words": "I came to report my card lost, shaking all over. The teller Lin Xiaoyu brought me water and asked "
        "one thing at a time until all was done. She deserves praise!",
        "sentence": "brought me water",
        "hang": "Hang it up with my name",
        "offer": "Offer it with my name",
        "offered": "Colleagues find it among the model cases.",
        "model": "model case",
    },
}


@pytest.mark.parametrize("locale", ["zh-CN", "en"])
def test_praise_is_confirmed_earns_points_hangs_on_the_wall_and_teaches(
    portal: Portal, new_page: NewPage, locale: str
) -> None:
    said = SAID[locale]
    _praised(portal, said["words"])
    me = Visitor(new_page(locale=locale), portal)
    me.sign_in("new-hire")
    me.open("points")
    picture(me, f"praise-1-points-{locale}")
    me.open("letters")
    letter = me.page.locator('[class*="st-key-entry-own-"]').filter(has_text=said["sentence"])
    letter.get_by_role("button", name=said["hang"], exact=True).click()
    expect(me.page.locator('[data-testid="stAlert"]').first).to_be_visible()
    me.settle()
    offer = me.page.locator('[class*="st-key-aside-offer-"]').filter(has_text=said["words"][:10])
    offer.locator("summary").click()
    offer.locator('[role="radiogroup"]').get_by_text(said["sentence"]).click()
    me.settle()
    offer.scroll_into_view_if_needed()
    picture(me, f"praise-2-offer-{locale}")
    offer.get_by_role("button", name=said["offer"], exact=True).click()
    expect(me.page.get_by_text(said["offered"])).to_be_visible()
    me.sees_no_fault()

    other = Visitor(new_page(locale=locale), portal)
    other.sign_in("qian.xiuzhen")
    other.open("wall")
    expect(
        other.page.locator('[class*="st-key-card-letter-"]').filter(has_text=said["sentence"])
    ).to_be_visible()
    picture(other, f"praise-3-wall-{locale}")
    other.page.locator('a[href*="model_cases"]').click()
    other.page.wait_for_url("**/model_cases*")
    other.settle()
    shown = other.page.locator('[class*="st-key-card-model-"]').filter(has_text=said["sentence"])
    expect(shown).to_be_visible()
    shown.scroll_into_view_if_needed()
    picture(other, f"praise-4-model-{locale}")
    other.sees_no_fault()


def _praised(portal: Portal, words: str) -> None:
    """A customer said it at the desk, and a handler has confirmed of whom."""
    database = Database(f"sqlite:///{portal.home / 'lms.sqlite3'}")
    context = Context(database, load_settings(home=portal.home, demo=True, _env_file=None))
    people = {one.name_en: one for one in load_people(database, context.today()).people}
    desk = somebody(context, people["Jiang Yuehua"].person_id)
    handler = somebody(context, people["Shao Yunshu"].person_id)
    heard = Heard(words, "desk", desk.unit_id)
    number = record_feedback(context, actor=desk, heard=heard, key=words)
    (card,) = list_feedback(context, actor=handler, asked=Asked(words=number)).cards
    said = {"person": people["Lin Xiaoyu"].person_id, "kind": "praise"}
    correct_feedback(context, actor=handler, item_id=card.item_id, said=said, reason="核对过")
    the_news(context).do("now")
    database.close()
