"""Learning: who learns what by when, how far they are, lessons and quizzes, signatures and waivers."""

from lms.learning.demo import load_learning
from lms.learning.enrolling import Enrolled, enrol_by_rule
from lms.learning.hours.coverage import Coverage, HoursOfYear, coverage, hours_of
from lms.learning.hours.ledger import correct_hours
from lms.learning.hours.targets import set_target
from lms.learning.lessons import LessonInHand, finish_lesson, keep_place, open_lesson
from lms.learning.paths import Path, PathCourse, Validity, paths_of, validity
from lms.learning.quizzes import (
    NO_TRIES_LEFT,
    Asked,
    Feedback,
    QuizDoor,
    QuizSheet,
    answer_item,
    begin_quiz,
    hand_in,
    let_try_again,
    quiz_door,
    quiz_sheet,
)
from lms.learning.recording import Done, minutes_between, record, refresh
from lms.learning.room import Learning
from lms.learning.signing import (
    SignatureDue,
    enrol,
    note_leave,
    sign_off,
    signatures_due,
    take_back_waiver,
    waive,
)
from lms.learning.standing import CourseStanding, CourseState, Outcome, Result, Standing, ref_of, standing

__all__ = [
    "NO_TRIES_LEFT",
    "Asked",
    "CourseStanding",
    "CourseState",
    "Coverage",
    "Done",
    "Enrolled",
    "Feedback",
    "HoursOfYear",
    "Learning",
    "LessonInHand",
    "Outcome",
    "Path",
    "PathCourse",
    "QuizDoor",
    "QuizSheet",
    "Result",
    "SignatureDue",
    "Standing",
    "Validity",
    "answer_item",
    "begin_quiz",
    "correct_hours",
    "coverage",
    "enrol",
    "enrol_by_rule",
    "finish_lesson",
    "hand_in",
    "hours_of",
    "keep_place",
    "let_try_again",
    "load_learning",
    "minutes_between",
    "note_leave",
    "open_lesson",
    "paths_of",
    "quiz_door",
    "quiz_sheet",
    "record",
    "ref_of",
    "refresh",
    "set_target",
    "sign_off",
    "signatures_due",
    "standing",
    "take_back_waiver",
    "validity",
    "waive",
]
