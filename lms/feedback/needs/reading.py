"""Comparing the texts of a quarter: asked for by a person or owed by the night, done as a job, kept until asked anew.

One reading of a quarter goes on at a time. Its groups are written whole with its end: whatever dies in between, the
next turn begins anew and comes to the same. What people called the groups of before is proposed for the nearest ones.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from sqlalchemy import Connection, insert, select, update
from sqlmodel import col

from lms.feedback.classification.meaning import missing
from lms.feedback.needs.grouping import FEWEST, Found, groups_in
from lms.feedback.needs.likening import Likeness, by_meaning, by_words
from lms.feedback.needs.tables import NeedGroup, NeedMember, NeedReading
from lms.feedback.needs.telling import nearness
from lms.feedback.needs.texts import drawn, heads_of, names_of_staff, with_words
from lms.people import Action, Actor, Deed, Note, record, require_units, right_to
from lms.platform.batches import batches
from lms.platform.context import Context
from lms.platform.database import insert_into
from lms.platform.errors import Refused
from lms.platform.i18n import mark
from lms.platform.identifiers import new_id
from lms.platform.logging import log
from lms.platform.quarters import Quarter, moments, quarter_called, quarter_of

JOB = "hidden_needs"
"""The job's name."""
NEAR = 0.25
"""Nearness from which a group of before is offered as the same."""
REMEMBERED = 5
"""Readings of before whose names are remembered."""
NOT_BEGUN = mark("This quarter has not begun yet. Choose an earlier one.")


def ask_for_groups(context: Context, *, actor: Actor, quarter: str) -> str:
    """Have the texts of a quarter compared; the id of the reading. One that goes on already is not begun again.

    Raises:
        Forbidden: the actor reads no customers' words, or does not name needs.
        Refused: there is no such quarter, or it has not begun.
    """
    units = require_units(actor, Action.NAME_NEEDS)
    asked = quarter_called(quarter)
    if asked.begins > context.today():
        raise Refused(NOT_BEGUN)
    with context.database.transaction() as connection:
        reading_id, new = _begin(context, connection, asked, actor.person_id)
        if new:
            why = right_to(actor, Action.NAME_NEEDS, unit_id=min(units))
            note = Note(Deed.COMPARED_TEXTS, why, object_id=reading_id, people=0)
            record(context, connection, actor=actor, notes=[note])
    return reading_id


def read_last_quarter(context: Context) -> int:
    """Begin to compare the texts of the quarter that is over, where that was not done since; how many were begun.

    What was compared on its last day does not count: something may have come after that.
    The work of a night, which leaves the comparing itself to the job.
    """
    quarter = quarter_of(context.today()).before
    since, until = moments(quarter.begins, quarter.ends, context.settings.zone)
    with context.database.transaction() as connection:
        done = connection.execute(
            select(col(NeedReading.id))
            .where(col(NeedReading.quarter) == quarter.id, col(NeedReading.asked_at) >= until)
            .limit(1)
        ).first()
        if done or len(heads_of(connection, since, until)) < FEWEST:
            return 0
        return int(_begin(context, connection, quarter, None)[1])


def owed(context: Context) -> Iterator[str]:
    """Readings that have not ended: as jobs, anew each hour, should one have failed for good."""
    with context.database.reading() as connection:
        ids = connection.execute(
            select(col(NeedReading.id)).where(col(NeedReading.ended_at).is_(None))
        ).scalars()
        yield from [job_subject(context, reading_id) for reading_id in ids]


def job_subject(context: Context, reading_id: str) -> str:
    """By which the work at a reading is asked for: one job an hour, whoever asks."""
    return f"{reading_id}.{context.now():%Y%m%d%H}"


def compare_texts(context: Context, subject: str) -> None:
    """Do a reading: its id, or that of a job. Nothing where it has ended."""
    reading_id = subject.partition(".")[0]
    with context.database.reading() as connection:
        row = connection.execute(
            select(NeedReading).where(col(NeedReading.id) == reading_id, col(NeedReading.ended_at).is_(None))
        ).one_or_none()
        if row is None:
            return
        since, until = moments(quarter_called(row.quarter).begins, row.until, context.settings.zone)
        heads = heads_of(connection, since, until)
        told = with_words(connection, drawn(heads))
        names = names_of_staff(connection)
    how = "words" if missing() is not None else "meaning"
    note = partial(_note, context, reading_id)
    note(texts=len(heads), compared=len(told), how=how, done=0)
    liken: Callable[[Sequence[str]], Likeness] = by_words
    if how == "meaning":
        liken = partial(by_meaning, tick=lambda done: note(done=done))
    found = groups_in(told, liken, how=how, names=names)
    with context.database.transaction() as connection:
        if _note_end(context, connection, reading_id, len(told)):
            _write(connection, reading_id, found, names_before(connection, row.quarter))
    log().info("needs_compared", quarter=row.quarter, texts=len(heads), compared=len(told), groups=len(found))


def names_before(connection: Connection, quarter: str) -> list[tuple[str, dict[str, float]]]:
    """The names people gave in the readings of this quarter and those before, the latest first, with profiles."""
    latest = (
        select(col(NeedReading.id))
        .where(col(NeedReading.ended_at).is_not(None), col(NeedReading.quarter) <= quarter)
        .order_by(col(NeedReading.quarter).desc(), col(NeedReading.id).desc())
        .limit(REMEMBERED)
    )
    rows = connection.execute(
        select(col(NeedGroup.name), col(NeedGroup.profile))
        .join(NeedReading, col(NeedReading.id) == col(NeedGroup.reading_id))
        .where(col(NeedGroup.reading_id).in_(latest), col(NeedGroup.name).is_not(None))
        .order_by(col(NeedReading.quarter).desc(), col(NeedReading.id).desc(), col(NeedGroup.place))
    )
    return [(row.name, row.profile) for row in rows]


def proposals(found: Sequence[Found], known: Sequence[tuple[str, dict[str, float]]]) -> list[str | None]:
    """For each group the name of the nearest of before: none twice, and none that is not near."""
    near = sorted(
        (-nearness(group.profile, profile), at, place, name)
        for at, (name, profile) in enumerate(known)
        for place, group in enumerate(found)
    )
    given: list[str | None] = [None] * len(found)
    for close, _at, place, name in near:
        if -close >= NEAR and given[place] is None and name not in given:
            given[place] = name
    return given


def _begin(
    context: Context, connection: Connection, quarter: Quarter, person_id: str | None
) -> tuple[str, bool]:
    values = {
        "id": new_id(),
        "quarter": quarter.id,
        "until": min(quarter.ends, context.today()),
        "asked_by": person_id,
        "asked_at": context.now(),
        "texts": 0,
        "compared": 0,
        "done": 0,
        "how": "",
    }
    new = connection.execute(
        insert_into(connection, NeedReading)
        .values(values)
        .on_conflict_do_nothing()
        .returning(col(NeedReading.id))
    ).scalar()
    if new is not None:
        return str(new), True
    going = select(col(NeedReading.id)).where(
        col(NeedReading.quarter) == quarter.id, col(NeedReading.ended_at).is_(None)
    )
    return str(connection.execute(going).scalar_one()), False


def _note(context: Context, reading_id: str, **values: Any) -> None:
    with context.database.transaction() as connection:
        connection.execute(
            update(NeedReading)
            .where(col(NeedReading.id) == reading_id, col(NeedReading.ended_at).is_(None))
            .values(values)
        )


def _note_end(context: Context, connection: Connection, reading_id: str, done: int) -> bool:
    """Whether it ends here: of two that did the same work, one writes it."""
    ended = connection.execute(
        update(NeedReading)
        .where(col(NeedReading.id) == reading_id, col(NeedReading.ended_at).is_(None))
        .values(ended_at=context.now(), done=done)
    )
    return bool(ended.rowcount)


def _write(
    connection: Connection,
    reading_id: str,
    found: Sequence[Found],
    known: Sequence[tuple[str, dict[str, float]]],
) -> None:
    for place, (group, proposed) in enumerate(zip(found, proposals(found, known), strict=True)):
        group_id = new_id()
        connection.execute(
            insert(NeedGroup).values(
                id=group_id,
                reading_id=reading_id,
                place=place,
                words=list(group.words),
                profile=group.profile,
                proposed=proposed,
            )
        )
        members = [
            {"group_id": group_id, "item_id": item_id, "place": at}
            for at, item_id in enumerate(group.item_ids)
        ]
        for some in batches(members):
            connection.execute(insert(NeedMember), some)
