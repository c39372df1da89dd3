"""A certificate as an Open Badges 3.0 credential, signed as a JWT that anybody can check without asking us.

1EdTech, Open Badges 3.0, «JSON Web Token Proof Format»: the payload is the credential (W3C Verifiable Credentials
Data Model 2.0) with the registered claims beside it. It names nobody: its subject is a pseudonym made for this
certificate, with the salted hash of an employee number, which confirms whom one has in mind and tells nothing else.
The name stands on the verification page alone, where withdrawing reaches it.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from joserfc import jwt
from sqlalchemy import select
from sqlmodel import col

from lms.learning.certificates.issuing import LIST_SIZE
from lms.learning.certificates.keeping import CertificateCard, issuer_names
from lms.learning.certificates.keys import ALGORITHM, published_keys, signing_key
from lms.learning.tables import Certificate
from lms.platform.context import Context

CONTEXTS = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
]
LIST_HOLDS = timedelta(days=1)
"""A published list of what was withdrawn is good for a day: an old copy resurrects nothing for longer."""


def verification_address(base: str, number: str) -> str:
    """Where anybody sees whether a certificate holds; ``base`` is the portal's public address."""
    return f"{base}/verify/{number}"


def issuer_profile(context: Context, base: str) -> dict[str, Any]:
    """Who issues: the bank, as its topmost unit is called."""
    name = _both(*issuer_names(context))
    return {"id": f"{base}/badges/issuer", "type": ["Profile"], "name": name, "url": base}


def key_set(context: Context) -> dict[str, Any]:
    """All public keys as a JWK set; the one that signs now is made if there is none."""
    signing_key(context)
    return {"keys": list(published_keys(context).values())}


def credential(context: Context, card: CertificateCard, base: str) -> dict[str, Any]:
    """The credential, not yet signed."""
    achievement = {
        "id": f"urn:uuid:{uuid5(NAMESPACE_URL, f'{base}/achievements/{card.curriculum}/{card.version}')}",
        "type": ["Achievement"],
        "achievementType": "CertificateOfCompletion",
        "name": _both(card.title_zh, card.title_en),
        "description": _both(card.summary_zh, card.summary_en, between="\n\n"),
        "criteria": {
            "narrative": "完成本课程体系的全部必修课程（或经批准免修）："
            "课程学习、测验、情景演练，以及须由导师签字的环节。"
            "\n\nEvery required course of the curriculum was done, or waived for a stated reason: lessons, quizzes, "
            "rehearsals with customers, and what a mentor signs."
        },
        "version": str(card.version),
    }
    document = {
        "@context": CONTEXTS,
        "id": verification_address(base, card.number),
        "type": ["VerifiableCredential", "AchievementCredential"],
        "name": _both(card.title_zh, card.title_en),
        "issuer": issuer_profile(context, base),
        "validFrom": _moment(card.issued_at),
        "credentialSubject": {
            "id": f"urn:uuid:{uuid5(NAMESPACE_URL, f'{card.number}/{card.identity_salt}')}",
            "type": ["AchievementSubject"],
            "activityEndDate": _moment(_start_of(context, card.completed_on)),
            "identifier": [
                {
                    "type": "IdentityObject",
                    "hashed": True,
                    "identityHash": f"sha256${card.identity_hash}",
                    "identityType": "identifier",
                    "salt": card.identity_salt,
                }
            ],
            "achievement": achievement,
        },
        "credentialStatus": {
            "id": f"{status_address(base, card.status_index)}#{card.status_index % LIST_SIZE}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": str(card.status_index % LIST_SIZE),
            "statusListCredential": status_address(base, card.status_index),
        },
    }
    if card.valid_until is not None:
        last = _start_of(context, card.valid_until + timedelta(days=1)) - timedelta(seconds=1)
        document["validUntil"] = _moment(last)
    return document


def signed(context: Context, document: dict[str, Any], base: str) -> str:
    """A credential as a compact JWS, with the claims that a JWT is to have."""
    key = signing_key(context)
    claims: dict[str, Any] = {
        "iss": document["issuer"]["id"],
        "jti": document["id"],
        "nbf": _seconds(document["validFrom"]),
        "sub": document["credentialSubject"]["id"],
    }
    if "validUntil" in document:
        claims["exp"] = _seconds(document["validUntil"])
    # The key by its address alone: with the key itself a header is longer than some readers take.
    header = {"alg": ALGORITHM, "typ": "JWT", "kid": f"{base}/badges/keys/{key.thumbprint()}"}
    return jwt.encode(header, {**document, **claims}, key, algorithms=[ALGORITHM])


def enveloped(token: str) -> dict[str, Any]:
    """A signed credential as a JSON document, as the data model of W3C has it for what is signed from outside."""
    return {
        "@context": CONTEXTS[0],
        "id": f"data:application/vc+jwt,{token}",
        "type": "EnvelopedVerifiableCredential",
    }


def status_address(base: str, status_index: int) -> str:
    """Where the list is published that a certificate's place is in."""
    return f"{base}/badges/status/{status_index // LIST_SIZE}"


def status_list(context: Context, base: str, list_number: int) -> dict[str, Any]:
    """One list of what was withdrawn, not yet signed: a bit for each place, set where a certificate was withdrawn.

    W3C, Bitstring Status List 1.0: the first place is the highest bit of the first byte.
    """
    import base64
    import gzip

    first = list_number * LIST_SIZE
    with context.database.reading() as connection:
        withdrawn = connection.execute(
            select(col(Certificate.status_index)).where(
                col(Certificate.revoked_at).is_not(None),
                col(Certificate.status_index) >= first,
                col(Certificate.status_index) < first + LIST_SIZE,
            )
        ).scalars()
        bits = bytearray(LIST_SIZE // 8)
        for place in withdrawn:
            bits[(place - first) // 8] |= 0x80 >> (place - first) % 8
    packed = base64.urlsafe_b64encode(gzip.compress(bytes(bits), mtime=0)).decode().rstrip("=")
    now, address = context.now().replace(microsecond=0), status_address(base, first)
    return {
        "@context": CONTEXTS[:1],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": {"id": issuer_profile(context, base)["id"]},
        "validFrom": _moment(now),
        "validUntil": _moment(now + LIST_HOLDS),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": f"u{packed}",
        },
    }


def _both(zh: str, en: str, *, between: str = " · ") -> str:
    return zh if zh == en else f"{zh}{between}{en}"


def _start_of(context: Context, day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=context.settings.zone)


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).replace(microsecond=0).strftime("%Y-%m-%dT%H:%M:%SZ")


def _seconds(moment: str) -> int:
    return int(datetime.fromisoformat(moment).timestamp())
