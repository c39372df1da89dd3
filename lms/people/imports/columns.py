"""The lists a bank keeps and their columns: what each is called in both languages, and what may stand in it."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from lms.people.roles import JOB_NAMES, UNIT_KIND_NAMES
from lms.platform.errors import LmsError
from lms.platform.i18n import Translator, mark, translator
from lms.platform.settings import LOCALES

ListKind = Literal["units", "people", "mentors"]


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
        Column("job", mark("Job"), mark("One of the jobs listed below.")),
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


@dataclass(frozen=True)
class Term:
    """A word of the program within a message, such as the name of a job: said in the reader's language."""

    word: str


Value = str | int | Term | tuple[Term, ...]


@dataclass(frozen=True)
class Fault:
    """What is wrong in a file, and what to write instead.

    Attributes:
        sheet: the sheet's name; empty for a file that has none.
        row: counted from 1 as a spreadsheet does; none when it is about the whole file.
        column: the heading as the file has it, or as the template calls it.
        message: a sentence, with its values.
    """

    sheet: str
    row: int | None
    column: str
    message: str
    values: Mapping[str, Value]

    def said_in(self, tr: Translator) -> str:
        """The whole sentence: where, and what."""
        _ = tr.gettext
        where = _(", sheet “{sheet}”").format(sheet=self.sheet) if self.sheet else ""
        where += _(", row {row}").format(row=self.row) if self.row else ""
        where += _(", column “{column}”").format(column=_(self.column)) if self.column else ""
        what = self.told_in(tr)
        where = where.removeprefix(", ").strip()
        return _("{where}: {what}").format(where=where[:1].upper() + where[1:], what=what) if where else what

    def told_in(self, tr: Translator) -> str:
        """What is wrong, without where."""
        values = {name: in_words(tr, value) for name, value in self.values.items()}
        return tr.error(LmsError(self.message, **values))


def in_words(tr: Translator, value: Value) -> str | int:
    """A value as it is said in a language."""
    if isinstance(value, tuple):
        return tr.gettext(", ").join(tr.gettext(term.word) for term in value)
    return tr.gettext(value.word) if isinstance(value, Term) else value


def normal(text: str) -> str:
    """A heading or a word of a list as it is compared: no case, no spaces, full-width signs as half-width ones."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split()).rstrip("*")


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
