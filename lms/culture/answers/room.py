"""The knowledge base of one process: what is looked through, kept in memory and made anew when something changed."""

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass

from lms.catalogue.teaching.shelf import Shelf
from lms.culture.answers.entry import Entry
from lms.culture.answers.ranking import Index
from lms.culture.answers.taught import taught_entries
from lms.culture.answers.terms import terms_of
from lms.culture.answers.told import Told
from lms.learning import Learning
from lms.platform.context import Context
from lms.platform.settings import Locale

LOOKS_AGAIN_S = 10.0


@dataclass(frozen=True)
class Book:
    """What is taught in one language: the entries, and the index over them."""

    shelf: Shelf
    entries: Mapping[str, Entry]
    index: Index


class AnswerRoom:
    """Where answers are found. One a process, safe to share."""

    def __init__(self, learning: Learning) -> None:
        """Begin with nothing in memory: the first question of a language fills it."""
        self.learning = learning
        self._lock = threading.Lock()
        self._books: dict[Locale, Book] = {}
        self._told = Told()
        self._looked_at: float | None = None

    @property
    def context(self) -> Context:
        """Database, settings and clock."""
        return self.learning.context

    def book(self, locale: Locale) -> Book:
        """What is taught in a language, as it is published now."""
        # Who publishes something gives this process another shelf.
        shelf = self.learning.shelves.shelf(locale)
        with self._lock:
            book = self._books.get(locale)
            if book is None or book.shelf is not shelf:
                lessons = [self.learning.shelves.lesson(ref, locale) for ref in sorted(shelf.lessons)]
                taught = taught_entries(lessons, shelf.register, locale)
                index = Index([(one.key, terms_of(one.pieces)) for one in taught.sought])
                book = self._books[locale] = Book(shelf, taught.entries, index)
            return book

    def told(self) -> Index:
        """What people told, at most some seconds old."""
        with self._lock:
            if self._looked_at is None or time.monotonic() - self._looked_at > LOOKS_AGAIN_S:
                self._told.refresh(self.context)
                self._looked_at = time.monotonic()
            return self._told.index
