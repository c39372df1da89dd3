"""The competency framework: what each level looks like at work, and what speaks for a competency."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, model_validator

from lms.catalogue.teaching.vocabulary import COMPETENCIES
from scenarios.content_file import FileError, read_model, text_of
from scenarios.persona import Strict
from scenarios.transcript import LOCALES, Locale
from scoring.schema import load_rubric

FOLDER = Path(__file__).parents[3] / "content" / "competencies"

LEVELS = 4
DIFFICULTIES = 5

Words = Annotated[str, Field(min_length=1)]
Weight = Annotated[float, Field(gt=0, le=10)]


class LevelDescription(Strict):
    """One level of a competency.

    Attributes:
        does: what somebody at this level is seen to do, one observable thing each.
    """

    does: Annotated[tuple[Words, ...], Field(min_length=2, max_length=5)]


class Competency(Strict):
    """One competency in one language.

    Attributes:
        id: one of ``COMPETENCIES``.
        name: what it is called.
        summary: one sentence on what it is for.
        levels: level 1 to 4, each holding what stands before it.
    """

    id: str
    name: Words
    summary: Words
    levels: Annotated[tuple[LevelDescription, ...], Field(min_length=LEVELS, max_length=LEVELS)]

    @model_validator(mode="after")
    def _known(self) -> Self:
        _must_be_known(self.id)
        return self


class Framework(Strict):
    """All competencies in one language.

    Attributes:
        version: grows with every change of what is described.
        level_names: what levels 1 to 4 are called.
        competencies: each of ``COMPETENCIES``, in their order.
    """

    locale: Locale
    version: Annotated[int, Field(ge=1)]
    level_names: Annotated[tuple[Words, ...], Field(min_length=LEVELS, max_length=LEVELS)]
    competencies: tuple[Competency, ...]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        there = [one.id for one in self.competencies]
        for id_ in COMPETENCIES:
            if there.count(id_) != 1:
                raise ValueError(f"competencies: “{id_}” must stand once; it stands {there.count(id_)} times")
        if tuple(there) != COMPETENCIES:
            raise ValueError(f"competencies: keep to the order {', '.join(COMPETENCIES)}")
        return self

    def of(self, competency: str) -> Competency:
        """Return one competency.

        Raises:
            KeyError: there is none of that id.
        """
        for one in self.competencies:
            if one.id == competency:
                return one
        raise KeyError(competency)


class CriterionEvidence(Strict):
    """What a criterion of a rubric speaks for.

    Attributes:
        speaks_for: by competency, how many plain observations it is worth, above 0.
        when_broken: for a red line: the same when it was crossed. Keeping to it proves less than crossing it.
        shift: how much easier (below 0) or harder than the scenario it is, in steps of difficulty.
    """

    speaks_for: Annotated[dict[str, Weight], Field(min_length=1)]
    when_broken: dict[str, Weight] = Field(default_factory=dict)
    shift: Annotated[float, Field(ge=-2, le=2)] = 0.0

    @model_validator(mode="after")
    def _known(self) -> Self:
        for id_ in (*self.speaks_for, *self.when_broken):
            _must_be_known(id_)
        for id_ in set(self.when_broken) - set(self.speaks_for):
            raise ValueError(f"when_broken: “{id_}” stands under speaks_for too, or nowhere")
        return self


class WantedEnding(Strict):
    """What a scenario's ending speaks for: competencies that the scenario trains and no criterion tells.

    Attributes:
        weight: how many plain observations it is worth.
        competencies: those it may speak for; it does where the scenario names them.
    """

    weight: Weight
    competencies: Annotated[tuple[str, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _known(self) -> Self:
        for id_ in self.competencies:
            _must_be_known(id_)
        return self


class OtherEvidence(Strict):
    """How many plain observations other evidence is worth."""

    quiz_item: Weight
    observation: Weight
    sign_off: Weight


class EvidenceMap(Strict):
    """What is evidence for which competency.

    Attributes:
        rubric: whose criteria are mapped; every one of them is.
        criteria: by the criterion's id.
        wanted_ending: what the ending of a scenario speaks for.
        other: how many plain observations a quiz item, an observation on the job and a mentor's sign-off are worth.
        difficulty: how difficulty 1 to 5 is read, in each language.
    """

    version: Annotated[int, Field(ge=1)]
    rubric: str
    criteria: dict[str, CriterionEvidence]
    wanted_ending: WantedEnding
    other: OtherEvidence
    difficulty: Annotated[
        tuple[dict[Locale, Words], ...], Field(min_length=DIFFICULTIES, max_length=DIFFICULTIES)
    ]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        known = [criterion.id for criterion in load_rubric(self.rubric).criteria]
        for id_ in known:
            if id_ not in self.criteria:
                raise ValueError(f"criteria: “{id_}” of {self.rubric} is missing; say what it speaks for")
        for id_ in self.criteria:
            if id_ not in known:
                raise ValueError(f"criteria: {self.rubric} has no “{id_}”; known: {', '.join(known)}")
        told = {competency for one in self.criteria.values() for competency in one.speaks_for}
        for competency in self.wanted_ending.competencies:
            if competency in told:
                raise ValueError(f"wanted_ending: criteria speak for “{competency}” already; take it out")
        for number, words in enumerate(self.difficulty, 1):
            for locale in LOCALES:
                if locale not in words:
                    raise ValueError(f"difficulty: {number} has no words in {locale}")
        return self


@lru_cache(maxsize=8)
def load_framework(locale: Locale, folder: Path = FOLDER) -> Framework:
    """Read the framework in one language.

    Raises:
        FileError: the file cannot be used; file, line and field are named.
    """
    path = folder / f"framework.{locale}.yaml"
    read = read_model(text_of(path, file=path.name), Framework, file=path.name)
    if read.locale != locale:
        raise FileError(path.name, 1, "locale", f"says {read.locale}; the file's name says {locale}")
    return read


@lru_cache(maxsize=8)
def load_evidence_map(folder: Path = FOLDER) -> EvidenceMap:
    """Read what is evidence for which competency.

    Raises:
        FileError: the file cannot be used; file, line and field are named.
    """
    path = folder / "evidence.yaml"
    return read_model(text_of(path, file=path.name), EvidenceMap, file=path.name)


def _must_be_known(competency: str) -> None:
    if competency not in COMPETENCIES:
        raise ValueError(f"there is no competency “{competency}”; known: {', '.join(COMPETENCIES)}")
