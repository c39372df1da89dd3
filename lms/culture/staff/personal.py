"""What is kept of staff's own voice: what somebody said, what they were answered, and how their weeks were."""

from typing import Any

from sqlalchemy import Connection, or_, select
from sqlmodel import col

from lms.culture.staff.tables import MoodAnswer, StaffVoice, StaffVoiceWord
from lms.culture.staff.words import VOICE_STATES, WORD_KINDS
from lms.platform.i18n import mark
from lms.platform.personal_data import ERASED, PersonalTable, in_both
from lms.platform.settings import Locale

_WHEN = mark("When")


def _state(_connection: Connection, state: Any) -> dict[Locale, str]:
    return in_both(VOICE_STATES[state])


def _kind(_connection: Connection, kind: Any) -> dict[Locale, str]:
    return in_both(WORD_KINDS[kind])


STAFF_TABLES: tuple[PersonalTable, ...] = (
    PersonalTable(
        StaffVoice,
        mark("What gets in your way"),
        of=lambda person_id: col(StaffVoice.person_id) == person_id,
        until=lambda before: col(StaffVoice.at) <= before,
        shown={
            "at": _WHEN,
            "named": mark("With your name"),
            "to_manager": mark("For your managers, too"),
            "state": mark("State"),
            "due_on": mark("Answer due"),
        },
        said={"state": _state},
        hidden=frozenset({"id", "person_id", "unit_id", "key", "soon_on", "told"}),
    ),
    PersonalTable(
        StaffVoiceWord,
        mark("What was said about it, and what you answered others"),
        of=lambda person_id: or_(
            col(StaffVoiceWord.by_person_id) == person_id,
            col(StaffVoiceWord.voice_id).in_(
                select(col(StaffVoice.id)).where(col(StaffVoice.person_id) == person_id)
            ),
        ),
        until=lambda before: col(StaffVoiceWord.at) <= before,
        shown={"at": _WHEN, "kind": mark("What"), "text": mark("Words")},
        said={"kind": _kind},
        others={"by_person_id": mark("whoever answered")},
        hidden=frozenset({"id", "voice_id"}),
        erased={"text": ERASED},
        erased_of=lambda person_id: col(StaffVoiceWord.by_person_id) == person_id,
    ),
    PersonalTable(
        MoodAnswer,
        mark("How your weeks were"),
        of=lambda person_id: col(MoodAnswer.person_id) == person_id,
        until=lambda before: col(MoodAnswer.at) <= before,
        shown={"week": mark("Week"), "mood": mark("From 1, heavy, to 5, light"), "at": _WHEN},
        hidden=frozenset({"person_id", "unit_id"}),
        # Figures of groups were reckoned once and name nobody: they stay.
        goes=True,
    ),
)
