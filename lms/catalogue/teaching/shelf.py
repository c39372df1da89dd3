"""What is taught, as services and pages read it: the published versions, parsed once."""

import threading
import time
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, tzinfo
from functools import lru_cache
from typing import Any

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

STRUCTURE: Locale = "zh-CN"
"""The language whose files say how things are built; the others say the same in other words."""

_Stamp = tuple[int, int, datetime | None, str | None]


@dataclass(frozen=True)
class LessonCard:
    """What a list shows of a lesson, and in which language it is written."""

    ref: str
    title: str
    summary: str
    minutes: int
    competencies: tuple[str, ...]
    level: int
    version: int
    locale: Locale = STRUCTURE


@dataclass(frozen=True)
class Shelf:
    """All that is published in one language, by slug; of curricula and courses the newest versions.

    It is built the same in every language: what is missing in one, or built otherwise there because one file alone was
    published, stands here as it is in ``STRUCTURE``.

    Attributes:
        versions: the published version of each curriculum, course and quiz, by kind and slug.
        editions: every version of each curriculum that was ever published, by slug and version.
        published: when the newest version of each course was published.
        zone: the bank's time zone, in which learning reckons its days.
    """

    locale: Locale
    register: RuleRegister | None
    curricula: dict[str, Curriculum]
    courses: dict[str, Course]
    quizzes: dict[str, Quiz]
    lessons: dict[str, LessonCard]
    versions: dict[tuple[str, str], int]
    editions: dict[tuple[str, int], Curriculum] = field(default_factory=dict)
    published: dict[str, datetime] = field(default_factory=dict)
    zone: tzinfo = UTC

    def edition(self, slug: str, version: int) -> Curriculum | None:
        """A curriculum as a version of it says, or as it is now where that is not known; none that was withdrawn."""
        now = self.curricula.get(slug)
        return now and self.editions.get((slug, version), now)

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
                zone = self._context.settings.zone
                with self._context.database.reading() as connection:
                    found = _read_shelf(connection, locale, zone)
                    if locale != STRUCTURE:
                        if STRUCTURE not in self._shelves:
                            self._shelves[STRUCTURE] = _read_shelf(connection, STRUCTURE, zone)
                        found = _built_alike(found, self._shelves[STRUCTURE])
                self._shelves[locale] = found
            return self._shelves[locale]

    def lesson(self, ref: str, locale: Locale) -> Lesson:
        """A lesson as it is published now, ready to be drawn.

        Raises:
            NotFound: there is none of that name in this language.
        """
        card = self.shelf(locale).lessons.get(ref)
        if card is None:
            raise NotFound("There is no such lesson.")
        return self._lesson(ref, card.locale, card.version)

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


def curriculum_as_published(
    connection: Connection, slug: str, *, locale: Locale, version: int
) -> Curriculum | None:
    """One version of a curriculum, whatever was published since; none where there is none in this language."""
    body = connection.execute(
        select(col(CatalogueEntry.body)).where(
            col(CatalogueEntry.kind) == "curriculum",
            col(CatalogueEntry.slug) == slug,
            col(CatalogueEntry.locale) == locale,
            col(CatalogueEntry.version) == version,
        )
    ).scalar()
    return None if body is None else Curriculum.model_validate_json(body)


def _stamp(connection: Connection) -> _Stamp:
    """Changes with every publication and withdrawal."""
    entries, withdrawn, last, newest = connection.execute(
        select(
            func.count(),
            func.count(col(CatalogueEntry.withdrawn_at)),
            func.max(col(CatalogueEntry.withdrawn_at)),
            func.max(col(CatalogueEntry.id)),
        ).where(col(CatalogueEntry.kind).in_(KINDS))
    ).one()
    return entries, withdrawn, last, newest


def _read_shelf(connection: Connection, locale: Locale, zone: tzinfo) -> Shelf:
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
        col(CatalogueEntry.published_at),
    )
    bodies = connection.execute(
        select(*columns, col(CatalogueEntry.body)).join(newest, here).where(newest.c.kind != "lesson")
    ).all()
    cards = connection.execute(select(*columns).join(newest, here).where(newest.c.kind == "lesson")).all()
    shelf = Shelf(locale, None, {}, {}, {}, {}, {}, editions=_editions(connection, locale), zone=zone)
    register: RuleRegister | None = None
    for row in sorted(bodies, key=lambda row: (row.kind, row.slug)):
        shelf.versions[row.kind, row.slug] = row.version
        match row.kind:
            case "rules":
                register = RuleRegister.model_validate_json(row.body)
            case "curriculum":
                shelf.curricula[row.slug] = shelf.editions[row.slug, row.version]
            case "course":
                shelf.courses[row.slug] = Course.model_validate_json(row.body)
                shelf.published[row.slug] = row.published_at
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
            locale,
        )
    return replace(shelf, register=register)


def _editions(connection: Connection, locale: Locale) -> dict[tuple[str, int], Curriculum]:
    rows = connection.execute(
        select(col(CatalogueEntry.slug), col(CatalogueEntry.version), col(CatalogueEntry.body)).where(
            col(CatalogueEntry.kind) == "curriculum", col(CatalogueEntry.locale) == locale
        )
    )
    return {(row.slug, row.version): Curriculum.model_validate_json(row.body) for row in rows}


def _built_alike(shelf: Shelf, structure: Shelf) -> Shelf:
    """The shelf of a language with everything that ``structure`` has, and built like it."""

    def own_or(mine: Any, theirs: Any, outline: Any) -> Any:
        return mine if mine is not None and outline(mine) == outline(theirs) else theirs

    quizzes = {}
    for slug, quiz in structure.quizzes.items():
        words = {item.id: item for item in shelf.quizzes[slug].items} if slug in shelf.quizzes else {}
        quizzes[slug] = quiz.model_copy(
            update={"items": tuple(own_or(words.get(item.id), item, _asked) for item in quiz.items)}
        )
    return replace(
        shelf,
        register=shelf.register or structure.register,
        curricula={
            slug: own_or(shelf.curricula.get(slug), curriculum, _required)
            for slug, curriculum in structure.curricula.items()
        },
        courses={
            slug: own_or(shelf.courses.get(slug), course, _steps)
            for slug, course in structure.courses.items()
        },
        quizzes=quizzes,
        lessons={ref: shelf.lessons.get(ref, card) for ref, card in structure.lessons.items()},
        versions=structure.versions,
        editions=structure.editions,
        published=structure.published,
    )


def _asked(item: Item) -> object:
    return item.kind, len(item.options), item.right


def _steps(course: Course) -> object:
    return course.requires, course.outline


def _required(curriculum: Curriculum) -> object:
    return curriculum.meant_for, curriculum.courses, curriculum.recertify
