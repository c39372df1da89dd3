"""Learning: who learns what by when, how far they are, lessons and quizzes, signatures and waivers."""

import lms.learning.personal  # noqa: F401  enters what the room keeps about people
from lms.learning.answers import Asked
from lms.learning.arranged import Arrangements, EnrolledByHand, LeaveNoted, WaivedCourse, arrangements_of
from lms.learning.competence import (
    CompetencyView,
    Ground,
    HeatCell,
    HeatMap,
    Review,
    Seen,
    abilities_of,
    answer_review,
    competencies_of,
    grounds_of,
    heat_map,
    needs_of_job,
    review_item,
    review_today,
    take_down,
)
from lms.learning.demo import load_learning
from lms.learning.enrolling import Enrolled, enrol_by_rule
from lms.learning.hours.coverage import Coverage, HoursOfYear, coverage, hours_of
from lms.learning.hours.ledger import correct_hours
from lms.learning.hours.targets import set_target
from lms.learning.lessons import LessonInHand, finish_lesson, keep_place, open_lesson
from lms.learning.mentoring import LastDrill, UsedUp, last_drills, quizzes_used_up
from lms.learning.paths import Path, PathCourse, Validity, paths_of, validity
from lms.learning.quizzes import (
    NO_TRIES_LEFT,
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
    "CompetencyView",
    "CourseStanding",
    "CourseState",
    "Coverage",
    "Done",
    "Enrolled",
    "EnrolledByHand",
    "Feedback",
    "Ground",
    "HeatCell",
    "HeatMap",
    "HoursOfYear",
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
    "Review",
    "Seen",
    "SignatureDue",
    "Standing",
    "UsedUp",
    "Validity",
    "WaivedCourse",
    "abilities_of",
    "answer_item",
    "answer_review",
    "arrangements_of",
    "away_on",
    "begin_quiz",
    "competencies_of",
    "correct_hours",
    "coverage",
    "enrol",
    "enrol_by_rule",
    "finish_lesson",
    "grounds_of",
    "hand_in",
    "heat_map",
    "hours_of",
    "keep_place",
    "last_drills",
    "let_try_again",
    "load_learning",
    "minutes_between",
    "needs_of_job",
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
    "review_item",
    "review_today",
    "set_target",
    "sign_off",
    "signatures_due",
    "standing",
    "steps_done",
    "take_back_waiver",
    "take_down",
    "validity",
    "waive",
]
