"""A page opened below the top level is led to where the portal can draw it, and nothing else is touched."""

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from lms.api import FlatAddresses

PAGE = {"accept": "text/html,application/xhtml+xml"}


def _everything(request: Request) -> Response:
    return PlainTextResponse("ok") if request.url.path.endswith(".txt") else HTMLResponse("<p>page</p>")


@pytest.fixture
def client() -> TestClient:
    served = Starlette(routes=[Route("/{rest:path}", _everything, methods=["GET", "POST"])])
    return TestClient(FlatAddresses(served), follow_redirects=False)


@pytest.mark.parametrize(
    ("asked", "target"),
    [
        ("/practice/", "/practice"),
        ("/a/b/c?x=1&y=2", "/a-b-c?x=1&y=2"),
        ("/您/好", "/%E6%82%A8-%E5%A5%BD"),
        ("//elsewhere.example/x", "/elsewhere.example-x"),
    ],
)
def test_what_is_deeper_is_led_to_the_top_level(client: TestClient, asked: str, target: str) -> None:
    answer = client.get(f"http://testserver{asked}", headers=PAGE)
    assert (answer.status_code, answer.headers["location"], answer.content) == (307, target, b"")


@pytest.mark.parametrize(
    "asked", ["/", "/practice", "/practice?q=x", "/component/a/index.html", "/deep/file.txt", "/verify/7K3M"]
)
def test_the_rest_is_answered_as_it_was(client: TestClient, asked: str) -> None:
    assert client.get(asked, headers=PAGE).status_code == 200


@pytest.mark.parametrize(
    ("asked", "target"),
    [
        ("/training/desk/practice/", "/training/desk/practice"),
        ("/training/desk/a/b?x=1", "/training/desk/a-b?x=1"),
        ("/training/desk/", None),
        ("/training/desk/practice", None),
        ("/training/desk/static/js/index.html", None),
        ("/training/desks/a/b", None),
    ],
)
def test_below_a_path_of_another_site_the_top_level_is_there(asked: str, target: str | None) -> None:
    served = Starlette(routes=[Route("/{rest:path}", _everything)])
    client = TestClient(FlatAddresses(served, below="/training/desk"), follow_redirects=False)
    assert client.get(asked, headers=PAGE).headers.get("location") == target


def test_who_asks_for_no_page_gets_what_there_is(client: TestClient) -> None:
    assert client.get("/a/b", headers={"accept": "*/*"}).status_code == 200
    assert client.post("/a/b", headers=PAGE).status_code == 200
