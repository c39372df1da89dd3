"""People's word on an attempt: comments on a turn, a mark set anew with its reason, an objection and its answer.

Everything is an entry that is added and never changed. A person's mark wins over every machine's, whose verdicts are
kept beside it; the newest mark of a question is the one that counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from lms.people import Action, Actor, Deed, Note, find_person, people_by_id, record, require, right_to
from lms.platform.errors import NotFound, Refused
from lms.platform.i18n import mark
from lms.platform.identifiers import new_id
from lms.practice.entries import entries_of, open_disputes
from lms.practice.listing import ExamRow, exams_to_read
from lms.practice.reading import read_attempt
from lms.practice.rows import no_such_attempt
from lms.practice.speaking import storable
from lms.practice.stage import Practice
from lms.practice.tables import Assessment as AssessmentTable
from lms.practice.tables import Attempt, ReviewEntry
from lms.practice.views import AttemptView, Entry, Kind
from scoring.advising import advice_for
from scoring.assessment import Assessment, CriterionResult, Outcome
from scoring.schema import load_rubric

LONGEST = 1_000
"""Characters of a comment, a reason, an objection or an answer."""
MARKS: tuple[Outcome, ...] = ("met", "not_met", "not_applicable")
"""What a person may set a question to; somebody who cannot decide leaves it as it is."""

Why = Literal["disputed", "red_line", "set_aside", "undecided", "unread", "read"]
WHY: tuple[Why, ...] = get_args(Why)
"""Why an exam waits for a person, the most urgent first."""
_DEEDS: Mapping[Kind, Deed] = {
    "comment": Deed.COMMENTED,
    "seen": Deed.SAW,
    "override": Deed.MARKED,
    "answer": Deed.ANSWERED,
}


@dataclass(frozen=True)
class QueueRow:
    """An exam in the queue, and why it is there."""

    exam: ExamRow
    why: Why


def review_queue(practice: Practice, *, actor: Actor) -> tuple[QueueRow, ...]:
    """Exams of others within the actor's reach, the most urgent first (``WHY``), each group newest first."""
    rows = exams_to_read(practice, actor=actor)
    ids = [row.card.attempt_id for row in rows]
    with practice.context.database.reading() as connection:
        entries = entries_of(connection, ids)
        undecided = _undecided(connection, ids)
    queue = [QueueRow(row, _why(row, entries.get(row.card.attempt_id, ()), undecided)) for row in rows]
    return tuple(sorted(queue, key=lambda row: WHY.index(row.why)))


def _why(row: ExamRow, entries: Sequence[Entry], undecided: frozenset[str]) -> Why:
    if any(open_disputes(entries)):
        return "disputed"
    if any(entry.person_id != row.person.person_id for entry in entries):
        return "read"
    if row.card.blocked_by:
        return "red_line"
    if row.card.set_aside:
        return "set_aside"
    return "undecided" if row.card.attempt_id in undecided else "unread"


def comment(practice: Practice, *, actor: Actor, attempt_id: str, text: str, turn: int | None = None) -> None:
    """Say something of an attempt, or of one of its turns.

    Raises:
        NotFound: there is no such attempt, or it is not the actor's to read.
        Forbidden: the actor does not accompany or examine its owner.
        Refused: there are no words, too many, or no such turn.
    """
    view = _read_as_marker(practice, actor, attempt_id)
    if turn is not None and turn >= len(view.turns):
        raise Refused(mark("There is no such turn in this conversation."))
    _add(practice, actor, view, "comment", text, seq=turn)


def have_seen(practice: Practice, *, actor: Actor, attempt_id: str) -> None:
    """Note that somebody has read an exam and has nothing to add.

    Raises:
        NotFound: there is no such attempt, or it is not the actor's to read.
        Forbidden: the actor does not accompany or examine its owner.
    """
    view = _read_as_marker(practice, actor, attempt_id)
    _add(practice, actor, view, "seen", "", words=False)


def override(
    practice: Practice,
    *,
    actor: Actor,
    attempt_id: str,
    criterion: str,
    outcome: Outcome,
    reason: str,
    answers: str | None = None,
) -> None:
    """Set the mark of one question of an exam. It counts at once; what the machines found is kept beside it.

    Args:
        practice: the practice room.
        actor: who marks.
        attempt_id: the exam.
        criterion: one of its rubric's questions.
        outcome: one of ``MARKS``.
        reason: in words, for the trainee and for whoever looks later.
        answers: the objection this answers, if it answers one.

    Raises:
        NotFound: there is no such attempt, or it is not the actor's to read.
        Forbidden: the actor may not mark it.
        Refused: it is practice, the question or the mark is none, a reason is missing, or the objection is answered.
    """
    view = _read_as_marker(practice, actor, attempt_id)
    if view.card.mode != "exam":
        raise Refused(mark("Practice is not marked by people: comment on it instead."))
    rubric = load_rubric(view.scenario.rubric)
    if criterion not in {one.id for one in rubric.criteria}:
        raise Refused(mark("There is no such question in this exam."))
    if outcome not in MARKS:
        raise Refused(mark("A question is met, missing or not called for; there is no other mark."))
    _add(practice, actor, view, "override", reason, criterion=criterion, outcome=outcome, answers=answers)


def dispute(practice: Practice, *, actor: Actor, attempt_id: str, criterion: str, text: str) -> None:
    """Object to a mark of one's own exam; it goes to those who mark it, and gets an answer.

    Raises:
        NotFound: there is no such attempt, or it is somebody else's.
        Refused: it is open or practice, the question is none, words are missing, or an objection to it waits already.
    """
    view = read_attempt(practice, actor=actor, attempt_id=attempt_id)
    if view.card.person_id != actor.person_id:
        raise no_such_attempt()
    if view.card.mode != "exam" or view.assessment is None:
        raise Refused(mark("Only the marks of a finished exam can be objected to."))
    if criterion not in {one.id for one in view.assessment.criteria}:
        raise Refused(mark("There is no such question in this exam."))
    if any(waiting.criterion == criterion for waiting in open_disputes(view.entries)):
        raise Refused(mark("Your objection to this mark has not been answered yet."))
    _add(practice, actor, view, "dispute", text, criterion=criterion)


def answer(practice: Practice, *, actor: Actor, attempt_id: str, disputed: str, text: str) -> None:
    """Answer an objection and leave the mark as it is.

    Raises:
        NotFound: there is no such attempt or objection, or it is not the actor's to read.
        Forbidden: the actor may not mark it.
        Refused: words are missing, or somebody has answered it.
    """
    view = _read_as_marker(practice, actor, attempt_id)
    _add(practice, actor, view, "answer", text, answers=disputed)


def _read_as_marker(practice: Practice, actor: Actor, attempt_id: str) -> AttemptView:
    view = read_attempt(practice, actor=actor, attempt_id=attempt_id)
    person = find_person(practice.context, actor=actor, person_id=view.card.person_id)
    require(actor, Action.MARK_EXAM, person_id=person.person_id, unit_id=person.unit_id)
    if view.card.open:
        raise Refused(mark("This conversation still goes on. It can be read once it has ended."))
    return view


def _add(
    practice: Practice,
    actor: Actor,
    view: AttemptView,
    kind: Kind,
    text: str,
    *,
    seq: int | None = None,
    criterion: str | None = None,
    outcome: Outcome | None = None,
    answers: str | None = None,
    words: bool = True,
) -> None:
    said = in_words(text) if words else ""
    if answers is not None:
        answered = next((entry for entry in view.entries if entry.entry_id == answers), None)
        if answered is None or answered.kind != "dispute":
            raise NotFound(mark("There is no such objection."))
    new_entry = new_id()
    row = {
        "id": new_entry,
        "attempt_id": view.card.attempt_id,
        "kind": kind,
        "seq": seq,
        "criterion": criterion,
        "outcome": outcome,
        "text": said,
        "answers": answers,
        "person_id": actor.person_id,
        "at": practice.context.now(),
    }
    owner = people_by_id(practice.context, [view.card.person_id])[view.card.person_id]
    why = right_to(actor, Action.MARK_EXAM, person_id=owner.person_id, unit_id=owner.unit_id)
    notes = [Note(_DEEDS[kind], why, owner.person_id, new_entry)] if kind in _DEEDS else []
    try:
        with practice.context.database.transaction() as connection:
            connection.execute(insert(ReviewEntry).values(row))
            if kind == "override":
                _let_it_count(practice, connection, view)
            # What was written stands in the entry that a note names, which is never changed either.
            record(practice.context, connection, actor=actor, notes=notes)
    except IntegrityError:
        raise Refused(mark("Somebody else has just answered this objection.")) from None


def in_words(text: str) -> str:
    """What somebody wrote, as it is kept.

    Raises:
        Refused: there are no words, or too many.
    """
    said = storable(text).strip()
    if not said:
        raise Refused(mark("Write a sentence: without one nobody knows what is meant."))
    if len(said) > LONGEST:
        raise Refused(mark("Keep it under 1,000 characters. Nothing was sent; shorten it and send it again."))
    return said


def _let_it_count(practice: Practice, connection: Connection, view: AttemptView) -> None:
    """Keep the verdict with all marks that people have set, the newest of each, and let it be the exam's."""
    card, rubric = view.card, load_rubric(view.scenario.rubric)
    entries = entries_of(connection, [card.attempt_id])[card.attempt_id]
    found = marked_by_people(view, entries)
    connection.execute(
        insert(AssessmentTable).values(
            id=new_id(),
            attempt_id=card.attempt_id,
            judge=found.judge,
            rubric=rubric.id,
            rubric_version=rubric.version,
            score=found.score,
            passed=found.passed,
            body=found.as_json(),
            at=practice.context.now(),
        )
    )
    connection.execute(
        update(Attempt)
        .where(col(Attempt.id) == card.attempt_id)
        .values(
            score=found.score,
            passed=found.passed and bool(card.wanted),
            blocked_by=list(found.blocked_by),
        )
    )


def marked_by_people(view: AttemptView, entries: Sequence[Entry]) -> Assessment:
    """The verdict that counted, with the marks that people have set, the newest of each question."""
    assert view.by_rules is not None, "a closed attempt is judged"
    rubric = load_rubric(view.scenario.rubric)
    by_model = view.opinion.assessment if view.opinion and rubric.exam_judge == "llm" else None
    base = by_model or view.by_rules
    marks = {entry.criterion: entry.outcome for entry in entries if entry.kind == "override"}
    results = []
    for result in base.criteria:
        outcome = marks.get(result.id)
        if outcome is None or outcome == result.outcome:
            results.append(result)
            continue
        criterion = rubric.criterion(result.id)
        said = (
            advice_for(criterion, view.scenario, view.scenario.locale).say if outcome == "not_met" else None
        )
        results.append(CriterionResult(id=result.id, outcome=outcome, advice=said))
    found = Assessment.of(rubric=rubric, transcript=view.transcript, judge="person", results=results)
    # What is left to people counts as soon as a person has marked it.
    return found.leaving_out(rubric, set(view.card.set_aside) - marks.keys())


def _undecided(connection: Connection, attempts: Sequence[str]) -> frozenset[str]:
    """The attempts in which a model has left a question undecided."""
    rows = connection.execute(
        select(col(AssessmentTable.attempt_id), col(AssessmentTable.body)).where(
            col(AssessmentTable.attempt_id).in_(attempts), col(AssessmentTable.judge) == "llm"
        )
    )
    return frozenset(
        row.attempt_id for row in rows if any(one["outcome"] == "abstained" for one in row.body["criteria"])
    )


def names_of(practice: Practice, entries: Iterable[Entry]) -> Mapping[str, tuple[str, str]]:
    """Who wrote entries that somebody may read: the Chinese and the English name by the person's id."""
    people = people_by_id(practice.context, {entry.person_id for entry in entries})
    return {id_: (person.name_zh, person.name_en) for id_, person in people.items()}
