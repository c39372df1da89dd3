"""What is wrong in a table somebody hands in: where it stands, and what to write instead."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from lms.platform.errors import LmsError
from lms.platform.i18n import Translator


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
