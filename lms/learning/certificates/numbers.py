"""Numbers of certificates: eighty random bits in letters that nobody misreads, in four groups of four."""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 16
_GROUP = 4
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})


def new_number() -> str:
    """A number that says nothing of whose it is, and that nobody guesses."""
    return _grouped("".join(secrets.choice(ALPHABET) for _ in range(LENGTH)))


def tidy_number(typed: str) -> str | None:
    """The number somebody meant who typed it off a sheet of paper; none where it cannot be one."""
    signs = "".join(sign for sign in typed[:80].upper().translate(_MISREAD) if sign not in " -_.")
    return _grouped(signs) if len(signs) == LENGTH and set(signs) <= set(ALPHABET) else None


def _grouped(signs: str) -> str:
    return "-".join(signs[start : start + _GROUP] for start in range(0, LENGTH, _GROUP))
