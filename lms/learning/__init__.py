"""Learning: who learns what by when, how far they are, lessons and quizzes, signatures and waivers."""

import lms.learning.personal  # noqa: F401  enters what the room keeps about people
from lms.learning.enrolling import Enrolled, enrol_by_rule
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
from lms.learning.recording import Done, record, refresh
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
    "Done",
    "Enrolled",
    "Feedback",
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
    "enrol",
    "enrol_by_rule",
    "finish_lesson",
    "hand_in",
    "keep_place",
    "let_try_again",
    "note_leave",
    "open_lesson",
    "paths_of",
    "quiz_door",
    "quiz_sheet",
    "record",
    "ref_of",
    "refresh",
    "sign_off",
    "signatures_due",
    "standing",
    "take_back_waiver",
    "validity",
    "waive",
]
