"""Voice on the page: what is spoken is read before it is sent, what is said can be heard, and neither is needed."""

import io
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.conftest import FLAGS, WAIT_MS, StartPortal
from tests.portal_process import Portal
from tests.speech_endpoint import SpeechEndpoint, speech_endpoint
from tests.visitor import THEIRS, Visitor

SLUG = "elderly-smart-machine"
# A microphone that beeps, and a browser that asks nobody.
MICROPHONE = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]


@pytest.fixture(scope="module")
def ears(browser: Browser, chromium: Path) -> Iterator[Browser]:
    """A browser with a microphone."""
    opened = browser.browser_type.launch(executable_path=str(chromium), args=[*FLAGS, *MICROPHONE])
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def serving() -> Iterator[SpeechEndpoint]:
    with speech_endpoint() as endpoint:
        yield endpoint


@pytest.fixture(scope="module")
def talking_portal(serving: SpeechEndpoint, start_once: StartPortal) -> Portal:
    """A portal with an endpoint that listens and speaks, and misbehaves as a test tells it."""
    return start_once(**settings_for(serving))


@pytest.fixture
def endpoint(serving: SpeechEndpoint) -> SpeechEndpoint:
    """The endpoint of that portal, well again and without memories."""
    serving.behaviours = ["answer"]
    serving.recordings.clear()
    serving.lines.clear()
    return serving


@pytest.fixture
def visitor(ears: Browser, talking_portal: Portal) -> Iterator[Visitor]:
    """A new hire at that portal, with a microphone."""
    with sitting_at(talking_portal, ears) as visitor:
        yield visitor


def settings_for(endpoint: SpeechEndpoint) -> dict[str, str]:
    return {
        "LMS_SPEECH_BASE_URL": endpoint.url,
        "LMS_TRANSCRIPTION_MODEL": "ears",
        "LMS_SPEECH_MODEL": "mouth",
        "LMS_LLM_RETRIES": "0",
    }


@contextmanager
def sitting_at(portal: Portal, ears: Browser) -> Iterator[Visitor]:
    context = ears.new_context(locale="zh-CN", permissions=["microphone"])
    context.set_default_timeout(WAIT_MS)
    visitor = Visitor(context.new_page(), portal)
    visitor.sign_in()
    yield visitor
    visitor.sees_no_fault()
    context.close()


def button(visitor: Visitor, name: str) -> Locator:
    return visitor.page.locator(f'[data-testid="stChatInput{name}Button"]')


def record(visitor: Visitor) -> None:
    """Speak for a second and say that this was all."""
    button(visitor, "Mic").click()
    expect(button(visitor, "Approve")).to_be_visible()
    visitor.page.wait_for_timeout(1200)
    button(visitor, "Approve").click()


def test_what_was_spoken_is_read_corrected_and_sent(visitor: Visitor, endpoint: SpeechEndpoint) -> None:
    visitor.begin(SLUG)
    expect(button(visitor, "Mic")).to_have_attribute("aria-label", "说话代替打字")
    visitor.input.fill("马大爷，")
    record(visitor)
    expect(visitor.input).to_have_value("马大爷，您慢慢说，我在听。")
    expect(visitor.page.locator(".st-key-notice")).to_contain_text("听写得对吗")
    assert visitor.mine == [], "nothing was said by speaking"
    visitor.say_and_wait("马大爷，您慢慢讲，我在听。")
    assert visitor.mine == ["马大爷，您慢慢讲，我在听。"]
    expect(visitor.page.locator(".st-key-notice")).to_have_count(0)
    with wave.open(io.BytesIO(endpoint.recordings[0]["file"])) as recording:
        assert recording.getframerate() == 16_000 and recording.getnframes() > 8_000
    assert endpoint.recordings[0]["language"] == "zh"


def test_a_recording_that_could_not_be_read_is_kept_and_tried_again(
    visitor: Visitor, endpoint: SpeechEndpoint
) -> None:
    visitor.begin(SLUG)
    endpoint.behaviours = ["500", "answer"]
    visitor.input.fill("马大爷，")
    record(visitor)
    expect(visitor.page.locator(".st-key-notice")).to_contain_text("录音还留着")
    expect(visitor.input).to_have_value("马大爷，")
    visitor.input.fill("马大爷，您坐。")
    visitor.page.locator(".st-key-read_again button").click()
    expect(visitor.input).to_have_value("马大爷，您坐。您慢慢说，我在听。")
    expect(visitor.page.locator(".st-key-recording")).to_have_count(0)
    assert endpoint.recordings[0]["file"] == endpoint.recordings[1]["file"]


def test_a_line_is_heard_at_a_click_and_the_next_by_itself(
    visitor: Visitor, endpoint: SpeechEndpoint
) -> None:
    visitor.begin(SLUG)
    play = visitor.page.locator(f"{THEIRS} .lms-play")
    expect(play).to_have_count(1)
    play.first.click()
    expect(play.first).to_have_attribute("data-state", "playing")
    expect(play.first).to_have_attribute("aria-label", "停止")
    play.first.click()
    expect(play.first).to_have_attribute("aria-label", "听这一句")

    visitor.page.get_by_role("switch", name="朗读客户的话").check()
    answer = visitor.say_and_wait("马大爷，您慢慢说。")
    expect(play.nth(1)).to_have_attribute("data-state", "playing")
    assert endpoint.lines[-1]["input"] in answer
    assert endpoint.lines[-1]["speed"] < 1.0, "he is seventy-four"

    visitor.page.reload()
    visitor.settle()
    expect(visitor.page.get_by_role("switch", name="朗读客户的话")).to_be_checked()
    expect(play).to_have_count(2)
    play.first.click()
    expect(play.first).to_have_attribute("data-state", "playing")
    spoken = [line["input"] for line in endpoint.lines]
    assert len(spoken) == len(set(spoken)), "what was spoken once is not asked for again"


def test_a_line_that_cannot_be_heard_is_read_as_ever(visitor: Visitor, endpoint: SpeechEndpoint) -> None:
    visitor.begin("loan-refused")
    endpoint.behaviours = ["html"]
    visitor.page.locator(f"{THEIRS} .lms-play").click()
    expect(visitor.page.locator(".lms-voice [role=status]")).to_have_text("这一句暂时听不了，请看文字。")
    visitor.say_and_wait("何老板，您慢慢说。")
    # The browser itself notes in its console that a request was answered with 503.
    visitor.complaints[:] = [complaint for complaint in visitor.complaints if "503" not in complaint]


def test_an_endpoint_that_cannot_listen_is_not_offered_any_more(ears: Browser, start: StartPortal) -> None:
    with speech_endpoint("404") as deaf, sitting_at(start(**settings_for(deaf)), ears) as visitor:
        visitor.begin(SLUG)
        record(visitor)
        expect(visitor.page.locator(".st-key-notice")).to_contain_text("直接打字")
        expect(button(visitor, "Mic")).to_have_count(0)
        visitor.say_and_wait("马大爷，您坐。")


def test_without_speech_nothing_of_it_is_on_the_page(portal: Portal, ears: Browser) -> None:
    with sitting_at(portal, ears) as visitor:
        visitor.begin(SLUG)
        visitor.say_and_wait("马大爷，您慢慢说。")
        for trace in (".lms-voice", ".lms-play", '[data-testid="stChatInputMicButton"]'):
            expect(visitor.page.locator(trace)).to_have_count(0)
