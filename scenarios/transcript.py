"""The transcript: what was said, by whom, in order. The shape other programs exchange."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Speaker = Literal["customer", "trainee"]
Locale = Literal["zh-CN", "en"]
LOCALES: tuple[Locale, ...] = ("zh-CN", "en")

FREE = "free"
"""The slug of a transcript that comes from outside the library."""


class Signs(BaseModel):
    """What a scenario would have told of the customer; ``None`` means infer it from the words."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    elderly_or_disabled: bool | None = None
    fraud: bool | None = None


class Turn(BaseModel):
    """One utterance. Turns are counted from 0 over both speakers."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    speaker: Speaker
    text: str
    at: datetime | None = None


class Transcript(BaseModel):
    """A conversation as exchanged: TAXONOMY, *Exchanged shapes*. A null field equals an absent one."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    scenario: str = FREE
    locale: Locale
    signs: Signs | None = None
    turns: tuple[Turn, ...] = Field(default=())
