"""What rests on which rule: turned around from what lessons, items and scenarios cite."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lms.catalogue.teaching.reading import CONTENT, Teaching, read_teaching
from lms.catalogue.teaching.rules import Rule
from scenarios.loader import LIBRARY, load_all
from scenarios.schema import Scenario
from scenarios.transcript import Locale


@dataclass(frozen=True)
class Rests:
    """One thing that cites a rule: ``lesson``, ``item`` or ``scenario``, its name, and the clause where it says one."""

    kind: str
    ref: str
    clause: str | None


@dataclass(frozen=True)
class RuleUse:
    """A rule and all that cites it."""

    rule: Rule
    resting: list[Rests] = field(default_factory=list)

    def as_json(self) -> dict[str, object]:
        """For other programs."""
        return {
            "rule": self.rule.id,
            "title": self.rule.title,
            "effective": self.rule.effective.isoformat() if self.rule.effective else None,
            "resting": [{"kind": one.kind, "ref": one.ref, "clause": one.clause} for one in self.resting],
        }


def what_rests_on_rules(
    locale: Locale = "zh-CN", content: Path = CONTENT, library: Path = LIBRARY
) -> dict[str, RuleUse]:
    """Every rule of the register by its id, with what rests on it.

    A citation that the register does not know is left out here, and named by the check of the content.
    """
    taught = read_teaching(locale, content)
    if taught.register is None:
        return {}
    uses = {rule.id: RuleUse(rule) for rule in taught.register.rules}
    titles = {title: rule.id for title, rule in taught.register.by_title().items()}
    for rule, rests in _taught(taught):
        if rule in uses:
            uses[rule].resting.append(rests)
    for title, rests in _rehearsed(locale, library):
        if title in titles:
            uses[titles[title]].resting.append(rests)
    return uses


def _taught(taught: Teaching) -> Iterator[tuple[str, Rests]]:
    for ref, lesson in taught.lessons.items():
        for citation in lesson.front.rules:
            yield citation.rule, Rests("lesson", ref, citation.clause)
    for quiz in taught.quizzes.values():
        for item in quiz.items:
            for citation in item.rules:
                yield citation.rule, Rests("item", item.id, citation.clause)


def _rehearsed(locale: Locale, library: Path) -> Iterator[tuple[str, Rests]]:
    for scenario in load_all(library):
        if isinstance(scenario, Scenario) and scenario.locale == locale:
            for source in scenario.sources:
                yield source.title, Rests("scenario", scenario.slug, source.clause)
