"""Speaking: the trainee's words are kept before the customer answers, and however often they are sent, kept once."""

from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from lms.people import Actor, owns
from lms.platform.errors import Refused
from lms.platform.i18n import mark
from lms.practice.billing import Bill, bill
from lms.practice.closing import close_now, have_judged, is_overdue, judged, write_verdict
from lms.practice.drilled import note_drill
from lms.practice.rows import (
    TURN,
    Stand,
    customer_row,
    customer_turn,
    no_such_attempt,
    read_stand,
    read_turns,
    trainee_row,
    turn_of,
)
from lms.practice.second_reading import correction_before, have_read
from lms.practice.sitting import exam_under_way
from lms.practice.spending import used_by_attempt
from lms.practice.stage import Casting, Practice
from lms.practice.tables import Attempt, Turn
from lms.practice.views import TurnView
from scenarios.built_in import BUILT_IN
from scenarios.conversation import check_reply, step_of
from scenarios.customer import Reply, Scene
from scenarios.llm_customer import tries_of
from scenarios.planner import Plan, advance
from scenarios.schema import Scenario
from scenarios.second_reading import Correction, put_right
from scenarios.speech_acts import SpeechAct, act_ids, recogniser_for
from scenarios.transcript import Turn as SpokenTurn

LONGEST_KEY = 64
_KEEP_TURNS = insert(Turn)


class Overtaken(Refused):
    """The conversation went on elsewhere, in another tab say; ``turns`` is what was said by now."""

    def __init__(self, turns: tuple[TurnView, ...]) -> None:
        """Bring the conversation as it is."""
        super().__init__(
            mark(
                "This conversation has gone on in another window. Your words were not taken; "
                "here is what was said, please go on from there."
            )
        )
        self.turns = turns


class AttemptClosed(Refused):
    """The conversation has ended."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__(mark("This conversation has ended. Your words were not taken."))


class TimeIsUp(Refused):
    """The exam's time ran out before these words."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__(mark("The time is up: the exam has ended and is scored. Your words were not taken."))


@dataclass
class Saying:
    """The customer's answer as it comes: iterate to stream it, then look at ``reply``.

    The answer is recorded when the stream has ended. A stream that is dropped records nothing; ``resume`` has the
    customer answer again.

    Attributes:
        trainee: the turn that is answered; it is kept already.
        chunks: pieces of the answer in order.
        reply: the answer as it was recorded; none until the stream has ended.
        closed: the conversation ended with this answer.
    """

    trainee: TurnView
    chunks: Iterator[str] = field(repr=False)
    reply: TurnView | None = None
    closed: bool = False

    def __iter__(self) -> Iterator[str]:
        try:
            yield from self.chunks
        finally:
            # Whoever drops it lets go here and now; left to the collector of garbage, which runs within whatever is
            # being done, what it used could not be kept.
            if isinstance(self.chunks, Generator):
                self.chunks.close()

    def read(self) -> TurnView:
        """Let the customer speak to the end; the answer as it was recorded."""
        for _ in self.chunks:
            pass
        assert self.reply is not None, "a stream that has ended has recorded its answer"
        return self.reply


@dataclass(frozen=True)
class _Answering:
    """An answer about to be given: to which turn of which attempt, and what the customer is to do."""

    practice: Practice
    stand: Stand
    scenario: Scenario
    seq: int
    plan: Plan
    acts: tuple[SpeechAct, ...]
    history: tuple[SpokenTurn, ...]
    correction: Correction

    def scene(self) -> Scene:
        return Scene(self.scenario, self.plan, self.history, self.stand.card.seed)


def say(
    practice: Practice, *, actor: Actor, attempt_id: str, text: str, key: str, seen: int | None = None
) -> Saying:
    """Take the trainee's words and have the customer answer.

    Args:
        practice: the practice room.
        actor: the trainee.
        attempt_id: their attempt.
        text: what they say, 1 to 2,000 characters.
        key: made anew for every reply that is typed, at most 64 characters; the same key again is the same turn
            and gets the same answer.
        seen: how many turns the page shows; when there are more by now, nothing is taken.

    Raises:
        ReplyRefused: no words or too many; nothing was recorded.
        NotFound: there is no such attempt, or it is somebody else's.
        Overtaken: the conversation went on elsewhere, or the customer still owes an answer (see ``resume``).
        AttemptClosed: it has ended.
        TimeIsUp: the exam ran out of time; it is closed and judged now.
        ExamRunning: this is practice, and an exam at the same scenario is under way.
    """
    if not 0 < len(key) <= LONGEST_KEY:
        raise ValueError(f"a key has 1 to {LONGEST_KEY} characters, this one has {len(key)}")
    words = check_reply(storable(text))
    with practice.context.database.reading() as connection:
        stand = read_stand(connection, attempt_id)
        examined = (
            exam_under_way(practice, connection, person_id=actor.person_id, slug=stand.card.slug)
            if stand.card.mode == "practice"
            else None
        )
    if not owns(actor, stand.card.person_id):
        raise no_such_attempt()
    ahead = seen is not None and seen != stand.last + 1
    if not stand.card.open or stand.pending or ahead or is_overdue(practice, stand):
        return _again(practice, stand, key) or _refuse(practice, stand)
    if examined is not None:
        # What was said before the exam began, and is sent once more, has its answer.
        if known := _again(practice, stand, key):
            return known
        raise examined
    recognised = recogniser_for(stand.card.locale).recognise(words, stand.context)
    acts, seq, now = act_ids(recognised), stand.last + 1, practice.context.now()
    row = trainee_row(attempt_id, seq, words, at=now, key=key, acts=acts)
    trainee = TurnView(seq, "trainee", words, now, acts=acts)
    try:
        return _answer(practice, stand, trainee, row=row)
    except IntegrityError:
        with practice.context.database.reading() as connection:
            stand = read_stand(connection, attempt_id)
        return _again(practice, stand, key) or _refuse(practice, stand)


def resume(practice: Practice, *, actor: Actor, attempt_id: str) -> Saying | None:
    """Have the customer answer the turn that waits, after a crash or a broken stream; none when none waits.

    Raises:
        NotFound: there is no such attempt, or it is somebody else's.
    """
    with practice.context.database.reading() as connection:
        stand = read_stand(connection, attempt_id)
    if not owns(actor, stand.card.person_id):
        raise no_such_attempt()
    if stand.pending is None or not stand.card.open:
        return None
    if is_overdue(practice, stand):
        close_now(practice, stand, closed_by="time")
        return None
    return _answer_pending(practice, stand)


def storable(text: str) -> str:
    """The text without what no database or encoding takes: U+0000 and half surrogates."""
    return text.replace("\x00", "").encode("utf-8", errors="ignore").decode("utf-8")


def _answer(practice: Practice, stand: Stand, trainee: TurnView, *, row: dict[str, Any] | None) -> Saying:
    """Answer a turn; ``row`` is the trainee's turn where it is not kept yet."""
    card = stand.card
    scenario = practice.catalogue.scenario(card.slug, card.locale, card.scenario_version)
    acts = trainee.acts
    correction = correction_before(practice, card, trainee.seq)
    state = put_right(stand.state, correction)
    plan = advance(scenario, state, text=trainee.text, acts=acts, seed=card.seed)
    if card.engine == "built-in":
        # The answer takes microseconds: both turns go into one transaction, before a word is shown.
        answering = _Answering(practice, stand, scenario, trainee.seq + 1, plan, acts, (), correction)
        reply = practice.customer_for(Casting(card.attempt_id, "built-in")).realise(answering.scene())
        reply.read()
        saying = Saying(trainee, iter((reply.text,)))
        _record(answering, reply, saying, before=row)
        return saying
    with practice.context.database.reading() as connection:
        turns = read_turns(connection, card.attempt_id)[: trainee.seq]
        used = used_by_attempt(connection, card.attempt_id)
    if row is not None:
        with practice.context.database.transaction() as connection:
            connection.execute(_KEEP_TURNS, row)
    history = [SpokenTurn(speaker=turn.speaker, text=turn.text) for turn in turns]
    history.append(SpokenTurn(speaker="trainee", text=trainee.text))
    answering = _Answering(practice, stand, scenario, trainee.seq + 1, plan, acts, tuple(history), correction)
    saying = Saying(trainee, iter(()))
    tries = tries_of((turn.engine, turn.notes) for turn in turns if turn.engine)
    saying.chunks = _stream(answering, Casting(card.attempt_id, "llm", used, tries), saying)
    return saying


def _stream(answering: _Answering, casting: Casting, saying: Saying) -> Iterator[str]:
    customer = answering.practice.customer_for(casting)
    reply = customer.realise(answering.scene())
    try:
        yield from reply
    except GeneratorExit:
        # Nobody waits for the answer any more, but what it used it has used.
        _bill(answering, reply, customer.engine).keep()
        raise
    try:
        _record(answering, reply, saying, before=None, engine=customer.engine)
    except IntegrityError:
        # Another tab had the same turn answered meanwhile: what is kept is the answer, and both were paid for.
        _bill(answering, reply, customer.engine).keep()
        with answering.practice.context.database.reading() as connection:
            stored = _turn_at(connection, answering.stand.card.attempt_id, answering.seq)
            stand = read_stand(connection, answering.stand.card.attempt_id)
        saying.reply, saying.closed = stored, not stand.card.open


def _bill(answering: _Answering, reply: Reply, engine: str) -> Bill:
    """Reckon an answer; ``engine`` was asked for it, whoever gave it in the end."""
    return bill(
        answering.practice.context,
        attempt_id=answering.stand.card.attempt_id,
        role="customer",
        engine=engine,
        usage=reply.usage,
    )


def _record(
    answering: _Answering,
    reply: Reply,
    saying: Saying,
    *,
    before: dict[str, Any] | None,
    engine: str = BUILT_IN,
) -> None:
    """Keep the answer, after the trainee's turn where that is not kept yet; close the attempt if this ends it.

    Args:
        answering: which turn.
        reply: the answer, to its end.
        saying: told of it.
        before: the trainee's turn, where it is kept with the answer.
        engine: who was asked for the answer, whoever gave it in the end.
    """
    practice, card, plan = answering.practice, answering.stand.card, answering.plan
    now = practice.context.now()
    used = _bill(answering, reply, engine)
    if answering.correction:
        reply.notes.append(answering.correction.note)
    step = step_of(plan, answering.acts, reply, turn=answering.seq)
    row = customer_row(card.attempt_id, answering.seq, at=now, plan=plan, step=step, reply=reply)
    verdict = None
    said = customer_turn(answering.seq, reply.text, now, row["step"], reply.engine)
    if plan.ending is not None:
        with practice.context.database.reading() as connection:
            turns = read_turns(connection, card.attempt_id)[: saying.trainee.seq]
        verdict = judged(
            practice,
            answering.stand,
            answering.scenario,
            (*turns, saying.trainee, said),
            plan=plan,
            closed_by="customer",
            at=now,
        )
    with practice.context.database.transaction() as connection:
        connection.execute(_KEEP_TURNS, [row] if before is None else [before, row])
        used.book(connection)
        if reply.void and card.mode == "exam":
            connection.execute(
                update(Attempt).where(col(Attempt.id) == card.attempt_id).values(void=True, exam_of=None)
            )
        if verdict is not None:
            write_verdict(connection, card.attempt_id, verdict)
            if not (card.void or (reply.void and card.mode == "exam")):
                note_drill(
                    practice, connection, card, answering.scenario, verdict.attempt, verdict.assessment
                )
    saying.reply, saying.closed = said, verdict is not None
    if verdict is not None:
        have_judged(practice, verdict)
    else:
        have_read(practice, card, saying.trainee, context=answering.stand.context)


def _answer_pending(practice: Practice, stand: Stand) -> Saying:
    assert stand.pending is not None
    with practice.context.database.reading() as connection:
        trainee = _turn_at(connection, stand.card.attempt_id, stand.last)
    try:
        return _answer(practice, stand, trainee, row=None)
    except IntegrityError:
        # Answered meanwhile, by another tab.
        with practice.context.database.reading() as connection:
            return _stored(connection, stand.card.attempt_id, trainee)


def _again(practice: Practice, stand: Stand, key: str) -> Saying | None:
    """The turn that was sent before under the same key, with its answer; none when there is no such turn."""
    attempt_id = stand.card.attempt_id
    with practice.context.database.reading() as connection:
        row = connection.execute(
            select(*TURN).where(col(Turn.attempt_id) == attempt_id, col(Turn.key) == key)
        ).one_or_none()
        if row is None:
            return None
        trainee = turn_of(row)
        if trainee.seq < stand.last:
            return _stored(connection, attempt_id, trainee)
    if not is_overdue(practice, stand):
        return _answer_pending(practice, stand)
    # The exam's time ran out while its answer was owed: the words count, the answer is the farewell.
    close_now(practice, stand, closed_by="time")
    with practice.context.database.reading() as connection:
        return _stored(connection, attempt_id, trainee)


def _stored(connection: Connection, attempt_id: str, trainee: TurnView) -> Saying:
    reply = _turn_at(connection, attempt_id, trainee.seq + 1)
    stand = read_stand(connection, attempt_id)
    closed = not stand.card.open and stand.last == reply.seq
    return Saying(trainee, iter((reply.text,)), reply=reply, closed=closed)


def _turn_at(connection: Connection, attempt_id: str, seq: int) -> TurnView:
    return turn_of(
        connection.execute(
            select(*TURN).where(col(Turn.attempt_id) == attempt_id, col(Turn.seq) == seq)
        ).one()
    )


def _refuse(practice: Practice, stand: Stand) -> Saying:
    """Say why words cannot be taken now.

    Raises:
        Refused: always.
    """
    if is_overdue(practice, stand):
        close_now(practice, stand, closed_by="time")
        raise TimeIsUp
    if not stand.card.open:
        raise TimeIsUp if stand.card.closed_by == "time" else AttemptClosed
    with practice.context.database.reading() as connection:
        raise Overtaken(read_turns(connection, stand.card.attempt_id))
