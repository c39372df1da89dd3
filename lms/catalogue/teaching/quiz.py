"""A course's quiz: items with an explanation at every answer, the wrong ones too."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from lms.catalogue.teaching.lesson import Choice
from lms.catalogue.teaching.rules import Citation
from lms.catalogue.teaching.vocabulary import Competencies, CompetencyLevel, Said, Slug
from scenarios.persona import Strict

ItemKind = Literal["single", "multiple", "ordering", "case"]

_OPTIONS = {"single": (3, 4), "case": (3, 4), "multiple": (4, 5), "ordering": (3, 5)}


class Item(Strict):
    """One question.

    ``single`` and ``case`` have one right option, ``multiple`` several and not all; the options of ``ordering`` stand
    in the right order. ``case`` tells a small scene before it asks.
    """

    id: Slug
    kind: ItemKind
    lesson: Slug
    competencies: Competencies
    level: CompetencyLevel
    rules: tuple[Citation, ...] = ()
    case: Said | None = None
    question: Said
    options: tuple[Choice, ...]

    @model_validator(mode="after")
    def _can_be_answered(self) -> Self:
        fewest, most = _OPTIONS[self.kind]
        right = sum(option.right for option in self.options)
        if not fewest <= len(self.options) <= most:
            raise ValueError(f"an item of kind “{self.kind}” has {fewest} to {most} options")
        if self.kind in {"single", "case"} and right != 1:
            raise ValueError("exactly one option must be right")
        if self.kind == "multiple" and not 2 <= right < len(self.options):
            raise ValueError("two or more options must be right, and at least one wrong")
        if self.kind == "ordering" and right:
            raise ValueError("options of an ordering stand in the right order; none is marked right")
        if (self.kind == "case") != (self.case is not None):
            raise ValueError("an item of kind “case” tells its case, and no other does")
        if len({option.text for option in self.options}) != len(self.options):
            raise ValueError("two options say the same")
        return self

    @property
    def right(self) -> tuple[int, ...]:
        """The positions that answer it, from 0; of an ordering, all of them in their order."""
        if self.kind == "ordering":
            return tuple(range(len(self.options)))
        return tuple(index for index, option in enumerate(self.options) if option.right)


class Quiz(Strict):
    """The items of one course."""

    course: Slug
    version: Annotated[int, Field(ge=1)] = 1
    items: Annotated[tuple[Item, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _one_each(self) -> Self:
        ids = [item.id for item in self.items]
        twice = sorted({item for item in ids if ids.count(item) > 1})
        if twice:
            raise ValueError(f"the id “{twice[0]}” stands twice")
        return self
