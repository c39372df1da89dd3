"""What hidden complaints keep about people of the bank: who is named, and who recorded, objected or answered."""

from sqlalchemy import or_, select
from sqlmodel import col

from lms.feedback.hidden.tables import FeedbackHidden, FeedbackHiddenWord
from lms.feedback.hidden.words import EVIDENCE_NAMES, WORD_NAMES
from lms.platform.i18n import mark
from lms.platform.personal_data import PersonalTable, in_words

IN_OFFICE = mark("What keeps a branch from an honour has to be shown for as long as the record is kept.")

HIDDEN_TABLES: tuple[PersonalTable, ...] = (
    PersonalTable(
        FeedbackHidden,
        mark("Hidden complaints that name you, or that you recorded"),
        of=lambda person_id: or_(
            col(FeedbackHidden.person_id) == person_id,
            col(FeedbackHidden.by_person_id) == person_id,
            col(FeedbackHidden.lifted_by) == person_id,
        ),
        until=lambda before: col(FeedbackHidden.at) <= before,
        shown={
            "found_on": mark("Found on"),
            "evidence": mark("Found by"),
            "evidence_no": mark("Its number"),
            "text": mark("What was hidden"),
            "person_reason": mark("Why somebody is named"),
            "first_quarter": mark("From quarter"),
            "last_quarter": mark("To quarter"),
            "lifted_why": mark("Why it was lifted"),
        },
        others={
            "person_id": mark("a colleague"),
            "by_person_id": mark("whoever recorded it"),
            "lifted_by": mark("whoever lifted it"),
        },
        said={"evidence": in_words(EVIDENCE_NAMES)},
        hidden=frozenset({"id", "unit_id", "key", "at", "lifted_at"}),
        kept=IN_OFFICE,
    ),
    PersonalTable(
        FeedbackHiddenWord,
        mark("What was said about a hidden complaint"),
        of=lambda person_id: or_(
            col(FeedbackHiddenWord.by_person_id) == person_id,
            col(FeedbackHiddenWord.hidden_id).in_(
                select(col(FeedbackHidden.id)).where(col(FeedbackHidden.person_id) == person_id)
            ),
        ),
        until=lambda before: col(FeedbackHiddenWord.at) <= before,
        shown={"at": mark("When"), "kind": mark("What"), "text": mark("Words")},
        others={"by_person_id": mark("a colleague")},
        said={"kind": in_words(WORD_NAMES)},
        hidden=frozenset({"id", "hidden_id"}),
        kept=IN_OFFICE,
    ),
)
