"""The rubric: dimensions, and in them yes/no questions with a weight, a source and words to say instead."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import ConfigDict, Field, model_validator

from scenarios.content_file import FileError, read_model, text_of
from scenarios.persona import Strict
from scenarios.schema import Advice
from scenarios.transcript import Locale

RUBRICS = Path(__file__).parent / "rubrics"

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*([_-][a-z0-9]+)*$")]
Share = Annotated[int, Field(ge=0, le=100)]


class UnknownRubric(LookupError):
    """There is no rubric of that name."""


class Bilingual(Strict):
    """The same words in both languages; in the file under ``zh-CN`` and ``en``."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    zh: Annotated[str, Field(alias="zh-CN", min_length=1)]
    en: Annotated[str, Field(min_length=1)]

    def said_in(self, locale: Locale) -> str:
        """Return the words in ``locale``."""
        return self.zh if locale == "zh-CN" else self.en


class BilingualAdvice(Strict):
    """Words one could say at a counter, and why they work, in both languages."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    zh: Annotated[Advice, Field(alias="zh-CN")]
    en: Advice

    def said_in(self, locale: Locale) -> Advice:
        """Return the advice in ``locale``."""
        return self.zh if locale == "zh-CN" else self.en


class Dimension(Strict):
    """A group of criteria that is shown with a score of its own."""

    id: Id
    name: Bilingual


class Criterion(Strict):
    """One yes/no question.

    Attributes:
        weight: how much it counts among the criteria that apply; a blocker's weight only ranks its advice.
        blocker: a red line: it gives no points, and when it is crossed it caps the total.
        cap: the highest total, 0 to 100, that is possible once the red line is crossed; set for blockers alone.
        source: the standard or rule it rests on.
        shown_by: whether it is words that show it was met, or that nothing went wrong; the latter for every blocker.
    """

    id: Id
    dimension: Id
    weight: Annotated[int, Field(ge=1, le=10)] = 1
    blocker: bool = False
    cap: Share | None = None
    question: Bilingual
    applies_when: Bilingual
    source: Bilingual
    shown_by: Literal["words", "absence"] = "words"
    advice: BilingualAdvice

    @model_validator(mode="before")
    @classmethod
    def _a_blocker_is_kept_by_absence(cls, data: Any) -> Any:
        return {"shown_by": "absence", **data} if isinstance(data, dict) and data.get("blocker") else data

    @model_validator(mode="after")
    def _only_a_blocker_caps(self) -> Self:
        if self.blocker and self.cap is None:
            raise ValueError("a blocker needs a cap: write “cap: 40”")
        if not self.blocker and self.cap is not None:
            raise ValueError("only a blocker has a cap: write “blocker: true”, or remove the cap")
        return self


class Rubric(Strict):
    """What a conversation is judged by.

    Attributes:
        pass_mark: the total from which an attempt passes, if no blocker is crossed.
        exam_judge: whose verdict an exam counts by. With ``llm`` the rules' stands until the model's is there, and
            where no model answers.
        bar: the agreement, 0 to 1, under which a calibration flags a criterion: with each other, or with the judge
            that counts, people agreed less on it than that.

    Raises:
        ValidationError: where a field is wrong, an id stands twice or a dimension is not there.
    """

    id: Id
    version: Annotated[int, Field(ge=1)]
    name: Bilingual
    pass_mark: Share = 70
    exam_judge: Literal["rules", "llm"] = "rules"
    bar: Annotated[float, Field(ge=0, le=1)] = 0.6
    dimensions: Annotated[tuple[Dimension, ...], Field(min_length=1)]
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        known = [dimension.id for dimension in self.dimensions]
        seen: set[str] = set()
        for criterion in self.criteria:
            if criterion.dimension not in known:
                raise ValueError(
                    f"criteria.{criterion.id}: there is no dimension “{criterion.dimension}”; "
                    f"known: {', '.join(known)}"
                )
            if criterion.id in seen:
                raise ValueError(f"criteria.{criterion.id}: stands twice; remove one")
            seen.add(criterion.id)
        return self

    def criterion(self, id_: str) -> Criterion:
        """Return one criterion.

        Raises:
            KeyError: the rubric has none of that id.
        """
        for criterion in self.criteria:
            if criterion.id == id_:
                return criterion
        raise KeyError(id_)


def read_rubric(text: str, *, file: str = "rubric.yaml") -> Rubric:
    """Read a rubric from YAML text.

    Raises:
        FileError: for text that is not YAML, or a field that is wrong.
    """
    return read_model(text, Rubric, file=file)


@lru_cache(maxsize=64)
def load_rubric(rubric: str, folder: Path = RUBRICS) -> Rubric:
    """Read a shipped rubric by its id.

    Raises:
        UnknownRubric: there is none; the message names those that are.
        FileError: its file is wrong.
    """
    there = sorted(path.stem for path in folder.glob("*.yaml"))
    if rubric not in there:
        raise UnknownRubric(f"no rubric “{rubric}”; there are: {', '.join(there) or 'none'}")
    path = folder / f"{rubric}.yaml"
    read = read_rubric(text_of(path, file=path.name), file=path.name)
    if read.id != rubric:
        raise FileError(path.name, 1, "id", f"says “{read.id}”; the file is called “{rubric}”")
    return read
