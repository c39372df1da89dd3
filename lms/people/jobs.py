"""The jobs somebody holds: a main one, and further ones beside it, kept as one text in the person's own row.

``docs/decisions/0026-further-jobs-stand-in-the-person-s-row.md`` says why it is no table.
"""

from collections.abc import Callable, Iterable

from sqlalchemy import ColumnElement, or_
from sqlmodel import col

from lms.people.roles import JOB_NAMES, Job
from lms.people.tables import Person
from lms.platform.i18n import mark

MOST_FURTHER = 4
"""Jobs beside the main one."""
MANY_JOBS = mark("Nobody holds more than {most} jobs here. Keep those they are trained for.")
BETWEEN = ";"


def further_in(text: str) -> tuple[Job, ...]:
    """The further jobs in a row's text, in the order of ``Job``."""
    # Of a whole bank hardly anybody has one.
    return tuple(Job(word) for word in text.split(BETWEEN) if word) if text else ()


def further_text(main: Job, jobs: Iterable[Job]) -> str:
    """The text of the further jobs among some: each once, in the order of ``Job``, none that is the main one.

    It begins and ends with what stands between two, so that each is found by a pattern; empty where there is none.
    """
    held = set(jobs) - {main}
    return BETWEEN.join(["", *(job for job in Job if job in held), ""]) if held else ""


def holds(job: Job) -> ColumnElement[bool]:
    """Whether somebody holds a job, as their main one or beside it; part of a question to the database."""
    return or_(
        col(Person.job) == job.value,
        col(Person.further_jobs).contains(f"{BETWEEN}{job}{BETWEEN}", autoescape=True),
    )


def jobs_in_words(jobs: Iterable[Job], gettext: Callable[[str], str]) -> str:
    """Jobs as a person reads them, the main one first."""
    return gettext(mark(", ")).join(gettext(JOB_NAMES[job]) for job in jobs)
