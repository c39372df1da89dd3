"""Answers: good cases, rules and wordings, found within ten seconds while a customer waits."""

from lms.culture.answers.entry import Cited, Entry, Group, Kind
from lms.culture.answers.finding import Answer, Hit, entries_of, find_answers, story_keys
from lms.culture.answers.keeping import keep_answer, my_answers, use_answer
from lms.culture.answers.missing import Miss, misses, note_miss
from lms.culture.answers.room import AnswerRoom

__all__ = [
    "Answer",
    "AnswerRoom",
    "Cited",
    "Entry",
    "Group",
    "Hit",
    "Kind",
    "Miss",
    "entries_of",
    "find_answers",
    "keep_answer",
    "misses",
    "my_answers",
    "note_miss",
    "story_keys",
    "use_answer",
]
