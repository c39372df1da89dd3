"""Settings: ``LMS_*`` variables or a ``.env`` file beside the working directory.

A value that cannot be used is refused with a sentence that names the variable and the cure. Secrets are
``SecretStr``: they show as asterisks in ``repr``, logs and tracebacks.
"""

import re
import secrets
from decimal import Decimal
from functools import lru_cache
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AliasChoices, Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_core.core_schema import ValidationInfo
from pydantic_settings import SettingsConfigDict

from lms.platform.database_url import normal_url
from lms.platform.errors import LmsError
from lms.platform.key_files import write_secret
from lms.platform.mail_settings import MailSettings
from lms.platform.single_sign_on import SingleSignOnSettings

Locale = Literal["zh-CN", "en"]
LOCALES: tuple[Locale, ...] = ("zh-CN", "en")
ModelName = Annotated[str, Field(max_length=120)]
Price = Annotated[Decimal | None, Field(ge=0, le=1_000_000)]
KEY_FILE = "secret.key"
MINIMUM_KEY_LENGTH = 32
VOICES = (
    "speech_voice",
    "speech_voice_female",
    "speech_voice_male",
    "speech_voice_elderly",
    "speech_voice_elderly_female",
    "speech_voice_elderly_male",
)


@lru_cache(maxsize=1)
def _timezones() -> frozenset[str]:
    # To tell them, every file of time zones is opened: most of what reading the settings would take.
    return frozenset(available_timezones())


class BadSettings(LmsError):
    """One or more settings cannot be used; the message has one line a setting, each with its cure."""


class Settings(MailSettings, SingleSignOnSettings):
    """Everything that differs between one installation and the next."""

    model_config = SettingsConfigDict(
        env_prefix="LMS_",
        env_file=".env",
        # Windows editors write a byte order mark; the first setting is not to be lost with it.
        env_file_encoding="utf-8-sig",
        extra="ignore",
        env_ignore_empty=True,
        populate_by_name=True,
        hide_input_in_errors=True,
    )

    home: Path = Field(default=Path("var"), description="Folder for what a run makes")
    database_url: SecretStr = Field(
        default=SecretStr(""),
        description="sqlite:///… or postgresql://…; a SQLite file under home by default",
    )
    secret_key: SecretStr = Field(
        default=SecretStr(""), description="At least 32 characters; a key file under home by default"
    )
    public_url: str = Field(
        default="",
        description="Address by which people reach the portal, https://learn.bank.example; it stands on certificates",
    )
    badge_key: SecretStr = Field(
        default=SecretStr(""),
        description="RSA key in PEM, or the file it is in, that signs badges; a key file under home by default",
    )
    demo: bool = Field(default=False, description="Invented bank and one-click accounts; never in production")
    locale_default: Locale = Field(default="zh-CN", description="Language before a person has chosen one")
    timezone: str = Field(default="Asia/Shanghai", description="The bank's time zone, an IANA name")

    nightly_at: str = Field(
        default="02:30", description="When an open portal does the night's work, in the bank's time zone"
    )

    comparison_minimum: Annotated[int, Field(ge=1, le=10_000)] = Field(
        default=5, description="Units with fewer enrolments are not compared with others"
    )

    session_hours: Annotated[int, Field(ge=1, le=720)] = Field(
        default=12, description="A sign-in lasts so long"
    )
    lockout_failures: Annotated[int, Field(ge=1, le=100)] = Field(
        default=5, description="Wrong passwords in the window that lock an account"
    )
    lockout_window_minutes: Annotated[int, Field(ge=1, le=1440)] = Field(
        default=15, description="Wrong passwords are counted over so many minutes"
    )
    lockout_minutes: Annotated[int, Field(ge=1, le=1440)] = Field(
        default=15, description="A locked account opens again after so many minutes"
    )
    mentor_load_limit: Annotated[int, Field(ge=1, le=100)] = Field(
        default=5, description="People one mentor accompanies at once, at most"
    )

    original_keys: SecretStr = Field(
        default=SecretStr(""),
        description="Keys of customers' originals by commas, newest first; else a key file",
    )
    original_days: Annotated[int, Field(ge=1, le=3_650)] = Field(
        default=1_095, description="Days a customer's original words are kept, sealed"
    )
    service_hours: str = Field(
        default="09:00-17:00",
        description="Posted service hours of a working day, by which complaints are answered: 09:00-12:00,13:30-17:00",
    )
    customer_page: bool = Field(default=True, description="Customers may write by a branch's QR code")
    trusted_proxies: str = Field(
        default="",
        description="Proxies on other machines whose X-Forwarded-For is believed: addresses or networks by commas",
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="Least important log line that is written"
    )
    log_format: Literal["json", "console"] = Field(
        default="json", description="json for machines, console for people"
    )

    llm_base_url: str = Field(
        default="",
        validation_alias=AliasChoices("LMS_LLM_BASE_URL", "OPENAI_BASE_URL"),
        description="An OpenAI-compatible endpoint, ending in /v1; empty: the provider's own",
    )
    llm_api_key: SecretStr = Field(
        default=SecretStr(""),
        validation_alias=AliasChoices("LMS_LLM_API_KEY", "OPENAI_API_KEY"),
        description="Key of the endpoint",
    )
    llm_model: ModelName = Field(
        default="", description="Model that plays the customer; empty: the built-in customer"
    )
    llm_price_in: Price = Field(default=None, description="Price of a million tokens of prompt")
    llm_price_out: Price = Field(default=None, description="Price of a million tokens of answer")
    llm_currency: Annotated[str, Field(pattern="^[A-Z]{3}$")] = Field(
        default="CNY", description="Currency of the prices, three capital letters"
    )
    llm_judge_model: ModelName = Field(
        default="", description="Model that judges exams beside the rules; empty: LMS_LLM_MODEL"
    )
    llm_judge_base_url: str = Field(default="", description="Endpoint of the judge; empty: the common one")
    llm_judge_api_key: SecretStr = Field(
        default=SecretStr(""), description="Key of the judge; empty: the common one, at the common endpoint"
    )
    llm_judge_temperature: Annotated[float | None, Field(ge=0, le=2)] = Field(
        default=None, description="0 to 2; a judge's is 0 unless set"
    )
    llm_judge_price_in: Price = Field(default=None, description="Price of a million tokens of prompt")
    llm_judge_price_out: Price = Field(default=None, description="Price of a million tokens of answer")
    llm_coach_model: ModelName = Field(default="", description="Model that coaches; empty: LMS_LLM_MODEL")
    llm_coach_base_url: str = Field(default="", description="Endpoint of the coach; empty: the common one")
    llm_coach_api_key: SecretStr = Field(
        default=SecretStr(""), description="Key of the coach; empty: the common one, at the common endpoint"
    )
    llm_coach_temperature: Annotated[float | None, Field(ge=0, le=2)] = Field(
        default=None, description="0 to 2; empty: LMS_LLM_TEMPERATURE"
    )
    llm_coach_price_in: Price = Field(default=None, description="Price of a million tokens of prompt")
    llm_coach_price_out: Price = Field(default=None, description="Price of a million tokens of answer")
    llm_temperature: Annotated[float, Field(ge=0, le=2)] = Field(
        default=0.7, description="Freedom of the words, 0 to 2"
    )
    llm_max_tokens: Annotated[int, Field(ge=16, le=4096)] = Field(
        default=160, description="Longest reply, in tokens"
    )
    llm_timeout_s: Annotated[float, Field(gt=0, le=600)] = Field(
        default=30.0, description="Longest wait for a whole reply, in seconds"
    )
    llm_first_token_timeout_s: Annotated[float, Field(gt=0, le=600)] = Field(
        default=10.0, description="Longest wait for the first word, in seconds"
    )
    llm_retries: Annotated[int, Field(ge=0, le=10)] = Field(
        default=2, description="Times a request is made again after 429 or 5xx"
    )
    llm_attempt_token_budget: Annotated[int, Field(ge=0)] = Field(
        default=120_000,
        description="Tokens one attempt may use before the built-in customer takes over; its second reading as many",
    )

    speech_base_url: str = Field(
        default="",
        description="Endpoint with /audio/transcriptions and /audio/speech, ending in /v1; empty: that of the LLM",
    )
    speech_api_key: SecretStr = Field(
        default=SecretStr(""),
        description="Key of the speech endpoint; empty: the LLM's, at the LLM's endpoint",
    )
    transcription_model: str = Field(
        default="", description="Model that turns a trainee's recording into words; empty: no recording"
    )
    speech_model: str = Field(
        default="", description="Model that reads the customer's lines aloud; empty: no reading aloud"
    )
    speech_voice: str = Field(
        default="alloy", description="Voice of a customer; one for all, or zh-CN=…,en=…"
    )
    speech_voice_female: str = Field(default="", description="Voice of a woman; empty: LMS_SPEECH_VOICE")
    speech_voice_male: str = Field(default="", description="Voice of a man; empty: LMS_SPEECH_VOICE")
    speech_voice_elderly: str = Field(
        default="", description="Voice of an elderly customer; empty: as for a younger one"
    )
    speech_voice_elderly_female: str = Field(
        default="", description="Voice of an elderly woman; empty: LMS_SPEECH_VOICE_ELDERLY"
    )
    speech_voice_elderly_male: str = Field(
        default="", description="Voice of an elderly man; empty: LMS_SPEECH_VOICE_ELDERLY"
    )
    speech_format: Literal["mp3", "wav", "opus", "aac", "flac"] = Field(
        default="mp3", description="What is asked of the endpoint; mp3 is small and every browser plays it"
    )
    speech_timeout_s: Annotated[float, Field(gt=0, le=600)] = Field(
        default=20.0, description="One recording read, or one line spoken, in seconds"
    )
    recording_seconds: Annotated[int, Field(ge=5, le=600)] = Field(
        default=120, description="Longest recording that is taken"
    )

    @field_validator("home")
    @classmethod
    def _home_is_absolute(cls, home: Path) -> Path:
        return home.expanduser().resolve()

    @field_validator("timezone")
    @classmethod
    def _timezone_is_known(cls, name: str) -> str:
        if name not in _timezones():
            raise ValueError("write an IANA time zone such as Asia/Shanghai")
        return name

    @field_validator("nightly_at")
    @classmethod
    def _hour_is_of_the_day(cls, hour: str) -> str:
        if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", hour):
            raise ValueError("write hours and minutes, such as 02:30")
        return hour

    @field_validator("trusted_proxies")
    @classmethod
    def _proxies_are_addresses(cls, named: str) -> str:
        try:
            for one in filter(None, map(str.strip, named.split(","))):
                ip_network(one, strict=False)
        except ValueError:
            raise ValueError("write addresses or networks, such as 10.0.0.5,10.1.0.0/24") from None
        return named

    @field_validator("service_hours")
    @classmethod
    def _service_hours_follow_each_other(cls, hours: str) -> str:
        moments = re.split(r"[-,]", re.sub(r"\s", "", hours))
        span = r"([01]\d|2[0-3]):[0-5]\d"
        if (
            not re.fullmatch(rf"{span}-{span}(,{span}-{span})*", re.sub(r"\s", "", hours))
            or sorted(set(moments)) != moments
        ):
            raise ValueError("write from-to, one after the other, such as 09:00-12:00,13:30-17:00")
        return hours

    @field_validator("secret_key", "original_keys")
    @classmethod
    def _key_is_long_enough(cls, key: SecretStr, info: ValidationInfo) -> SecretStr:
        given = key.get_secret_value()
        each = given.split(",") if info.field_name == "original_keys" else [given]
        if given and min(len(one.strip()) for one in each) < MINIMUM_KEY_LENGTH:
            raise ValueError(
                f"write at least {MINIMUM_KEY_LENGTH} random characters, or leave it out and a key file is made"
            )
        return key

    @field_validator("llm_base_url", "llm_judge_base_url", "llm_coach_base_url", "speech_base_url")
    @classmethod
    def _endpoint_is_http(cls, url: str) -> str:
        if url and not url.startswith(("http://", "https://")):
            raise ValueError("write an address such as http://127.0.0.1:8000/v1")
        return url.rstrip("/")

    @field_validator("public_url")
    @classmethod
    def _public_url_is_an_address(cls, url: str) -> str:
        if url and not url.startswith(("http://", "https://")):
            raise ValueError("write the whole address, such as https://learn.bank.example")
        return url.rstrip("/")

    @field_validator(*VOICES)
    @classmethod
    def _voices_are_named(cls, value: str) -> str:
        if "=" in value and not voices_in(value):
            raise ValueError("write the name of one voice, or zh-CN=<name>,en=<name>")
        return value.strip()

    @field_validator("database_url")
    @classmethod
    def _database_is_known(cls, secret: SecretStr) -> SecretStr:
        return SecretStr(normal_url(secret.get_secret_value()))

    @model_validator(mode="after")
    def _database_defaults_to_a_file(self) -> Self:
        if not self.database_url.get_secret_value():
            self.database_url = SecretStr(f"sqlite:///{self.home / 'lms.sqlite3'}")
        return self

    @property
    def zone(self) -> ZoneInfo:
        """The bank's time zone."""
        return ZoneInfo(self.timezone)

    @property
    def llm_configured(self) -> bool:
        """Whether a model was named, so that an LLM can play the customer."""
        return bool(self.llm_model)

    @property
    def speech_endpoint(self) -> tuple[str, SecretStr]:
        """Address and key of the speech endpoint. The LLM's key is sent to the LLM's own endpoint alone."""
        url = self.speech_base_url or self.llm_base_url
        own = self.speech_api_key.get_secret_value()
        return url, self.llm_api_key if not own and url == self.llm_base_url else self.speech_api_key

    def key(self) -> bytes:
        """The installation's secret: from ``LMS_SECRET_KEY``, else from a file made at first run (0600)."""
        given = self.secret_key.get_secret_value()
        return given.encode() if given else _key_from_file(self.home / KEY_FILE)


def voices_in(value: str) -> dict[Locale, str]:
    """The voice for each language; ``zh-CN=huihui,en=amy`` names them apart, a bare name speaks all.

    Returns:
        Nothing where ``value`` is empty or cannot be understood.
    """
    if "=" not in value:
        return {locale: value.strip() for locale in LOCALES if value.strip()}
    named = [tuple(map(str.strip, part.partition("=")[::2])) for part in value.split(",")]
    known = {locale: voice for name, voice in named for locale in LOCALES if name == locale and voice}
    return known if len(known) == len(named) else {}


def _key_from_file(path: Path) -> bytes:
    if not path.exists():
        write_secret(path, secrets.token_urlsafe(48).encode())
    key = path.read_text().strip()
    if len(key) < MINIMUM_KEY_LENGTH:
        raise BadSettings(
            f"{path}: the key is too short. Delete the file and start again; everybody signs in anew."
        )
    return key.encode()


def load_settings(**values: Any) -> Settings:
    """Read the settings; ``values`` win over the environment.

    Raises:
        BadSettings: a value cannot be used (one line a setting, with its cure), or ``.env`` cannot be read.
    """
    try:
        return Settings(**values)
    except ValidationError as error:
        lines = [_cure(dict(problem)) for problem in error.errors(include_input=False, include_url=False)]
        raise BadSettings("\n".join(lines)) from None
    except (OSError, UnicodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        where = Path(".env").absolute()
        raise BadSettings(
            f"{where} cannot be read: {reason}. Save it as UTF-8, open to whoever runs the portal, or remove it."
        ) from None


def _cure(problem: dict[str, Any]) -> str:
    name = str(problem["loc"][0]) if problem["loc"] else "settings"
    variable = name if name.isupper() else f"LMS_{name.upper()}"
    field = Settings.model_fields.get(variable.removeprefix("LMS_").lower())
    meaning = f" ({field.description})" if field and field.description else ""
    return f"{variable}: {str(problem['msg']).removeprefix('Value error, ')}{meaning}"


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process, read once. Services are handed theirs; only the front doors call this."""
    return load_settings()
