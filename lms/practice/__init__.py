"""Practice: conversations with customers, kept turn by turn, judged, looked back on and tried again.

Every service takes the practice room first, then who asks and what for. What was said in practice belongs to the
learner; see ``lms.practice.reading`` for who else may read.
"""

from lms.practice.advising import NextKind, NextStep, next_step
from lms.practice.closing import close_attempt, close_overdue
from lms.practice.comparing import branches, compare_attempts
from lms.practice.hinting import hint
from lms.practice.listing import (
    ExamRow,
    best_scores,
    exams_to_read,
    list_attempts,
    shared_with_me,
    unfinished,
)
from lms.practice.opening import ExamTaken, open_attempt
from lms.practice.reading import read_attempt
from lms.practice.rewinding import rewind
from lms.practice.sharing import share_attempt
from lms.practice.sitting import ExamRunning, exam_of
from lms.practice.speaking import AttemptClosed, Overtaken, Saying, TimeIsUp, resume, say
from lms.practice.stage import Casting, Engine, Mode, Practice
from lms.practice.standing import Progress, TeamRow, progress, team_progress
from lms.practice.views import AttemptCard, AttemptView, Comparison, TurnView

__all__ = [
    "AttemptCard",
    "AttemptClosed",
    "AttemptView",
    "Casting",
    "Comparison",
    "Engine",
    "ExamRow",
    "ExamRunning",
    "ExamTaken",
    "Mode",
    "NextKind",
    "NextStep",
    "Overtaken",
    "Practice",
    "Progress",
    "Saying",
    "TeamRow",
    "TimeIsUp",
    "TurnView",
    "best_scores",
    "branches",
    "close_attempt",
    "close_overdue",
    "compare_attempts",
    "exam_of",
    "exams_to_read",
    "hint",
    "list_attempts",
    "next_step",
    "open_attempt",
    "progress",
    "read_attempt",
    "resume",
    "rewind",
    "say",
    "share_attempt",
    "shared_with_me",
    "team_progress",
    "unfinished",
]
