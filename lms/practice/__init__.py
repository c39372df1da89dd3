"""Practice: conversations with customers, kept turn by turn, judged, looked back on and tried again.

Every service takes the practice room first, then who asks and what for. What was said in practice belongs to the
learner; see ``lms.practice.reading`` for who else may read.
"""

import lms.practice.personal  # noqa: F401  enters what the room keeps about people
from lms.practice.advising import NextKind, NextStep, next_step
from lms.practice.calibration.history import Difference, differences, line_history
from lms.practice.calibration.marking import (
    BlindSheet,
    RoundCard,
    draw_round,
    keep_draft,
    list_rounds,
    mark_sheet,
    next_sheet,
    round_card,
)
from lms.practice.calibration.results import MeasuredLine, RoundResult, decide_flag, read_round
from lms.practice.closing import close_attempt, close_overdue
from lms.practice.comparing import branches, compare_attempts
from lms.practice.conduct import (
    ConductBranch,
    ConductReport,
    ConductRow,
    Period,
    Quote,
    conduct_quotes,
    conduct_report,
)
from lms.practice.entries import open_disputes
from lms.practice.exam_terms import Decision, ExamTerms, exam_terms
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
from lms.practice.reviewing import (
    MARKS,
    QueueRow,
    answer,
    comment,
    dispute,
    have_seen,
    names_of,
    override,
    review_queue,
)
from lms.practice.rewinding import rewind
from lms.practice.sharing import share_attempt
from lms.practice.sitting import ExamRunning, exam_of
from lms.practice.speaking import AttemptClosed, Overtaken, Saying, TimeIsUp, resume, say
from lms.practice.stage import Casting, Engine, Mode, Practice
from lms.practice.standing import Progress, progress
from lms.practice.team import (
    QUIET_DAYS,
    Quiet,
    TeamFigures,
    TeamPage,
    TeamRow,
    team_figures,
    team_page,
    who_is_quiet,
)
from lms.practice.views import AttemptCard, AttemptView, Comparison, Entry, Opinion, TurnView
from lms.practice.work_orders import to_be_written_up, write_work_order

__all__ = [
    "MARKS",
    "QUIET_DAYS",
    "AttemptCard",
    "AttemptClosed",
    "AttemptView",
    "BlindSheet",
    "Casting",
    "Comparison",
    "ConductBranch",
    "ConductReport",
    "ConductRow",
    "Decision",
    "Difference",
    "Engine",
    "Entry",
    "ExamRow",
    "ExamRunning",
    "ExamTaken",
    "ExamTerms",
    "MeasuredLine",
    "Mode",
    "NextKind",
    "NextStep",
    "Opinion",
    "Overtaken",
    "Period",
    "Practice",
    "Progress",
    "QueueRow",
    "Quiet",
    "Quote",
    "RoundCard",
    "RoundResult",
    "Saying",
    "TeamFigures",
    "TeamPage",
    "TeamRow",
    "TimeIsUp",
    "TurnView",
    "answer",
    "best_scores",
    "branches",
    "close_attempt",
    "close_overdue",
    "comment",
    "compare_attempts",
    "conduct_quotes",
    "conduct_report",
    "decide_flag",
    "differences",
    "dispute",
    "draw_round",
    "exam_of",
    "exam_terms",
    "exams_to_read",
    "have_seen",
    "hint",
    "keep_draft",
    "line_history",
    "list_attempts",
    "list_rounds",
    "mark_sheet",
    "names_of",
    "next_sheet",
    "next_step",
    "open_attempt",
    "open_disputes",
    "override",
    "progress",
    "read_attempt",
    "read_round",
    "resume",
    "review_queue",
    "rewind",
    "round_card",
    "say",
    "share_attempt",
    "shared_with_me",
    "team_figures",
    "team_page",
    "to_be_written_up",
    "unfinished",
    "who_is_quiet",
    "write_work_order",
]
