"""Reading all teaching content of one language from its files; what cannot be used is named, and the rest stands.

::

    content/
      rules/register.<locale>.yaml
      curricula/<curriculum>.<locale>.yaml
      curricula/courses/<course>.<locale>.yaml
      lessons/<course>/<lesson>.<locale>.md
      quizzes/<course>.<locale>.yaml
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from lms.catalogue.teaching.course import Course
from lms.catalogue.teaching.curriculum import Curriculum
from lms.catalogue.teaching.lesson import Lesson, read_lesson
from lms.catalogue.teaching.quiz import Quiz
from lms.catalogue.teaching.rules import RuleRegister
from scenarios.content_file import FileError, read_model, text_of
from scenarios.transcript import Locale

CONTENT = Path(__file__).parents[3] / "content"

Kind = Literal["rules", "curriculum", "course", "lesson", "quiz"]
Thing = RuleRegister | Curriculum | Course | Lesson | Quiz


@dataclass(frozen=True)
class ContentFile:
    """One file of the content, by what it holds."""

    kind: Kind
    slug: str
    path: Path
    file: str


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

    def keep(self, slug: str, thing: Thing) -> None:
        """Put one thing in its place."""
        match thing:
            case RuleRegister():
                self.register = thing
            case Curriculum():
                self.curricula[slug] = thing
            case Course():
                self.courses[slug] = thing
            case Lesson():
                self.lessons[slug] = thing
            case Quiz():
                self.quizzes[slug] = thing


def read_teaching(locale: Locale, content: Path = CONTENT) -> Teaching:
    """Read everything there is in a language."""
    found = Teaching(locale)
    for entry in content_files(locale, content):
        try:
            thing = read_thing(text_of(entry.path, file=entry.file), entry)
        except FileError as error:
            found.errors.append(error)
            continue
        found.files[entry.kind, entry.slug] = entry.file
        found.keep(entry.slug, thing)
    return found


def content_files(locale: Locale, content: Path = CONTENT) -> Iterator[ContentFile]:
    """The files of a language, each with what it holds."""

    def named(kind: Kind, folder: Path, ending: str, above: str = "") -> Iterator[ContentFile]:
        tail = f".{locale}.{ending}"
        for path in sorted(folder.glob(f"*{tail}")):
            slug = above + path.name.removesuffix(tail)
            yield ContentFile(kind, slug, path, path.relative_to(content).as_posix())

    yield from named("rules", content / "rules", "yaml")
    yield from named("curriculum", content / "curricula", "yaml")
    yield from named("course", content / "curricula" / "courses", "yaml")
    yield from named("quiz", content / "quizzes", "yaml")
    for folder in sorted(path for path in (content / "lessons").glob("*") if path.is_dir()):
        yield from named("lesson", folder, "md", above=f"{folder.name}/")


def read_thing(text: str, entry: ContentFile) -> Thing:
    """Read what a file holds.

    Raises:
        FileError: it cannot be used; the first error of all.
    """
    file, slug = entry.file, entry.slug
    match entry.kind:
        case "rules":
            return read_model(text, RuleRegister, file=file)
        case "lesson":
            course, _, name = slug.partition("/")
            return read_lesson(text, course=course, slug=name, file=file)
        case "curriculum":
            curriculum = read_model(text, Curriculum, file=file)
            _in_its_place(curriculum.slug, entry)
            return curriculum
        case "course":
            course_read = read_model(text, Course, file=file)
            _in_its_place(course_read.slug, entry)
            return course_read
        case "quiz":
            quiz = read_model(text, Quiz, file=file)
            _in_its_place(quiz.course, entry)
            return quiz


def _in_its_place(written: str, entry: ContentFile) -> None:
    if written != entry.slug:
        raise FileError(
            entry.file, 1, "", f"says it is “{written}”, and its name says “{entry.slug}”; make them the same"
        )
