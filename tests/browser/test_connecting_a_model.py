"""An administrator connects a model while the portal runs; the next conversation is played by it."""

import re

from playwright.sync_api import Locator, expect

from tests.conftest import NewPage, StartPortal
from tests.faulty_endpoint import faulty_endpoint
from tests.portal_process import Portal
from tests.visitor import Visitor

SLUG = "loan-refused"
ANSWER = "我都等了三个星期了。 你倒是说说卡在哪儿了？ "
SECRET = "sk-tiger-4711"


def _field(visitor: Visitor, name: str) -> Locator:
    return visitor.page.locator(f'[class*="st-key-{name}_customer_"] input')


def _press(visitor: Visitor, name: str) -> None:
    # Leaving a field that was filled draws the part anew, and a press in that moment would be lost.
    visitor.page.keyboard.press("Tab")
    visitor.settle()
    visitor.page.locator(f'[class*="st-key-{name}_customer"] button').click()


def _draw_anew(visitor: Visitor) -> None:
    """Have the page drawn anew by larger or smaller text, and wait until that very run has shown itself and ended."""
    size = visitor.page.evaluate("getComputedStyle(document.documentElement).fontSize")
    visitor.page.get_by_text("大字").click()
    visitor.page.wait_for_function(
        "size => getComputedStyle(document.documentElement).fontSize !== size", arg=size
    )
    visitor.settle()


def test_a_model_is_entered_tried_used_and_switched_off_without_a_restart(
    start: StartPortal, new_page: NewPage
) -> None:
    portal = start()
    with faulty_endpoint("answer", text=ANSWER) as endpoint:
        admin = Visitor(new_page(), portal)
        admin.sign_in("admin")
        admin.open("settings")
        admin.settle()
        admin.page.locator(".st-key-connect_customer summary").click()
        expect(_field(admin, "url")).to_be_visible()
        _field(admin, "url").fill("http://127.0.0.1:9/v1")
        _field(admin, "name").fill("nobody")
        _press(admin, "use")
        refusal = admin.page.get_by_text("这个地址没有回应")
        expect(refusal).to_be_visible(timeout=30_000)
        admin.settle()
        _draw_anew(admin)
        expect(refusal).to_be_visible()
        expect(admin.page.get_by_text("内置客户：不要密钥")).to_be_visible()
        _field(admin, "url").fill(endpoint.url)
        _field(admin, "name").fill("qwen2.5-7b")
        _field(admin, "key").fill(SECRET)
        endpoint.behaviours = ["401", "answer"]
        _press(admin, "try")
        refused = admin.page.get_by_text("请求被拒绝")
        expect(refused).to_be_visible()
        _press(admin, "try")
        expect(admin.page.get_by_text(re.compile("秒出首字"))).to_be_visible()
        _draw_anew(admin)
        expect(refused).to_have_count(0)
        assert endpoint.asked[-1]["model"] == "qwen2.5-7b"
        _press(admin, "use")
        expect(admin.page.locator(".st-key-list-models")).to_contain_text("密钥已设")
        admin.settle()
        assert SECRET not in admin.page.content()
        typed = admin.page.locator("input").evaluate_all("fields => fields.map(field => field.value)")
        assert SECRET not in "".join(typed)
        assert SECRET not in portal.log.read_text(errors="replace")

        trainee = Visitor(new_page(), portal)
        trainee.sign_in()
        trainee.begin(SLUG)
        assert "三个星期" in trainee.say_and_wait("何老板，您先坐，我给您查一下。")
        trainee.end()
        expect(trainee.page.locator(".st-key-quiet-outcome")).to_contain_text("qwen2.5-7b")
        trainee.open("attempts")
        expect(trainee.page.locator(".st-key-list-attempts")).to_contain_text("模型 qwen2.5-7b")

        admin.open("settings")
        admin.page.locator(".st-key-connect_customer summary").click()
        _press(admin, "stop")
        expect(admin.page.get_by_text("内置客户：不要密钥")).to_be_visible()
        trainee.open(f"brief?scenario={SLUG}")
        expect(trainee.page.locator(".st-key-quiet-player")).not_to_contain_text("qwen")
        for visitor in (admin, trainee):
            visitor.sees_no_fault()


def test_an_address_that_is_none_is_refused_and_what_was_typed_is_kept(
    portal: Portal, new_page: NewPage
) -> None:
    admin = Visitor(new_page(), portal)
    admin.sign_in("admin")
    admin.open("settings")
    admin.page.locator(".st-key-connect_customer summary").click()
    _field(admin, "url").fill("127.0.0.1:8000")
    _field(admin, "name").fill("qwen2.5-7b")
    _press(admin, "use")
    expect(admin.page.get_by_text("请把地址写成")).to_be_visible()
    expect(_field(admin, "name")).to_have_value("qwen2.5-7b")
    admin.sees_no_fault()
