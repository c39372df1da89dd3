"""Figures over HTTP: by a key that is for them, whole or not at all, once, errors by row in the reader's language."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from starlette.testclient import TestClient

from lms.feedback.api_keys import MadeKey, list_keys, make_key, revoke_key
from lms.insight.figures.handed_in import A_MINUTE
from lms.insight.figures.tables import Figure, FigureSet
from lms.people import Actor, DemoBank, load_people
from lms.platform.context import Context
from lms.platform.errors import Refused
from tests.fixed_clock import FixedClock
from tests.integration.handing_in import bearer
from tests.integration.practice.rehearsal import somebody


@pytest.fixture
def bank(context: Context) -> DemoBank:
    return load_people(context.database, context.today())


@pytest.fixture
def admin(context: Context, bank: DemoBank) -> Actor:
    return somebody(context, bank.one_click("admin").person_id)


@pytest.fixture
def key(context: Context, bank: DemoBank, admin: Actor) -> MadeKey:
    return make_key(context, actor=admin, name="Data", unit_id=bank.units["LJ11"], scope="figures")


@pytest.fixture
def row(bank: DemoBank) -> Callable[..., dict[str, Any]]:
    owner = next(one.employee_no for one in bank.people)

    def one(**told: Any) -> dict[str, Any]:
        given = {"branch": "LJ11", "month": "2025-11", "kind": "transactions", "value": 11_800}
        return given | {"definition": "Transactions done", "owner": owner, "recorded_on": "2025-12-01"} | told

    return one


def held(context: Context) -> int:
    with context.database.reading() as connection:
        return connection.execute(select(func.count()).select_from(Figure)).scalar_one()


def test_figures_are_taken_in_once_however_often_they_are_sent(
    context: Context, web: TestClient, key: MadeKey, row: Callable[..., dict[str, Any]]
) -> None:
    told = {
        "rows": [
            row(),
            row(kind="cost", value=386_000.05),
            row(kind="satisfaction", value="93.5", answers=120),
        ]
    }
    headers = bearer(key, **{"Idempotency-Key": "2025-11"})
    first, again = (web.post("/api/figures", json=told, headers=headers) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == {"new": True, "added": 3, "corrected": 0, "same": 0, "older": 0}
    assert again.json() == first.json() | {"new": False}
    other = web.post("/api/figures", json={"rows": [row(value=1)]}, headers=headers)
    assert (other.status_code, other.json()["code"]) == (409, "other_figures")
    unnamed = web.post("/api/figures", json=told, headers=bearer(key))
    assert (unnamed.status_code, unnamed.json()["same"]) == (201, 3)
    assert held(context) == 3
    with context.database.reading() as connection:
        (one, *_more) = connection.execute(select(FigureSet)).all()
    assert one.key_id == key.key_id and one.by_person_id is None


def test_one_wrong_row_keeps_all_out_and_is_named_in_the_readers_language(
    context: Context, web: TestClient, key: MadeKey, row: Callable[..., dict[str, Any]]
) -> None:
    told = {"rows": [row(), row(branch="LJ12"), row(month="2099-01"), row(kind="weather")]}
    for language, word in (("en", "no figure"), ("zh-CN", "没有")):
        headers = bearer(key, **{"Accept-Language": language})
        answer = web.post("/api/figures", json=told, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (422, "faulty_rows")
        errors = answer.json()["errors"]
        assert [(one["row"], one["field"]) for one in errors] == [(2, "branch"), (3, "month"), (4, "kind")]
        assert word in errors[2]["message"]
    assert held(context) == 0


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("[]", 400),
        ("{}", 400),
        ('{"rows": []}', 400),
        ('{"rows": [1]}', 400),
        ('{"rows": [{"branch": "LJ11"}], "more": 1}', 400),
        ('{"rows": [{"wind": "LJ11"}]}', 422),
        ('{"rows": [{"branch": ["LJ11"]}]}', 422),
        ('{"rows": [{"branch": true}]}', 422),
        ('{"rows": [{"branch": "\\ud800\\u0000", "month": 1e400}]}', 422),
        ("\\xff", 400),
    ],
)
def test_what_is_no_request_is_answered_with_a_reason_and_kept_nowhere(
    context: Context, web: TestClient, key: MadeKey, body: str, status: int
) -> None:
    answer = web.post("/api/figures", content=body, headers=bearer(key))
    assert answer.status_code == status and answer.json()["message"]
    assert held(context) == 0
    long = web.post("/api/figures", content=b"x" * 2_100_000, headers=bearer(key))
    assert (long.status_code, long.json()["code"]) == (413, "too_long")


def test_a_key_is_for_one_thing_and_holds_until_it_is_revoked(
    context: Context,
    web: TestClient,
    key: MadeKey,
    admin: Actor,
    bank: DemoBank,
    row: Callable[..., dict[str, Any]],
) -> None:
    feedback = make_key(context, actor=admin, name="CRM", unit_id=bank.units["LJ11"])
    told = {"rows": [row()]}
    assert web.post("/api/figures", json=told, headers=bearer(feedback)).status_code == 401
    assert web.post("/api/feedback", json={"text": "排队太久"}, headers=bearer(key)).status_code == 401
    assert web.post("/api/feedback", json={"text": "排队太久"}, headers=bearer(feedback)).status_code == 201
    assert {one.name: one.scope for one in list_keys(context, actor=admin)} == {
        "CRM": "feedback",
        "Data": "figures",
    }
    with pytest.raises(Refused, match="what the key is for"):
        make_key(context, actor=admin, name="X", unit_id=bank.units["LJ11"], scope="everything")
    revoke_key(context, actor=admin, key_id=key.key_id)
    assert web.post("/api/figures", json=told, headers=bearer(key)).status_code == 401
    assert web.post("/api/figures", json=told).status_code == 401


def test_no_key_hands_in_faster_than_is_good(
    context: Context, web: TestClient, key: MadeKey, clock: FixedClock, row: Callable[..., dict[str, Any]]
) -> None:
    told = {"rows": [row()]}
    for _time in range(A_MINUTE):
        assert web.post("/api/figures", json=told, headers=bearer(key)).status_code == 201
    fast = web.post("/api/figures", json=told, headers=bearer(key))
    assert (fast.status_code, fast.json()["code"]) == (429, "too_fast") and int(
        fast.headers["retry-after"]
    ) > 0
    clock.move(timedelta(minutes=2))
    assert web.post("/api/figures", json=told, headers=bearer(key)).status_code == 201


def test_the_description_names_the_route_its_fields_and_its_answers(web: TestClient) -> None:
    told = web.get("/api/openapi.json").json()
    route = told["paths"]["/api/figures"]["post"]
    schema = route["requestBody"]["content"]["application/json"]["schema"]
    row = schema["properties"]["rows"]["items"]
    assert set(row["required"]) == {"branch", "month", "kind", "value"}
    assert {"200", "201", "400", "401", "409", "413", "422", "429"} == set(route["responses"])
