"""What strangers may ask of a certificate over HTTP, and what only its owner and those in charge are given."""

from collections.abc import Iterator

import jwt
import pytest
from starlette.testclient import TestClient

from lms.api.verification import MISSES
from lms.catalogue.teaching import Shelves, publish_teaching
from lms.learning import Done, Learning, Outcome, enrol_by_rule, record
from lms.learning.certificates import CertificateCard, certificates_of, revoke
from lms.people import Actor, Sessions, load_people, sign_in_demo
from lms.platform.context import Context
from tests.integration.api.test_routes import client
from tests.unit.lms.catalogue.teaching.a_course import lay_out

ENGLISH = {"Accept-Language": "en-GB,en;q=0.9"}


@pytest.fixture
def certified(context: Context, tmp_path_factory: pytest.TempPathFactory) -> tuple[Actor, CertificateCard]:
    load_people(context.database, context.today())
    publish_teaching(context, lay_out(tmp_path_factory.mktemp("content")))
    learning, actor = Learning(context, Shelves(context)), sign_in_demo(context, username="new-hire")
    enrol_by_rule(learning)
    done = Done(actor.person_id, "course", "first", Outcome.COMPLETED, context.now(), version=1)
    with context.database.transaction() as connection:
        record(connection, learning.structure, [done], today=context.today(), now=context.now())
    (card,) = certificates_of(context, actor=actor)
    return actor, card


@pytest.fixture
def stranger(context: Context) -> Iterator[TestClient]:
    with client(context, base_url="https://portal") as opened:
        yield opened


def signed_in(context: Context, actor: Actor) -> dict[str, str]:
    sessions = Sessions(context)
    token = sessions.redeem_ticket(sessions.issue_ticket(actor))
    return {"Cookie": f"lms_session={token}"}


def test_a_stranger_sees_that_it_holds_and_nothing_more(
    context: Context, stranger: TestClient, certified: tuple[Actor, CertificateCard]
) -> None:
    actor, card = certified
    answer = stranger.get(f"/verify/{card.number}", headers=ENGLISH)
    assert answer.status_code == 200 and answer.headers["cache-control"] == "no-store"
    for told in ("This certificate is valid", card.name_en, "Foundation", "March 10, 2026", card.number):
        assert told in answer.text
    for untold in (actor.person_id, actor.unit_id, card.identity_salt, card.name_zh):
        assert untold not in answer.text
    assert "本证书有效" in stranger.get(f"/verify/{card.number}?lang=zh-CN", headers=ENGLISH).text
    typed = stranger.get("/verify", params={"number": card.number.lower()}, headers=ENGLISH)
    assert typed.headers["location"] == f"/verify/{card.number}?lang=en"
    assert "Type the number" in stranger.get("/verify", headers=ENGLISH).text

    manager = sign_in_demo(context, username="manager")
    revoke(context, actor=manager, number=card.number, reason="替考")
    withdrawn = stranger.get(f"/verify/{card.number}", headers=ENGLISH).text
    assert "This certificate was withdrawn" in withdrawn and "替考" not in withdrawn

    # Whoever guesses is told kindly that there is none, and after a while to wait.
    for _ in range(MISSES):
        guessed = stranger.get("/verify/0000-0000-0000-0000", headers=ENGLISH)
        assert guessed.status_code == 404 and "We know no certificate" in guessed.text
    assert stranger.get(f"/verify/{card.number}").status_code == 429


def test_a_badge_leads_to_its_issuer_key_and_list_and_its_files_are_not_everybodys(
    context: Context, stranger: TestClient, certified: tuple[Actor, CertificateCard]
) -> None:
    actor, card = certified
    file = f"/certificates/{card.number}"
    assert stranger.get(f"{file}.jwt").status_code == 401
    mine = signed_in(context, actor)
    theirs = signed_in(context, sign_in_demo(context, username="admin"))
    assert stranger.get(f"{file}.jwt", headers=theirs).status_code == 404
    assert stranger.get(f"{file}.jwt", headers={**mine, "Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert stranger.get(f"{file}.exe", headers=mine).status_code == 404

    token = stranger.get(f"{file}.jwt", headers=mine).text
    credential = jwt.decode(token, options={"verify_signature": False})
    assert credential["id"] == f"https://portal/verify/{card.number}"
    assert stranger.get(credential["issuer"]["id"]).json()["id"] == credential["issuer"]["id"]
    key = jwt.PyJWK(stranger.get(jwt.get_unverified_header(token)["kid"]).json())
    assert key.key_id in {one["kid"] for one in stranger.get("/badges/keys").json()["keys"]}
    status = stranger.get(credential["credentialStatus"]["statusListCredential"])
    assert status.headers["content-type"].startswith("application/vc+jwt")
    assert jwt.decode(status.text, key, algorithms=["RS256"], options={"verify_exp": False})["iss"]
    enveloped = stranger.get(f"{file}.json", headers=mine).json()
    assert enveloped["id"] == f"data:application/vc+jwt,{token}"
    assert token in stranger.get(f"{file}.svg", headers=mine).text
    sheet = stranger.get(f"{file}.pdf", headers=mine)
    assert sheet.content.startswith(b"%PDF-") and sheet.content.count(b"/FontFile3") == 2

    revoke(context, actor=sign_in_demo(context, username="manager"), number=card.number, reason="替考")
    assert stranger.get(f"{file}.pdf", headers=mine).status_code == 410
