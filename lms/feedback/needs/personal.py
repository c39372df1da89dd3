"""What is kept of people here: who had a quarter's texts compared, and who named what was found."""

from sqlmodel import col

from lms.feedback.needs.tables import NeedGroup, NeedReading
from lms.platform.i18n import mark
from lms.platform.personal_data import PersonalTable

NEED_TABLES = (
    PersonalTable(
        NeedReading,
        mark("Quarters whose texts you had compared"),
        of=lambda person_id: col(NeedReading.asked_by) == person_id,
        until=lambda before: col(NeedReading.asked_at) <= before,
        shown={"asked_at": mark("When"), "quarter": mark("Quarter")},
        hidden=frozenset({"id", "until", "asked_by", "texts", "compared", "done", "how", "ended_at"}),
    ),
    PersonalTable(
        NeedGroup,
        mark("Hidden needs you named"),
        of=lambda person_id: col(NeedGroup.named_by) == person_id,
        until=lambda before: col(NeedGroup.named_at) <= before,
        shown={"named_at": mark("When"), "name": mark("Name")},
        hidden=frozenset({"id", "reading_id", "place", "words", "profile", "proposed", "named_by"}),
        codes=frozenset({"words", "profile"}),
        kept=mark("What a hidden need is called is the bank's: it says nothing about whoever named it."),
    ),
)
