"""Rows of trials: what was asked for, what has been played, what came of it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from lms.authoring.tables import TrialRun, TrialSeed
from lms.catalogue import ScenarioCard
from lms.platform.columns import UtcDateTime
from lms.platform.database import Database
from lms.platform.identifiers import new_id
from scoring.trials import Summary, Trial

SILENT_S = 30.0
"""A run whose process has given no sign of life for so long is taken up by another."""
LONGEST_FAILURE = 400


@dataclass(frozen=True)
class Run:
    """A run as it stands.

    Attributes:
        seeds: how many are wanted; ``played`` how many are there.
        playing: a living process is at it; otherwise it waits, is finished or has failed.
        failure: why it could not go on.
    """

    run_id: str
    slug: str
    locale: str
    version: int
    text: str
    seeds: int
    played: int
    asked_by: str
    asked_at: datetime
    playing: bool
    finished_at: datetime | None
    failure: str | None

    @property
    def open(self) -> bool:
        """Whether it is still to be played."""
        return self.finished_at is None and self.failure is None


@dataclass(frozen=True)
class Finished:
    """A run of which something came, without what it was.

    Attributes:
        at: when it was finished; when it was asked to go on, while it does.
        goes_on: more seeds were asked for, and are still to be played.
    """

    run_id: str
    slug: str
    locale: str
    text: str
    rules: str
    at: datetime
    goes_on: bool


def read_run(
    connection: Connection, *, slug: str, locale: str, text: str, rules: str, now: datetime
) -> Run | None:
    """The run of one text under one edition of the rules."""
    return _run(
        connection,
        now,
        col(TrialRun.slug) == slug,
        col(TrialRun.locale) == locale,
        col(TrialRun.text) == text,
        col(TrialRun.rules) == rules,
    )


def read_run_by_id(connection: Connection, run_id: str, *, now: datetime) -> Run | None:
    """One run."""
    return _run(connection, now, col(TrialRun.id) == run_id)


def read_finished(
    connection: Connection, *, slug: str | None = None, locale: str | None = None
) -> list[Finished]:
    """All runs of which something came, or those of one scenario in one language, the newest first."""
    wanted = [col(TrialRun.slug) == slug] if slug is not None else []
    wanted += [col(TrialRun.locale) == locale] if locale is not None else []
    at = func.coalesce(col(TrialRun.finished_at), col(TrialRun.asked_at), type_=UtcDateTime)
    rows = connection.execute(
        select(
            col(TrialRun.id),
            col(TrialRun.slug),
            col(TrialRun.locale),
            col(TrialRun.text),
            col(TrialRun.rules),
            at.label("at"),
            col(TrialRun.finished_at).is_(None).label("goes_on"),
        )
        .where(col(TrialRun.summary).is_not(None), *wanted)
        .order_by(at.desc(), col(TrialRun.id).desc())
    )
    return [
        Finished(row.id, row.slug, row.locale, row.text, row.rules, row.at, bool(row.goes_on)) for row in rows
    ]


def read_open_places(connection: Connection, *, rules: str) -> frozenset[tuple[str, str]]:
    """Slug and language of every run that is still to be played.

    What was asked for under another edition of the rules is not: nobody plays by those any more.
    """
    rows = connection.execute(
        select(col(TrialRun.slug), col(TrialRun.locale)).where(
            col(TrialRun.finished_at).is_(None),
            col(TrialRun.failure).is_(None),
            col(TrialRun.rules) == rules,
        )
    )
    return frozenset((slug, locale) for slug, locale in rows)


def read_summaries(connection: Connection, run_ids: Collection[str]) -> dict[str, Summary]:
    """What came of finished runs, by id."""
    rows = connection.execute(
        select(col(TrialRun.id), col(TrialRun.summary)).where(col(TrialRun.id).in_(run_ids))
    )
    return {run_id: Summary.from_json(kept) for run_id, kept in rows}


def ask_for(
    connection: Connection, card: ScenarioCard, *, rules: str, seeds: int, asked_by: str, now: datetime
) -> None:
    """Have a scenario played with at least so many seeds; what was played before is kept.

    A run that failed begins again where it stood; one that has as many seeds already is left as it is.

    Raises:
        IntegrityError: somebody asked for the same text in this moment.
    """
    run = read_run(connection, slug=card.slug, locale=card.locale, text=card.hash, rules=rules, now=now)
    asked = {"seeds": seeds, "asked_by": asked_by, "asked_at": now}
    if run is None:
        connection.execute(
            insert(TrialRun).values(
                id=new_id(),
                slug=card.slug,
                locale=card.locale,
                version=card.version,
                text=card.hash,
                rules=rules,
                **asked,
            )
        )
    elif run.failure is not None or run.seeds < seeds:
        connection.execute(
            update(TrialRun)
            .where(col(TrialRun.id) == run.run_id)
            .values(**{**asked, "seeds": max(seeds, run.seeds)}, finished_at=None, failure=None)
        )


def claim_next(database: Database, *, rules: str, now: datetime) -> str | None:
    """Take up the run that has waited longest; none when nothing waits that this edition can play."""
    free = (
        col(TrialRun.finished_at).is_(None),
        col(TrialRun.failure).is_(None),
        col(TrialRun.rules) == rules,
        or_(
            col(TrialRun.beat_at).is_(None),
            col(TrialRun.beat_at) < now - timedelta(seconds=SILENT_S),
        ),
    )
    with database.transaction() as connection:
        waiting = connection.execute(
            select(col(TrialRun.id)).where(*free).order_by(col(TrialRun.asked_at))
        ).scalars()
        for run_id in waiting.all():
            # Another process may have been quicker; then it is no longer free.
            taken = connection.execute(
                update(TrialRun).where(col(TrialRun.id) == run_id, *free).values(beat_at=now)
            )
            if taken.rowcount:
                return run_id
    return None


def release(database: Database, run_id: str) -> None:
    """Lay a run down: whoever is free takes it up again."""
    _set(database, run_id, beat_at=None)


def missing_seed(database: Database, run_id: str, seeds: int) -> int | None:
    """The first seed that is still to be played."""
    with database.reading() as connection:
        played = set(
            connection.execute(select(col(TrialSeed.seed)).where(col(TrialSeed.run_id) == run_id)).scalars()
        )
    return next((seed for seed in range(seeds) if seed not in played), None)


def keep_seed(
    database: Database, run_id: str, seed: int, trials: Sequence[dict[str, Any]], *, now: datetime
) -> None:
    """Keep what every trainee did with a seed, once, and give a sign of life."""
    try:
        with database.transaction() as connection:
            connection.execute(insert(TrialSeed).values(run_id=run_id, seed=seed, trials=list(trials)))
            connection.execute(update(TrialRun).where(col(TrialRun.id) == run_id).values(beat_at=now))
    except IntegrityError:
        # A process thought dead had it as well: the same seed, the same trials.
        return


def read_trials(connection: Connection, run_id: str) -> list[Trial]:
    """All trials of a run, seed by seed."""
    rows = connection.execute(
        select(col(TrialSeed.trials)).where(col(TrialSeed.run_id) == run_id).order_by(col(TrialSeed.seed))
    ).scalars()
    return [Trial.from_json(kept) for trials in rows for kept in trials]


def finish(database: Database, run_id: str, summary: Summary, *, now: datetime) -> None:
    """Keep what came of a run, unless more seeds were asked for meanwhile."""
    with database.transaction() as connection:
        connection.execute(
            update(TrialRun)
            .where(col(TrialRun.id) == run_id, col(TrialRun.seeds) <= summary.seeds)
            .values(summary=summary.as_json(), finished_at=now, beat_at=None)
        )


def fail(database: Database, run_id: str, failure: str) -> None:
    """Say why a run cannot go on."""
    _set(database, run_id, failure=failure[:LONGEST_FAILURE], beat_at=None)


def _set(database: Database, run_id: str, **values: object) -> None:
    with database.transaction() as connection:
        connection.execute(update(TrialRun).where(col(TrialRun.id) == run_id).values(**values))


def _run(connection: Connection, now: datetime, *wanted: Any) -> Run | None:
    row = connection.execute(
        select(
            col(TrialRun.id),
            col(TrialRun.slug),
            col(TrialRun.locale),
            col(TrialRun.version),
            col(TrialRun.text),
            col(TrialRun.seeds),
            select(func.count())
            .where(col(TrialSeed.run_id) == col(TrialRun.id))
            .scalar_subquery()
            .label("played"),
            col(TrialRun.asked_by),
            col(TrialRun.asked_at),
            col(TrialRun.beat_at),
            col(TrialRun.finished_at),
            col(TrialRun.failure),
        ).where(*wanted)
    ).one_or_none()
    if row is None:
        return None
    alive = row.beat_at is not None and row.beat_at >= now - timedelta(seconds=SILENT_S)
    return Run(
        run_id=row.id,
        slug=row.slug,
        locale=row.locale,
        version=row.version,
        text=row.text,
        seeds=row.seeds,
        played=min(row.played, row.seeds),
        asked_by=row.asked_by,
        asked_at=row.asked_at,
        playing=alive and row.finished_at is None,
        finished_at=row.finished_at,
        failure=row.failure,
    )
