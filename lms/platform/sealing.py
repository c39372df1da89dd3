"""Secrets kept in the database: sealed with the installation's own, so that a copy of the database opens none."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json

_PURPOSE = b"lms sealed secrets 1"


def seal(installation_key: bytes, secret: str, *, bound_to: str) -> str:
    """Seal a secret.

    Args:
        installation_key: ``Settings.key()``.
        secret: what nobody is to read.
        bound_to: what it is for, an address say; under anything else the seal does not open.
    """
    from cryptography.fernet import Fernet

    body = json.dumps([bound_to, secret]).encode()
    return Fernet(_derived(installation_key)).encrypt(body).decode()


def unseal(installation_key: bytes, sealed: str, *, bound_to: str) -> str | None:
    """Open a sealed secret; none where it was sealed under another key, for something else, or was tampered with."""
    from cryptography.fernet import Fernet, InvalidToken

    try:
        bound, secret = json.loads(Fernet(_derived(installation_key)).decrypt(sealed))
    except InvalidToken:
        return None
    return str(secret) if bound == bound_to else None


def _derived(installation_key: bytes) -> bytes:
    # A key of its own for this purpose: what else rests on the installation's secret says nothing about it.
    return base64.urlsafe_b64encode(hmac.new(installation_key, _PURPOSE, hashlib.sha256).digest())
