"""The key that signs badges, made at the first one; its public half is published for as long as anybody asks for it."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from joserfc.jwk import RSAKey
from sqlalchemy import select
from sqlmodel import col

from lms.learning.tables import BadgeKey
from lms.platform.context import Context
from lms.platform.database import insert_into
from lms.platform.errors import Refused
from lms.platform.i18n import mark
from lms.platform.key_files import write_secret

KEY_FILE = "badge.pem"
BITS = 3072
ALGORITHM = "RS256"
"""The one that every reader of Open Badges 3.0 has to know."""


def signing_key(context: Context) -> RSAKey:
    """The key that signs now; its public half is published before it signs for the first time.

    Raises:
        Refused: ``LMS_BADGE_KEY`` holds no RSA key.
    """
    key = _own_key(context)
    kid = key.thumbprint()
    if kid not in published_keys(context):
        with context.database.transaction() as connection:
            row = insert_into(connection, BadgeKey).on_conflict_do_nothing()
            connection.execute(row.values(kid=kid, jwk=public_jwk(key), first_used_at=context.now()))
    return key


def published_keys(context: Context) -> dict[str, dict[str, Any]]:
    """The public half of every key that ever signed, as a JWK, by its thumbprint; the newest first."""
    with context.database.reading() as connection:
        rows = connection.execute(
            select(BadgeKey).order_by(col(BadgeKey.first_used_at).desc(), col(BadgeKey.kid))
        ).all()
    return {row.kid: row.jwk for row in rows}


def rotate(context: Context) -> str:
    """Sign with a new key from now on; what the old one signed can still be verified.

    Returns:
        The new key's thumbprint.

    Raises:
        Refused: the key comes from ``LMS_BADGE_KEY``: whoever set it changes it there.
    """
    if context.settings.badge_key.get_secret_value():
        raise Refused(
            mark("The key is set in LMS_BADGE_KEY. Put another there: the old one stays published.")
        )
    signing_key(context)
    write_secret(context.settings.home / KEY_FILE, _new_key(), replace=True)
    return signing_key(context).thumbprint()


def public_jwk(key: RSAKey) -> dict[str, Any]:
    """What may be told of a key, with what it is for."""
    return {**key.as_dict(private=False), "kid": key.thumbprint(), "alg": ALGORITHM, "use": "sig"}


def _own_key(context: Context) -> RSAKey:
    given = context.settings.badge_key.get_secret_value()
    if given:
        try:
            pem = given if "-----BEGIN" in given else Path(given).read_text()
            return _read(pem)
        except (OSError, ValueError) as error:
            raise Refused(
                mark("LMS_BADGE_KEY is no RSA key in PEM and names no file with one: {reason}"),
                reason=type(error).__name__,
            ) from error
    path = context.settings.home / KEY_FILE
    if not path.exists():
        write_secret(path, _new_key())
    return _read(path.read_text())


@lru_cache(maxsize=4)
def _read(pem: str) -> RSAKey:
    key = RSAKey.import_key(pem)
    if not key.is_private:
        raise ValueError("a public key cannot sign")
    return key


def _new_key() -> bytes:
    return RSAKey.generate_key(BITS).as_pem(private=True)
