"""Checking a badge that somebody brings along: a JWT, a JSON document around one, or a picture with one in it."""

import json
import re
from datetime import datetime
from typing import Any

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import RSAKey

from lms.learning.certificates.keeping import CertificateCard, look_up
from lms.learning.certificates.keys import ALGORITHM, published_keys
from lms.platform.context import Context
from lms.platform.errors import Refused
from lms.platform.i18n import mark

LONGEST = 1_000_000
_TOKEN = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+")
_BAKED = re.compile(r"<openbadges:credential\b[^>]*\bverify=[\"']([^\"']+)[\"']")
_ENVELOPE = "data:application/vc+jwt,"
NO_BADGE = mark("This is no badge: neither a signed credential nor a document or picture that carries one.")


def check(context: Context, text: str) -> CertificateCard:
    """Whose badge it is and whether it holds, once its signature was found to be ours and its words our own.

    Args:
        context: of the installation that is said to have issued it.
        text: of the file.

    Raises:
        Refused: it is no badge, none of ours, or was changed after it was signed.
    """
    token = _token_in(text[:LONGEST])
    claims = _claims(context, token)
    card = look_up(context, str(claims.get("id", "")).rpartition("/")[2])
    if card is None:
        raise Refused(mark("It is signed by this installation, but its certificate is not in this database."))
    if datetime.fromisoformat(str(claims["validFrom"])) != card.issued_at.replace(microsecond=0):
        raise Refused(mark("It is signed by this installation, but not for the certificate it names."))
    return card


def _token_in(text: str) -> str:
    text = text.strip()
    if baked := _BAKED.search(text):
        text = baked.group(1)
    elif text.startswith("{"):
        try:
            document = json.loads(text)
        except ValueError as error:
            raise Refused(NO_BADGE) from error
        text = str(document.get("id", "")).removeprefix(_ENVELOPE)
    if not _TOKEN.fullmatch(text):
        raise Refused(NO_BADGE)
    return text


def _claims(context: Context, token: str) -> dict[str, Any]:
    try:
        kid = str(jws.extract_compact(token.encode()).headers().get("kid", "")).rpartition("/")[2]
        jwk = published_keys(context).get(kid)
        if jwk is None:
            raise Refused(mark("It was not signed by this installation."))
        # The key is the published one, never the one that the badge itself brings along.
        signed = jws.deserialize_compact(token, RSAKey.import_key(jwk), algorithms=[ALGORITHM])
        claims = json.loads(signed.payload)
    except (JoseError, ValueError) as error:
        raise Refused(
            mark("The signature does not fit: the badge was changed after it was signed.")
        ) from error
    if not isinstance(claims, dict):
        raise Refused(NO_BADGE)
    return claims
