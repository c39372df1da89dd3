"""``GET /aloud/<attempt>/<seq>``: a line as sound for whoever may read it, and for nobody else."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from lms.api import routes
from lms.catalogue import Catalogue, publish
from lms.people import Actor, DemoBank, Sessions, load_people
from lms.platform.context import Context
from lms.platform.llm import Speech
from lms.platform.settings import load_settings
from lms.practice import Practice, open_attempt
from lms.wiring import practice_room
from tests.integration.practice.rehearsal import somebody, umbrella
from tests.speech_endpoint import SpeechEndpoint, speech_endpoint


@dataclass(frozen=True)
class House:
    context: Context
    sessions: Sessions
    practice: Practice


@pytest.fixture
def endpoint() -> Iterator[SpeechEndpoint]:
    with speech_endpoint() as serving:
        yield serving


@pytest.fixture
def house(context: Context, endpoint: SpeechEndpoint) -> House:
    publish(context, umbrella())
    settings = load_settings(speech_base_url=endpoint.url, speech_model="mouth", llm_retries=0)
    practice = replace(practice_room(context, Catalogue(context)), speech=Speech(settings))
    return House(context, Sessions(context), practice)


@pytest.fixture
def bank(context: Context) -> DemoBank:
    return load_people(context.database, context.today())


@pytest.fixture
def trainee(context: Context, bank: DemoBank) -> Actor:
    return somebody(context, bank.one_click("new-hire").person_id)


@pytest.fixture
def line(house: House, trainee: Actor) -> str:
    """The address of a customer's first words."""
    return f"/aloud/{open_attempt(house.practice, actor=trainee, slug='lost-umbrella', locale='zh-CN', seed=1)}/0"


def browser(house: House, actor: Actor | None) -> TestClient:
    client = TestClient(Starlette(routes=routes(lambda: house)), base_url="http://portal")
    if actor is not None:
        token = house.sessions.redeem_ticket(house.sessions.issue_ticket(actor))
        client.cookies.set("lms_session", token)
    return client


def test_the_trainee_hears_the_line_and_the_browser_may_keep_it(
    house: House, trainee: Actor, line: str, endpoint: SpeechEndpoint
) -> None:
    client = browser(house, trainee)
    answer = client.get(line)
    assert answer.status_code == 200 and answer.content[:4] == b"RIFF"
    assert answer.headers["content-type"] == "audio/wav"
    assert answer.headers["cache-control"].startswith("private")
    # At a machine that colleagues share, what the browser kept is not played to the next one.
    assert answer.headers["vary"] == "Cookie"
    assert client.get(line).content == answer.content
    assert len(endpoint.lines) == 1


def test_whoever_is_signed_out_hears_nothing(house: House, line: str, endpoint: SpeechEndpoint) -> None:
    assert browser(house, None).get(line).status_code == 401
    assert not endpoint.lines


def test_a_colleague_hears_nothing_and_does_not_learn_that_it_is_there(
    house: House, context: Context, bank: DemoBank, line: str, endpoint: SpeechEndpoint
) -> None:
    person = next(p.person_id for p in bank.people if p.name_en == "Deng Zi'ang")
    answers = [
        browser(house, somebody(context, person)).get(address) for address in (line, "/aloud/no-such-thing/0")
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert answers[0].content == answers[1].content
    assert not endpoint.lines


def test_another_site_makes_nobody_speak(
    house: House, trainee: Actor, line: str, endpoint: SpeechEndpoint
) -> None:
    answer = browser(house, trainee).get(line, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403 and not endpoint.lines


@pytest.mark.parametrize("behaviour, status", [("404", 404), ("500", 503), ("html", 503), ("401", 503)])
def test_where_no_sound_comes_the_answer_is_not_kept(
    house: House, trainee: Actor, line: str, endpoint: SpeechEndpoint, behaviour: str, status: int
) -> None:
    endpoint.behaviours = [behaviour]
    answer = browser(house, trainee).get(line)
    assert (answer.status_code, answer.content) == (status, b"")
    assert answer.headers["cache-control"] == "no-store"
