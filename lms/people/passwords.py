"""Passwords: argon2id hashes, a rule for new ones, and the same work for a name nobody has."""

import secrets
import threading
import unicodedata
from functools import lru_cache

from pwdlib import PasswordHash

from lms.platform.errors import Refused

SHORTEST = 10
LONGEST = 128

_hasher = PasswordHash.recommended()
# A hash takes 64 MiB for a moment; a rush of sign-ins waits in line instead of filling the memory.
_at_once = threading.BoundedSemaphore(4)


def check_new_password(password: str, *, username: str) -> None:
    """Refuse a password that is too short, too long or the name itself.

    Raises:
        Refused: with what to do instead.
    """
    if len(password) < SHORTEST:
        raise Refused("Choose a password of at least {count} characters.", count=SHORTEST)
    if len(password) > LONGEST:
        raise Refused("Choose a password of at most {count} characters.", count=LONGEST)
    if password.casefold() == username.casefold():
        raise Refused("Choose a password that is not your user name.")
    if len(set(password)) < 4:
        raise Refused("Choose a password with more different characters.")


def hash_password(password: str) -> str:
    """The argon2id hash to store."""
    with _at_once:
        return _hasher.hash(_normal(password))


def verify_password(password: str, stored: str | None) -> bool:
    """Whether the password fits; without a stored hash the same work is done and the answer is no."""
    with _at_once:
        fits = _hasher.verify(_normal(password), stored or _nobodys_hash())
    return fits and stored is not None and len(password) <= LONGEST


@lru_cache(maxsize=1)
def _nobodys_hash() -> str:
    return _hasher.hash(secrets.token_urlsafe(32))


def _normal(password: str) -> bytes:
    # One key press may arrive as one code point or two, by keyboard and system. What is longer than any password
    # is cut before it costs anything; what is no text at all (half a surrogate pair) is only a wrong password.
    return unicodedata.normalize("NFC", password[: LONGEST + 1]).encode("utf-8", "surrogatepass")
