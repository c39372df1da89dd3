"""Passwords as they are stored: as costly to guess as is recommended, and never the same twice."""

from lms.people.passwords import hash_password, verify_password


def test_a_stored_password_costs_whoever_guesses_it_64_mib_three_times_over() -> None:
    stored, again = (hash_password("three quiet herons") for _ in range(2))
    assert stored.startswith("$argon2id$v=19$m=65536,t=3,p=4$") and stored != again
    assert verify_password("three quiet herons", stored) and verify_password("three quiet herons", again)
    assert not verify_password("three quiet heron", stored)
