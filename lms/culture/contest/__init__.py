"""Innovation contests: opened for some units, entered with suggestions, judged and voted on, announced, rewarded."""

from lms.culture.contest.announcing import Prize, announce_result, decide_prize, prizes_to_decide
from lms.culture.contest.opening import ContestPlan, open_contest, people_to_judge
from lms.culture.contest.reading import (
    ContestCard,
    EntryView,
    contest_of,
    contests_of,
    entries_of_contest,
)
from lms.culture.contest.taking_part import (
    EntryToMark,
    enter_contest,
    entries_to_mark,
    mark_entry,
    take_entry_back,
    vote_for_entry,
)

__all__ = [
    "ContestCard",
    "ContestPlan",
    "EntryToMark",
    "EntryView",
    "Prize",
    "announce_result",
    "contest_of",
    "contests_of",
    "decide_prize",
    "enter_contest",
    "entries_of_contest",
    "entries_to_mark",
    "mark_entry",
    "open_contest",
    "people_to_judge",
    "prizes_to_decide",
    "take_entry_back",
    "vote_for_entry",
]
