"""A micro-lesson: a Markdown file with front matter, and in it a case, things to say, a picture, and a check.

What is more than text stands in fences: ``case`` (plain text), ``say`` and ``check`` (YAML), ``mermaid``.
"""

import re
from dataclasses import dataclass
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from lms.catalogue.teaching.rules import Citation
from lms.catalogue.teaching.vocabulary import Competencies, CompetencyLevel, Said, Slug
from scenarios.content_file import FileError, read_model
from scenarios.persona import Strict

_FRONT = re.compile(r"\A---\n(?P<front>.*?)\n---\n(?P<body>.*)\Z", re.DOTALL)
_FENCE = re.compile(r"^```(?P<kind>[a-z]*)[ ]*$")
LINK = re.compile(r"\[[^\]]+\]\((?P<target>[^)\s]+)\)")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9'’\-]*")
_HEADING = re.compile(r"^(?P<marks>#+) ", re.MULTILINE)
_ABOVE_HEADING = re.compile(r"^(?=#+ )", re.MULTILINE)
_TABLE = re.compile(r"^\|.+\|[ ]*\n\|[ :|-]+\|[ ]*$", re.MULTILINE)

FenceKind = Literal["case", "say", "mermaid", "check"]


class LessonFront(Strict):
    """What stands above a lesson's text.

    Attributes:
        minutes: reading time as its writer judges it.
        scenarios: slugs of the library in which it can be rehearsed.
    """

    title: Said
    summary: Said
    minutes: Annotated[int, Field(ge=2, le=9)]
    competencies: Competencies
    level: CompetencyLevel
    scenarios: tuple[Slug, ...] = ()
    rules: Annotated[tuple[Citation, ...], Field(min_length=1)]
    version: Annotated[int, Field(ge=1)] = 1


class Wording(Strict):
    """What one is tempted to say, what one could say, and why."""

    rather_not: Said = Field(alias="not")
    say: Said
    why: Said


class Wordings(Strict):
    """The pairs of one ``say`` fence."""

    pairs: Annotated[tuple[Wording, ...], Field(min_length=2, max_length=4)]


class Choice(Strict):
    """One possible answer, and why it is right or wrong."""

    text: Said
    right: bool = False
    why: Said


class InlineCheck(Strict):
    """One question inside a lesson; exactly one answer is right."""

    question: Said
    options: Annotated[tuple[Choice, ...], Field(min_length=3, max_length=4)]

    @model_validator(mode="after")
    def _one_right(self) -> Self:
        if sum(option.right for option in self.options) != 1:
            raise ValueError("exactly one option must be right")
        return self


@dataclass(frozen=True)
class Prose:
    """Markdown text between the fences."""

    text: str


@dataclass(frozen=True)
class CaseText:
    """What happened, as somebody tells it."""

    text: str


@dataclass(frozen=True)
class Diagram:
    """A picture, as Mermaid source."""

    source: str


LessonPart = Prose | CaseText | Diagram | Wordings | InlineCheck


@dataclass(frozen=True)
class Lesson:
    """One lesson in one language, ready to be drawn part by part.

    Attributes:
        words: its length in English words or Chinese characters, without checks and pictures.
        text: the file as it stands.
    """

    course: str
    slug: str
    front: LessonFront
    parts: tuple[LessonPart, ...]
    words: int
    text: str

    @property
    def ref(self) -> str:
        """``course/slug``."""
        return f"{self.course}/{self.slug}"

    @property
    def steps(self) -> tuple[tuple[LessonPart, ...], ...]:
        """Its parts, cut at the headings: what is read at one look."""
        cut: list[list[LessonPart]] = [[]]
        for part in self.parts:
            for piece in _at_headings(part):
                if cut[-1] and isinstance(piece, Prose) and piece.text.startswith("#"):
                    cut.append([])
                cut[-1].append(piece)
        return tuple(tuple(step) for step in cut if step)

    @property
    def checks(self) -> tuple[InlineCheck, ...]:
        """Its questions, in order."""
        return tuple(part for part in self.parts if isinstance(part, InlineCheck))

    @property
    def links(self) -> tuple[str, ...]:
        """Where its text points."""
        return tuple(
            match["target"]
            for part in self.parts
            if isinstance(part, Prose)
            for match in LINK.finditer(part.text)
        )

    @property
    def headings(self) -> tuple[int, ...]:
        """The levels of its headings, in order."""
        return tuple(
            len(match["marks"])
            for part in self.parts
            if isinstance(part, Prose)
            for match in _HEADING.finditer(part.text)
        )

    @property
    def tables(self) -> int:
        """How many tables stand in it."""
        return sum(len(_TABLE.findall(part.text)) for part in self.parts if isinstance(part, Prose))


def read_lesson(text: str, *, course: str, slug: str, file: str) -> Lesson:
    """Read a lesson's file.

    Raises:
        FileError: the front matter or a fence is wrong; the first error of all.
    """
    whole = text.replace("\r\n", "\n")
    match = _FRONT.match(whole)
    if match is None:
        raise FileError(file, 1, "", "must begin with front matter between two lines of ---")
    front = read_model("\n" + match["front"], LessonFront, file=file)
    above = match["front"].count("\n") + 3
    parts = _parts(match["body"], above, file)
    counted = "\n".join(_counted(part) for part in parts)
    return Lesson(course, slug, front, parts, count_words(counted), whole)


def _at_headings(part: LessonPart) -> tuple[LessonPart, ...]:
    if not isinstance(part, Prose):
        return (part,)
    return tuple(Prose(text.strip("\n")) for text in _ABOVE_HEADING.split(part.text) if text.strip())


def count_words(text: str) -> int:
    """The length of a text: Chinese characters, and each run of Latin letters or digits as one."""
    return len(_CHINESE.findall(text)) + len(_WORD.findall(text))


def _parts(body: str, above: int, file: str) -> tuple[LessonPart, ...]:
    """Cut the text at its fences; ``above`` lines of the file stand before it."""
    parts: list[LessonPart] = []
    prose: list[str] = []
    lines = iter(enumerate(body.split("\n"), above + 1))

    def close() -> None:
        text = "\n".join(prose).strip("\n")
        if text.strip():
            parts.append(Prose(text))
        prose.clear()

    for number, line in lines:
        fence = _FENCE.match(line)
        if fence is None:
            prose.append(line)
            continue
        close()
        inside: list[str] = []
        for _, within in lines:
            if within.rstrip() == "```":
                break
            inside.append(within)
        else:
            raise FileError(
                file, number, "", "this fence is never closed; end it with ``` on a line of its own"
            )
        parts.append(_fenced(fence["kind"], "\n".join(inside), number, file))
    close()
    return tuple(parts)


def _fenced(kind: str, inside: str, number: int, file: str) -> LessonPart:
    match kind:
        case "case":
            return CaseText(inside.strip())
        case "mermaid":
            return Diagram(inside.strip())
        case "say":
            pairs = "\n".join(f"  {line}" for line in inside.split("\n"))
            return _placed(f"pairs:\n{pairs}\n", Wordings, number - 1, file)
        case "check":
            return _placed(inside, InlineCheck, number, file)
    raise FileError(file, number, "", f"a fence “{kind}” is not known; known: case, say, mermaid, check")


def _placed(text: str, model: type[Wordings] | type[InlineCheck], above: int, file: str) -> LessonPart:
    """Read YAML that stands ``above`` lines down in the file; an error names the file's line."""
    try:
        return read_model(text, model, file=file)
    except FileError as error:
        raise FileError(file, error.line + above, error.field, error.problem) from error


def _counted(part: LessonPart) -> str:
    match part:
        case Prose(text) | CaseText(text):
            return text
        case Wordings():
            return "\n".join(f"{pair.rather_not}\n{pair.say}\n{pair.why}" for pair in part.pairs)
    return ""
