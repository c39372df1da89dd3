"""What was completed is certified once and for good; a badge is checked by libraries that are not ours."""

import json
import stat
from datetime import UTC, date, datetime, timedelta

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from openbadgeslib.ob3 import OB3VerificationError, OB3Verifier
from sqlalchemy import update
from sqlmodel import col

from lms.learning import Done, Learning, Outcome, enrol, enrol_by_rule, record, waive
from lms.learning.certificates import (
    CertificateCard,
    certificates_of,
    issue_missing,
    look_up,
    newest_among,
    reissue,
    revoke,
)
from lms.learning.certificates.checking import check
from lms.learning.certificates.credential import credential, enveloped, key_set, signed, status_list
from lms.learning.certificates.keys import KEY_FILE, rotate
from lms.learning.certificates.picture import baked
from lms.learning.tables import Certificate, Enrolment
from lms.people import Actor, sign_in_demo
from lms.people.tables import Person
from lms.platform.context import Context
from lms.platform.errors import Forbidden, NotFound, Refused
from tests.fixed_clock import FixedClock

BASE = "https://learn.bank.example"
STEPS = (("lesson", "first/listen"), ("quiz", "first/quiz"), ("drill", "elderly-smart-machine"))


def complete(learning: Learning, person_id: str) -> None:
    context = learning.context
    enrol_by_rule(learning)
    for kind, ref in STEPS:
        with context.database.transaction() as connection:
            done = Done(person_id, kind, ref, Outcome.PASSED, context.now(), score=100, version=1)
            record(connection, learning.structure, [done], today=context.today(), now=context.now())


@pytest.fixture
def certified(learning: Learning, newcomer: Actor) -> CertificateCard:
    complete(learning, newcomer.person_id)
    (card,) = certificates_of(learning.context, actor=newcomer)
    return card


def public_pem(context: Context, token: str) -> bytes:
    """The public key as a verifier finds it: by the key's name in the published set."""
    kid = jwt.get_unverified_header(token)["kid"].rpartition("/")[2]
    (found,) = [one for one in key_set(context)["keys"] if one["kid"] == kid]
    key = jwt.PyJWK(found).key
    assert isinstance(key, rsa.RSAPublicKey)
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def test_a_completed_round_is_certified_once_and_stays_whatever_comes_later(
    learning: Learning, newcomer: Actor, certified: CertificateCard, clock: FixedClock
) -> None:
    context = learning.context
    assert (certified.title("en"), certified.version, certified.holding) == ("Foundation", 1, "valid")
    assert certified.completed_on == context.today()
    complete(learning, newcomer.person_id)
    assert issue_missing(context) == 0
    with context.database.transaction() as connection:
        connection.execute(
            update(Person).where(col(Person.id) == newcomer.person_id).values(name_zh="改了名", active=False)
        )
    assert look_up(context, certified.number.lower().replace("-", " ").replace("0", "o")) == certified
    # It lapses: expired, not withdrawn.
    with context.database.transaction() as connection:
        connection.execute(update(Certificate).values(valid_until=date(2027, 3, 10)))
        connection.execute(update(Enrolment).values(state="ended"))
    clock.moment = datetime(2027, 3, 10, 15, 59, tzinfo=UTC)
    assert certificates_of(context, actor=newcomer)[0].holding == "valid"
    clock.moment += timedelta(minutes=1)
    assert certificates_of(context, actor=newcomer)[0].holding == "expired"


def test_whoever_was_let_off_everything_has_none_and_what_was_completed_earlier_is_certified_later(
    learning: Learning, newcomer: Actor, manager: Actor
) -> None:
    enrol_by_rule(learning)
    waive(learning, actor=manager, person_id=newcomer.person_id, course="first", reason="转岗", until=None)
    assert issue_missing(learning.context) == 0
    assert certificates_of(learning.context, actor=newcomer) == ()
    with learning.context.database.transaction() as connection:
        done = Done(
            newcomer.person_id, "course", "first", Outcome.COMPLETED, learning.context.now(), version=1
        )
        record(connection, learning.structure, [done], today=learning.context.today(), now=done.at)
    assert (issue_missing(learning.context), issue_missing(learning.context)) == (1, 0)
    assert certificates_of(learning.context, actor=newcomer)[0].title_en == "Foundation"


def test_only_those_in_charge_withdraw_or_issue_anew_and_nobody_their_own(
    learning: Learning, newcomer: Actor, mentor: Actor, manager: Actor, certified: CertificateCard
) -> None:
    context = learning.context
    for actor in (newcomer, mentor):
        with pytest.raises(Forbidden):
            revoke(context, actor=actor, number=certified.number, reason="不对")
    with pytest.raises(Refused):
        revoke(context, actor=manager, number=certified.number, reason="  ")
    with pytest.raises(NotFound):
        revoke(context, actor=manager, number="0000-0000-0000-0000", reason="不对")
    with pytest.raises(Forbidden):
        certificates_of(context, actor=sign_in_demo(context, username="admin"), person_id=newcomer.person_id)
    for find in ("", certified.number, certified.name_zh[:1], certified.name_en.upper()):
        assert newest_among(context, actor=manager, find=find) == (certified,)
    assert newest_among(context, actor=manager, find="%") == newest_among(context, actor=mentor) == ()
    # Issued anew under the name that is theirs now.
    with context.database.transaction() as connection:
        connection.execute(update(Person).where(col(Person.id) == newcomer.person_id).values(name_zh="陈晓"))
    number = reissue(context, actor=manager, number=certified.number, reason="姓名有误")
    with pytest.raises(Refused):
        reissue(context, actor=manager, number=certified.number, reason="姓名有误")
    states = {card.number: (card.name_zh, card.holding) for card in certificates_of(context, actor=newcomer)}
    assert states == {number: ("陈晓", "valid"), certified.number: (certified.name_zh, "revoked")}
    revoke(context, actor=manager, number=number, reason="测验由他人代答")
    with pytest.raises(Refused):
        revoke(context, actor=manager, number=number, reason="再撤一次")
    found = look_up(context, number)
    assert found is not None and (found.holding, found.revoked_reason) == ("revoked", "测验由他人代答")


def test_a_badge_is_verified_by_libraries_that_are_not_ours(
    learning: Learning, newcomer: Actor, manager: Actor, clock: FixedClock
) -> None:
    # Those libraries look at the clock on the wall.
    clock.moment = datetime.now(UTC).replace(microsecond=0)
    context = learning.context
    with context.database.transaction() as connection:
        connection.execute(
            update(Person).where(col(Person.id) == newcomer.person_id).values(hired_on=context.today())
        )
    complete(learning, newcomer.person_id)
    (card,) = certificates_of(context, actor=newcomer)
    token = signed(context, credential(context, card, BASE), BASE)
    assert stat.S_IMODE((context.settings.home / KEY_FILE).stat().st_mode) == 0o600
    assert all(set(one) == {"kty", "n", "e", "kid", "alg", "use"} for one in key_set(context)["keys"])

    # PyJWT: signature, and that it counts from now on.
    pem = public_pem(context, token)
    claims = jwt.decode(token, pem, algorithms=["RS256"])
    assert claims["id"] == claims["jti"] == f"{BASE}/verify/{card.number}"
    told = json.dumps(claims, ensure_ascii=False)
    assert newcomer.name_zh not in told and newcomer.name_en not in told

    # openbadgeslib: Open Badges 3.0, the signed list of what was withdrawn, and the badge as a picture.
    def fetched(address: str) -> bytes:
        number = int(address.removeprefix(f"{BASE}/badges/status/"))
        return signed(context, status_list(context, BASE, number), BASE).encode()

    verifier = OB3Verifier(pem)
    read = verifier.verify(token, check_status=True, download=fetched)
    assert read.achievement.name == "Foundation" and read.issuer.id == f"{BASE}/badges/issuer"
    assert OB3Verifier.extract_token_from_svg(baked(card, token).encode()) == token
    forged = token[:-8] + ("AAAAAAAA" if not token.endswith("AAAAAAAA") else "BBBBBBBB")
    with pytest.raises(OB3VerificationError):
        verifier.verify(forged)

    for text in (token, json.dumps(enveloped(token)), baked(card, token)):
        assert check(context, text).holding == "valid"
    with pytest.raises(Refused):
        check(context, forged)

    # A new key signs from now on; what the old one signed is verified as before.
    rotate(context)
    newer = signed(context, credential(context, card, BASE), BASE)
    assert public_pem(context, newer) != pem == public_pem(context, token)

    revoke(context, actor=manager, number=card.number, reason="测验由他人代答")
    newest = OB3Verifier(public_pem(context, newer))
    with pytest.raises(OB3VerificationError, match="revocation"):
        newest.verify(newer, check_status=True, download=fetched)
    assert check(context, token).holding == "revoked"


def test_of_certificates_issued_in_one_moment_the_last_one_completed_comes_first(
    learning: Learning, manager: Actor, newcomer: Actor, mentor: Actor
) -> None:
    context = learning.context
    enrol_by_rule(learning)
    for actor in (newcomer, mentor):
        enrol(learning, actor=manager, person_id=actor.person_id, curriculum="foundation", reason="一起学")
        complete(learning, actor.person_id)
    issued = {card.person_id: card.issued_at for card in newest_among(context, actor=manager)}
    assert len(issued) == 2 and len(set(issued.values())) == 1
    for first, second in ((newcomer, mentor), (mentor, newcomer)):
        for actor, day in ((first, date(2026, 3, 9)), (second, date(2026, 1, 5))):
            with context.database.transaction() as connection:
                connection.execute(
                    update(Certificate)
                    .where(col(Certificate.person_id) == actor.person_id)
                    .values(completed_on=day)
                )
        listed = [card.person_id for card in newest_among(context, actor=manager)]
        assert listed == [first.person_id, second.person_id]
