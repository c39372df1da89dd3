"""A course: what is read, answered, rehearsed, talked over and signed off, in order."""

from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from lms.catalogue.teaching.vocabulary import Competencies, CompetencyLevel, Said, Slug, Topic
from scenarios.persona import Strict

MoveOn = Literal["completed", "passed", "both"]
"""What lets a learner move on: it was done, it was passed, or done to its end and passed."""
ActivityKind = Literal[
    "lesson", "quiz", "drill", "discussion", "live", "sign_off", "observation", "review_meeting"
]
Minutes = Annotated[int, Field(ge=5, le=240)]


class _Activity(Strict):
    id: Slug
    move_on: MoveOn = "completed"


class LessonActivity(_Activity):
    """A lesson of this course is read to its end."""

    kind: Literal["lesson"]
    lesson: Slug
    move_on: Literal["completed"] = "completed"


class QuizActivity(_Activity):
    """Items of this course are answered.

    Attributes:
        draw: how many of them; chosen and shuffled by a seed.
        pass_mark: percent.
        attempts: how often it may be tried.
        keep: which attempt counts.
    """

    kind: Literal["quiz"]
    draw: Annotated[int, Field(ge=3, le=40)]
    pass_mark: Annotated[int, Field(ge=50, le=100)] = 80
    attempts: Annotated[int, Field(ge=1, le=20)] = 3
    keep: Literal["best", "latest"] = "best"
    move_on: MoveOn = "passed"


class DrillActivity(_Activity):
    """A scenario of the library is rehearsed."""

    kind: Literal["drill"]
    scenario: Slug
    move_on: MoveOn = "passed"


class DiscussionActivity(_Activity):
    """A case a small group talks over."""

    kind: Literal["discussion"]
    title: Said
    minutes: Minutes
    case: Said
    questions: Annotated[tuple[Said, ...], Field(min_length=3, max_length=5)]


class LiveActivity(_Activity):
    """Questions and answers with a date."""

    kind: Literal["live"]
    title: Said
    minutes: Minutes
    about: Said


class SignOffActivity(_Activity):
    """A mentor watches and signs."""

    kind: Literal["sign_off"]
    title: Said
    observe: Annotated[tuple[Said, ...], Field(min_length=3, max_length=6)]


class ObservationActivity(_Activity):
    """Somebody sits beside the learner while they serve real customers, and marks what a rehearsal is marked by.

    Attributes:
        work: what they may do on their own once it is done, as it follows “cleared for independent work:”.
        rubric: the shipped rubric whose criteria are marked.
        times: how many observations that say “ready” it takes, none that says otherwise between them.
        before: courses of the curriculum that must be done besides, before they are cleared.
    """

    kind: Literal["observation"]
    title: Said
    work: Said
    rubric: Slug = "service-core"
    times: Annotated[int, Field(ge=1, le=10)] = 1
    before: tuple[Slug, ...] = ()
    move_on: Literal["passed"] = "passed"


class Heading(Strict):
    """One part of a template for findings, and what to write there."""

    heading: Said
    prompt: Said


class ReviewMeetingActivity(_Activity):
    """A review meeting whose findings are written into a template."""

    kind: Literal["review_meeting"]
    title: Said
    minutes: Minutes
    template: Annotated[tuple[Heading, ...], Field(min_length=4, max_length=6)]


Activity = Annotated[
    LessonActivity
    | QuizActivity
    | DrillActivity
    | DiscussionActivity
    | LiveActivity
    | SignOffActivity
    | ObservationActivity
    | ReviewMeetingActivity,
    Field(discriminator="kind"),
]


class Course(Strict):
    """One course in one language.

    Attributes:
        topics: what its training hours count for.
        requires: courses that come before it.
    """

    slug: Slug
    version: Annotated[int, Field(ge=1)] = 1
    title: Said
    summary: Said
    competencies: Competencies
    level: CompetencyLevel
    topics: tuple[Topic, ...] = ()
    requires: tuple[Slug, ...] = ()
    activities: Annotated[tuple[Activity, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _one_each(self) -> Self:
        ids = [activity.id for activity in self.activities]
        twice = sorted({activity for activity in ids if ids.count(activity) > 1})
        if twice:
            raise ValueError(f"the activity “{twice[0]}” stands twice")
        if sum(activity.kind == "quiz" for activity in self.activities) > 1:
            raise ValueError("a course has one quiz; put its items together")
        return self

    @property
    def outline(self) -> list[dict[str, Any]]:
        """Its activities without their words: the same in every language."""
        words = {"title", "case", "questions", "about", "observe", "template", "work"}
        return [activity.model_dump(exclude=words) for activity in self.activities]
