"""The portal is killed as by a power cut and started again: whoever sat there goes on where they were."""

import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.conftest import WAIT_MS, NewPage
from tests.faulty_endpoint import FaultyEndpoint, faulty_endpoint
from tests.portal_process import Portal, start_portal
from tests.visitor import MINE, THEIRS, Visitor

GREETING = "何老板，您先坐，我给您查一下。"
QUESTION = "能跟我说说是怎么回事吗？"
PROMISE = "今天下午五点前我给您回电话。"
SAID_BEFORE = "我都等了三个星期了。 你倒是说说卡在哪儿了？ "
SAID_AFTER = "行，那我听你说。 这回可别再让我白跑。 "


@dataclass
class House:
    """A portal that is killed and opened again at the same address, and the model that plays its customers."""

    portal: Portal
    endpoint: FaultyEndpoint

    @property
    def asked_to_play(self) -> list[object]:
        """What the model was asked as the customer; it may be asked to read and to judge besides."""
        return [asked for asked in self.endpoint.asked if "response_format" not in asked]

    def strike(self) -> None:
        """Cut the power."""
        self.portal.kill()

    def open_again(self) -> None:
        """Start it again, on what the first one left behind."""
        port = int(self.portal.url.rpartition(":")[2])
        self.portal = start_portal(self.portal.home, port=port, environment=model_at(self.endpoint))

    def turns(self, address: str) -> list[tuple[str, str]]:
        """Who said what in the attempt at an address, as it is kept."""
        return self._rows("SELECT speaker, text FROM turn WHERE attempt_id = ? ORDER BY seq", of(address))

    def deadline(self, address: str) -> str:
        """When an exam ends, as it is kept."""
        return str(self._rows("SELECT deadline_at FROM attempt WHERE id = ?", of(address))[0][0])

    def let_the_time_run_out(self, address: str) -> None:
        """Move an exam's end into the past."""
        past = (datetime.now(UTC) - timedelta(seconds=5)).replace(tzinfo=None).isoformat(" ")
        self._rows("UPDATE attempt SET deadline_at = ? WHERE id = ?", past, of(address))

    def _rows(self, query: str, *values: str) -> list[tuple[str, str]]:
        with closing(sqlite3.connect(self.portal.home / "lms.sqlite3", timeout=10)) as database, database:
            return database.execute(query, values).fetchall()


def of(address: str) -> str:
    """The attempt that an address names."""
    return address.partition("attempt=")[2]


def model_at(endpoint: FaultyEndpoint) -> dict[str, str]:
    """The variables that let a model play the customer; it may be slow."""
    return {
        "LMS_LLM_MODEL": "stand-in",
        "LMS_LLM_BASE_URL": endpoint.url,
        "LMS_LLM_API_KEY": "none",
        "LMS_LLM_FIRST_TOKEN_TIMEOUT_S": "25",
        "LMS_LLM_TIMEOUT_S": "30",
    }


def until(happened: Callable[[], bool]) -> None:
    """Wait for something that the page does not show."""
    give_up = time.monotonic() + WAIT_MS / 1000
    while not happened():
        assert time.monotonic() < give_up
        time.sleep(0.02)


def back_again(visitor: Visitor) -> None:
    """Wait until a tab that was left open takes words again."""
    expect(visitor.page.locator(".st-key-foot:not([inert])")).to_be_attached()
    expect(visitor.input).to_be_editable()
    visitor.settle()


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory, demo_home: Path) -> Iterator[House]:
    with faulty_endpoint("answer", text=SAID_BEFORE) as endpoint:
        home = shutil.copytree(demo_home, tmp_path_factory.mktemp("crash") / "home")
        house = House(start_portal(home, environment=model_at(endpoint)), endpoint)
        yield house
        house.strike()


@pytest.fixture
def house(opened: House) -> House:
    """The house, whose model answers."""
    opened.endpoint.behaviours, opened.endpoint.text = ["answer"], SAID_BEFORE
    opened.endpoint.asked.clear()
    return opened


@pytest.fixture
def visitor(house: House, new_page: NewPage) -> Visitor:
    signed_in = Visitor(new_page(), house.portal)
    signed_in.sign_in()
    return signed_in


def test_a_tab_left_open_before_the_first_word_keeps_what_was_typed_and_takes_it_when_the_portal_is_back(
    house: House, visitor: Visitor
) -> None:
    address = visitor.begin("vip-kept-waiting")
    visitor.input.fill(GREETING)
    house.strike()
    expect(visitor.input).to_be_disabled()
    house.open_again()
    back_again(visitor)
    expect(visitor.input).to_have_value(GREETING)
    visitor.input.press("Enter")
    expect(visitor.page.locator(THEIRS)).to_have_count(2)
    expect(visitor.input).to_be_editable()
    assert visitor.mine == [GREETING]
    assert [speaker for speaker, _ in house.turns(address)] == ["customer", "trainee", "customer"]


def test_between_two_turns_of_an_exam_a_tab_left_open_goes_on_and_so_does_the_clock(
    house: House, visitor: Visitor
) -> None:
    address = visitor.begin("loan-refused", exam=True)
    visitor.say_and_wait(GREETING)
    mine, theirs = visitor.mine, visitor.theirs
    kept, deadline = house.turns(address), house.deadline(address)

    house.strike()
    expect(visitor.input).to_be_disabled()
    house.endpoint.text = SAID_AFTER
    house.open_again()
    back_again(visitor)
    assert (visitor.mine, visitor.theirs) == (mine, theirs)
    assert house.turns(address) == kept and len(house.asked_to_play) == 1, "nobody was asked again"
    assert house.deadline(address) == deadline, (
        "what was lost by the crash is not given back, nor taken twice"
    )

    visitor.complaints.clear()
    assert "听你说" in visitor.say_and_wait(QUESTION)
    assert house.turns(address)[: len(kept)] == kept and len(house.turns(address)) == len(kept) + 2
    visitor.sees_no_fault()
    visitor.end()


def test_inside_a_turn_the_words_are_kept_and_answered_once_even_after_a_second_crash(
    house: House, visitor: Visitor
) -> None:
    house.endpoint.behaviours = ["slow", "stall", "answer"]
    address = visitor.begin("loan-refused")
    visitor.say(GREETING)
    expect(visitor.page.locator(MINE)).to_have_text([GREETING])
    until(lambda: len(house.asked_to_play) == 1)  # and not a word has come
    house.strike()
    house.open_again()
    visitor.page.goto(f"{house.portal.url}/{address}")
    expect(visitor.page.locator(THEIRS).last).to_contain_text("三个星期")  # half an answer
    house.strike()
    assert [speaker for speaker, _ in house.turns(address)] == ["customer", "trainee"]

    house.endpoint.text = SAID_AFTER
    house.open_again()
    beside = Visitor(visitor.page.context.new_page(), house.portal)
    beside.page.goto(f"{house.portal.url}/{address}", wait_until="commit")
    visitor.open(address)
    for window in (visitor, beside):
        expect(window.input).to_be_editable()
        expect(window.page.locator(THEIRS).last).to_contain_text("白跑")
        window.settle()
        assert window.mine == [GREETING] and len(window.theirs) == 2
    kept = house.turns(address)
    assert [speaker for speaker, _ in kept] == ["customer", "trainee", "customer"]
    assert "三个星期" not in kept[-1][1], "half an answer that nobody heard to its end is none"

    visitor.complaints.clear()
    visitor.say_and_wait(QUESTION)
    assert house.turns(address)[:3] == kept and len(house.turns(address)) == 5
    visitor.sees_no_fault()


def test_an_exam_whose_time_ran_out_in_the_dark_is_over_and_every_word_counts(
    house: House, visitor: Visitor
) -> None:
    house.endpoint.behaviours = ["slow"]
    address = visitor.begin("system-outage", exam=True)
    visitor.say(PROMISE)
    until(lambda: len(house.asked_to_play) == 1)
    house.strike()
    house.let_the_time_run_out(address)
    house.open_again()

    visitor.page.goto(f"{house.portal.url}/{address}")
    visitor.page.wait_for_url("**/debrief?*")
    visitor.settle()
    said = house.turns(address)
    assert [speaker for speaker, _ in said] == ["customer", "trainee", "customer"] and said[1][1] == PROMISE
    assert len(house.asked_to_play) == 1, "the farewell is the program's own"
    visitor.open(address)
    expect(visitor.page).to_have_url(f"{house.portal.url}/debrief?attempt={of(address)}")
    assert house.turns(address) == said
