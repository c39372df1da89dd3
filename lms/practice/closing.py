"""Closing an attempt: the customer's last words, the judge's verdict and the closed row, all or nothing."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from lms.people import Actor, owns
from lms.platform.identifiers import new_id
from lms.practice.drilled import note_drill
from lms.practice.rows import Stand, customer_row, no_such_attempt, read_stand, read_turns
from lms.practice.stage import Afterwards, Casting, ClosedBy, Practice
from lms.practice.tables import Assessment, Attempt, Coaching, Judging, Turn
from lms.practice.tables import HeardActs as HeardTable
from lms.practice.views import TurnView, transcript_of
from scenarios.conversation import step_of
from scenarios.customer import Scene
from scenarios.planner import Plan, advance, stop
from scenarios.schema import Ending, Scenario
from scenarios.speech_acts import SpeechAct
from scoring.assessment import Assessment as Judgement
from scoring.heard_acts import HeardActs
from scoring.schema import load_rubric


@dataclass(frozen=True)
class Verdict:
    """What is written when an attempt is closed.

    The attempt's columns, the rows of the assessment and of what it was made from, and what is to follow.
    """

    attempt: dict[str, Any]
    assessment: dict[str, Any]
    heard: dict[str, Any]
    judging: dict[str, Any] | None = None
    coaching: dict[str, Any] | None = None


def close_attempt(practice: Practice, *, actor: Actor, attempt_id: str) -> None:
    """End the conversation from the trainee's side and have it judged; closing twice is closing once.

    An answer the customer still owes is taken into account, though it is not spoken any more.

    Raises:
        NotFound: there is no such attempt, or it is somebody else's.
    """
    with practice.context.database.reading() as connection:
        stand = read_stand(connection, attempt_id)
    if not owns(actor, stand.card.person_id):
        raise no_such_attempt()
    close_now(practice, stand, closed_by="time" if is_overdue(practice, stand) else "trainee")


def close_overdue(practice: Practice, *, person_id: str | None = None) -> None:
    """Close the exams whose time is up, as of the moment it was: one person's, or everybody's."""
    query = select(col(Attempt.id)).where(
        col(Attempt.closed_at).is_(None), col(Attempt.deadline_at) <= practice.context.now()
    )
    if person_id is not None:
        query = query.where(col(Attempt.person_id) == person_id)
    with practice.context.database.reading() as connection:
        overdue = connection.execute(query).scalars().all()
        stands = [read_stand(connection, attempt_id) for attempt_id in overdue]
    for stand in stands:
        close_now(practice, stand, closed_by="time")


def is_overdue(practice: Practice, stand: Stand) -> bool:
    """Whether an open exam has run out of time."""
    deadline = stand.card.deadline_at
    return stand.card.open and deadline is not None and practice.context.now() >= deadline


def close_now(practice: Practice, stand: Stand, *, closed_by: ClosedBy) -> None:
    """Close what stands there; what another tab adds in this very moment is closed with it."""
    for _ in range(5):
        if not stand.card.open:
            return
        try:
            _close(practice, stand, closed_by=closed_by)
            return
        except IntegrityError:
            with practice.context.database.reading() as connection:
                stand = read_stand(connection, stand.card.attempt_id)
    _close(practice, stand, closed_by=closed_by)


def judged(
    practice: Practice,
    stand: Stand,
    scenario: Scenario,
    turns: tuple[TurnView, ...],
    *,
    plan: Plan,
    closed_by: ClosedBy,
    at: datetime,
) -> Verdict:
    """Judge a conversation that has ended with ``plan``; nothing is written yet."""
    assert plan.ending is not None, "only an ended conversation is judged"
    card = stand.card
    transcript = transcript_of(scenario, turns)
    heard = practice.hear(transcript)
    found = practice.judge(transcript, scenario, recogniser=heard.again(transcript))
    verdict = verdict_of(
        found.leaving_out(load_rubric(scenario.rubric), card.set_aside) if card.set_aside else found,
        heard,
        attempt_id=card.attempt_id,
        assessment_id=new_id(),
        ending=plan.ending,
        turns=len(turns),
        closed_by=closed_by,
        at=at,
    )

    def put_down(who: Afterwards | None) -> dict[str, Any] | None:
        if who is None or not who.wanted(mode=card.mode, engine=card.engine):
            return None
        return {"attempt_id": card.attempt_id, "state": "waiting", "asked_at": at}

    return replace(verdict, judging=put_down(practice.other_judge), coaching=put_down(practice.coach))


def have_judged(practice: Practice, verdict: Verdict) -> None:
    """Have the other judge and the coach begin, where they are to look at an attempt whose verdict has been written."""
    for put_down, who in ((verdict.judging, practice.other_judge), (verdict.coaching, practice.coach)):
        if put_down is not None and who is not None:
            who.ask(put_down["attempt_id"])


def verdict_of(
    found: Judgement,
    heard: HeardActs,
    *,
    attempt_id: str,
    assessment_id: str,
    ending: Ending,
    turns: int,
    closed_by: ClosedBy,
    at: datetime,
) -> Verdict:
    """What is written of a judge's finding, and of what it heard."""
    return Verdict(
        attempt={
            "closed_at": at,
            "closed_by": closed_by,
            "ending": ending.id,
            "wanted": ending.wanted,
            "score": found.score,
            # Good marks for a visit that came to nothing are marks, and no pass.
            "passed": found.passed and ending.wanted,
            "blocked_by": list(found.blocked_by),
            "turns": turns,
        },
        assessment={
            "id": assessment_id,
            "attempt_id": attempt_id,
            "judge": found.judge,
            "rubric": found.rubric,
            "rubric_version": found.rubric_version,
            "score": found.score,
            "passed": found.passed,
            "body": found.as_json(),
            "at": at,
        },
        heard={
            "attempt_id": attempt_id,
            "reader": heard.reader,
            "edition": heard.edition,
            "why": heard.why,
            "acts": heard.as_json(),
        },
    )


def write_verdict(connection: Connection, attempt_id: str, verdict: Verdict) -> None:
    """Close the row and keep the assessment with what was heard, inside a transaction."""
    connection.execute(
        update(Attempt)
        .where(col(Attempt.id) == attempt_id, col(Attempt.closed_at).is_(None))
        .values(**verdict.attempt)
    )
    connection.execute(insert(Assessment).values(**verdict.assessment))
    connection.execute(insert(HeardTable).values(**verdict.heard))
    if verdict.judging is not None:
        connection.execute(insert(Judging).values(**verdict.judging))
    if verdict.coaching is not None:
        connection.execute(insert(Coaching).values(**verdict.coaching, advice=[], dropped=[]))


def _close(practice: Practice, stand: Stand, *, closed_by: ClosedBy) -> None:
    card, database = stand.card, practice.context.database
    scenario = practice.catalogue.scenario(card.slug, card.locale, card.scenario_version)
    now = practice.context.now()
    at = min(now, card.deadline_at) if card.deadline_at else now
    plan, acts = _last_plan(scenario, stand)
    reply = practice.customer_for(Casting(card.attempt_id, "built-in")).realise(
        Scene(scenario, plan, (), card.seed)
    )
    reply.read()
    seq = stand.last + 1
    row = customer_row(
        card.attempt_id, seq, at=at, plan=plan, step=step_of(plan, acts, reply, turn=seq), reply=reply
    )
    with database.reading() as connection:
        turns = read_turns(connection, card.attempt_id)[: stand.last + 1]
    turns = (*turns, TurnView(seq, "customer", reply.text, at))
    verdict = judged(practice, stand, scenario, turns, plan=plan, closed_by=closed_by, at=at)
    with database.transaction() as connection:
        connection.execute(insert(Turn).values(row))
        write_verdict(connection, card.attempt_id, verdict)
        if not card.void:
            note_drill(practice, connection, card, scenario, verdict.attempt, verdict.assessment)
    have_judged(practice, verdict)


def _last_plan(scenario: Scenario, stand: Stand) -> tuple[Plan, tuple[SpeechAct, ...]]:
    """The customer's last words; what a reply still unanswered achieved counts, and is said in the trace."""
    if stand.pending is None:
        return stop(scenario, stand.state), ()
    text, acts = stand.pending
    plan = advance(scenario, stand.state, text=text, acts=acts, seed=stand.card.seed)
    if plan.ending is None:
        end = stop(scenario, plan.state)
        plan = Plan(
            end.state,
            None,
            lines=end.lines,
            ending=end.ending,
            moved=plan.moved,
            earned=plan.earned,
            met=plan.met,
        )
    return plan, acts
