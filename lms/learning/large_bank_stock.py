"""A stock of beliefs and review cards for a large invented bank: reckoned once by the models, taken by many people."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from lms.catalogue.teaching import Shelf
from lms.catalogue.teaching.vocabulary import COMPETENCIES
from lms.learning.certificates.issuing import FILLED, LIST_SIZE
from lms.learning.certificates.numbers import ALPHABET, LENGTH
from lms.learning.mastery import Evidence, holds_until, take_in, unknown
from lms.learning.review_schedule import answered, due_at

_EACH = 24
_SPREAD = 40_503
"""Odd: so counted on by it, every place of a list is met once before any is met again."""


@dataclass(frozen=True)
class Piece:
    """A piece of evidence, so long before the last one."""

    outcome: bool
    difficulty: float
    weight: float
    before: timedelta


@dataclass(frozen=True)
class Believed:
    """What is believed after some pieces, the last one first; how long it holds is told from the last on."""

    pieces: tuple[Piece, ...]
    mean: float
    variance: float
    alone: timedelta | None
    steady: timedelta | None

    def kept_from(self, last: datetime) -> tuple[Any, ...]:
        """The columns of a standing whose last piece was seen at a moment."""
        until = tuple(None if one is None else last + one for one in (self.alone, self.steady))
        return (self.mean, self.variance, len(self.pieces), last, False, *until)


@dataclass(frozen=True)
class Stock:
    """What people take from; ``beliefs`` by how many pieces they rest on, from one."""

    competencies: Sequence[str]
    beliefs: Sequence[Sequence[Believed]]
    items: Sequence[str]
    kept: Sequence[tuple[dict[str, Any], datetime]]
    criterion: str


def stock_of(shelf: Shelf, now: datetime, *, most: int = 4) -> Stock:
    """A stock as of a moment; the same for the same moment."""
    dice = Random(7)  # noqa: S311  invented people, no secret
    return Stock(
        tuple(COMPETENCIES),
        [[_believed(dice, now, pieces) for _ in range(_EACH)] for pieces in range(1, most + 1)],
        tuple(item.id for quiz in shelf.quizzes.values() for item in quiz.items),
        [_card(dice, now, shelf) for _ in range(_EACH)],
        "courtesy",
    )


def ids_in(dice: Random, employee_no: str, count: int) -> tuple[str, str, str, int]:
    """A certificate's number, its salt and hash, and the place in the published lists of the ``count``-th one."""
    signs = "".join(dice.choices(ALPHABET, k=LENGTH))
    number = "-".join(signs[start : start + 4] for start in range(0, LENGTH, 4))
    salt = f"{dice.getrandbits(128):032x}"
    whole, place = divmod(count, FILLED)
    digest = hashlib.sha256((employee_no + salt).encode()).hexdigest()
    # The first list is the demo bank's own people's.
    return number, salt, digest, (whole + 1) * LIST_SIZE + place * _SPREAD % LIST_SIZE


def _believed(dice: Random, now: datetime, count: int) -> Believed:
    able, belief = dice.uniform(0.35, 0.97), unknown(COMPETENCIES[0])
    days = sorted((dice.randrange(60) for _ in range(count)), reverse=True)
    days = [one - days[-1] for one in days]
    pieces = [
        Piece(dice.random() < able, dice.choice((2.0, 3.0, 4.0)), 1.0, timedelta(days=one)) for one in days
    ]
    for place, piece in enumerate(pieces):
        seen = Evidence(
            belief.competency,
            "criterion",
            str(place),
            piece.outcome,
            piece.difficulty,
            now - piece.before,
            piece.weight,
        )
        belief = take_in(belief, seen)
    assert belief.last_at is not None, "something was seen"
    alone, steady = (holds_until(belief, stage) for stage in (2, 3))
    return Believed(
        tuple(reversed(pieces)),
        belief.mean,
        belief.variance,
        None if alone is None else alone - belief.last_at,
        None if steady is None else steady - belief.last_at,
    )


def _card(dice: Random, now: datetime, shelf: Shelf) -> tuple[dict[str, Any], datetime]:
    kept: dict[str, Any] | None = None
    at = now - timedelta(days=dice.randrange(20, 90))
    for _ in range(dice.randrange(1, 4)):
        kept = answered(kept, right=dice.random() < 0.8, seconds=12.0, at=at, zone=shelf.zone)
        at = max(at, min(due_at(kept), now - timedelta(days=1)))
    assert kept is not None, "it was answered"
    return kept, due_at(kept)
