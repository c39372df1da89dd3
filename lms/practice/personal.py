"""What this room keeps about people: visits of customers with every word, marks, comments, advice, signals heard.

An erasure takes the words, of both speakers, for the customer's repeat the trainee's; scores, outcomes, counts and
moments stay. What somebody wrote to give reasons for a mark in another's exam belongs to that other's record.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlmodel import col

from lms.catalogue.naming import titled
from lms.platform.i18n import mark
from lms.platform.personal_data import ERASED, NOW, PersonalRoom, PersonalTable, Row, called, enter
from lms.practice.calibration.tables import (
    CalibrationDecision,
    CalibrationDraft,
    CalibrationItem,
    CalibrationLine,
    CalibrationRound,
    CalibrationSheet,
)
from lms.practice.tables import (
    Assessment,
    Attempt,
    Coaching,
    ConductReading,
    ConductSignal,
    HeardActs,
    Judging,
    ModelConnection,
    ModelConnectionChange,
    MorningDrill,
    ReviewEntry,
    SecondReading,
    ServiceTranscript,
    TokenUse,
    TranscriptImport,
    Turn,
    WorkOrder,
)

REASONS = ("override", "answer", "seen")
"""Entries that say why a mark in somebody's exam is as it is."""


def _of(column: Any) -> Any:
    """Rows of the attempts of a person."""

    def of(person_id: str) -> ColumnElement[bool]:
        mine = select(col(Attempt.id)).where(col(Attempt.person_id) == person_id)
        return col(column).in_(mine)

    return of


def _until(column: Any) -> Any:
    def until(before: datetime) -> ColumnElement[bool]:
        return col(column) <= before

    return until


def _begun(column: Any) -> Any:
    """Rows of the attempts that had begun by a moment."""

    def until(before: datetime) -> ColumnElement[bool]:
        return col(column).in_(select(col(Attempt.id)).where(col(Attempt.opened_at) <= before))

    return until


def _without_notes(row: Row) -> Any:
    return None if row["step"] is None else {**row["step"], "notes": []}


def _without_quotes(row: Row) -> Any:
    """The outcomes alone: neither what was quoted for them nor what a model advised."""
    bare = [{**one, "evidence": []} for one in row["body"]["criteria"]]
    for one in bare:
        one.pop("advice", None)
    return {**row["body"], "criteria": bare}


def _without_detail(row: Row) -> Any:
    return [{**one, "detail": []} for one in row["checked"]]


def _not_waiting(row: Row) -> Any:
    return "failed" if row["state"] == "waiting" else row["state"]


def _why_not(row: Row) -> Any:
    return "erased" if row["state"] == "waiting" else row["failure"]


_WAITS_NO_MORE = {"failure": _why_not, "state": _not_waiting}
_VISIT, _WHEN, _SCORE, _PASSED = mark("Visit"), mark("When"), mark("Score"), mark("Passed")
_MODEL, _STATE, _TURN = mark("Model"), mark("State"), mark("Turn, from 0")
SPEAKERS = {"customer": mark("Customer"), "trainee": mark("Trainee")}
ENDED_BY = {**SPEAKERS, "time": mark("Time was up")}
MODES = {"practice": mark("Practice"), "exam": mark("Exam")}
READERS = {"full": mark("patterns, words and meaning"), "patterns": mark("patterns alone")}
_EXAMINER = mark("a mentor, trainer or colleague")

ATTEMPTS = PersonalTable(
    Attempt,
    mark("Customers who came to you"),
    of=lambda person_id: col(Attempt.person_id) == person_id,
    until=_until(Attempt.opened_at),
    shown={
        "id": _VISIT,
        "slug": mark("Scenario"),
        "locale": mark("Language"),
        "mode": mark("Practice or exam"),
        "engine": mark("Who played the customer"),
        "model": _MODEL,
        "opened_at": mark("Begun"),
        "closed_at": mark("Ended"),
        "closed_by": mark("Ended by"),
        "ending": mark("How it ended"),
        "score": _SCORE,
        "passed": _PASSED,
        "blocked_by": mark("Red lines crossed"),
        "turns": mark("Utterances"),
        "void": mark("Does not count"),
        "shared": mark("Shared with mentor and trainer"),
        "erased_at": mark("Words erased"),
    },
    said={"slug": titled("scenario"), "mode": called(MODES), "closed_by": called(ENDED_BY)},
    hidden=frozenset(
        [
            "origin_id",
            "forked_from",
            "forked_at_turn",
            "person_id",
            "scenario_version",
            "scenario_hash",
            "seed",
            "exam_of",
            "deadline_at",
            "wanted",
            "set_aside",
        ]
    ),
    codes=frozenset({"blocked_by", "set_aside"}),
    erased={"erased_at": NOW},
)
TEXTS = (
    PersonalTable(
        Turn,
        mark("What was said"),
        of=_of(Turn.attempt_id),
        until=_until(Turn.at),
        shown={
            "attempt_id": _VISIT,
            "seq": _TURN,
            "speaker": mark("Speaker"),
            "text": mark("Words"),
            "at": _WHEN,
            "acts": mark("What you did with it"),
        },
        said={"speaker": called(SPEAKERS)},
        hidden=frozenset(["key", "state", "step", "engine", "tokens", "tokens_answered", "tokens_estimated"]),
        codes=frozenset({"acts", "state"}),
        erased={"text": ERASED},
        rewritten={"step": _without_notes},
    ),
    PersonalTable(
        Assessment,
        mark("How it was judged"),
        of=_of(Assessment.attempt_id),
        until=_begun(Assessment.attempt_id),
        shown={
            "attempt_id": _VISIT,
            "judge": mark("Judge"),
            "score": _SCORE,
            "passed": _PASSED,
            "body": mark("Criterion by criterion"),
            "at": _WHEN,
            "model": _MODEL,
            "raw": mark("The model's answer as it came"),
        },
        hidden=frozenset({"id", "rubric", "rubric_version", "prompt"}),
        erased={"raw": None},
        rewritten={"body": _without_quotes},
    ),
    PersonalTable(
        HeardActs,
        mark("What it was marked by"),
        of=_of(HeardActs.attempt_id),
        until=_begun(HeardActs.attempt_id),
        shown={"attempt_id": _VISIT, "reader": mark("Read by"), "acts": mark("What you did with it")},
        said={"reader": called(READERS)},
        hidden=frozenset({"edition", "why"}),
        codes=frozenset({"acts"}),
    ),
    PersonalTable(
        Coaching,
        mark("Advice of a model"),
        of=_of(Coaching.attempt_id),
        until=_begun(Coaching.attempt_id),
        shown={
            "attempt_id": _VISIT,
            "model": _MODEL,
            "state": _STATE,
            "advice": mark("Advice"),
            "raw": mark("The model's answer as it came"),
            "asked_at": _WHEN,
        },
        hidden=frozenset({"failure", "dropped", "prompt", "ended_at"}),
        erased={"advice": [], "dropped": [], "raw": None},
        rewritten=_WAITS_NO_MORE,
    ),
    PersonalTable(
        Judging,
        mark("Whether a model was asked to judge"),
        of=_of(Judging.attempt_id),
        until=_begun(Judging.attempt_id),
        shown={"attempt_id": _VISIT, "model": _MODEL, "state": _STATE, "asked_at": _WHEN},
        hidden=frozenset({"failure", "ended_at"}),
        rewritten=_WAITS_NO_MORE,
    ),
    PersonalTable(
        WorkOrder,
        mark("What you wrote up"),
        of=_of(WorkOrder.attempt_id),
        until=_begun(WorkOrder.attempt_id),
        shown={
            "attempt_id": _VISIT,
            "body": mark("Words"),
            "checked": mark("What was found of it"),
            "score": _SCORE,
            "at": _WHEN,
        },
        hidden=frozenset({"id"}),
        erased={"body": {}},
        rewritten={"checked": _without_detail},
    ),
    PersonalTable(
        SecondReading,
        mark("A model's reading of your turns"),
        of=_of(SecondReading.attempt_id),
        until=_begun(SecondReading.attempt_id),
        shown={
            "attempt_id": _VISIT,
            "seq": _TURN,
            "acts": mark("What you did with it"),
            "model": _MODEL,
            "raw": mark("The model's answer as it came"),
            "at": _WHEN,
        },
        hidden=frozenset({"id", "recognised", "prompt"}),
        codes=frozenset({"acts", "recognised"}),
        erased={"raw": ""},
    ),
)
"""Tables that hold what was said or written in an attempt, by ``attempt_id``."""

PERSONAL = PersonalRoom(
    "practice",
    mark("What you practised"),
    (
        ATTEMPTS,
        *TEXTS,
        PersonalTable(
            ReviewEntry,
            mark("Comments and objections: on your visits, and those you wrote"),
            of=lambda person_id: or_(
                col(ReviewEntry.person_id) == person_id, _of(ReviewEntry.attempt_id)(person_id)
            ),
            until=_until(ReviewEntry.at),
            shown={
                "at": _WHEN,
                "kind": mark("Kind"),
                "seq": _TURN,
                "criterion": mark("Criterion"),
                "outcome": mark("Outcome"),
                "text": mark("Words"),
            },
            others={"person_id": _EXAMINER},
            # The visit may be another's.
            hidden=frozenset({"id", "attempt_id", "answers"}),
            erased={"text": ERASED},
            erased_of=lambda person_id: or_(
                _of(ReviewEntry.attempt_id)(person_id),
                and_(col(ReviewEntry.person_id) == person_id, ~col(ReviewEntry.kind).in_(REASONS)),
            ),
        ),
        PersonalTable(
            TokenUse,
            mark("What models used for your visits"),
            of=_of(TokenUse.attempt_id),
            until=_begun(TokenUse.attempt_id),
            shown={"attempt_id": _VISIT, "role": mark("Part"), "model": _MODEL, "calls": mark("Calls")},
            hidden=frozenset({"currency", "asked", "answered", "estimated", "cost"}),
        ),
        PersonalTable(
            ServiceTranscript,
            mark("Conversations of real service"),
            of=lambda person_id: col(ServiceTranscript.person_id) == person_id,
            until=_until(ServiceTranscript.held_at),
            shown={"held_at": _WHEN, "turns": mark("Words"), "erased_at": mark("Words erased")},
            hidden=frozenset({"id", "import_id", "digest", "person_id", "locale"}),
            erased={"turns": None, "erased_at": NOW},
        ),
        PersonalTable(
            ConductSignal,
            mark("What was heard in exams and real service, to train on"),
            of=lambda person_id: col(ConductSignal.person_id) == person_id,
            until=_until(ConductSignal.at),
            shown={
                "at": _WHEN,
                "kind": mark("Kind"),
                "seq": _TURN,
                "quote": mark("Words"),
                "seconds": mark("Seconds of silence"),
            },
            hidden=frozenset({"id", "person_id", "attempt_id", "transcript_id"}),
            erased={"quote": None},
        ),
        PersonalTable(
            ConductReading,
            mark("Which of your exams were read for that"),
            of=_of(ConductReading.attempt_id),
            until=_begun(ConductReading.attempt_id),
            shown={"attempt_id": _VISIT, "version": mark("Version")},
        ),
        PersonalTable(
            CalibrationItem,
            mark("Exams of yours that were marked blind by several"),
            of=_of(CalibrationItem.attempt_id),
            until=_begun(CalibrationItem.attempt_id),
            shown={"attempt_id": _VISIT},
            hidden=frozenset({"round_id", "place", "judged"}),
            codes=frozenset({"judged"}),
        ),
        PersonalTable(
            CalibrationSheet,
            mark("Exams you marked blind"),
            of=lambda person_id: col(CalibrationSheet.person_id) == person_id,
            until=_until(CalibrationSheet.at),
            shown={"at": _WHEN, "outcomes": mark("What you found")},
            hidden=frozenset({"round_id", "place", "person_id"}),
            codes=frozenset({"outcomes"}),
        ),
        PersonalTable(
            CalibrationDraft,
            mark("Exams you have begun to mark blind"),
            of=lambda person_id: col(CalibrationDraft.person_id) == person_id,
            until=_until(CalibrationDraft.at),
            shown={"at": _WHEN, "outcomes": mark("What you found")},
            hidden=frozenset({"round_id", "place", "person_id"}),
            codes=frozenset({"outcomes"}),
        ),
        PersonalTable(
            CalibrationDecision,
            mark("What you decided of criteria in exams"),
            of=lambda person_id: col(CalibrationDecision.person_id) == person_id,
            until=_until(CalibrationDecision.at),
            shown={
                "at": _WHEN,
                "line": mark("Criterion"),
                "counts": mark("Counts in exams"),
                "reason": mark("Your reason"),
            },
            hidden=frozenset({"id", "round_id", "person_id"}),
            kept=mark("The reason for what counts in exams is part of everybody's exams."),
        ),
        PersonalTable(
            TranscriptImport,
            mark("Transcripts you authorised"),
            of=lambda person_id: col(TranscriptImport.authorised_by) == person_id,
            until=_until(TranscriptImport.imported_at),
            shown={
                "imported_at": _WHEN,
                "file": mark("File"),
                "purpose": mark("Purpose"),
                "keep_until": mark("Kept until"),
            },
            hidden=frozenset({"id", "authorised_by"}),
            kept=mark("What an authorisation was given for has to be shown for as long as it counts."),
        ),
    ),
    nobodys={
        CalibrationRound: "drawn in office; what is in it is about the exams",
        MorningDrill: "what a team said together at its meeting, unmarked and under nobody's name",
        CalibrationLine: "figures over several people's marks",
        ModelConnection: "a setting of the installation, with who changed it in office",
        ModelConnectionChange: "a setting of the installation, with who changed it in office",
    },
)

enter(PERSONAL)
