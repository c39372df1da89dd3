"""Feedback over HTTP: handed in by a key, and written by a customer at the QR code of a branch."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import structlog
from sqlalchemy import func, select
from starlette.testclient import TestClient

from lms.feedback import list_feedback
from lms.feedback.api_keys import MadeKey, key_of, list_keys, make_key, revoke_key
from lms.feedback.handed_in import A_MINUTE
from lms.feedback.key_ring import key_ring
from lms.feedback.matching import Bank
from lms.feedback.poster import picture, sheet
from lms.feedback.receiving import Arrival, prepared, written
from lms.feedback.tables import FeedbackItem
from lms.feedback.visitor_limit import A_VISITOR, VisitorLimit
from lms.feedback.visitors import AN_HOUR, Busy, invite, new_form, write_in
from lms.people import Actor
from lms.platform.context import Context
from lms.platform.errors import Forbidden, Refused
from tests.fixed_clock import FixedClock
from tests.integration.feedback.conftest import TEACHER
from tests.integration.handing_in import bearer


@pytest.fixture
def admin(who: Callable[[str], Actor]) -> Actor:
    return who("Shen Yizhou")


@pytest.fixture
def key(context: Context, admin: Actor, lobby: Actor) -> MadeKey:
    """A key for the feedback of Bell Tower Street."""
    return make_key(context, actor=admin, name="CRM", unit_id=lobby.unit_id)


def kept(context: Context) -> int:
    with context.database.reading() as connection:
        return connection.execute(select(func.count()).select_from(FeedbackItem)).scalar_one()


def test_what_is_handed_in_is_kept_once_however_often_it_is_sent(
    context: Context, web: TestClient, key: MadeKey, manager: Actor
) -> None:
    told = {"text": TEACHER, "number": "K-1", "channel": "phone", "received_at": "2026-03-09T09:00:00+08:00"}
    first, again = (web.post("/api/feedback", json=told, headers=bearer(key)) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["labels"]["cause"] == "attitude" and again.json()["number"] == first.json()["number"]
    assert list_feedback(context, actor=manager).cards[0].number == first.json()["number"]
    other = web.post("/api/feedback", json={**told, "text": "other"}, headers=bearer(key))
    assert (other.status_code, other.json()["code"]) == (409, "other_words") and kept(context) == 1


def test_what_no_database_keeps_is_left_out_of_number_and_words_both_times(
    context: Context, web: TestClient, key: MadeKey
) -> None:
    told = '{"number": "K\\u00001", "text": "\\ud800太慢了\\u0000"}'
    headers = bearer(key, **{"Content-Type": "application/json"})
    sent = [web.post("/api/feedback", content=told, headers=headers).status_code for _ in range(2)]
    assert sent == [201, 200] and kept(context) == 1


def test_an_idempotency_key_does_the_same(context: Context, web: TestClient, key: MadeKey) -> None:
    headers = bearer(key, **{"Idempotency-Key": "one"})
    answers = [web.post("/api/feedback", json={"text": "好"}, headers=headers).status_code for _ in range(3)]
    assert answers == [201, 200, 200] and kept(context) == 1


@pytest.mark.parametrize(
    "body,status,field",
    [
        (b"no json", 400, None),
        (b"[1]", 400, None),
        (b'{"text": 1}', 422, "text"),
        (b"{}", 422, "text"),
        (b'{"text": "a", "colour": "red"}', 422, "colour"),
        (b'{"text": "a", "channel": "pigeon"}', 422, "channel"),
        (b'{"text": "a", "received_at": "2026-03-01"}', 422, "received_at"),
        (b'{"text": " "}', 422, "text"),
        (b'{"text": "\\ud800"}', 201, None),
        (b'{"text": "a", "branch": "LJ32"}', 422, "branch"),
        (b'{"text": "a", "branch": "nowhere"}', 422, "branch"),
        (b'{"text": "' + b"a" * 9_000 + b'"}', 422, "text"),
        (b'{"text": "' + b"a" * 70_000 + b'"}', 413, None),
        (b'{"a":' * 3_000, 400, None),
    ],
)
def test_what_cannot_be_taken_is_refused_in_json_and_nothing_is_kept(
    context: Context, web: TestClient, key: MadeKey, body: bytes, status: int, field: str | None
) -> None:
    answer = web.post("/api/feedback", content=body, headers=bearer(key, **{"Accept-Language": "zh-CN"}))
    assert answer.status_code == status, answer.text
    if status != 201:
        told = answer.json()
        assert told["code"] and re.search("[\u4e00-\u9fff]", told["message"]) and told.get("field") == field
        assert kept(context) == 0


@pytest.mark.parametrize("path", ["feedback", "figures"])
@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE"])
def test_what_can_only_be_posted_says_so(web: TestClient, path: str, method: str) -> None:
    answer = web.request(method, f"/api/{path}", headers={"Accept-Language": "zh-CN"})
    assert answer.status_code == 405 and answer.headers["allow"] == "POST"
    assert answer.json()["code"] == "method" and "POST" in answer.json()["message"]


def test_how_sure_the_labels_are_comes_with_them(web: TestClient, key: MadeKey) -> None:
    told = web.post("/api/feedback", json={"text": TEACHER}, headers=bearer(key)).json()
    assert set(told["confidence"]) == {"kind", "cause", "business", "severity", "segment"}
    assert all(0 < sure <= 1 for sure in told["confidence"].values())


def test_every_field_that_cannot_be_used_is_named_in_the_readers_language(
    web: TestClient, key: MadeKey
) -> None:
    told = {"channel": "pigeon", "received_at": "2026-03-01", "branch": 3, "colour": "red"}
    for language, wanted, other in (
        ("zh-CN", "[\u4e00-\u9fff]", "must|should|valid|Field required"),
        ("en", "Write|is missing|There is no", "[\u4e00-\u9fff]|Input|permitted"),
    ):
        answer = web.post("/api/feedback", json=told, headers=bearer(key, **{"Accept-Language": language}))
        fields = answer.json()["fields"]
        assert set(fields) == {"text", "channel", "received_at", "branch", "colour"}
        assert answer.json()["message"] in fields.values()
        for said in fields.values():
            assert re.search(wanted, said) and not re.search(other, said), said


def test_without_a_key_that_holds_nothing_is_taken_and_whoever_guesses_waits(
    context: Context, web: TestClient, key: MadeKey, admin: Actor
) -> None:
    assert web.post("/api/feedback", json={"text": TEACHER}).status_code == 401
    revoke_key(context, actor=admin, key_id=key.key_id)
    answers = [
        web.post("/api/feedback", json={"text": TEACHER}, headers=bearer(key)).status_code for _ in range(25)
    ]
    assert answers[0] == 401 and answers[-1] == 429 and kept(context) == 0


def test_whoever_has_a_key_that_holds_is_not_shut_out_by_strangers_at_the_same_address(
    context: Context, web: TestClient, key: MadeKey
) -> None:
    wrong = {"Authorization": "Bearer lmsf_made-up"}
    answers = [web.post("/api/feedback", json={"text": "好"}, headers=wrong).status_code for _ in range(25)]
    assert answers[-1] == 429
    assert web.post("/api/feedback", json={"text": "好"}, headers=bearer(key)).status_code == 201
    assert web.post("/api/feedback", json={"text": "好"}, headers=wrong).status_code == 429


def test_more_than_is_good_in_a_minute_is_asked_to_wait(
    context: Context, web: TestClient, key: MadeKey, lobby: Actor, clock: FixedClock
) -> None:
    ring = key_ring(context.settings)
    with context.database.reading() as connection:
        arrival = Arrival("好", f"key:{key.key_id}")
        some = [
            prepared(context, Bank(connection), ring, arrival, unit_id=lobby.unit_id) for _ in range(A_MINUTE)
        ]
    with context.database.transaction() as connection:
        written(context, connection, some)
    answer = web.post("/api/feedback", json={"text": "好"}, headers=bearer(key))
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "60")
    clock.move(timedelta(minutes=2))
    assert web.post("/api/feedback", json={"text": "好"}, headers=bearer(key)).status_code == 201


def test_keys_are_an_administrators_alone_and_kept_as_hashes(
    context: Context, key: MadeKey, admin: Actor, handler: Actor
) -> None:
    for forbidden in (
        lambda: make_key(context, actor=handler, name="x", unit_id=handler.unit_id),
        lambda: list_keys(context, actor=handler),
        lambda: revoke_key(context, actor=handler, key_id=key.key_id),
    ):
        with pytest.raises(Forbidden):
            forbidden()
    (card,) = list_keys(context, actor=admin)
    assert card.tail == key.key[-4:] and key.key not in repr(card) and key.key not in repr(key)
    found = key_of(context, key.key)
    assert found is not None and found.key_id == key.key_id and key_of(context, key.key[:-1]) is None


def test_the_route_is_described_and_no_log_holds_a_word(
    context: Context, web: TestClient, key: MadeKey
) -> None:
    described = web.get("/api/openapi.json").json()
    assert described["openapi"] == "3.1.0" and "/api/feedback" in described["paths"]
    with structlog.testing.capture_logs() as logs:
        web.post("/api/feedback", json={"text": TEACHER}, headers=bearer(key))
        web.post("/api/feedback", json={"text": TEACHER, "branch": "x"}, headers=bearer(key))
    assert "李建国" not in str(logs) and "态度" not in str(logs)


def opened(web: TestClient, code: str) -> str:
    page = web.get(f"/say/{code}", headers={"Accept-Language": "zh-CN"})
    assert page.status_code == 200 and "有话对我们说" in page.text
    found = re.search(r'name="form" value="([^"]+)"', page.text)
    assert found
    return found[1]


def filled_in(context: Context, web: TestClient, manager: Actor, clock: FixedClock) -> tuple[str, str]:
    """The code of a branch and a form that was opened by it, as long ago as it takes to write a few words."""
    code = invite(context, actor=manager, unit_id=manager.unit_id).code
    form = opened(web, code)
    clock.move(timedelta(seconds=20))
    return code, form


def test_a_customer_writes_without_a_name_and_is_told_a_number(
    context: Context, web: TestClient, manager: Actor, clock: FixedClock
) -> None:
    code, form = filled_in(context, web, manager, clock)
    sent = [web.post(f"/say/{code}", data={"form": form, "text": TEACHER, "website": ""}) for _ in range(2)]
    numbers = {found[1] for page in sent if (found := re.search(r'class="number">([^<]+)', page.text))}
    (card,) = list_feedback(context, actor=manager).cards
    assert numbers == {card.number} and card.channel == "qr"
    assert "set-cookie" not in sent[0].headers and "李建国" not in sent[0].text


def test_who_goes_back_and_writes_something_else_has_said_something_else(
    context: Context, web: TestClient, manager: Actor, clock: FixedClock
) -> None:
    code, form = filled_in(context, web, manager, clock)
    for text in ("排队太久了", "还有人在旁边看我按密码"):
        assert web.post(f"/say/{code}", data={"form": form, "text": text, "website": ""}).status_code == 200
    cards = list_feedback(context, actor=manager).cards
    assert {card.text for card in cards} == {"排队太久了", "还有人在旁边看我按密码"}


def test_words_are_kept_when_the_language_is_changed(
    context: Context, web: TestClient, manager: Actor, clock: FixedClock
) -> None:
    code = invite(context, actor=manager, unit_id=manager.unit_id).code
    form = opened(web, code)
    written_so_far = {"form": form, "text": "排队<太>久", "lang": "en"}
    page = web.post(f"/say/{code}", data=written_so_far, headers={"Accept-Language": "zh-CN"})
    assert page.status_code == 200 and "排队&lt;太&gt;久" in page.text and kept(context) == 0
    assert '<html lang="en">' in page.text and 'action="?lang=en"' in page.text
    clock.move(timedelta(seconds=20))
    sent = web.post(f"/say/{code}?lang=en", data={"form": form, "text": "排队太久"})
    assert "Thank you" in sent.text and kept(context) == 1


def test_more_than_the_page_takes_is_said_with_what_to_do(
    context: Context, web: TestClient, manager: Actor, clock: FixedClock
) -> None:
    code, form = filled_in(context, web, manager, clock)
    headers = {"Accept-Language": "zh-CN"}
    long = web.post(f"/say/{code}", data={"form": form, "text": "久" * 4_000}, headers=headers)
    assert long.status_code == 413 and "返回" in long.text and "2000" in long.text
    too_long = web.post(f"/say/{code}", data={"form": form, "text": "久" * 2_001}, headers=headers)
    assert too_long.status_code == 422 and "久" * 2_001 in too_long.text and "2000" in too_long.text
    with pytest.raises(Refused):
        write_in(context, code=code, form=form, text="久" * 2_001)


def test_a_made_up_address_a_made_up_form_and_a_program_hand_in_nothing(
    context: Context, web: TestClient, manager: Actor, clock: FixedClock
) -> None:
    code = invite(context, actor=manager, unit_id=manager.unit_id).code
    assert web.get("/say/LJ11.000000000000000000000000").status_code == 404
    assert web.get(f"/say/{code.replace('LJ11', 'LJ12')}").status_code == 404
    refused = web.post(f"/say/{code}", data={"form": "1.x.y", "text": "<b>好</b>"})
    assert refused.status_code == 422 and "&lt;b&gt;好" in refused.text
    form = opened(web, code)
    clock.move(timedelta(days=1))
    assert web.post(f"/say/{code}", data={"form": form, "text": "好"}).status_code == 422
    trapped = web.post(f"/say/{code}", data={"form": opened(web, code), "text": "buy", "website": "x"})
    assert trapped.status_code == 200 and kept(context) == 0


def test_a_flood_at_one_branch_is_stopped_and_another_branch_is_not(
    context: Context, manager: Actor, who: Callable[[str], Actor], clock: FixedClock
) -> None:
    other = who("Fang Jincheng")
    here, there = (invite(context, actor=one, unit_id=one.unit_id).code for one in (manager, other))

    def write(code: str) -> str:
        form = new_form(context)
        clock.move(timedelta(seconds=5))
        return write_in(context, code=code, form=form, text="排队太久")

    assert len({write(here) for _ in range(AN_HOUR)}) == AN_HOUR
    with pytest.raises(Busy):
        write(here)
    assert write(there)


def test_one_stranger_does_not_use_up_what_a_branch_takes_in_an_hour(
    context: Context, manager: Actor, who: Callable[[str], Actor], clock: FixedClock
) -> None:
    other = who("Fang Jincheng")
    here, there = (invite(context, actor=one, unit_id=one.unit_id).code for one in (manager, other))
    limit = VisitorLimit()

    def write(code: str, visitor: str) -> str:
        form = new_form(context)
        clock.move(timedelta(seconds=5))
        return write_in(context, code=code, form=form, text="排队太久", visitor=visitor, limit=limit)

    for _ in range(A_VISITOR):
        write(here, "203.0.113.7")
    with pytest.raises(Busy):
        write(here, "203.0.113.7")
    assert kept(context) == A_VISITOR
    assert write(here, "203.0.113.8") and write(there, "203.0.113.7")
    clock.move(timedelta(hours=1))
    assert write(here, "203.0.113.7")
    assert "203.0.113" not in repr(vars(limit))


def test_who_has_written_much_is_told_so_and_keeps_their_words(
    context: Context, web: TestClient, manager: Actor, clock: FixedClock
) -> None:
    code = invite(context, actor=manager, unit_id=manager.unit_id).code
    headers = {"Accept-Language": "zh-CN"}
    for place in range(A_VISITOR + 1):
        form = opened(web, code)
        clock.move(timedelta(seconds=20))
        page = web.post(f"/say/{code}", data={"form": form, "text": f"第{place}次"}, headers=headers)
    assert page.status_code == 429 and f"第{A_VISITOR}次" in page.text and "稍后再试" in page.text
    assert kept(context) == A_VISITOR


def test_a_regions_code_takes_no_more_an_hour_though_its_texts_name_branches(
    context: Context, who: Callable[[str], Actor], clock: FixedClock
) -> None:
    above = who("Liang Chengzhi")
    code = invite(context, actor=above, unit_id=above.unit_id).code

    def write(place: int) -> str:
        form = new_form(context)
        clock.move(timedelta(seconds=5))
        return write_in(context, code=code, form=form, text=f"钟楼街支行第{place}个窗口没有人")

    for place in range(AN_HOUR):
        write(place)
    assert {card.unit.code for card in list_feedback(context, actor=above).cards} == {"LJ11"}
    with pytest.raises(Busy):
        write(AN_HOUR)


def test_a_customer_with_a_form_is_not_shut_out_by_strangers_at_the_same_address(
    context: Context, web: TestClient, manager: Actor, clock: FixedClock
) -> None:
    code, form = filled_in(context, web, manager, clock)
    made_up = [web.post(f"/say/{code}", data={"form": "1.x.y", "text": "好"}).status_code for _ in range(25)]
    assert (made_up[0], made_up[-1]) == (422, 429)
    assert web.post(f"/say/{code}", data={"form": form, "text": "排队太久"}).status_code == 200
    assert kept(context) == 1


def test_whoever_is_not_of_the_branch_puts_up_no_code(
    context: Context, manager: Actor, lobby: Actor, who: Callable[[str], Actor]
) -> None:
    with pytest.raises(Forbidden):
        invite(context, actor=lobby, unit_id=lobby.unit_id)
    with pytest.raises(Forbidden):
        invite(context, actor=manager, unit_id=who("Fang Jincheng").unit_id)


def test_the_poster_is_a_pdf_and_the_code_a_png(context: Context, manager: Actor) -> None:
    invitation = invite(context, actor=manager, unit_id=manager.unit_id)
    assert sheet(invitation.unit, "https://learn.bank.example/say/x").startswith(b"%PDF")
    assert picture("https://learn.bank.example/say/x").startswith(b"\x89PNG")


def test_customers_page_can_be_off(context: Context, web: TestClient, manager: Actor) -> None:
    code = invite(context, actor=manager, unit_id=manager.unit_id).code
    object.__setattr__(context.settings, "customer_page", False)
    assert web.get(f"/say/{code}").status_code == 404
