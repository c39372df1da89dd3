"""What mystery visits keep about people of the bank: who had to be named, and who entered or took back a visit."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, or_
from sqlmodel import col

from lms.feedback.visits.checklist import checklist_words
from lms.feedback.visits.tables import FeedbackVisit
from lms.feedback.visits.words import ANSWER_NAMES, VISIT_CHANNELS
from lms.platform.i18n import mark
from lms.platform.personal_data import PersonalTable, in_both, in_words
from lms.platform.settings import LOCALES

IN_OFFICE = mark("What a visit found has to be shown for as long as the visit is kept.")


def _answers(_connection: Connection, answers: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {"point": _point(item), "answer": in_both(ANSWER_NAMES[answer])} for item, answer in answers.items()
    ]


def _seen(_connection: Connection, seen: Mapping[str, str]) -> list[dict[str, Any]]:
    return [{"point": _point(item), "seen": line} for item, line in seen.items()]


def _point(item: str) -> dict[str, str]:
    """A point in both languages; one that has left the checklist since stays what it was called."""
    return {
        locale: next((one.items[item] for one in checklist_words(locale).values() if item in one.items), item)
        for locale in LOCALES
    }


VISIT_TABLES: tuple[PersonalTable, ...] = (
    PersonalTable(
        FeedbackVisit,
        mark("Mystery visits that name you, or that you entered"),
        of=lambda person_id: or_(
            col(FeedbackVisit.person_id) == person_id,
            col(FeedbackVisit.by_person_id) == person_id,
            col(FeedbackVisit.taken_back_by) == person_id,
        ),
        until=lambda before: col(FeedbackVisit.at) <= before,
        shown={
            "visited_on": mark("Day"),
            "channel": mark("How"),
            "place": mark("Window or job"),
            "person_reason": mark("Why somebody is named"),
            "answers": mark("Points of the checklist"),
            "seen": mark("What was seen"),
            "note": mark("Remarks"),
            "taken_back_why": mark("Why it was taken back"),
        },
        others={
            "person_id": mark("a colleague"),
            "by_person_id": mark("whoever entered it"),
            "taken_back_by": mark("whoever took it back"),
        },
        said={"channel": in_words(VISIT_CHANNELS), "answers": _answers, "seen": _seen},
        hidden=frozenset(
            {"id", "unit_id", "version", "scores", "source", "source_no", "at", "taken_back_at"}
        ),
        codes=frozenset({"answers", "scores"}),
        kept=IN_OFFICE,
    ),
)
