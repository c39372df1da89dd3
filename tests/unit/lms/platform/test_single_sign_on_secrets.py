"""The file of secrets for Streamlit: what stands in it, who reads it, and when it goes."""

import tomllib
from pathlib import Path

from lms.platform.settings import Settings, load_settings
from lms.platform.single_sign_on import write_secrets

HERE = "http://127.0.0.1:8501"


def settings(home: Path, **changes: str) -> Settings:
    given = {
        "oidc_issuer": "https://login.bank.example/realms/staff/",
        "oidc_client_id": 'por"tal\\',
        "oidc_client_secret": 'gehe\n"im"😀é\'',
    }
    return load_settings(home=home, _env_file=None, **{**given, **changes})


def test_every_character_of_a_secret_arrives_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    path = write_secrets(settings(tmp_path), address=HERE)
    auth = tomllib.loads(path.read_text(encoding="utf-8"))["auth"]
    assert auth["client_id"] == 'por"tal\\' and auth["client_secret"] == 'gehe\n"im"😀é\''
    assert auth["server_metadata_url"] == (
        "https://login.bank.example/realms/staff/.well-known/openid-configuration"
    )
    assert auth["redirect_uri"] == f"{HERE}/oauth2callback"
    assert auth["client_kwargs"]["code_challenge_method"] == "S256"
    assert path.stat().st_mode & 0o777 == 0o600


def test_the_public_address_is_where_the_provider_leads_back_to(tmp_path: Path) -> None:
    path = write_secrets(settings(tmp_path, public_url="https://bank.example/training/"), address=HERE)
    assert (
        tomllib.loads(path.read_text())["auth"]["redirect_uri"]
        == "https://bank.example/training/oauth2callback"
    )


def test_a_changed_setting_is_written_and_a_provider_taken_out_leaves_nothing(tmp_path: Path) -> None:
    write_secrets(settings(tmp_path), address=HERE)
    path = write_secrets(settings(tmp_path, oidc_client_secret="another"), address=HERE)
    assert tomllib.loads(path.read_text())["auth"]["client_secret"] == "another"
    write_secrets(settings(tmp_path, oidc_issuer=""), address=HERE)
    assert list(path.parent.iterdir()) == []


def test_the_cookies_are_signed_alike_after_a_restart(tmp_path: Path) -> None:
    path = write_secrets(settings(tmp_path), address=HERE)
    first = path.read_text()
    assert write_secrets(settings(tmp_path), address=HERE).read_text() == first
    assert "gehe" not in repr(settings(tmp_path))
