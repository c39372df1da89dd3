"""What earns points and what they are exchanged for: ``content/culture``, which people edit."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from lms.platform.settings import Locale

_FOLDER = Path(__file__).parents[2] / "content" / "culture"
Rule = Literal[
    "praise", "observation", "sign_off", "review_streak", "suggestion", "star", "hardship", "story"
]
"""The rules there are: each is a deed that somebody else saw. There is none that counts, and none for silence."""
Some = Annotated[int, Field(gt=0, le=1_000_000)]


class RulesError(ValueError):
    """A file of ``content/culture`` cannot be used; the message names file and place."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Earning(_Strict):
    """Points for one event, and at most so many a month by this rule."""

    points: Some
    most_a_month: Some


class Saving(_Strict):
    """What of a saving comes back to whoever suggested it."""

    least_percent: Annotated[int, Field(ge=1, le=5)]
    most_percent: Annotated[int, Field(ge=1, le=5)]
    cents_per_point: Some
    most_points: Some

    @model_validator(mode="after")
    def _in_order(self) -> "Saving":
        if self.least_percent > self.most_percent:
            raise ValueError("least_percent is above most_percent: exchange them")
        return self


class ContestLimits(_Strict):
    """How much a contest may give away, and to how many places."""

    most_points: Some
    most_places: Annotated[int, Field(ge=1, le=20)]


class Offer(_Strict):
    """Something points are exchanged for."""

    kind: Literal["gift", "training"]
    points: Some


class PointRules(_Strict):
    """The whole file."""

    version: Some
    rules: Mapping[Rule, Earning]
    streak_days: Annotated[int, Field(ge=2, le=250)]
    saving: Saving
    contest: ContestLimits
    offers: Mapping[str, Offer]


class OfferWords(_Strict):
    """An offer in one language."""

    title: Annotated[str, Field(min_length=1, max_length=60)]
    about: Annotated[str, Field(min_length=1, max_length=300)]


@cache
def point_rules() -> PointRules:
    """The shipped rules.

    Raises:
        RulesError: the file is missing or not what it should be.
    """
    return parse_rules(_read("points.yaml"))


@cache
def offer_words(locale: Locale) -> Mapping[str, OfferWords]:
    """The offers in a language, by slug.

    Raises:
        RulesError: the file is missing, not what it should be, or an offer has no words.
    """
    name = f"offers.{locale}.yaml"
    try:
        words = {slug: OfferWords.model_validate(one) for slug, one in _read(name).items()}
    except ValidationError as error:
        raise RulesError(_told(name, error)) from error
    if differing := words.keys() ^ point_rules().offers.keys():
        raise RulesError(f"content/culture/{name}: {', '.join(sorted(differing))} stands in one file only")
    return words


def parse_rules(told: Mapping[str, Any], name: str = "points.yaml") -> PointRules:
    """Rules out of what a file holds.

    Raises:
        RulesError: with file, place and what is wrong.
    """
    try:
        return PointRules.model_validate(told)
    except ValidationError as error:
        raise RulesError(_told(name, error)) from error


def _told(name: str, error: ValidationError) -> str:
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"])
    return f"content/culture/{name}: {place}: {first['msg']}"


def _read(name: str) -> Mapping[str, Any]:
    try:
        told = yaml.safe_load((_FOLDER / name).read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise RulesError(f"content/culture/{name} cannot be read: {error}") from error
    if not isinstance(told, dict):
        raise RulesError(f"content/culture/{name} is no table")
    return told
