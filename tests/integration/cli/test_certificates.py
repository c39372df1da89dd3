"""``lms certificates``: what is no badge of ours is said to be none, and the key can be renewed."""

import os
import stat
from pathlib import Path

import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey

from tests.command_line import lms


def test_a_badge_of_somebody_else_is_none_of_ours_and_a_new_key_is_told(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert lms("migrate").code == 0
    foreign = RSAKey.generate_key(2048)
    header = {"alg": "RS256", "kid": f"https://elsewhere.example/badges/keys/{foreign.thumbprint()}"}
    badge = home.parent / "badge.jwt"
    badge.write_text(jwt.encode(header, {"id": "https://elsewhere.example/1"}, foreign, algorithms=["RS256"]))
    ran = lms("certificates", "verify", str(badge), "--json")
    assert (ran.code, ran.json["holding"]) == (1, None) and "not signed by this installation" in ran.err
    badge.write_text("no badge")
    assert lms("certificates", "verify", str(badge)).code == 1

    first, second = lms("certificates", "rotate").out, lms("certificates", "rotate").out
    assert first != second
    if os.name == "posix":
        assert stat.S_IMODE((home / "badge.pem").stat().st_mode) == 0o600
    monkeypatch.setenv("LMS_BADGE_KEY", "nothing")
    assert lms("certificates", "rotate").code == 1
