"""A curriculum: the courses of a tier for those it is meant for, with their due dates and when they lapse."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from lms.catalogue.teaching.vocabulary import Said, Slug
from lms.people import Job, Role
from scenarios.persona import Strict
from scenarios.schema import Tier


class Audience(Strict):
    """Whom a curriculum is for; every given part must hold. An empty one is for nobody: it is given by hand.

    Attributes:
        jobs: any of these.
        roles: any of these, over whatever unit.
        hired_within_days: hired no longer ago than that, on the day of enrolment.
        hired_for_days: hired at least so long ago.
        units: codes of units; in one of them or below.
        after: curricula that were completed.
    """

    jobs: tuple[Job, ...] = ()
    roles: tuple[Role, ...] = ()
    hired_within_days: Annotated[int, Field(ge=1, le=3_650)] | None = None
    hired_for_days: Annotated[int, Field(ge=1, le=3_650)] | None = None
    units: tuple[Said, ...] = ()
    after: tuple[Slug, ...] = ()

    @property
    def nobody(self) -> bool:
        """Whether no rule enrols anybody."""
        return not self.model_fields_set


class Due(Strict):
    """How long after enrolment a course is due."""

    days: Annotated[int, Field(ge=1, le=1_000)]
    working: bool = True


class CourseOf(Strict):
    """A course's place in a curriculum."""

    course: Slug
    due: Due
    optional: bool = False


class Recertify(Strict):
    """After how many months what was completed lapses, and how long before that one may begin again."""

    months: Annotated[int, Field(ge=1, le=120)]
    opens_days_before: Annotated[int, Field(ge=0, le=180)] = 60

    @model_validator(mode="after")
    def _opens_later(self) -> Self:
        if self.opens_days_before >= 28 * self.months:
            raise ValueError(
                "what was completed today could begin again at once; open it later, or let it hold longer"
            )
        return self


class Curriculum(Strict):
    """One curriculum in one language."""

    slug: Slug
    version: Annotated[int, Field(ge=1)] = 1
    tier: Tier
    title: Said
    summary: Said
    certificate: Said
    meant_for: Audience = Field(alias="for")
    courses: Annotated[tuple[CourseOf, ...], Field(min_length=1)]
    recertify: Recertify | None = None

    @model_validator(mode="after")
    def _one_each(self) -> Self:
        slugs = [entry.course for entry in self.courses]
        if len(set(slugs)) != len(slugs):
            raise ValueError("a course stands twice")
        if all(entry.optional for entry in self.courses):
            raise ValueError("every course is optional; one at least must be done")
        return self
