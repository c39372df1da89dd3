"""Learning: who learns what by when, how far they are, lessons and quizzes, signatures and waivers."""

from lms.learning.arranged import Arrangements, EnrolledByHand, LeaveNoted, WaivedCourse, arrangements_of
from lms.learning.enrolling import Enrolled, enrol_by_rule
from lms.learning.lessons import LessonInHand, finish_lesson, keep_place, open_lesson
from lms.learning.mentoring import LastDrill, UsedUp, last_drills, quizzes_used_up
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
from lms.learning.rounds import away_on, newest_rounds
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
from lms.learning.steps import steps_done

__all__ = [
    "NO_TRIES_LEFT",
    "Arrangements",
    "Asked",
    "CourseStanding",
    "CourseState",
    "Done",
    "Enrolled",
    "EnrolledByHand",
    "Feedback",
    "LastDrill",
    "Learning",
    "LeaveNoted",
    "LessonInHand",
    "Outcome",
    "Path",
    "PathCourse",
    "QuizDoor",
    "QuizSheet",
    "Result",
    "SignatureDue",
    "Standing",
    "UsedUp",
    "Validity",
    "WaivedCourse",
    "answer_item",
    "arrangements_of",
    "away_on",
    "begin_quiz",
    "enrol",
    "enrol_by_rule",
    "finish_lesson",
    "hand_in",
    "keep_place",
    "last_drills",
    "let_try_again",
    "newest_rounds",
    "note_leave",
    "open_lesson",
    "paths_of",
    "quiz_door",
    "quiz_sheet",
    "quizzes_used_up",
    "record",
    "ref_of",
    "refresh",
    "sign_off",
    "signatures_due",
    "standing",
    "steps_done",
    "take_back_waiver",
    "validity",
    "waive",
]
