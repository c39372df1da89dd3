"""Settings: read from the environment, refused with a cure, silent about secrets."""

import stat
from pathlib import Path

import pytest

from lms.platform.settings import BadSettings, Settings, load_settings


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting of the machine reaches a test."""
    import os

    for name in list(os.environ):
        if name.upper().startswith(("LMS_", "OPENAI_")):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def database_url(settings: Settings) -> str:
    return settings.database_url.get_secret_value()


def test_without_a_word_it_is_a_file_under_var_and_no_llm(tmp_path: Path) -> None:
    settings = load_settings()
    assert settings.home == tmp_path / "var"
    assert database_url(settings) == f"sqlite:///{tmp_path}/var/lms.sqlite3"
    assert not settings.llm_configured
    assert not settings.demo
    assert (settings.locale_default, settings.timezone) == ("zh-CN", "Asia/Shanghai")


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_a_postgresql_address_is_taken_as_people_write_it(
    monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    monkeypatch.setenv("LMS_DATABASE_URL", f"{scheme}://lms:tiger@db/lms")
    assert database_url(load_settings()) == "postgresql+psycopg://lms:tiger@db/lms"


def test_openai_variables_count_where_ours_are_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "theirs")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://theirs/v1/")
    assert load_settings().llm_api_key.get_secret_value() == "theirs"
    assert load_settings().llm_base_url == "http://theirs/v1"
    monkeypatch.setenv("LMS_LLM_API_KEY", "ours")
    monkeypatch.setenv("LMS_LLM_BASE_URL", "http://ours/v1")
    assert load_settings().llm_api_key.get_secret_value() == "ours"
    assert load_settings().llm_base_url == "http://ours/v1"


def test_an_empty_variable_counts_as_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LMS_LLM_API_KEY", "")
    monkeypatch.setenv("OPENAI_API_KEY", "theirs")
    monkeypatch.setenv("LMS_LLM_MAX_TOKENS", "")
    assert load_settings().llm_api_key.get_secret_value() == "theirs"
    assert load_settings().llm_max_tokens == 160


def test_a_dotenv_file_is_read(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("LMS_DEMO=true\nLMS_LLM_MODEL=qwen\nOPENAI_API_KEY=theirs\n", "utf-8")
    settings = load_settings()
    assert settings.demo
    assert settings.llm_configured
    assert settings.llm_api_key.get_secret_value() == "theirs"


@pytest.mark.parametrize(
    "variable,value,cure",
    [
        ("LMS_DATABASE_URL", "mysql://lms:tiger@db/lms", "use SQLite"),
        ("LMS_DATABASE_URL", "what?", "write sqlite"),
        ("LMS_DATABASE_URL", "sqlite://", "name a file"),
        ("LMS_TIMEZONE", "Beijing", "Asia/Shanghai"),
        ("LMS_SECRET_KEY", "tiger", "at least 32"),
        ("LMS_LLM_BASE_URL", "localhost:8000", "http://"),
        ("LMS_LLM_TEMPERATURE", "tiger", "0 to 2"),
        ("LMS_SESSION_HOURS", "0", "greater than or equal to 1"),
        ("LMS_LOCALE_DEFAULT", "fr", "'zh-CN' or 'en'"),
    ],
)
def test_a_bad_value_is_named_with_its_cure_and_not_repeated(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, cure: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(BadSettings) as refused:
        load_settings()
    assert str(refused.value).startswith(f"{variable}: ")
    assert cure in str(refused.value)
    assert "tiger" not in str(refused.value)


def test_secrets_do_not_show() -> None:
    settings = load_settings(
        database_url="postgresql://lms:tiger@db/lms", llm_api_key="tiger-key", secret_key="tiger" * 10
    )
    assert "tiger" not in repr(settings)
    assert "tiger" not in str(settings.model_dump())


def test_a_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    settings = load_settings(home=tmp_path / "home")
    key = settings.key()
    assert len(key) >= 32
    assert load_settings(home=tmp_path / "home").key() == key
    (file,) = (tmp_path / "home").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_key_from_the_environment_leaves_no_file(tmp_path: Path) -> None:
    settings = load_settings(home=tmp_path / "home", secret_key="k" * 40)
    assert settings.key() == b"k" * 40
    assert not (tmp_path / "home").exists()
