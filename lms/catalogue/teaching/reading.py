"""Reading all teaching content of one language from its files; what cannot be used is named, and the rest stands.

::

    content/
      rules/register.<locale>.yaml
      curricula/<curriculum>.<locale>.yaml
      curricula/courses/<course>.<locale>.yaml
      lessons/<course>/<lesson>.<locale>.md
      quizzes/<course>.<locale>.yaml
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from lms.catalogue.teaching.course import Course
from lms.catalogue.teaching.curriculum import Curriculum
from lms.catalogue.teaching.lesson import Lesson, read_lesson
from lms.catalogue.teaching.quiz import Quiz
from lms.catalogue.teaching.rules import RuleRegister
from scenarios.content_file import FileError, read_model, text_of
from scenarios.transcript import Locale

CONTENT = Path(__file__).parents[3] / "content"

T = TypeVar("T")


@dataclass
class Teaching:
    """What is taught, in one language, by slug; lessons by ``course/lesson``.

    Attributes:
        errors: the files that cannot be used, the first error of each.
        files: the path of each thing below the content folder, by kind and slug.
    """

    locale: Locale
    register: RuleRegister | None = None
    curricula: dict[str, Curriculum] = field(default_factory=dict)
    courses: dict[str, Course] = field(default_factory=dict)
    lessons: dict[str, Lesson] = field(default_factory=dict)
    quizzes: dict[str, Quiz] = field(default_factory=dict)
    errors: list[FileError] = field(default_factory=list)
    files: dict[tuple[str, str], str] = field(default_factory=dict)


def read_teaching(locale: Locale, content: Path = CONTENT) -> Teaching:
    """Read everything there is in a language."""
    found = Teaching(locale)
    register = content / "rules" / f"register.{locale}.yaml"

    def keep(kind: str, slug: str, path: Path, read: Callable[[str, str], T]) -> T | None:
        file = path.relative_to(content).as_posix()
        try:
            thing = read(text_of(path, file=file), file)
        except FileError as error:
            found.errors.append(error)
            return None
        found.files[kind, slug] = file
        return thing

    found.register = keep(
        "rules", "register", register, lambda text, file: read_model(text, RuleRegister, file=file)
    )
    for slug, path in _named(content / "curricula", locale, "yaml"):
        curriculum = keep(
            "curriculum", slug, path, lambda text, file: read_model(text, Curriculum, file=file)
        )
        if curriculum and _in_its_place(found, curriculum.slug, slug, path, content):
            found.curricula[slug] = curriculum
    for slug, path in _named(content / "curricula" / "courses", locale, "yaml"):
        course = keep("course", slug, path, lambda text, file: read_model(text, Course, file=file))
        if course and _in_its_place(found, course.slug, slug, path, content):
            found.courses[slug] = course
    for slug, path in _named(content / "quizzes", locale, "yaml"):
        quiz = keep("quiz", slug, path, lambda text, file: read_model(text, Quiz, file=file))
        if quiz and _in_its_place(found, quiz.course, slug, path, content):
            found.quizzes[slug] = quiz
    for folder in sorted(path for path in (content / "lessons").glob("*") if path.is_dir()):
        for slug, path in _named(folder, locale, "md"):
            ref = f"{folder.name}/{slug}"
            lesson = keep("lesson", ref, path, _lesson_reader(folder.name, slug))
            if lesson:
                found.lessons[ref] = lesson
    return found


def _lesson_reader(course: str, slug: str) -> Callable[[str, str], Lesson]:
    return lambda text, file: read_lesson(text, course=course, slug=slug, file=file)


def _named(folder: Path, locale: Locale, ending: str) -> Iterator[tuple[str, Path]]:
    """The files of a language in a folder, with the slug their names begin with."""
    tail = f".{locale}.{ending}"
    for path in sorted(folder.glob(f"*{tail}")):
        yield path.name.removesuffix(tail), path


def _in_its_place(found: Teaching, written: str, slug: str, path: Path, content: Path) -> bool:
    if written == slug:
        return True
    file = path.relative_to(content).as_posix()
    found.errors.append(
        FileError(file, 1, "", f"says it is “{written}”, and its name says “{slug}”; make them the same")
    )
    return False
