"""Secrets in the database: only this installation opens them, and only for what they were sealed for."""

from lms.platform.sealing import seal, unseal

KEY = b"k" * 48
ADDRESS = "http://here/v1"


def test_what_was_sealed_is_opened_again_and_cannot_be_read_in_between() -> None:
    sealed = seal(KEY, "tiger", bound_to=ADDRESS)
    assert "tiger" not in sealed
    assert unseal(KEY, sealed, bound_to=ADDRESS) == "tiger"


def test_the_same_secret_is_sealed_differently_each_time() -> None:
    assert seal(KEY, "tiger", bound_to=ADDRESS) != seal(KEY, "tiger", bound_to=ADDRESS)


def test_nothing_else_opens_it() -> None:
    sealed = seal(KEY, "tiger", bound_to=ADDRESS)
    assert unseal(b"x" * 48, sealed, bound_to=ADDRESS) is None
    assert unseal(KEY, sealed, bound_to="http://there/v1") is None
    assert unseal(KEY, sealed[:-8] + "AAAAAAAA", bound_to=ADDRESS) is None
    assert unseal(KEY, "no seal", bound_to=ADDRESS) is None
