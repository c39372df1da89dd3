"""The HTTP routes beside the pages: is it alive, and the door that sign-in goes through."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from lms.api import QuietHeaders, routes
from lms.catalogue import Catalogue
from lms.people import Sessions, authenticate, create_first_admin
from lms.platform.context import Context
from lms.platform.database import Database
from lms.platform.settings import Settings
from lms.practice import Practice
from lms.wiring import practice_room
from tests.fixed_clock import FixedClock

NAME, PASSWORD = "first.admin", "a long and kind password"


@dataclass(frozen=True)
class House:
    context: Context
    sessions: Sessions
    practice: Practice


def client(context: Context, *, base_url: str = "http://portal") -> TestClient:
    house = House(context, Sessions(context), practice_room(context, Catalogue(context)))
    app = Starlette(routes=routes(lambda: house), middleware=[Middleware(QuietHeaders)])
    return TestClient(app, base_url=base_url, follow_redirects=False)


@pytest.fixture
def visitor(context: Context) -> Iterator[TestClient]:
    with client(context) as opened:
        yield opened


@pytest.fixture
def ticket(context: Context) -> str:
    create_first_admin(context, username=NAME, password=PASSWORD, name="周管理")
    return Sessions(context).issue_ticket(authenticate(context, username=NAME, password=PASSWORD))


def cookie(answer: httpx2.Response) -> str:
    return answer.headers["set-cookie"].lower()


def test_a_migrated_database_is_healthy(visitor: TestClient) -> None:
    answer = visitor.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "database": "ok"}
    assert answer.headers["cache-control"] == "no-store"


def test_a_database_without_its_tables_is_not(
    empty_database: Database, settings: Settings, clock: FixedClock
) -> None:
    answer = client(Context(empty_database, settings, clock)).get("/healthz")
    assert answer.status_code == 503
    assert answer.json() == {"status": "unavailable", "database": "not_migrated"}


def test_a_database_that_does_not_answer_is_not_and_its_address_stays_untold(
    settings: Settings, clock: FixedClock
) -> None:
    nowhere = Database("postgresql+psycopg://lms:secret@127.0.0.1:9/lms")
    answer = client(Context(nowhere, settings, clock)).get("/healthz")
    assert answer.status_code == 503
    assert answer.json() == {"status": "unavailable", "database": "unreachable"}


def test_a_ticket_becomes_a_cookie_that_no_script_reads(
    visitor: TestClient, context: Context, ticket: str
) -> None:
    answer = visitor.get("/signin", params={"ticket": ticket})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert "httponly" in cookie(answer) and "samesite=lax" in cookie(answer)
    assert "secure" not in cookie(answer)
    actor = Sessions(context).actor_for(answer.cookies["lms_session"])
    assert actor is not None and actor.name("zh-CN") == "周管理"


def test_over_https_the_cookie_goes_over_https_alone(context: Context, ticket: str) -> None:
    answer = client(context, base_url="https://portal").get("/signin", params={"ticket": ticket})
    assert "secure" in cookie(answer)


def test_neither_the_ticket_nor_the_cookie_is_kept_or_passed_on(visitor: TestClient, ticket: str) -> None:
    for answer in (visitor.get("/signin", params={"ticket": ticket}), visitor.get("/signin?ticket=old")):
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert ticket not in answer.text


@pytest.mark.parametrize(
    "language, title, back",
    [("zh-CN,zh;q=0.9", "登录", "返回登录页"), ("en-GB", "Sign in", "Back to the sign-in page")],
)
def test_a_used_ticket_is_told_in_the_visitors_language_with_a_way_back(
    visitor: TestClient, ticket: str, language: str, title: str, back: str
) -> None:
    visitor.get("/signin", params={"ticket": ticket})
    answer = visitor.get("/signin", params={"ticket": ticket}, headers={"Accept-Language": language})
    assert answer.status_code == 410
    assert answer.headers["content-type"].startswith("text/html")
    assert f"<h1>{title}</h1>" in answer.text and f'<a href="/">{back}</a>' in answer.text
    assert "set-cookie" not in answer.headers


def test_a_ticket_is_too_old_after_a_minute(visitor: TestClient, ticket: str, clock: FixedClock) -> None:
    clock.move(timedelta(seconds=61))
    assert visitor.get("/signin", params={"ticket": ticket}).status_code == 410


@pytest.mark.parametrize(
    "query", ["", "?ticket=", "?ticket=%00", "?ticket=<script>", "?ticket=" + "x" * 9_000, "?ticket=%ff"]
)
def test_what_was_never_a_ticket_gets_the_same_page(visitor: TestClient, query: str) -> None:
    answer = visitor.get(f"/signin{query}")
    assert answer.status_code == 410
    assert "<script" not in answer.text and "set-cookie" not in answer.headers


def test_looking_at_the_link_does_not_use_it_up(visitor: TestClient, ticket: str) -> None:
    assert visitor.head("/signin", params={"ticket": ticket}).status_code == 405
    assert visitor.post("/signin", params={"ticket": ticket}).status_code == 405
    assert visitor.get("/signin", params={"ticket": ticket}).status_code == 303


def test_another_site_cannot_slip_a_visitor_into_an_account(visitor: TestClient, ticket: str) -> None:
    led = visitor.get("/signin", params={"ticket": ticket}, headers={"Sec-Fetch-Site": "cross-site"})
    assert led.status_code == 410
    own = visitor.get("/signin", params={"ticket": ticket}, headers={"Sec-Fetch-Site": "same-origin"})
    assert own.status_code == 303


def test_addresses_stay_in_the_house(visitor: TestClient) -> None:
    headers = visitor.get("/healthz").headers
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "SAMEORIGIN"
