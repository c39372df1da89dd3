"""The rules that content rests on: one register, cited by its ids."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from lms.catalogue.teaching.vocabulary import Said, Slug
from scenarios.persona import Strict

RuleKind = Literal["law", "regulation", "standard", "notice", "house"]


class Rule(Strict):
    """A law, a regulation, a standard, or the bank's own norm.

    Attributes:
        effective: since when it is in force; none where the register's keeper is not sure.
        also: other ways in which scenarios write its title.
    """

    id: Slug
    kind: RuleKind
    title: Said
    effective: date | None = None
    also: tuple[Said, ...] = ()


class RuleRegister(Strict):
    """All rules, in one language."""

    rules: Annotated[tuple[Rule, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _one_each(self) -> Self:
        seen: set[str] = set()
        for rule in self.rules:
            for name in (rule.id, rule.title, *rule.also):
                if name in seen:
                    raise ValueError(f"“{name}” stands twice in the register")
                seen.add(name)
        return self

    def by_id(self) -> dict[str, Rule]:
        """The rules by their ids."""
        return {rule.id: rule for rule in self.rules}

    def by_title(self) -> dict[str, Rule]:
        """The rules by every title they are known under."""
        return {title: rule for rule in self.rules for title in (rule.title, *rule.also)}


class Citation(Strict):
    """That a text rests on a rule, where in it, and since when that is in force."""

    rule: Slug
    clause: Said | None = None
    effective: date | None = None
