"""A trainee's acts read once more by a model, in the background, after the customer has answered.

Nobody waits for it. What it finds is kept beside what the recogniser found, and counts from the trainee's next turn
on; a reading that comes later, or is lost with the process, is simply not there.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Generator
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol

from sqlalchemy import insert
from sqlalchemy.exc import SQLAlchemyError

from lms.platform.context import Context
from lms.platform.identifiers import new_id
from lms.platform.logging import log
from lms.practice.billing import bill
from lms.practice.spending import used_by_attempt
from lms.practice.stage import Practice, TurnToRead
from lms.practice.tables import SecondReading
from lms.practice.views import AttemptCard, TurnView
from scenarios.chat_model import (
    NO_USE,
    ChatModelError,
    Message,
    Streaming,
    StructuredModel,
    Usage,
)
from scenarios.second_reading import (
    MAX_TOKENS,
    Correction,
    UnreadableReading,
    compared,
    messages_for,
    read,
    schema,
)
from scenarios.speech_acts import SpeechAct

WAITING = 64
"""Turns that wait to be read, at most; with more, the oldest goes unread: its attempt has gone on by then."""
REMEMBERED = 4_096
"""Attempts whose last correction is at hand."""
ASK_AGAIN_S = 60.0
"""Where no model was configured, one is looked for again after so long."""
LONGEST_RAW = 4_000


class Masker(Protocol):
    """Takes personal data out of words."""

    def __call__(self, text: str, /) -> str:
        """The words without it."""


class BackgroundReader:
    """Reads turns one after the other in a thread of its own, which begins with the first turn."""

    def __init__(
        self,
        context: Context,
        model: Callable[[], StructuredModel | None],
        *,
        mask: Masker,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Stand ready.

        Args:
            context: the installation.
            model: the coach as it is configured now; none where none is.
            mask: takes personal data out of what the trainee typed.
            clock: seconds that pass.
        """
        self._context, self._model, self._mask, self._clock = context, model, mask, clock
        self._waiting: deque[TurnToRead] = deque(maxlen=WAITING)
        self._found: OrderedDict[str, tuple[int, Correction]] = OrderedDict()
        self._wake, self._lock = threading.Event(), threading.Lock()
        self._thread: threading.Thread | None = None
        self._idle_until = 0.0
        self._plain: set[str] = set()
        self._reading: str | None = None

    def read_later(self, turn: TurnToRead) -> None:
        """Have a turn read when there is time; it returns at once."""
        if self._clock() < self._idle_until:
            return
        with self._lock:
            self._waiting.append(turn)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="second-reading", daemon=True)
                self._thread.start()
        self._wake.set()

    def correction(self, attempt_id: str, seq: int) -> Correction:
        """What a reading of this turn saw otherwise; nothing where there is none by now.

        Whoever asks has gone on: what is still read of this attempt is broken off, so that the customer's answer
        does not wait behind it at a small server.
        """
        with self._lock:
            if self._reading == attempt_id:
                self._reading = None
            late = [turn for turn in self._waiting if turn.attempt_id == attempt_id]
            for turn in late:
                self._waiting.remove(turn)
            at, found = self._found.get(attempt_id, (-1, Correction()))
        return found if at == seq else Correction()

    def _work(self) -> None:
        while True:
            self._wake.wait()
            self._wake.clear()
            while (turn := self._next()) is not None:
                try:
                    self.read_now(turn)
                except SQLAlchemyError as error:
                    log().warning("second_reading_not_kept", error=type(error).__name__)
                except Exception:  # the thread outlives whatever one reading runs into
                    log().exception("second_reading_failed")

    def _next(self) -> TurnToRead | None:
        with self._lock:
            return self._waiting.popleft() if self._waiting else None

    def read_now(self, turn: TurnToRead) -> tuple[SpeechAct, ...] | None:
        """Ask the model, keep what it found, and return it; none where it found nothing that can be used.

        Nor is anything asked once the readings of an attempt have used what an attempt may use.
        """
        model = self._model()
        if model is None:
            self._idle_until = self._clock() + ASK_AGAIN_S
            return None
        with self._context.database.reading() as connection:
            used = used_by_attempt(connection, turn.attempt_id, "coach")
        if used >= self._context.settings.llm_attempt_token_budget:
            return None
        text = self._mask(turn.text)
        asked = messages_for(text, context=turn.context, locale=turn.locale)
        with self._lock:
            self._reading = turn.attempt_id
        answer = self._asked(model, asked, turn)
        acts: tuple[SpeechAct, ...] | None = None
        if answer.failure is None:
            try:
                acts = read(answer.text, text=text)
            except UnreadableReading as error:
                answer = _Answered(answer.text, answer.usage, "unreadable")
                # Its own words quote what the trainee typed.
                log().info("second_reading_unreadable", model=model.name, why=type(error.__cause__).__name__)
        prompt = sha256("\n".join(m.content for m in asked).encode()).hexdigest()[:16]
        self._keep(turn, acts, model=model.name, prompt=prompt, answer=answer)
        if acts is not None:
            with self._lock:
                self._found[turn.attempt_id] = (turn.seq, compared(turn.acts, acts))
                self._found.move_to_end(turn.attempt_id)
                while len(self._found) > REMEMBERED:
                    self._found.popitem(last=False)
        return acts

    def _asked(self, model: StructuredModel, asked: list[Message], turn: TurnToRead) -> _Answered:
        """Ask within the shape of an answer; an endpoint that knows no shapes is asked without from then on."""
        if model.name not in self._plain:
            answer = self._whole(model.fill(asked, schema=schema(), max_tokens=MAX_TOKENS), turn)
            if answer.failure != "refused":
                return answer
        answer = self._whole(model.stream(asked, max_tokens=MAX_TOKENS), turn)
        # Where this is refused as well, a wrong key say, it was not for the shape.
        if answer.failure != "refused":
            self._plain.add(model.name)
        return answer

    def _whole(self, stream: Streaming, turn: TurnToRead) -> _Answered:
        """Take in an answer to its end, unless its attempt goes on meanwhile."""
        text = ""
        try:
            for piece in (pieces := iter(stream)):
                text += piece
                if self._reading != turn.attempt_id:
                    if isinstance(pieces, Generator):
                        pieces.close()
                    return _Answered(text, stream.usage, "overtaken")
        except ChatModelError as error:
            return _Answered(text, stream.usage, error.failure)
        return _Answered(text, stream.usage)

    def _keep(
        self,
        turn: TurnToRead,
        acts: tuple[SpeechAct, ...] | None,
        *,
        model: str,
        prompt: str,
        answer: _Answered,
    ) -> None:
        owed = bill(self._context, attempt_id=turn.attempt_id, role="coach", engine=model, usage=answer.usage)
        with self._context.database.transaction() as connection:
            owed.book(connection)
            if acts is None:
                return
            connection.execute(
                insert(SecondReading).values(
                    id=new_id(),
                    attempt_id=turn.attempt_id,
                    seq=turn.seq,
                    recognised=list(turn.acts),
                    acts=list(acts),
                    model=model,
                    prompt=prompt,
                    raw=answer.text[:LONGEST_RAW],
                    at=self._context.now(),
                )
            )


@dataclass(frozen=True, slots=True)
class _Answered:
    """A whole answer, or why there is none."""

    text: str
    usage: Usage = NO_USE
    failure: str | None = None


def have_read(practice: Practice, card: AttemptCard, turn: TurnView, *, context: str) -> None:
    """Have a trainee's turn, now that it is answered, read once more; nothing where nobody reads.

    Who talks to the built-in customer has chosen to do without a model; their words go to none.
    """
    if practice.second_reader is not None and card.engine == "llm":
        practice.second_reader.read_later(
            TurnToRead(card.attempt_id, turn.seq, turn.text, context, turn.acts, card.locale)
        )


def correction_before(practice: Practice, card: AttemptCard, seq: int) -> Correction:
    """What a second reading of the trainee's turn before the one at ``seq`` saw otherwise, as far as it has come.

    In an exam it is kept beside the marks and counts for nothing: a model can be talked into seeing what is not
    there, by the very words it reads.
    """
    if practice.second_reader is None:
        return Correction()
    found = practice.second_reader.correction(card.attempt_id, seq - 2)
    return Correction() if card.mode == "exam" else found
