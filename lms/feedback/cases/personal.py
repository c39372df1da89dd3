"""What the case desk keeps about people of the bank: what they did about cases, and of what they were told."""

from typing import Any

from sqlalchemy import Connection, or_, select
from sqlmodel import col

from lms.feedback.cases.tables import FeedbackCase, FeedbackCaseEntry, FeedbackCaseWarning
from lms.feedback.cases.words import CLOCK_NAMES, DID_NAMES, STEP_NAMES
from lms.feedback.tables import FeedbackItem
from lms.platform.i18n import mark
from lms.platform.personal_data import PersonalTable, in_words

_WHEN = mark("When")
_CASE = mark("Case number")
IN_OFFICE = mark("What was done about a customer's case has to be shown for as long as the case is kept.")


def number_of(connection: Connection, case_id: Any) -> Any:
    """The number by which people know a case."""
    query = select(col(FeedbackItem.number)).join(
        FeedbackCase, col(FeedbackCase.item_id) == col(FeedbackItem.id)
    )
    return connection.execute(query.where(col(FeedbackCase.id) == case_id)).scalar()


def _item(connection: Connection, item_id: Any) -> Any:
    return connection.execute(
        select(col(FeedbackItem.number)).where(col(FeedbackItem.id) == item_id)
    ).scalar()


CASE_TABLES: tuple[PersonalTable, ...] = (
    PersonalTable(
        FeedbackCase,
        mark("Cases you handle, or opened"),
        of=lambda person_id: or_(
            col(FeedbackCase.handler_id) == person_id, col(FeedbackCase.opened_by) == person_id
        ),
        until=lambda before: col(FeedbackCase.opened_at) <= before,
        shown={"item_id": _CASE, "opened_at": mark("Opened"), "step": mark("Next step")},
        others={"handler_id": mark("the handler"), "opened_by": mark("whoever opened it")},
        said={"item_id": _item, "step": in_words(STEP_NAMES)},
        hidden=frozenset(
            {
                *("id", "track", "round", "started_at", "days", "desk_id", "clock", "due_at", "soon_at"),
                *("told", "closed_at", "way_out"),
            }
        ),
    ),
    PersonalTable(
        FeedbackCaseEntry,
        mark("What you did about cases"),
        of=lambda person_id: col(FeedbackCaseEntry.by_person_id) == person_id,
        until=lambda before: col(FeedbackCaseEntry.at) <= before,
        shown={
            "case_id": _CASE,
            "at": _WHEN,
            "did": mark("What you did"),
            "text": mark("Your words"),
        },
        said={"case_id": number_of, "did": in_words(DID_NAMES)},
        hidden=frozenset({"id", "round", "by_person_id", "detail"}),
        codes=frozenset({"detail"}),
        kept=IN_OFFICE,
    ),
    PersonalTable(
        FeedbackCaseWarning,
        mark("Limits of cases you were told of"),
        of=lambda person_id: col(FeedbackCaseWarning.person_id) == person_id,
        until=lambda before: col(FeedbackCaseWarning.at) <= before,
        shown={"case_id": _CASE, "at": _WHEN, "clock": mark("Limit"), "due_at": mark("Until")},
        said={"case_id": number_of, "clock": in_words(CLOCK_NAMES)},
        hidden=frozenset({"id", "person_id", "over"}),
    ),
)
