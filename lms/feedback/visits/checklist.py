"""What a mystery visitor looks at: ``content/feedback/visit_checklist``, which people edit; its words in a language."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, RootModel

from lms.platform.settings import Locale
from scenarios.content_file import read_model, text_of
from scenarios.persona import Strict

_FOLDER = Path(__file__).parents[3] / "content" / "feedback"
Answer = Literal["yes", "no", "not_seen"]
ANSWERS: tuple[Answer, ...] = ("yes", "no", "not_seen")
Scores = Mapping[str, tuple[int, int]]
"""By group the weight of what was as it should be, and of all that was seen."""


class Group(Strict):
    """Points that belong together, each with its weight, and the competency they show."""

    competency: str
    items: dict[str, Annotated[int, Field(ge=1, le=5)]]


class Checklist(Strict):
    """The whole file."""

    version: Annotated[int, Field(ge=1)]
    fewest_seen: Annotated[int, Field(ge=1, le=50)]
    fewest_visits: Annotated[int, Field(ge=2, le=50)]
    propose_below: Annotated[int, Field(ge=0, le=100)]
    propose_seen: Annotated[int, Field(ge=1, le=100)]
    propose_days: Annotated[int, Field(ge=1, le=365)]
    groups: dict[str, Group]

    @property
    def items(self) -> Iterator[tuple[str, str, int]]:
        """Group, point and weight, in their order."""
        for name, group in self.groups.items():
            for item, weight in group.items.items():
                yield name, item, weight

    def scores(self, answers: Mapping[str, str]) -> dict[str, tuple[int, int]]:
        """What answers come to, by group; a group of which nothing was seen is left out."""
        found: dict[str, tuple[int, int]] = {}
        for group, item, weight in self.items:
            answer = answers.get(item)
            if answer in ("yes", "no"):
                met, seen = found.get(group, (0, 0))
                found[group] = (met + weight * (answer == "yes"), seen + weight)
        return found


class GroupWords(Strict):
    """A group in one language: its name, what the morning meeting may try, its points."""

    name: Annotated[str, Field(min_length=1, max_length=40)]
    practise: Annotated[str, Field(min_length=1, max_length=300)]
    items: dict[str, str]


class _Words(RootModel[dict[str, GroupWords]]):
    pass


@cache
def checklist() -> Checklist:
    """The shipped checklist."""
    name = "visit_checklist.yaml"
    return read_model(text_of(_FOLDER / name), Checklist, file=f"content/feedback/{name}")


@cache
def checklist_words(locale: Locale) -> Mapping[str, GroupWords]:
    """Its words in a language.

    Raises:
        ValueError: a point stands in one of the files alone.
    """
    name = f"visit_checklist.{locale}.yaml"
    words = read_model(text_of(_FOLDER / name), _Words, file=f"content/feedback/{name}").root
    said = {(group, item) for group, one in words.items() for item in one.items}
    if lone := said ^ {(group, item) for group, item, _weight in checklist().items}:
        raise ValueError(f"content/feedback/{name}: {sorted(lone)} stand in one file only")
    return words


def percent(scores: Scores) -> int | None:
    """The share of what was as it should be in all that was seen, in whole percent; none where nothing was."""
    met, seen = (sum(pair[place] for pair in scores.values()) for place in (0, 1))
    return None if not seen else round(100 * met / seen)


def added(several: Iterator[Scores]) -> dict[str, tuple[int, int]]:
    """The scores of several visits together."""
    found: dict[str, tuple[int, int]] = {}
    for scores in several:
        for group, (met, seen) in scores.items():
            before = found.get(group, (0, 0))
            found[group] = (before[0] + met, before[1] + seen)
    return found


def weakest(scores: Scores, *, least: int = 1) -> str | None:
    """The group that is the furthest below what the file asks for; none where all are as they should be.

    Args:
        scores: by group; one that has left the file since is left out.
        least: groups of which less weight was seen are left out.
    """
    asked = checklist()
    shares = {
        group: met / seen
        for group, (met, seen) in scores.items()
        if group in asked.groups and seen >= least and 100 * met < asked.propose_below * seen
    }
    # Of two that are even the heavier one comes first.
    return min(shares, key=lambda group: (shares[group], -scores[group][1]), default=None)
