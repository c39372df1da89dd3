"""Which competencies somebody needs, and how well: what their curricula and their jobs ask for."""

from collections.abc import Collection, Iterable

from lms.catalogue.teaching import Curriculum, Shelf
from lms.people import Job

ALONE = 2
"""Whoever serves customers is to manage alone, also where a course begins at the beginning."""


def needs_of(shelf: Shelf, *, jobs: Collection[Job], curricula: Collection[str] = ()) -> dict[str, int]:
    """The level of the framework, 2 to 4, that somebody needs, by competency, in the order of their courses.

    Args:
        shelf: what is published.
        jobs: what they do.
        curricula: those they are enrolled in. They say it; what a job asks for later comes with its own curriculum.
            Of somebody who is enrolled in none, their jobs say it.
    """
    asked = [one for one in shelf.curricula.values() if one.slug in curricula]
    return _levels(shelf, asked) or needs_of_jobs(shelf, jobs)


def needs_of_jobs(shelf: Shelf, jobs: Collection[Job]) -> dict[str, int]:
    """The level needed by whoever does these jobs, by what is meant for any of them and for everybody who is new."""
    asked = [
        one
        for one in shelf.curricula.values()
        if not set(jobs).isdisjoint(one.meant_for.jobs)
        or (
            one.meant_for.hired_within_days is not None and not one.meant_for.jobs and not one.meant_for.roles
        )
    ]
    return _levels(shelf, asked)


def _levels(shelf: Shelf, curricula: Iterable[Curriculum]) -> dict[str, int]:
    found: dict[str, int] = {}
    for curriculum in curricula:
        for entry in curriculum.courses:
            course = shelf.courses.get(entry.course)
            if course is None or entry.optional:
                continue
            for competency in course.competencies:
                found[competency] = max(found.get(competency, ALONE), course.level)
    return found
