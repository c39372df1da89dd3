"""The lists a bank keeps and their columns: what each is called in both languages, and what may stand in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from lms.people.roles import JOB_NAMES, UNIT_KIND_NAMES
from lms.platform.i18n import mark, translator
from lms.platform.settings import LOCALES
from lms.platform.sheet_faults import normal

ListKind = Literal["units", "people", "mentors"]
LONGEST_JOBS = 300
"""Characters of a field in which several jobs may stand."""


@dataclass(frozen=True)
class Column:
    """One column.

    Attributes:
        key: how the program names it.
        heading: what the template calls it; every language's word for it is understood.
        meaning: what to write in it.
        longest: characters at most.
        needed: whether the heading must be there.
    """

    key: str
    heading: str
    meaning: str
    longest: int = 32
    needed: bool = True


COLUMNS: Mapping[ListKind, tuple[Column, ...]] = {
    "units": (
        Column("code", mark("Unit code"), mark("Up to 32 characters, unique in the bank.")),
        Column("kind", mark("Level"), mark("Head office, region or branch.")),
        Column("parent", mark("Code of the unit above"), mark("Empty for the head office alone.")),
        Column("name", mark("Name of the unit"), mark("As it is written in Chinese."), 120),
        Column(
            "name_en",
            mark("Name of the unit in English"),
            mark("May be left empty: then the name stands."),
            120,
            needed=False,
        ),
    ),
    "people": (
        Column(
            "number",
            mark("Employee number"),
            mark("Up to 32 characters. Whoever has one keeps it, also when they come back."),
        ),
        Column("name", mark("Name"), mark("As it is written in Chinese."), 80),
        Column(
            "name_en",
            mark("Name in Latin letters"),
            mark("May be left empty: then the name stands."),
            80,
            needed=False,
        ),
        Column(
            "job",
            mark("Job"),
            mark("One of the jobs listed below; of several, the main one first, with “;” between them."),
            LONGEST_JOBS,
        ),
        Column("unit", mark("Unit code"), mark("The code of the unit where they work.")),
        Column("hired", mark("Day of hire"), mark("A day such as 2026-03-01.")),
        Column(
            "email",
            mark("E-mail"),
            mark("May be left empty: then what is known stands. Reminders go there."),
            254,
            needed=False,
        ),
    ),
    "mentors": (
        Column("mentor", mark("Employee number of the mentor"), mark("Somebody who works here.")),
        Column("mentee", mark("Employee number of the mentee"), mark("Somebody who works here.")),
        Column("starts", mark("First day"), mark("A day such as 2026-03-01.")),
        Column("ends", mark("Last day"), mark("Empty while it lasts."), needed=False),
    ),
}

LIST_NAMES: Mapping[ListKind, str] = {
    "units": mark("Branches"),
    "people": mark("People"),
    "mentors": mark("Mentors"),
}


@lru_cache(maxsize=1)
def headings() -> Mapping[ListKind, Mapping[str, str]]:
    """For each list its columns' keys by every heading that is understood."""
    words = [translator(locale).gettext for locale in LOCALES]
    return {
        kind: {
            normal(text): column.key
            for column in columns
            for text in (column.key, column.heading, *(said(column.heading) for said in words))
        }
        for kind, columns in COLUMNS.items()
    }


@lru_cache(maxsize=1)
def jobs() -> Mapping[str, str]:
    """Jobs by every word for them."""
    return _by_every_word({job.value: name for job, name in JOB_NAMES.items()})


@lru_cache(maxsize=1)
def levels() -> Mapping[str, str]:
    """Levels of the bank by every word for them."""
    return _by_every_word({kind.value: name for kind, name in UNIT_KIND_NAMES.items()})


def _by_every_word(names: Mapping[str, str]) -> Mapping[str, str]:
    words = [translator(locale).gettext for locale in LOCALES]
    return {
        normal(text): value
        for value, name in names.items()
        for text in (value, name, *(say(name) for say in words))
    }
