"""Between rows and views. Core statements with the columns they need: this is read at every turn."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import BindParameter, Connection, Row, bindparam, select
from sqlmodel import col

from lms.platform.errors import NotFound
from lms.practice.stage import ClosedBy, Engine, Mode
from lms.practice.tables import Assessment as AssessmentTable
from lms.practice.tables import Attempt, Turn
from lms.practice.tables import HeardActs as HeardTable
from lms.practice.views import AttemptCard, TurnView
from scenarios.conversation import Step
from scenarios.customer import Reply
from scenarios.mood import Moved
from scenarios.planner import Plan
from scenarios.schema import Mood
from scenarios.speech_acts import SpeechAct
from scenarios.state import State
from scenarios.transcript import Locale
from scoring.assessment import Assessment, JudgeName
from scoring.heard_acts import HeardActs

TURN = (
    col(Turn.seq),
    col(Turn.speaker),
    col(Turn.text),
    col(Turn.at),
    col(Turn.acts),
    col(Turn.step),
    col(Turn.engine),
)
# Made once: putting a statement together costs as much as running it.
_OF_ATTEMPT: BindParameter[str] = bindparam("attempt")
_CARD = select(Attempt).where(col(Attempt.id) == _OF_ATTEMPT)
_TURNS = select(*TURN).where(col(Turn.attempt_id) == _OF_ATTEMPT).order_by(col(Turn.seq))
_STAND = (
    select(Attempt, col(Turn.seq), col(Turn.speaker), col(Turn.text), col(Turn.acts), col(Turn.state))
    .join(Turn, col(Turn.attempt_id) == col(Attempt.id))
    .where(col(Attempt.id) == _OF_ATTEMPT)
    .order_by(col(Turn.seq).desc())
    .limit(2)
)


@dataclass(frozen=True)
class Stand:
    """Where an attempt stands.

    Attributes:
        last: place of the last turn.
        state: after the customer's last turn.
        context: what the customer said last.
        pending: the trainee's words and acts that wait for an answer.
    """

    card: AttemptCard
    last: int
    state: State
    context: str
    pending: tuple[str, tuple[SpeechAct, ...]] | None


def no_such_attempt() -> NotFound:
    """The one answer for an attempt that is not there and for one that is somebody else's."""
    return NotFound("There is no such attempt, or it is not yours to see.")


def read_card(connection: Connection, attempt_id: str) -> AttemptCard:
    """One attempt.

    Raises:
        NotFound: there is none.
    """
    row = connection.execute(_CARD, {"attempt": attempt_id}).one_or_none()
    if row is None:
        raise no_such_attempt()
    return card_of(row)


def read_stand(connection: Connection, attempt_id: str) -> Stand:
    """Where an attempt stands.

    Raises:
        NotFound: there is none.
    """
    rows = connection.execute(_STAND, {"attempt": attempt_id}).all()
    if not rows:
        raise no_such_attempt()
    newest = rows[0]
    heard = next(row for row in rows if row.speaker == "customer")
    pending = (newest.text, _acts(newest.acts)) if newest.speaker == "trainee" else None
    return Stand(card_of(newest), newest.seq, State.model_validate(heard.state), heard.text, pending)


def read_turns(connection: Connection, attempt_id: str) -> tuple[TurnView, ...]:
    """All turns in order."""
    rows = connection.execute(_TURNS, {"attempt": attempt_id})
    return tuple(turn_of(row) for row in rows)


def read_assessments(connection: Connection, attempt_id: str) -> dict[JudgeName, Assessment]:
    """The newest verdict of each judge; empty while the attempt is open."""
    rows = connection.execute(
        select(col(AssessmentTable.judge), col(AssessmentTable.body))
        .where(col(AssessmentTable.attempt_id) == attempt_id)
        .order_by(col(AssessmentTable.at), col(AssessmentTable.id))
    )
    return {row.judge: Assessment.model_validate(row.body) for row in rows}


def read_heard(connection: Connection, attempt_id: str) -> HeardActs | None:
    """What the rules judge heard in an attempt; none while it is open, or where it was closed before this was kept."""
    row = connection.execute(select(HeardTable).where(col(HeardTable.attempt_id) == attempt_id)).one_or_none()
    return row and HeardActs.of(reader=row.reader, edition=row.edition, why=row.why, acts=row.acts)


def card_of(row: Row[Any]) -> AttemptCard:
    """An attempt from its row."""
    return AttemptCard(
        attempt_id=row.id,
        origin_id=row.origin_id,
        forked_from=row.forked_from,
        forked_at_turn=row.forked_at_turn,
        person_id=row.person_id,
        slug=row.slug,
        scenario_version=row.scenario_version,
        locale=cast("Locale", row.locale),
        mode=cast("Mode", row.mode),
        engine=cast("Engine", row.engine),
        model=row.model,
        seed=row.seed,
        opened_at=row.opened_at,
        deadline_at=row.deadline_at,
        closed_at=row.closed_at,
        closed_by=cast("ClosedBy | None", row.closed_by),
        ending=row.ending,
        wanted=row.wanted,
        score=row.score,
        passed=row.passed,
        blocked_by=tuple(row.blocked_by),
        turns=row.turns,
        void=row.void,
        shared=row.shared,
        set_aside=tuple(row.set_aside),
        erased_at=row.erased_at,
    )


def turn_of(row: Row[Any]) -> TurnView:
    """A turn from its row."""
    if row.speaker == "trainee":
        return TurnView(row.seq, "trainee", row.text, row.at, acts=_acts(row.acts))
    return customer_turn(row.seq, row.text, row.at, row.step, row.engine)


def _acts(kept: list[str] | None) -> tuple[SpeechAct, ...]:
    return cast("tuple[SpeechAct, ...]", tuple(kept or ()))


def customer_turn(seq: int, text: str, at: datetime, step: dict[str, Any], engine: str | None) -> TurnView:
    """A customer's turn from its trace in the exchanged shape."""
    return TurnView(
        seq,
        "customer",
        text,
        at,
        acts=(),
        mood=Mood.model_validate(step["mood"]),
        moved=tuple(Moved(m["cause"], m["feeling"], m["by"]) for m in step["moved"]),
        facts=tuple(step["facts"]),
        objectives=tuple(step["objectives"]),
        customer_act=step["customer_act"],
        engine=engine,
        notes=tuple(step["notes"]),
    )


def trainee_row(
    attempt_id: str, seq: int, text: str, *, at: datetime, key: str | None, acts: tuple[str, ...]
) -> dict[str, Any]:
    """A trainee's turn as it is kept. Both kinds of row name the same columns, so that one statement takes both."""
    return {
        "attempt_id": attempt_id,
        "seq": seq,
        "speaker": "trainee",
        "text": text,
        "at": at,
        "key": key,
        "acts": list(acts),
        "state": None,
        "step": None,
        "engine": None,
        "tokens": 0,
        "tokens_answered": 0,
        "tokens_estimated": 0,
    }


def customer_row(
    attempt_id: str, seq: int, *, at: datetime, plan: Plan, step: Step, reply: Reply
) -> dict[str, Any]:
    """A customer's turn as it is kept, with the state from which the next turn goes on."""
    state = plan.state.having_said(reply.text)
    return {
        "attempt_id": attempt_id,
        "seq": seq,
        "speaker": "customer",
        "text": reply.text,
        "at": at,
        "key": None,
        "acts": None,
        "state": state.model_dump(mode="json", exclude_defaults=True),
        "step": step.as_json(),
        "engine": reply.engine,
        "tokens": reply.usage.tokens,
        "tokens_answered": reply.usage.answered,
        "tokens_estimated": reply.usage.estimated,
    }
