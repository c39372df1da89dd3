"""What this room keeps about people: what they are to learn and have done, places and notes in lessons, quizzes."""

from sqlalchemy import or_
from sqlmodel import col

from lms.learning.tables import Enrolment, LearningResult, Leave, LessonPlace, QuizAttempt, Waiver
from lms.platform.i18n import mark
from lms.platform.personal_data import PersonalRoom, PersonalTable, enter

TRAINING_RECORD = mark(
    "Training records, with the reason a trainer or manager gave for an exception, have to be shown to inspectors."
)
_WHO = mark("a trainer or manager")

PERSONAL = PersonalRoom(
    "learning",
    mark("What you learn"),
    (
        PersonalTable(
            Enrolment,
            mark("What you are to learn"),
            of=lambda person_id: col(Enrolment.person_id) == person_id,
            until=lambda before: col(Enrolment.changed_at) <= before,
            shown={
                "curriculum": mark("Curriculum"),
                "version": mark("Version"),
                "round": mark("Round"),
                "by_rule": mark("Enrolled by rule"),
                "reason": mark("Reason given"),
                "started_on": mark("From"),
                "due_by": mark("All due by"),
                "due_on": mark("Next due"),
                "state": mark("State"),
                "done": mark("Courses done"),
                "total": mark("Courses in all"),
                "completed_on": mark("Completed"),
                "valid_until": mark("Valid until"),
                "ended_on": mark("Ended"),
            },
            others={"by_person_id": _WHO},
            hidden=frozenset({"id", "person_id", "counts_from", "changed_at"}),
            kept=TRAINING_RECORD,
        ),
        PersonalTable(
            LearningResult,
            mark("What you have done, and what you signed for others"),
            of=lambda person_id: or_(
                col(LearningResult.person_id) == person_id, col(LearningResult.by_person_id) == person_id
            ),
            until=lambda before: col(LearningResult.at) <= before,
            shown={
                "at": mark("When"),
                "kind": mark("Kind"),
                "ref": mark("What"),
                "outcome": mark("Outcome"),
                "score": mark("Score"),
                "version": mark("Version"),
                "note": mark("Note"),
            },
            others={"person_id": mark("a colleague"), "by_person_id": mark("a mentor or trainer")},
            hidden=frozenset({"id", "source"}),
            erased={"note": None},
            # What a mentor wrote when they signed for somebody belongs to that somebody's record.
            erased_of=lambda person_id: col(LearningResult.person_id) == person_id,
        ),
        PersonalTable(
            Waiver,
            mark("What you were let off"),
            of=lambda person_id: col(Waiver.person_id) == person_id,
            until=lambda before: col(Waiver.at) <= before,
            shown={
                "at": mark("When"),
                "course": mark("Course"),
                "reason": mark("Reason given"),
                "until": mark("Until"),
                "taken_back_at": mark("Taken back"),
            },
            others={"by_person_id": _WHO},
            hidden=frozenset({"id", "person_id"}),
            kept=TRAINING_RECORD,
        ),
        PersonalTable(
            Leave,
            mark("When you were away for long"),
            of=lambda person_id: col(Leave.person_id) == person_id,
            until=lambda before: col(Leave.at) <= before,
            shown={"starts_on": mark("From"), "ends_on": mark("Last day"), "at": mark("Entered")},
            others={"by_person_id": _WHO},
            hidden=frozenset({"id", "person_id"}),
        ),
        PersonalTable(
            LessonPlace,
            mark("Where you are in lessons, and your notes"),
            of=lambda person_id: col(LessonPlace.person_id) == person_id,
            until=lambda before: col(LessonPlace.at) <= before,
            shown={
                "lesson": mark("Lesson"),
                "step": mark("Step, from 0"),
                "answers": mark("Options you chose, by question, from 0"),
                "notes": mark("Your notes"),
                "at": mark("When"),
            },
            hidden=frozenset({"person_id"}),
            codes=frozenset({"answers"}),
            erased={"notes": ""},
        ),
        PersonalTable(
            QuizAttempt,
            mark("Your quizzes, with your answers"),
            of=lambda person_id: col(QuizAttempt.person_id) == person_id,
            until=lambda before: col(QuizAttempt.started_at) <= before,
            shown={
                "course": mark("Course"),
                "activity": mark("Quiz"),
                "number": mark("Try"),
                "version": mark("Version"),
                "feedback": mark("When you are told what was right"),
                "items": mark("Questions, as they were asked"),
                "answers": mark("What you chose, and whether it was right"),
                "started_at": mark("Begun"),
                "closed_at": mark("Handed in"),
                "score": mark("Score"),
                "passed": mark("Passed"),
            },
            hidden=frozenset({"id", "person_id", "seed"}),
            # Places of options, nothing that was typed.
            codes=frozenset({"items", "answers"}),
        ),
    ),
)

enter(PERSONAL)
