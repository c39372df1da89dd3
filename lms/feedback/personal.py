"""What this room keeps about people of the bank: what was said of them, and what they wrote down, corrected or opened.

What customers said is not theirs to erase: the masked words stay, the original goes when its time is over.
"""

from typing import Any

from sqlalchemy import Connection, or_, select
from sqlmodel import col

from lms.feedback.cases.personal import CASE_TABLES
from lms.feedback.findings.personal import FINDING_TABLES
from lms.feedback.hidden.personal import HIDDEN_TABLES
from lms.feedback.needs.personal import NEED_TABLES
from lms.feedback.needs.tables import NeedMember
from lms.feedback.tables import (
    FeedbackBand,
    FeedbackCorrection,
    FeedbackImport,
    FeedbackImportPart,
    FeedbackItem,
    FeedbackKey,
    FeedbackLink,
    FeedbackOpening,
    FeedbackOriginal,
    FeedbackReading,
    FeedbackStanding,
)
from lms.feedback.visits.personal import VISIT_TABLES
from lms.feedback.words import KIND_NAMES
from lms.platform.i18n import mark
from lms.platform.personal_data import ERASED, PersonalRoom, PersonalTable, enter, in_words

_WHEN = mark("When")
_CASE = mark("Case number")


def _number(connection: Connection, item_id: Any) -> Any:
    return connection.execute(
        select(col(FeedbackItem.number)).where(col(FeedbackItem.id) == item_id)
    ).scalar()


def _by(column: Any) -> Any:
    def of(person_id: str) -> Any:
        return col(column) == person_id

    return of


def _until(column: Any) -> Any:
    def until(before: Any) -> Any:
        return col(column) <= before

    return until


PERSONAL = PersonalRoom(
    "feedback",
    mark("What customers said"),
    (
        PersonalTable(
            FeedbackStanding,
            mark("Feedback that is or may be about you"),
            of=_by(FeedbackStanding.person_id),
            until=_until(FeedbackStanding.received_at),
            shown={
                "item_id": _CASE,
                "received_at": _WHEN,
                "kind": mark("What it is"),
                "employee": mark("How sure it is that you are meant"),
            },
            said={"kind": in_words(KIND_NAMES), "item_id": _number},
            hidden=frozenset(
                {
                    *("person_id", "cause", "business", "severity", "segment", "flags", "competencies"),
                    *("unit_id", "rank", "checked_at"),
                }
            ),
            codes=frozenset({"flags", "competencies"}),
        ),
        PersonalTable(
            FeedbackItem,
            mark("Feedback you wrote down"),
            of=_by(FeedbackItem.entered_by),
            until=_until(FeedbackItem.entered_at),
            shown={"number": _CASE, "entered_at": _WHEN},
            hidden=frozenset(
                {
                    *("id", "text", "digest", "locale", "channel", "source", "source_no", "branch_said"),
                    *("employee_said", "received_at", "entered_by", "erased_at"),
                }
            ),
            kept=mark("The words are a customer's: they are kept masked, and the original only for a time."),
        ),
        PersonalTable(
            FeedbackCorrection,
            mark("What you said feedback is"),
            of=_by(FeedbackCorrection.by_person_id),
            until=_until(FeedbackCorrection.at),
            shown={"item_id": _CASE, "at": _WHEN, "reason": mark("Your reason")},
            said={"item_id": _number},
            hidden=frozenset({"id", "by_person_id", "changes"}),
            codes=frozenset({"changes"}),
            erased={"reason": ERASED},
        ),
        PersonalTable(
            FeedbackOpening,
            mark("Originals you opened"),
            of=_by(FeedbackOpening.by_person_id),
            until=_until(FeedbackOpening.at),
            shown={"item_id": _CASE, "at": _WHEN, "reason": mark("Your reason")},
            said={"item_id": _number},
            hidden=frozenset({"id", "by_person_id"}),
            kept=mark(
                "Why a customer's original was opened has to be shown for as long as the trail is kept."
            ),
        ),
        PersonalTable(
            FeedbackLink,
            mark("Feedback you found to be one, or not"),
            of=_by(FeedbackLink.settled_by),
            until=_until(FeedbackLink.settled_at),
            shown={"later_id": _CASE, "settled_at": _WHEN, "state": mark("What you found")},
            said={"later_id": _number},
            hidden=frozenset({"id", "earlier_id", "likeness", "offered_at", "settled_by"}),
        ),
        PersonalTable(
            FeedbackImport,
            mark("Files of feedback you took in"),
            of=_by(FeedbackImport.begun_by),
            until=_until(FeedbackImport.begun_at),
            shown={"begun_at": _WHEN, "file": mark("File"), "rows": mark("Rows"), "ended_at": mark("Ended")},
            hidden=frozenset({"id", "begun_by", "done", "added"}),
            kept=mark("Where feedback came from has to be shown for as long as it is kept."),
        ),
        PersonalTable(
            FeedbackKey,
            mark("Keys for handing in feedback that you made or revoked"),
            of=lambda person_id: or_(
                col(FeedbackKey.made_by) == person_id, col(FeedbackKey.revoked_by) == person_id
            ),
            until=_until(FeedbackKey.made_at),
            shown={"name": mark("Name of the key"), "made_at": mark("Made"), "revoked_at": mark("Revoked")},
            others={"made_by": mark("an administrator"), "revoked_by": mark("an administrator")},
            hidden=frozenset({"id", "key_hash", "tail", "unit_id", "scope"}),
        ),
        *CASE_TABLES,
        *FINDING_TABLES,
        *NEED_TABLES,
        *VISIT_TABLES,
        *HIDDEN_TABLES,
    ),
    nobodys={
        FeedbackOriginal: "a customer's words, sealed",
        FeedbackReading: "what the program found in a customer's words",
        FeedbackBand: "hashes of a customer's words",
        FeedbackImportPart: "customers' words on their way, sealed",
        NeedMember: "which customers' words are alike",
    },
)

enter(PERSONAL)
