"""What is kept of whoever looks for answers: what they keep, and used last. What nobody found names nobody."""

from typing import Any

from sqlalchemy import Connection
from sqlmodel import col

from lms.culture.answers.tables import AnswerMark
from lms.culture.answers.words import KIND_NAMES
from lms.platform.i18n import mark
from lms.platform.personal_data import PersonalTable, in_both
from lms.platform.settings import Locale


def _kind_of(_connection: Connection, key: Any) -> dict[Locale, str]:
    return in_both(KIND_NAMES[str(key).partition(":")[0]])  # type: ignore[index]  # what has no kind is not kept


ANSWER_TABLES: tuple[PersonalTable, ...] = (
    PersonalTable(
        AnswerMark,
        mark("Answers you keep, or used last"),
        of=lambda person_id: col(AnswerMark.person_id) == person_id,
        until=lambda before: col(AnswerMark.at) <= before,
        shown={"at": mark("When"), "entry": mark("What"), "kept": mark("Kept")},
        said={"entry": _kind_of},
        hidden=frozenset({"person_id"}),
        goes=True,
    ),
)
