"""Whether the teaching content is fit to be taught: complete in both languages, whole, sourced, of a length to read.

Each problem names its file and says what to do.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lms.catalogue.teaching.course import (
    Course,
    DrillActivity,
    LessonActivity,
    ObservationActivity,
    QuizActivity,
    SignOffActivity,
)
from lms.catalogue.teaching.lesson import CaseText, Diagram, Lesson, Wordings
from lms.catalogue.teaching.likeness import alike
from lms.catalogue.teaching.quiz import Item, Quiz
from lms.catalogue.teaching.reading import Teaching
from lms.catalogue.teaching.rules import Citation
from scenarios.transcript import Locale
from scoring.schema import UnknownRubric, load_rubric

LENGTHS: Mapping[Locale, tuple[int, int]] = {"zh-CN": (480, 1_200), "en": (300, 700)}
"""Characters or words of a lesson, without its checks and pictures: five minutes' reading."""
MOST_NODES = 9
LONGEST_RIGHT = 0.5
"""Of the items with one right answer, in how many it may be the longest; beyond that, length gives it away."""
_YOU = re.compile(r"[您你]|\byour?s?\b", re.IGNORECASE)
_PICTURES = (
    "flowchart ",
    "graph ",
    "sequenceDiagram",
    "stateDiagram",
    "timeline",
    "journey",
    "mindmap",
    "pie",
)


@dataclass(frozen=True)
class Problem:
    """One thing to mend."""

    file: str
    what: str

    def __str__(self) -> str:
        """``file: what``."""
        return f"{self.file}: {self.what}"


def check_teaching(
    languages: Sequence[Teaching], *, scenarios: Collection[str], sources: Collection[tuple[Locale, str]] = ()
) -> list[Problem]:
    """All problems of the content.

    Args:
        languages: the same content in each of its languages.
        scenarios: slugs of the library.
        sources: the titles under which scenarios cite rules, by language.
    """
    problems = [
        Problem(error.file, str(error).removeprefix(f"{error.file}:"))
        for taught in languages
        for error in taught.errors
    ]
    for taught in languages:
        problems += _lessons(taught, scenarios)
        problems += _quizzes(taught)
        problems += _courses(taught, scenarios)
        problems += _curricula(taught)
        problems += _register(taught, sources)
    for one, other in pairwise(languages):
        problems += _same_structure(one, other)
    return problems


def _lessons(taught: Teaching, scenarios: Collection[str]) -> Iterator[Problem]:
    fewest, most = LENGTHS[taught.locale]
    for ref, lesson in taught.lessons.items():
        file = taught.files["lesson", ref]
        if not fewest <= lesson.words <= most:
            yield Problem(file, f"is {lesson.words} long; {fewest} to {most} read well")
        yield from (Problem(file, what) for what in _shape(lesson))
        for scenario in lesson.front.scenarios:
            if scenario not in scenarios:
                yield Problem(file, f"there is no scenario “{scenario}” in the library")
        for link in lesson.links:
            if not link.startswith("lesson:") or link.removeprefix("lesson:") not in taught.lessons:
                yield Problem(file, f"the link “{link}” leads nowhere; write lesson:<course>/<lesson>")
        yield from (Problem(file, what) for what in _cited(taught, lesson.front.rules))


def _shape(lesson: Lesson) -> Iterator[str]:
    count = Counter(type(part) for part in lesson.parts)
    if count[CaseText] != 1:
        yield f"has {count[CaseText]} cases; a lesson tells exactly one"
    if not 1 <= count[Wordings] <= 2:
        yield f"has {count[Wordings]} “say” fences; one or two belong in a lesson"
    if not 1 <= len(lesson.checks) <= 2:
        yield f"has {len(lesson.checks)} checks; one or two belong in a lesson"
    if count[Diagram] > 1 or not count[Diagram] + lesson.tables:
        yield "needs one picture: a mermaid diagram (one at most) or a table"
    if not 3 <= len(lesson.headings) <= 5 or set(lesson.headings) != {2}:
        yield "needs three to five headings, all of them ##"
    for part in lesson.parts:
        if isinstance(part, Diagram):
            yield from _picture(part.source)
        elif not isinstance(part, Wordings) and "<" in str(getattr(part, "text", "")):
            yield "holds a “<”; HTML has no place in a lesson"


def _picture(source: str) -> Iterator[str]:
    if not source.startswith(_PICTURES):
        yield "the diagram does not begin with its kind, such as “flowchart TD”"
    if source.startswith(("flowchart", "graph")):
        if source.split()[1] in {"LR", "RL"}:
            yield "the diagram runs from left to right, too small to read on a telephone; write “flowchart TD”"
        nodes = source.count('["') + source.count('("') + source.count('{"')
        if not 2 <= nodes <= MOST_NODES:
            yield f"the diagram has {nodes} nodes with quoted texts; 2 to {MOST_NODES} can be read"


def _quizzes(taught: Teaching) -> Iterator[Problem]:
    for slug, quiz in taught.quizzes.items():
        file = taught.files["quiz", slug]
        for item in quiz.items:
            if not item.id.startswith(f"{slug}-"):
                yield Problem(file, f"{item.id}: an item's id begins with its course, “{slug}-…”")
            if f"{slug}/{item.lesson}" not in taught.lessons:
                yield Problem(file, f"{item.id}: there is no lesson “{item.lesson}” in this course")
            yield from (Problem(file, f"{item.id}: {what}") for what in _cited(taught, item.rules))
        yield from (Problem(file, what) for what in _given_away(quiz))
    everything = [(slug, item) for slug, quiz in taught.quizzes.items() for item in quiz.items]
    for first, second in alike([_asked(item) for _, item in everything]):
        slug, item = everything[second]
        yield Problem(taught.files["quiz", slug], f"{item.id}: is much like {everything[first][1].id}")


def _given_away(quiz: Quiz) -> Iterator[str]:
    single = [item for item in quiz.items if item.kind in {"single", "case"}]
    longest = [item for item in single if max(item.options, key=lambda option: len(option.text)).right]
    if single and len(longest) > LONGEST_RIGHT * len(single):
        yield (
            f"the right answer is the longest in {len(longest)} of {len(single)} items; shorten it, or say more in a "
            f"wrong one: {', '.join(item.id for item in longest)}"
        )
    places = Counter(item.right[0] for item in single)
    if len(single) >= 6 and places and max(places.values()) > 0.6 * len(single):
        yield "the right answer stands in the same place too often; vary it"


def _asked(item: Item) -> str:
    right = " ".join(item.options[index].text for index in item.right)
    return f"{item.case or ''} {item.question} {right}"


def _courses(taught: Teaching, scenarios: Collection[str]) -> Iterator[Problem]:
    for slug, course in taught.courses.items():
        file = taught.files["course", slug]
        quiz = taught.quizzes.get(slug)
        here = {ref.partition("/")[2] for ref in taught.lessons if ref.startswith(f"{slug}/")}
        named = {activity.lesson for activity in course.activities if isinstance(activity, LessonActivity)}
        for lesson in sorted(named - here):
            yield Problem(file, f"there is no lesson “{lesson}” in lessons/{slug}")
        for lesson in sorted(here - named):
            yield Problem(file, f"the lesson “{lesson}” is no activity of the course")
        for activity in course.activities:
            if isinstance(activity, DrillActivity) and activity.scenario not in scenarios:
                yield Problem(file, f"there is no scenario “{activity.scenario}” in the library")
            if isinstance(activity, QuizActivity) and activity.draw > (len(quiz.items) if quiz else 0):
                yield Problem(
                    file, f"draws {activity.draw} items; the quiz has {len(quiz.items) if quiz else 0}"
                )
        yield from (Problem(file, what) for what in _observations(taught, course))
        yield from (Problem(file, what) for what in _addressed(course))
        for other in course.requires:
            if other not in taught.courses:
                yield Problem(file, f"requires “{other}”, and there is no such course")
        if _circle(taught.courses, slug):
            yield Problem(file, "requires itself, by way of the courses it requires")
        yield from (Problem(file, what) for what in _covered(taught, course, quiz))


def _observations(taught: Teaching, course: Course) -> Iterator[str]:
    for activity in course.activities:
        if isinstance(activity, ObservationActivity):
            try:
                load_rubric(activity.rubric)
            except UnknownRubric as error:
                yield f"{activity.id}: {error}"
            for other in activity.before:
                if other not in taught.courses or other == course.slug:
                    yield f"{activity.id}: comes after “{other}”, and there is no such other course"


def _addressed(course: Course) -> Iterator[str]:
    """Whoever watches and signs reads the title as well as whoever is watched: “you” would be either."""
    for activity in course.activities:
        if isinstance(activity, ObservationActivity | SignOffActivity) and _YOU.search(activity.title):
            yield f"{activity.id}: the mentor reads its title, too; write it without “you”"


def _covered(taught: Teaching, course: Course, quiz: Quiz | None) -> Iterator[str]:
    """A competency that a course names is taught by a lesson of it, and asked in two items.

    A course of observations alone teaches nothing new: it names what is looked at.
    """
    if all(isinstance(activity, ObservationActivity) for activity in course.activities):
        return
    taught_here = {
        competency
        for ref, lesson in taught.lessons.items()
        if ref.startswith(f"{course.slug}/")
        for competency in lesson.front.competencies
    }
    asked = Counter(competency for item in (quiz.items if quiz else ()) for competency in item.competencies)
    for competency in course.competencies:
        if competency not in taught_here:
            yield f"names {competency}, and no lesson of it does"
        if asked[competency] < 2:
            yield f"names {competency}, and {asked[competency]} items ask for it; two are needed"


def _circle(courses: Mapping[str, Course], slug: str) -> bool:
    seen: set[str] = set()
    ahead = list(courses[slug].requires)
    while ahead:
        at = ahead.pop()
        if at == slug:
            return True
        if at not in seen and at in courses:
            seen.add(at)
            ahead += courses[at].requires
    return False


def _curricula(taught: Teaching) -> Iterator[Problem]:
    for slug, curriculum in taught.curricula.items():
        file = taught.files["curriculum", slug]
        named = {entry.course for entry in curriculum.courses}
        for course in sorted(named - taught.courses.keys()):
            yield Problem(file, f"there is no course “{course}”")
        for course in sorted(named & taught.courses.keys()):
            for before in taught.courses[course].requires:
                if before not in named:
                    yield Problem(file, f"has “{course}” and not “{before}”, which comes before it")
            for activity in taught.courses[course].activities:
                if isinstance(activity, ObservationActivity):
                    for before in sorted(set(activity.before) - named):
                        yield Problem(file, f"has “{course}”, cleared after “{before}”, and not that course")
        for other in curriculum.meant_for.after:
            if other not in taught.curricula or other == slug:
                yield Problem(file, f"follows “{other}”, and there is no such curriculum before it")
    used = {entry.course for curriculum in taught.curricula.values() for entry in curriculum.courses}
    for course in sorted(taught.courses.keys() - used if taught.curricula else ()):
        yield Problem(taught.files["course", course], "stands in no curriculum")


def _register(taught: Teaching, sources: Collection[tuple[Locale, str]]) -> Iterator[Problem]:
    if taught.register is None:
        return
    known = taught.register.by_title()
    for locale, title in sorted(set(sources)):
        if locale == taught.locale and title not in known:
            yield Problem(
                taught.files["rules", "register"], f"a scenario cites “{title}”; add it to the register"
            )


def _cited(taught: Teaching, citations: Sequence[Citation]) -> Iterator[str]:
    known = taught.register.by_id() if taught.register else {}
    for citation in citations:
        rule = known.get(citation.rule)
        if rule is None:
            yield f"cites “{citation.rule}”, which is not in the register"
        elif citation.effective != rule.effective:
            yield f"cites “{citation.rule}” as of {citation.effective}; the register says {rule.effective}"


def _same_structure(one: Teaching, other: Teaching) -> Iterator[Problem]:
    for kind, those, these in (
        ("curriculum", one.curricula, other.curricula),
        ("course", one.courses, other.courses),
        ("lesson", one.lessons, other.lessons),
        ("quiz", one.quizzes, other.quizzes),
    ):
        for slug in sorted(those.keys() ^ these.keys()):
            missing = other if slug in those else one
            there = one if slug in those else other
            yield Problem(there.files[kind, slug], f"is not there in {missing.locale}, or cannot be used")
        for slug in sorted(those.keys() & these.keys()):
            for what in _differs(_outline(those[slug]), _outline(these[slug])):
                yield Problem(one.files[kind, slug], f"{what} is not the same in {other.locale}")
    if one.register and other.register:
        mine, theirs = one.register.by_id(), other.register.by_id()
        for rule in sorted(
            rule
            for rule in mine.keys() | theirs.keys()
            if rule not in mine
            or rule not in theirs
            or (mine[rule].kind, mine[rule].effective) != (theirs[rule].kind, theirs[rule].effective)
        ):
            yield Problem(one.files["rules", "register"], f"“{rule}” is not the same in {other.locale}")


def _differs(mine: Mapping[str, object], theirs: Mapping[str, object]) -> list[str]:
    return [what for what in mine if mine[what] != theirs.get(what)]


def _outline(thing: object) -> dict[str, object]:
    """What must be equal in all languages, by what it is called."""
    match thing:
        case Lesson():
            front = thing.front
            return {
                "its parts": [type(part).__name__ for part in thing.parts],
                "its number of headings": len(thing.headings),
                "the right answer of a check": [
                    [option.right for option in check.options] for check in thing.checks
                ],
                "its minutes, level or version": (front.minutes, front.level, front.version),
                "its competencies": front.competencies,
                "its scenarios": front.scenarios,
                "the list of rules": [(rule.rule, rule.effective) for rule in front.rules],
            }
        case Quiz():
            return {
                "its version": thing.version,
                "an item": [
                    (
                        item.id,
                        item.kind,
                        item.lesson,
                        item.competencies,
                        item.level,
                        len(item.options),
                        item.right,
                        [(rule.rule, rule.effective) for rule in item.rules],
                    )
                    for item in thing.items
                ],
            }
        case Course():
            return {
                "its competencies, topics, level or version": (
                    thing.competencies,
                    thing.topics,
                    thing.level,
                    thing.version,
                ),
                "what it requires": thing.requires,
                "an activity": thing.outline,
            }
    return {"its courses or audience": thing.model_dump(exclude={"title", "summary", "certificate"})}  # type: ignore[attr-defined]
