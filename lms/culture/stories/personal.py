"""What is kept of whoever tells stories and whom they tell of.

A story in the library names only who agreed to it, and nobody as its teller: it stays when the teller goes. One that
was not published goes. Whoever it tells of goes from it with their name.
"""

from datetime import datetime

from sqlalchemy import Select, and_, select
from sqlmodel import col

from lms.catalogue.teaching.vocabulary import COMPETENCY_NAMES
from lms.culture.stories.tables import ServiceStory, StoryHelped, StoryMorning, StoryPerson, StoryStep
from lms.culture.stories.words import ANSWER_NAMES, OCCASIONS, PART_NAMES, STORY_STEPS
from lms.feedback.words import BUSINESS_NAMES, SEGMENT_NAMES
from lms.platform.i18n import mark
from lms.platform.personal_data import ERASED, PersonalTable, in_words

_WHEN = mark("When")


def _told_until(before: datetime) -> Select[str]:
    return select(col(ServiceStory.id)).where(col(ServiceStory.at) <= before)


STORY_TABLES: tuple[PersonalTable, ...] = (
    PersonalTable(
        ServiceStory,
        mark("Stories of service you told"),
        of=lambda person_id: col(ServiceStory.by_person_id) == person_id,
        until=lambda before: col(ServiceStory.at) <= before,
        shown={
            "at": _WHEN,
            **PART_NAMES,
            "competency": mark("Competency"),
            "business": mark("Business"),
            "segment": mark("Customer"),
            "occasion": mark("Situation"),
            "locale": mark("Language"),
            "state": mark("State"),
            "published_at": mark("In the library since"),
        },
        said={
            "competency": in_words(COMPETENCY_NAMES),
            "business": in_words(BUSINESS_NAMES),
            "segment": in_words(SEGMENT_NAMES),
            "occasion": in_words(OCCASIONS),
            "state": in_words(STORY_STEPS),
        },
        hidden=frozenset({"id", "by_person_id", "unit_id", "key", "item_id", "model", "changed_at"}),
        erased={**dict.fromkeys(PART_NAMES, ERASED), "state": "withdrawn"},
        erased_of=lambda person_id: and_(
            col(ServiceStory.by_person_id) == person_id, col(ServiceStory.state) != "published"
        ),
        kept=mark("A story in the library names nobody as its teller, and others only by their own leave."),
    ),
    PersonalTable(
        StoryPerson,
        mark("Stories that tell of you"),
        of=lambda person_id: col(StoryPerson.person_id) == person_id,
        until=lambda before: col(StoryPerson.story_id).in_(_told_until(before)),
        shown={"answer": mark("Your answer"), "answered_at": _WHEN},
        said={"answer": in_words(ANSWER_NAMES)},
        hidden=frozenset({"story_id", "person_id", "place"}),
        rewritten={"answer": lambda row: "withdrawn" if row["answer"] == "withdrawn" else "unnamed"},
    ),
    PersonalTable(
        StoryStep,
        mark("What you did about stories"),
        of=lambda person_id: col(StoryStep.by_person_id) == person_id,
        until=lambda before: col(StoryStep.at) <= before,
        shown={"at": _WHEN, "step": mark("What"), "reason": mark("Your reason")},
        said={"step": in_words(STORY_STEPS)},
        hidden=frozenset({"id", "story_id", "by_person_id"}),
        erased={"reason": ""},
    ),
    PersonalTable(
        StoryHelped,
        mark("Stories that helped you"),
        of=lambda person_id: col(StoryHelped.person_id) == person_id,
        until=lambda before: col(StoryHelped.at) <= before,
        shown={"at": _WHEN},
        hidden=frozenset({"story_id", "person_id"}),
        goes=True,
    ),
    PersonalTable(
        StoryMorning,
        mark("Stories you took into a morning meeting"),
        of=lambda person_id: col(StoryMorning.by_person_id) == person_id,
        until=lambda before: col(StoryMorning.at) <= before,
        shown={"day": mark("Day"), "at": _WHEN},
        hidden=frozenset({"unit_id", "story_id", "by_person_id"}),
    ),
)
