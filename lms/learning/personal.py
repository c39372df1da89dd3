"""What this room keeps about people: what they are to learn and have done, places and notes in lessons, quizzes."""

from typing import Any

from sqlalchemy import Connection, or_, select
from sqlmodel import col

from lms.catalogue.naming import activity, titled
from lms.catalogue.teaching.vocabulary import COMPETENCY_NAMES
from lms.learning.competence.tables import CompetencyEvidence, CompetencyStanding, ReviewCard, ReviewDay
from lms.learning.hours.tables import ClassSeat, ClassSession, HoursEntry, HoursTarget
from lms.learning.hours.words import FORM_NAMES, KIND_NAMES, TOPIC_NAMES
from lms.learning.observing.tables import Observation, ObservationDraft, ObservationView
from lms.learning.personal_words import KINDS, OUTCOMES, SEEN_IN, STATES, VERDICTS
from lms.learning.reminders.tables import Letter, Reminder
from lms.learning.tables import (
    Certificate,
    Enrolment,
    LearningResult,
    Leave,
    LessonPlace,
    QuizAttempt,
    Waiver,
)
from lms.platform.i18n import mark
from lms.platform.personal_data import PersonalRoom, PersonalTable, called, enter

TRAINING_RECORD = mark(
    "Training records, with the reason a trainer or manager gave for an exception, have to be shown to inspectors."
)
_WHO = mark("a trainer or manager")


def _class(connection: Connection, session_id: Any) -> str:
    title = select(col(ClassSession.title)).where(col(ClassSession.id) == session_id)
    return str(connection.execute(title).scalar_one())


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
            said={"curriculum": titled("curriculum"), "state": called(STATES)},
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
            said={"kind": called(KINDS), "ref": activity, "outcome": called(OUTCOMES)},
            others={"person_id": mark("a colleague"), "by_person_id": mark("a mentor or trainer")},
            hidden=frozenset({"id", "source"}),
            erased={"note": None},
            # What a mentor wrote when they signed for somebody belongs to that somebody's record.
            erased_of=lambda person_id: col(LearningResult.person_id) == person_id,
        ),
        PersonalTable(
            Observation,
            mark("What was seen of you at work, and what you saw of others"),
            of=lambda person_id: or_(
                col(Observation.person_id) == person_id, col(Observation.observer_id) == person_id
            ),
            until=lambda before: col(Observation.signed_at) <= before,
            shown={
                "signed_at": mark("Signed"),
                "course": mark("Course"),
                "rubric": mark("Rubric"),
                "rubric_version": mark("Version"),
                "outcomes": mark("Answers by question"),
                "notes": mark("Notes by question"),
                "said": mark("On the whole"),
                "score": mark("Score"),
                "blocked_by": mark("Red lines crossed"),
                "verdict": mark("Outcome"),
            },
            said={"course": titled("course"), "verdict": called(VERDICTS)},
            others={"person_id": mark("a colleague"), "observer_id": mark("whoever observed")},
            hidden=frozenset({"id", "activity", "begun_at"}),
            codes=frozenset({"outcomes", "blocked_by"}),
            erased={"notes": {}, "said": ""},
            # What somebody wrote about a colleague belongs to that colleague's record.
            erased_of=lambda person_id: col(Observation.person_id) == person_id,
        ),
        PersonalTable(
            ObservationView,
            mark("How you saw what was seen of you at work"),
            of=lambda person_id: col(ObservationView.person_id) == person_id,
            until=lambda before: col(ObservationView.at) <= before,
            shown={"at": mark("When"), "text": mark("Your words")},
            hidden=frozenset({"id", "observation_id", "person_id"}),
            erased={"text": ""},
        ),
        PersonalTable(
            ObservationDraft,
            mark("Observations that are not signed yet"),
            of=lambda person_id: or_(
                col(ObservationDraft.person_id) == person_id, col(ObservationDraft.observer_id) == person_id
            ),
            until=lambda before: col(ObservationDraft.begun_at) <= before,
            shown={
                "begun_at": mark("Begun"),
                "outcomes": mark("Answers by question"),
                "notes": mark("Notes by question"),
                "said": mark("On the whole"),
            },
            others={"person_id": mark("a colleague"), "observer_id": mark("whoever observed")},
            hidden=frozenset({"course", "activity", "rubric", "changed_at"}),
            codes=frozenset({"outcomes"}),
            goes=True,
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
            said={"course": titled("course")},
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
            said={"lesson": titled("lesson")},
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
            said={"course": titled("course")},
            hidden=frozenset({"id", "person_id", "seed"}),
            # Places of options, nothing that was typed.
            codes=frozenset({"items", "answers"}),
        ),
        PersonalTable(
            Certificate,
            mark("Your certificates"),
            of=lambda person_id: col(Certificate.person_id) == person_id,
            until=lambda before: col(Certificate.issued_at) <= before,
            shown={
                "number": mark("Number"),
                "name_zh": mark("Name in Chinese"),
                "name_en": mark("Name in Latin letters"),
                "curriculum": mark("Curriculum"),
                "version": mark("Version"),
                "completed_on": mark("Completed"),
                "valid_until": mark("Valid until"),
                "issued_at": mark("Issued"),
                "revoked_at": mark("Withdrawn"),
                "revoked_reason": mark("Reason given"),
            },
            said={"curriculum": titled("curriculum")},
            others={"revoked_by_person_id": _WHO},
            hidden=frozenset(
                {
                    *("id", "enrolment_id", "edition", "person_id", "identity_hash", "identity_salt"),
                    *("title_zh", "title_en", "summary_zh", "summary_en", "status_index"),
                }
            ),
            kept=TRAINING_RECORD,
            names={"name_zh": "zh-CN", "name_en": "en"},
        ),
        PersonalTable(
            HoursEntry,
            mark("Your training hours"),
            of=lambda person_id: col(HoursEntry.person_id) == person_id,
            until=lambda before: col(HoursEntry.at) <= before,
            shown={
                "day": mark("Day"),
                "topic": mark("Topic"),
                "minutes": mark("Minutes"),
                "form": mark("Form"),
                "kind": mark("Kind"),
                "ref": mark("What"),
                "version": mark("Version"),
                "score": mark("Score"),
                "reason": mark("Reason given"),
            },
            said={
                "topic": called(TOPIC_NAMES),
                "form": called(FORM_NAMES),
                "kind": called(KIND_NAMES),
                "ref": activity,
            },
            others={"by_person_id": _WHO},
            hidden=frozenset({"id", "person_id", "year", "source", "corrects", "at"}),
            kept=TRAINING_RECORD,
        ),
        PersonalTable(
            ClassSeat,
            mark("Classes you were asked to or came to"),
            of=lambda person_id: col(ClassSeat.person_id) == person_id,
            until=lambda before: or_(
                col(ClassSeat.present_at).is_(None), col(ClassSeat.present_at) <= before
            ),
            shown={
                "session_id": mark("Class"),
                "invited": mark("Asked to come"),
                "present_at": mark("Came"),
                "how": mark("Entered by"),
            },
            said={"session_id": _class},
            others={"by_person_id": mark("a trainer")},
            hidden=frozenset({"person_id"}),
        ),
        PersonalTable(
            CompetencyEvidence,
            mark("What was seen of your competencies"),
            of=lambda person_id: col(CompetencyEvidence.person_id) == person_id,
            until=lambda before: col(CompetencyEvidence.at) <= before,
            shown={
                "competency": mark("Competency"),
                "kind": mark("Kind"),
                "source": mark("What"),
                "outcome": mark("Shown"),
                "difficulty": mark("Difficulty, in logits"),
                "weight": mark("Weight"),
                "at": mark("When"),
            },
            said={"competency": called(COMPETENCY_NAMES), "kind": called(SEEN_IN), "source": activity},
            hidden=frozenset({"person_id", "ref"}),
            # The id of a visit and a criterion, or of a quiz and an item.
            codes=frozenset({"ref"}),
        ),
        PersonalTable(
            CompetencyStanding,
            mark("What is believed of your competencies"),
            of=lambda person_id: col(CompetencyStanding.person_id) == person_id,
            until=lambda before: or_(
                col(CompetencyStanding.last_at).is_(None), col(CompetencyStanding.last_at) <= before
            ),
            shown={
                "competency": mark("Competency"),
                "mean": mark("Ability, in logits"),
                "variance": mark("Its variance"),
                "n": mark("Pieces of evidence"),
                "last_at": mark("Last seen"),
                "vouched": mark("A mentor has signed"),
            },
            said={"competency": called(COMPETENCY_NAMES)},
            hidden=frozenset({"person_id", "alone_until", "steady_until"}),
        ),
        PersonalTable(
            ReviewCard,
            mark("Questions of your daily review"),
            of=lambda person_id: col(ReviewCard.person_id) == person_id,
            until=lambda before: col(ReviewCard.due_at) <= before,
            shown={"item": mark("Question"), "due_at": mark("Asked again")},
            hidden=frozenset({"person_id", "kept"}),
            codes=frozenset({"kept"}),
        ),
        PersonalTable(
            ReviewDay,
            mark("Your daily reviews"),
            of=lambda person_id: col(ReviewDay.person_id) == person_id,
            until=lambda before: col(ReviewDay.day) <= before.date(),
            shown={
                "day": mark("Day"),
                "answered": mark("Questions answered"),
                "correct": mark("Of these right"),
                "seconds": mark("Seconds"),
            },
            hidden=frozenset({"person_id"}),
        ),
        PersonalTable(
            Reminder,
            mark("What you were reminded of"),
            of=lambda person_id: col(Reminder.person_id) == person_id,
            until=lambda before: col(Reminder.made_at) <= before,
            shown={
                "day": mark("Day"),
                "course": mark("Course"),
                "due_on": mark("Due"),
                "shown_at": mark("Seen in the portal"),
            },
            said={"course": titled("course")},
            hidden=frozenset({"id", "person_id", "key", "enrolment_id", "made_at"}),
        ),
        PersonalTable(
            Letter,
            mark("E-mails to you"),
            of=lambda person_id: col(Letter.person_id) == person_id,
            until=lambda before: col(Letter.day) <= before.date(),
            shown={
                "day": mark("Day"),
                "state": mark("State"),
                "sent_at": mark("Sent"),
                "failure": mark("Why it could not be sent"),
            },
            hidden=frozenset({"id", "person_id", "tries", "tried_at"}),
            erased={"failure": None},
        ),
    ),
    nobodys={
        ClassSession: "a class, with who planned and closed it in office",
        HoursTarget: "what the bank asks of a group, with who set it in office",
    },
)

enter(PERSONAL)
