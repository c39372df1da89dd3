"""Words a scenario draft is filled in with, as files: ``content/feedback/drafts*.yaml``, which may be edited freely."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, RootModel, model_validator

from lms.feedback.classification.labels import BUSINESSES, CAUSES
from scenarios.content_file import read_model, text_of
from scenarios.persona import Strict
from scenarios.schema import Variants
from scenarios.speech_acts import SpeechAct
from scenarios.transcript import Locale

FOLDER = Path(__file__).parents[3] / "content" / "feedback"
Gender = Literal["female", "male"]


class OfCause(Strict):
    """Where a draft of a cause begins, and by which acts its objective is met.

    Attributes:
        near: scenarios of the library, the fittest first.
    """

    near: Annotated[tuple[str, ...], Field(min_length=1)]
    acts: Annotated[tuple[SpeechAct, ...], Field(min_length=1)]


class Rules(Strict):
    """What holds in every language.

    Attributes:
        businesses: scenarios that are near to a business.
        names: of invented people, by gender, in each language.
    """

    causes: Mapping[str, OfCause]
    businesses: Mapping[str, tuple[str, ...]]
    names: Mapping[Gender, Annotated[tuple[Mapping[Locale, str], ...], Field(min_length=2)]]

    @model_validator(mode="after")
    def _known(self) -> "Rules":
        _all_of(self.causes, CAUSES)
        unknown = sorted(set(self.businesses) - set(BUSINESSES))
        if unknown:
            raise ValueError(f"businesses: {', '.join(unknown)}: write one of {', '.join(BUSINESSES)}")
        return self


class FactWords(Strict):
    """Something from before; see ``scenarios.schema.Fact``."""

    text: str
    marks: Annotated[tuple[str, ...], Field(min_length=1)]
    lines: Variants


class ObjectiveWords(Strict):
    """What is to be done about the cause; see ``scenarios.schema.Objective``."""

    text: str
    hint: str
    lines: Variants


class CauseWords(Strict):
    """What a draft says of its cause; ``{business}`` in ``known`` is filled in."""

    title: str
    summary: str
    known: str
    fact: FactWords
    objective: ObjectiveWords


class _Words(RootModel[dict[str, CauseWords]]):
    @model_validator(mode="after")
    def _known(self) -> "_Words":
        _all_of(self.root, CAUSES)
        return self


@cache
def rules() -> Rules:
    """What holds in every language."""
    return read_model(text_of(FOLDER / "drafts.yaml"), Rules, file="content/feedback/drafts.yaml")


@cache
def words_of(locale: Locale) -> Mapping[str, CauseWords]:
    """The words in a language, by cause."""
    name = f"drafts.{locale}.yaml"
    return read_model(text_of(FOLDER / name), _Words, file=f"content/feedback/{name}").root


def _all_of(given: Mapping[str, object], wanted: tuple[str, ...]) -> None:
    if set(given) != set(wanted):
        raise ValueError(f"each of these stands once: {', '.join(wanted)}")
