"""The exam somebody sits: while it runs, its scenario is not practised beside it, or it would examine nothing."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, select
from sqlmodel import col

from lms.platform.errors import Refused
from lms.platform.i18n import mark
from lms.practice.rows import card_of
from lms.practice.stage import Practice
from lms.practice.tables import Attempt
from lms.practice.views import AttemptCard

# Made once: a turn in practice asks this, too.
_EXAM = select(Attempt).where(col(Attempt.exam_of) == bindparam("exam"))
_RUNNING = _EXAM.where(col(Attempt.closed_at).is_(None))


class ExamRunning(Refused):
    """An exam at this scenario is under way; ``attempt_id`` names it, ``until`` is when it ends."""

    def __init__(self, attempt_id: str, until: datetime) -> None:
        """Remember which; ``until`` is said as it is, so it is in the bank's time zone."""
        super().__init__(
            mark(
                "Your exam on this scenario is running and ends at {until:%H:%M}. Finish it first; then you can "
                "practise here as often as you like."
            ),
            until=until,
        )
        self.attempt_id = attempt_id
        self.until = until


def exam_key(person_id: str, slug: str) -> str:
    """What is unique of a person's one try at a scenario."""
    return f"{person_id}:{slug}"


def exam_of(connection: Connection, *, person_id: str, slug: str) -> AttemptCard | None:
    """The exam that counts as a person's try at a scenario, open or closed."""
    row = connection.execute(_EXAM, {"exam": exam_key(person_id, slug)}).one_or_none()
    return None if row is None else card_of(row)


def exam_under_way(
    practice: Practice, connection: Connection, *, person_id: str, slug: str
) -> ExamRunning | None:
    """Return why a scenario cannot be practised at this moment, or none.

    An exam whose time is up runs no more, though nobody has closed it yet; one that is void examines nothing.
    """
    row = connection.execute(_RUNNING, {"exam": exam_key(person_id, slug)}).one_or_none()
    if row is None or row.deadline_at is None or row.deadline_at <= practice.context.now():
        return None
    return ExamRunning(row.id, row.deadline_at.astimezone(ZoneInfo(practice.context.settings.timezone)))


def require_no_exam(practice: Practice, *, person_id: str, slug: str) -> None:
    """Let nobody practise what they are being examined in at this moment.

    Raises:
        ExamRunning: with when it ends.
    """
    with practice.context.database.reading() as connection:
        running = exam_under_way(practice, connection, person_id=person_id, slug=slug)
    if running is not None:
        raise running
