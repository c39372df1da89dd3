"""The key that signs badges, made at the first one; its public half is published for as long as anybody asks for it."""

import os
import secrets
from functools import lru_cache
from pathlib import Path
from typing import Any

from joserfc.jwk import RSAKey
from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col

from lms.learning.tables import BadgeKey
from lms.platform.context import Context
from lms.platform.errors import Refused
from lms.platform.i18n import mark

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
        dialect = sqlite if context.database.is_sqlite else postgresql
        row = dialect.insert(BadgeKey).values(kid=kid, jwk=public_jwk(key), first_used_at=context.now())
        with context.database.transaction() as connection:
            connection.execute(row.on_conflict_do_nothing())
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
    _write(context.settings.home / KEY_FILE, replace=True)
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
        _write(path, replace=False)
    return _read(path.read_text())


@lru_cache(maxsize=4)
def _read(pem: str) -> RSAKey:
    key = RSAKey.import_key(pem)
    if not key.is_private:
        raise ValueError("a public key cannot sign")
    return key


def _write(path: Path, *, replace: bool) -> None:
    """A new key, written aside and put into its place: nobody reads half of one, and of two at once the first wins."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(6)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(RSAKey.generate_key(BITS).as_pem(private=True))
    if replace:
        draft.replace(path)
        return
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
