"""Words for the handler, as files: what calms, and what a good reply says, by step and cause, in both languages.

``content/feedback/replies.<locale>.yaml`` may be edited freely. ``{number}``, ``{branch}``, ``{handler}`` and
``{until}`` are filled in; everything else stands as it is written.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from lms.feedback.cases.words import STEPS
from lms.feedback.classification.labels import CAUSES, SEGMENTS
from lms.feedback.doings import DOING_NAMES
from lms.platform.settings import Locale

_FILES = Path(__file__).parents[3] / "content" / "feedback"


class TemplateError(ValueError):
    """A file of words cannot be used; the message names file and place."""


class Words(BaseModel):
    """Words that may be said, with when they fit; empty lists fit always.

    Attributes:
        findings: whose doing it was found to be; where any is named they fit only once that was found.
        trained: they say that a colleague has trained for this, and fit only once that is true.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    words: str
    steps: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    trained: bool = False

    @field_validator("steps")
    @classmethod
    def _steps_are_known(cls, steps: tuple[str, ...]) -> tuple[str, ...]:
        return _known(steps, STEPS)

    @field_validator("causes")
    @classmethod
    def _causes_are_known(cls, causes: tuple[str, ...]) -> tuple[str, ...]:
        return _known(causes, CAUSES)

    @field_validator("segments")
    @classmethod
    def _segments_are_known(cls, segments: tuple[str, ...]) -> tuple[str, ...]:
        return _known(segments, SEGMENTS)

    @field_validator("findings")
    @classmethod
    def _findings_are_known(cls, findings: tuple[str, ...]) -> tuple[str, ...]:
        return _known(findings, tuple(DOING_NAMES))

    def fit(
        self, *, step: str, cause: str | None, segment: str, doing: str | None = None, trained: bool = False
    ) -> bool:
        """Whether they fit a case at a step; ``doing`` is whose it was found to be, none where nothing is found."""
        return (
            (not self.trained or trained)
            and (not self.findings or doing in self.findings)
            and (not self.steps or step in self.steps)
            and (not self.causes or cause in self.causes)
            and (not self.segments or segment in self.segments)
        )

    def said(self, known: Mapping[str, str]) -> str:
        """The words with what is known filled in."""
        words = self.words.strip()
        for name, value in known.items():
            words = words.replace("{" + name + "}", value)
        return words


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    calming: tuple[Words, ...]
    replies: tuple[Words, ...]


def calming_words(locale: Locale, *, step: str, cause: str | None, segment: str) -> tuple[Words, ...]:
    """What calms at a step."""
    return tuple(one for one in _file(locale).calming if one.fit(step=step, cause=cause, segment=segment))


def reply_words(
    locale: Locale,
    *,
    step: str,
    cause: str | None,
    segment: str,
    doing: str | None = None,
    trained: bool = False,
) -> tuple[Words, ...]:
    """What may be said or written at a step; that a colleague has trained comes first, then what is for the cause."""
    replies = _file(locale).replies
    fitting = [
        one
        for one in replies
        if one.fit(step=step, cause=cause, segment=segment, doing=doing, trained=trained)
    ]
    return tuple(sorted(fitting, key=lambda one: (not one.trained, not one.causes)))


def all_words(locale: Locale) -> tuple[tuple[Words, ...], tuple[Words, ...]]:
    """What calms, and what may be answered, whatever the case; without what is true only after somebody trained."""
    file = _file(locale)
    return file.calming, tuple(one for one in file.replies if not one.trained)


@cache
def _file(locale: Locale) -> _File:
    name = f"replies.{locale}.yaml"
    try:
        return _File.model_validate(yaml.safe_load((_FILES / name).read_text(encoding="utf-8")))
    except (OSError, yaml.YAMLError, ValidationError) as error:
        raise TemplateError(f"content/feedback/{name}: {error}") from error


def _known(given: tuple[str, ...], labels: tuple[str, ...]) -> tuple[str, ...]:
    unknown = sorted(set(given) - set(labels))
    if unknown:
        raise ValueError(f"{', '.join(unknown)}: write one of {', '.join(labels)}")
    return given
