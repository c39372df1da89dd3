"""A language model plays the customer: words come in as they are found, and a reload in the middle loses none."""

from playwright.sync_api import expect

from tests.conftest import NewPage, StartPortal
from tests.faulty_endpoint import FaultyEndpoint, faulty_endpoint
from tests.visitor import MINE, THEIRS, Visitor

SLUG = "loan-refused"
ANSWER = "我都等了三个星期了。 你倒是说说卡在哪儿了？ "


def _visitor(start: StartPortal, new_page: NewPage, endpoint: FaultyEndpoint) -> Visitor:
    portal = start(LMS_LLM_MODEL="stand-in", LMS_LLM_BASE_URL=endpoint.url, LMS_LLM_API_KEY="none")
    visitor = Visitor(new_page(), portal)
    visitor.sign_in()
    return visitor


def test_the_brief_names_the_model_and_its_answer_is_shown(start: StartPortal, new_page: NewPage) -> None:
    with faulty_endpoint("answer", text=ANSWER) as endpoint:
        visitor = _visitor(start, new_page, endpoint)
        visitor.open(f"brief?scenario={SLUG}")
        expect(visitor.page.get_by_text("stand-in")).to_be_visible()
        visitor.begin(SLUG)
        answer = visitor.say_and_wait("何老板，您先坐，我给您查一下。")
        assert "三个星期" in answer
        assert len(visitor.mine) == 1
        visitor.sees_no_fault()


def test_a_reload_in_the_middle_of_an_answer_has_it_given_once(start: StartPortal, new_page: NewPage) -> None:
    with faulty_endpoint("stall", "answer", text=ANSWER) as endpoint:
        visitor = _visitor(start, new_page, endpoint)
        visitor.begin(SLUG)
        visitor.say("何老板，您先坐，我给您查一下。")
        expect(visitor.page.locator(MINE)).to_have_count(1)
        expect(visitor.page.locator(THEIRS)).to_have_count(2)
        expect(visitor.input).to_be_disabled()
        visitor.page.reload()
        expect(visitor.input).to_be_editable()
        expect(visitor.page.locator(THEIRS)).to_have_count(2)
        expect(visitor.page.locator(THEIRS).last).to_contain_text("卡在哪儿")
        visitor.settle()
        assert visitor.mine == ["何老板，您先坐，我给您查一下。"]
        visitor.say_and_wait("您的申请缺一份流水。")
        assert len(visitor.mine) == 2
        visitor.sees_no_fault()


def test_when_the_model_fails_the_conversation_goes_on(start: StartPortal, new_page: NewPage) -> None:
    with faulty_endpoint("401") as endpoint:
        visitor = _visitor(start, new_page, endpoint)
        visitor.begin(SLUG)
        assert visitor.say_and_wait("何老板，您先坐，我给您查一下。")
        visitor.end()
        visitor.sees_no_fault()
