"""What is kept of staff themselves: what they said and were answered, how their weeks were, what they bore."""

from sqlalchemy import or_, select
from sqlmodel import col

from lms.culture.staff.tables import Hardship, HardshipStep, MoodAnswer, StaffVoice, StaffVoiceWord
from lms.culture.staff.words import HARDSHIP_STEPS, VOICE_STATES, WORD_KINDS
from lms.platform.i18n import mark
from lms.platform.personal_data import ERASED, PersonalTable, in_words

_WHEN = mark("When")


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
        said={"state": in_words(VOICE_STATES)},
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
        said={"kind": in_words(WORD_KINDS)},
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
    PersonalTable(
        Hardship,
        mark("When a customer was abusive to you, or you said so of a colleague"),
        of=lambda person_id: or_(col(Hardship.person_id) == person_id, col(Hardship.said_by) == person_id),
        until=lambda before: col(Hardship.at) <= before,
        shown={"at": _WHEN, "happened_on": mark("Happened on"), "text": mark("Words")},
        others={"person_id": mark("a colleague"), "said_by": mark("whoever said it")},
        hidden=frozenset({"id", "unit_id", "key"}),
        erased={"text": ERASED},
    ),
    PersonalTable(
        HardshipStep,
        mark("A pause, a talk, thanks after that"),
        of=lambda person_id: or_(
            col(HardshipStep.by_person_id) == person_id,
            col(HardshipStep.hardship_id).in_(
                select(col(Hardship.id)).where(col(Hardship.person_id) == person_id)
            ),
        ),
        until=lambda before: col(HardshipStep.at) <= before,
        shown={
            "at": _WHEN,
            "step": mark("What"),
            "minutes": mark("Minutes"),
            "day": mark("Day"),
            "text": mark("Words"),
        },
        said={"step": in_words(HARDSHIP_STEPS)},
        others={"by_person_id": mark("a manager")},
        hidden=frozenset({"id", "hardship_id"}),
        erased={"text": ERASED},
    ),
)
