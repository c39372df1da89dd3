"""What is taught, as services and pages read it: the published versions, parsed once."""

import threading
import time
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import Connection, func, select
from sqlmodel import col

from lms.catalogue.tables import CatalogueEntry
from lms.catalogue.teaching.course import Course
from lms.catalogue.teaching.curriculum import Curriculum
from lms.catalogue.teaching.lesson import Lesson, read_lesson
from lms.catalogue.teaching.publishing import KINDS
from lms.catalogue.teaching.quiz import Item, Quiz
from lms.catalogue.teaching.rules import RuleRegister
from lms.platform.context import Context
from lms.platform.errors import NotFound
from scenarios.transcript import Locale

LOOKS_AGAIN_S = 5.0

_Stamp = tuple[int, int, str | None]


@dataclass(frozen=True)
class LessonCard:
    """What a list shows of a lesson."""

    ref: str
    title: str
    summary: str
    minutes: int
    competencies: tuple[str, ...]
    level: int
    version: int


@dataclass(frozen=True)
class Shelf:
    """All that is published in one language, by slug; of curricula and courses the newest versions.

    Attributes:
        versions: the published version of each curriculum, course and quiz, by kind and slug.
    """

    locale: Locale
    register: RuleRegister | None
    curricula: dict[str, Curriculum]
    courses: dict[str, Course]
    quizzes: dict[str, Quiz]
    lessons: dict[str, LessonCard]
    versions: dict[tuple[str, str], int]

    def course(self, slug: str) -> Course:
        """A course.

        Raises:
            NotFound: there is none.
        """
        if slug not in self.courses:
            raise NotFound("There is no such course.")
        return self.courses[slug]

    def quiz(self, course: str) -> Quiz:
        """The quiz of a course.

        Raises:
            NotFound: there is none.
        """
        if course not in self.quizzes:
            raise NotFound("There is no such quiz.")
        return self.quizzes[course]

    def items(self) -> dict[str, tuple[str, Item]]:
        """Every quiz item by its id, with its course."""
        return {item.id: (slug, item) for slug, quiz in self.quizzes.items() for item in quiz.items}


class Shelves:
    """The shelf of each language. One a process, safe to share; looks for newer versions every few seconds."""

    def __init__(self, context: Context) -> None:
        """Start with nothing remembered."""
        self._context = context
        self._lock = threading.Lock()
        self._stamp: _Stamp | None = None
        self._looked_at = 0.0
        self._shelves: dict[Locale, Shelf] = {}
        self._lesson = lru_cache(maxsize=256)(self._read_lesson)

    def shelf(self, locale: Locale) -> Shelf:
        """What is published in a language now."""
        with self._lock:
            if self._stamp is None or time.monotonic() - self._looked_at > LOOKS_AGAIN_S:
                with self._context.database.reading() as connection:
                    stamp = _stamp(connection)
                if stamp != self._stamp:
                    self._stamp, self._shelves = stamp, {}
                self._looked_at = time.monotonic()
            if locale not in self._shelves:
                with self._context.database.reading() as connection:
                    self._shelves[locale] = _read_shelf(connection, locale)
            return self._shelves[locale]

    def lesson(self, ref: str, locale: Locale) -> Lesson:
        """A lesson as it is published now, ready to be drawn.

        Raises:
            NotFound: there is none of that name in this language.
        """
        card = self.shelf(locale).lessons.get(ref)
        if card is None:
            raise NotFound("There is no such lesson.")
        return self._lesson(ref, locale, card.version)

    def _read_lesson(self, ref: str, locale: Locale, version: int) -> Lesson:
        with self._context.database.reading() as connection:
            body = connection.execute(
                select(col(CatalogueEntry.body)).where(
                    col(CatalogueEntry.kind) == "lesson",
                    col(CatalogueEntry.slug) == ref,
                    col(CatalogueEntry.locale) == locale,
                    col(CatalogueEntry.version) == version,
                )
            ).scalar_one()
        course, _, slug = ref.partition("/")
        return read_lesson(body, course=course, slug=slug, file=ref)


def _stamp(connection: Connection) -> _Stamp:
    """Changes with every publication and withdrawal."""
    entries, withdrawn, newest = connection.execute(
        select(
            func.count(), func.count(col(CatalogueEntry.withdrawn_at)), func.max(col(CatalogueEntry.id))
        ).where(col(CatalogueEntry.kind).in_(KINDS))
    ).one()
    return entries, withdrawn, newest


def _read_shelf(connection: Connection, locale: Locale) -> Shelf:
    newest = (
        select(
            col(CatalogueEntry.kind).label("kind"),
            col(CatalogueEntry.slug).label("slug"),
            func.max(col(CatalogueEntry.version)).label("version"),
        )
        .where(col(CatalogueEntry.kind).in_(KINDS), col(CatalogueEntry.locale) == locale)
        .group_by(col(CatalogueEntry.kind), col(CatalogueEntry.slug))
        .subquery()
    )
    here = (
        (col(CatalogueEntry.kind) == newest.c.kind)
        & (col(CatalogueEntry.slug) == newest.c.slug)
        & (col(CatalogueEntry.version) == newest.c.version)
        & (col(CatalogueEntry.locale) == locale)
        & col(CatalogueEntry.withdrawn_at).is_(None)
    )
    columns = (
        col(CatalogueEntry.kind),
        col(CatalogueEntry.slug),
        col(CatalogueEntry.version),
        col(CatalogueEntry.card),
    )
    bodies = connection.execute(
        select(*columns, col(CatalogueEntry.body)).join(newest, here).where(newest.c.kind != "lesson")
    ).all()
    cards = connection.execute(select(*columns).join(newest, here).where(newest.c.kind == "lesson")).all()
    shelf = Shelf(locale, None, {}, {}, {}, {}, {})
    register: RuleRegister | None = None
    for row in sorted(bodies, key=lambda row: (row.kind, row.slug)):
        shelf.versions[row.kind, row.slug] = row.version
        match row.kind:
            case "rules":
                register = RuleRegister.model_validate_json(row.body)
            case "curriculum":
                shelf.curricula[row.slug] = Curriculum.model_validate_json(row.body)
            case "course":
                shelf.courses[row.slug] = Course.model_validate_json(row.body)
            case "quiz":
                shelf.quizzes[row.slug] = Quiz.model_validate_json(row.body)
    for row in sorted(cards, key=lambda row: row.slug):
        shelf.lessons[row.slug] = LessonCard(
            row.slug,
            row.card["title"],
            row.card["summary"],
            row.card["minutes"],
            tuple(row.card["competencies"]),
            row.card["level"],
            row.version,
        )
    return Shelf(
        locale, register, shelf.curricula, shelf.courses, shelf.quizzes, shelf.lessons, shelf.versions
    )
