"""Going back: from one of one's own turns the conversation goes on with another reply, as a branch."""

from sqlalchemy import Connection, func, insert, literal, null, select
from sqlmodel import col

from lms.people import Action, Actor, require
from lms.platform.errors import NotFound, Refused
from lms.platform.identifiers import new_id
from lms.practice.connections import model_name
from lms.practice.reading import own_card
from lms.practice.sitting import require_no_exam
from lms.practice.stage import Practice
from lms.practice.tables import Attempt, Turn
from lms.practice.views import AttemptCard

# What a branch takes over of a turn. Not its key, which was that of another reply, and not its tokens: a branch
# has a budget of its own.
_TAKEN = ("seq", "speaker", "text", "at", "acts", "state", "step", "engine")


def rewind(practice: Practice, *, actor: Actor, attempt_id: str, turn: int) -> str:
    """Go back to just before one of the trainee's turns; the attempt it starts from stays as it is.

    A branch from the same turn in which nothing was said yet is returned again, so that a second click makes no
    second branch.

    Args:
        practice: the practice room.
        actor: the trainee.
        attempt_id: their attempt, open or closed.
        turn: place of the trainee's turn that is to be said anew.

    Returns:
        The id of the branch, an attempt with all turns before ``turn``.

    Raises:
        Forbidden: the actor cannot practise.
        NotFound: there is no such attempt, it is somebody else's, or the turn is none of the trainee's.
        Refused: it is an exam.
        ExamRunning: an exam at the same scenario is under way.
    """
    card = own_card(practice, actor, attempt_id)
    require(actor, Action.PRACTISE)
    if card.mode == "exam":
        raise Refused(
            "An exam is one try: it cannot be taken back. You can practise the same scenario freely."
        )
    require_no_exam(practice, person_id=actor.person_id, slug=card.slug)
    with practice.context.database.transaction() as connection:
        _require_trainee_turn(connection, attempt_id, turn)
        return _untouched_branch(connection, attempt_id, turn) or _branch(practice, connection, card, turn)


def _require_trainee_turn(connection: Connection, attempt_id: str, turn: int) -> None:
    speaker = connection.execute(
        select(col(Turn.speaker)).where(col(Turn.attempt_id) == attempt_id, col(Turn.seq) == turn)
    ).scalar()
    if speaker != "trainee":
        raise NotFound("There is no such reply of yours in this conversation.")


def _untouched_branch(connection: Connection, attempt_id: str, turn: int) -> str | None:
    last = select(func.max(col(Turn.seq))).where(col(Turn.attempt_id) == col(Attempt.id)).scalar_subquery()
    return connection.execute(
        select(col(Attempt.id))
        .where(
            col(Attempt.forked_from) == attempt_id,
            col(Attempt.forked_at_turn) == turn,
            col(Attempt.closed_at).is_(None),
            last == turn - 1,
        )
        .limit(1)
    ).scalar()


def _branch(practice: Practice, connection: Connection, card: AttemptCard, turn: int) -> str:
    branch_id = new_id()
    connection.execute(
        insert(Attempt).values(
            id=branch_id,
            origin_id=card.origin_id,
            forked_from=card.attempt_id,
            forked_at_turn=turn,
            person_id=card.person_id,
            slug=card.slug,
            scenario_version=card.scenario_version,
            scenario_hash=select(col(Attempt.scenario_hash))
            .where(col(Attempt.id) == card.attempt_id)
            .scalar_subquery(),
            locale=card.locale,
            mode=card.mode,
            engine=card.engine,
            model=model_name(practice.context) if card.engine == "llm" else None,
            seed=card.seed,
            opened_at=practice.context.now(),
            blocked_by=[],
        )
    )
    taken = [getattr(Turn, name) for name in _TAKEN]
    connection.execute(
        insert(Turn).from_select(
            ["attempt_id", "key", "tokens", *_TAKEN],
            select(literal(branch_id), null(), literal(0), *taken).where(
                col(Turn.attempt_id) == card.attempt_id, col(Turn.seq) < turn
            ),
        )
    )
    return branch_id
