"""Whoever answers for a branch is told before a limit of one of its cases is over, and once more when it is.

It is told in the portal at once, and by the day's letter where a mail server is set. A minute is the unit: what is
found owed within one is one job, however many processes look.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, or_, select, update
from sqlmodel import col

from lms.feedback.cases.standing import case_columns
from lms.feedback.cases.tables import FeedbackCase, FeedbackCaseWarning
from lms.feedback.tables import FeedbackStanding
from lms.learning.reminders.other_words import Part, enter, remind_of
from lms.people import Action, Actor, Role, UnitCard, may, read_units, units_open_to
from lms.people.grants import holds_at
from lms.people.tables import Person, RoleGrant
from lms.platform.context import Context
from lms.platform.database import insert_into
from lms.platform.i18n import Translator
from lms.platform.identifiers import new_id
from lms.platform.jobs import Job
from lms.platform.logging import log

JOB = "case_watch"
AT_ONCE = 200
PREFIX = "case"
"""What a reminder of a case is known by."""


@dataclass(frozen=True)
class CaseWatch:
    """Looks after the limits of an installation's cases."""

    context: Context

    @property
    def job(self) -> Job:
        """The watch as a job."""
        return Job(self.do, self.owed)

    def owed(self) -> Iterator[str]:
        """This minute, where somebody is to be told."""
        with self.context.database.reading() as connection:
            waiting = connection.execute(select(col(FeedbackCase.id)).where(self._untold()).limit(1)).first()
        if waiting is not None:
            yield f"{self.context.now():%Y%m%d%H%M}"

    def do(self, _subject: str) -> None:
        """Tell what is to be told."""
        told = self.tell()
        log().info("case_limits_told", cases=told)

    def tell(self) -> int:
        """Tell of all limits that are soon over or over and were not told; of how many cases."""
        done = 0
        while True:
            with self.context.database.transaction() as connection:
                rows = connection.execute(
                    case_columns()
                    .where(self._untold())
                    .order_by(col(FeedbackCase.id))
                    .limit(AT_ONCE)
                    .with_for_update(of=FeedbackCase)
                ).all()
                units = {unit.unit_id: unit for unit in read_units(connection)}
                heads = _heads(connection, self.context)
                for row in rows:
                    self._tell(connection, row, _who(row, units, heads))
            done += len(rows)
            if len(rows) < AT_ONCE:
                return done

    def _untold(self) -> ColumnElement[bool]:
        now = self.context.now()
        return and_(
            col(FeedbackCase.closed_at).is_(None),
            col(FeedbackCase.told) < 2,
            or_(
                and_(col(FeedbackCase.soon_at) <= now, col(FeedbackCase.told) == 0),
                col(FeedbackCase.due_at) < now,
            ),
        )

    def _tell(self, connection: Connection, row: Row[Any], people: Sequence[str]) -> None:
        now = self.context.now()
        over = row.due_at < now
        for person_id in people:
            warning = {
                "id": new_id(),
                "case_id": row.id,
                "person_id": person_id,
                "clock": row.clock,
                "due_at": row.due_at,
                "over": over,
                "at": now,
            }
            connection.execute(
                insert_into(connection, FeedbackCaseWarning).values(warning).on_conflict_do_nothing()
            )
            remind_of(
                self.context,
                connection,
                person_id=person_id,
                key=f"{PREFIX}:{row.id}:{row.due_at:%Y%m%d%H%M}:{over:d}",
            )
        told = 2 if over else 1
        connection.execute(update(FeedbackCase).where(col(FeedbackCase.id) == row.id).values(told=told))


def _heads(connection: Connection, context: Context) -> Mapping[str, list[str]]:
    """Who manages a unit by a grant for just that unit."""
    rows = connection.execute(
        select(col(RoleGrant.unit_id), col(RoleGrant.person_id))
        .join(Person, col(Person.id) == col(RoleGrant.person_id))
        .where(
            col(RoleGrant.role) == Role.MANAGER,
            holds_at(context.now()),
            col(Person.active).is_(True),
        )
    )
    heads: dict[str, list[str]] = {}
    for row in rows:
        heads.setdefault(row.unit_id, []).append(row.person_id)
    return heads


def _who(row: Row[Any], units: Mapping[str, UnitCard], heads: Mapping[str, list[str]]) -> list[str]:
    """The heads of the branch, or of the nearest unit above that has one whom it is not about."""
    here: str | None = row.unit_id
    found: list[str] = []
    while here is not None and not found:
        found = [person_id for person_id in heads.get(here, []) if person_id != row.person_id]
        here = units[here].parent_id
    return found


def _in_the_letter(
    connection: Connection, context: Context, reader: Actor, keys: Sequence[str], tr: Translator
) -> Part | None:
    """What a day's letter says of the cases of which its reader was told; those that were answered since are left."""
    ids = sorted({key.split(":")[1] for key in keys})
    rows = connection.execute(
        case_columns().where(
            col(FeedbackCase.id).in_(ids),
            col(FeedbackCase.soon_at) <= context.now(),
            col(FeedbackStanding.unit_id).in_(sorted(units_open_to(reader, Action.READ_FEEDBACK))),
        )
    ).all()
    rows = [
        row for row in rows if may(reader, Action.READ_FEEDBACK, person_id=row.person_id, unit_id=row.unit_id)
    ]
    if not rows:
        return None
    said = tr.ngettext(
        "{count} case is close to its limit, or over it",
        "{count} cases are close to their limit, or over it",
        len(rows),
    ).format(count=len(rows))
    items = [
        tr.gettext("{number}: until {moment}").format(number=row.number, moment=tr.moment(row.due_at))
        for row in sorted(rows, key=lambda row: row.due_at)
    ]
    return Part(said, tuple(items), "cases", tr.gettext("To the cases"))


enter(PREFIX, _in_the_letter)
