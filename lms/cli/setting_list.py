"""Every setting of an installation, for ``lms doctor``: its value, where that comes from, and what it means."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Literal

from pydantic import AliasChoices, SecretStr

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

    from lms.platform.settings import Settings

Origin = Literal["default", "environment", ".env"]
Value = str | int | float | bool | None

GROUPS = {
    "Installation": (),
    "Signing in": ("session", "lockout", "oidc"),
    "Mail": ("smtp",),
    "Log": ("log",),
    "Language model": ("llm",),
    "Speech": ("speech", "transcription", "recording"),
}
"""Groups by the first word of a setting's name; what is in no other belongs to the first."""
SET, NOT_SET = "set", "not set"


@dataclass(frozen=True)
class Setting:
    """One setting.

    Attributes:
        name: its variable.
        group: what it is about, one of ``GROUPS``.
        value: what the program uses; ``set`` or ``not set`` for a secret.
        origin: where the value comes from.
        default: what is used when nothing is set; ``not set`` for a secret.
        meaning: one line.
    """

    name: str
    group: str
    value: Value
    origin: Origin
    default: Value
    meaning: str

    def as_json(self) -> dict[str, Value]:
        """The setting for other programs."""
        return asdict(self)


def settings_of(settings: "Settings") -> tuple[Setting, ...]:
    """Every setting in the order of its group; secrets are told as set or not, addresses without a password."""
    from dotenv import dotenv_values

    in_file = {name.upper(): value for name, value in dotenv_values(".env", encoding="utf-8-sig").items()}
    in_environment = {name.upper(): value for name, value in os.environ.items()}
    found = []
    for name, field in type(settings).model_fields.items():
        origin = _origin(_variables(name, field), in_environment, in_file)
        value, default = _shown(getattr(settings, name)), _shown(field.default)
        if isinstance(field.default, SecretStr):
            value, default = (NOT_SET if origin == "default" else SET), NOT_SET
        meaning = field.description or ""
        found.append(Setting(f"LMS_{name.upper()}", _group(name), value, origin, default, meaning))
    return tuple(sorted(found, key=lambda setting: list(GROUPS).index(setting.group)))


def in_columns(settings: Sequence[Setting]) -> Iterator[str]:
    """The lines a person reads: a heading for each group, then name, value with its origin, and meaning."""
    for group in GROUPS:
        these = [setting for setting in settings if setting.group == group]
        if not these:
            continue
        values = [_with_origin(setting) for setting in these]
        name_width = max(len(setting.name) for setting in these)
        value_width = max(len(value) for value in values)
        yield group
        for setting, value in zip(these, values, strict=True):
            yield f"  {setting.name:<{name_width}}  {value:<{value_width}}  {setting.meaning}"
        yield ""


def _with_origin(setting: Setting) -> str:
    value = "–" if setting.value in {"", None} else str(setting.value)
    if isinstance(setting.value, bool):
        value = value.lower()  # as one would write it into .env
    if setting.origin == "default":
        return f"{value} (default)" if setting.value != NOT_SET else value
    from_where = "from .env" if setting.origin == ".env" else "from the environment"
    return f"{value} ({from_where})"


def _variables(name: str, field: "FieldInfo") -> tuple[str, ...]:
    """The variables a setting is read from."""
    alias = field.validation_alias
    if isinstance(alias, AliasChoices):
        return tuple(str(choice).upper() for choice in alias.choices)
    return (f"LMS_{name.upper()}",)


def _origin(
    variables: Sequence[str], in_environment: dict[str, str], in_file: dict[str, str | None]
) -> Origin:
    # An empty variable counts as none, as it does for whoever reads the settings.
    if any(in_environment.get(variable) for variable in variables):
        return "environment"
    return ".env" if any(in_file.get(variable) for variable in variables) else "default"


def _group(name: str) -> str:
    first = name.partition("_")[0]
    return next((group for group, words in GROUPS.items() if first in words), next(iter(GROUPS)))


def _shown(value: object) -> Value:
    from lms.cli.checks import without_password

    if value is None or isinstance(value, bool | int | float):
        return value
    text = str(value)
    return without_password(text) if "://" in text else text
