"""What speaks for or against somebody's mastery of a competency, and what is read out of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

Kind = Literal["criterion", "quiz_item", "sign_off", "observation"]
"""A criterion of a drill, a quiz item, a mentor's sign-off, an observation on the job."""
KINDS: tuple[Kind, ...] = get_args(Kind)

EASIEST, ORDINARY, HARDEST = 1.0, 3.0, 5.0
"""Difficulties, as scenarios have them. A level is read at the ordinary one."""

HEAVIEST = 10.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that was seen.

    Attributes:
        competency: what it speaks of.
        kind: what was seen.
        ref: where it can be opened: an attempt and its criterion, an item, a sign-off.
        outcome: whether it went well. What did not apply, or was not judged, is no evidence.
        difficulty: 1 (easy) to 5 (hard).
        at: when, aware.
        weight: how many plain observations it is worth, above 0, at most 10.

    Raises:
        ValueError: difficulty or weight is out of range, or the time has no zone.
    """

    competency: str
    kind: Kind
    ref: str
    outcome: bool
    difficulty: float
    at: datetime
    weight: float = 1.0

    def __post_init__(self) -> None:
        """Refuse what could not be reckoned with."""
        if not EASIEST <= self.difficulty <= HARDEST:
            raise ValueError(f"a difficulty is 1 to 5, not {self.difficulty}")
        if not 0 < self.weight <= HEAVIEST:
            raise ValueError(f"a weight is above 0 and at most {HEAVIEST:g}, not {self.weight}")
        if self.at.tzinfo is None:
            raise ValueError("the time of an evidence needs its zone")


@dataclass(frozen=True, slots=True)
class Mastery:
    """How well somebody masters a competency at some time.

    Attributes:
        level: chance, 0 to 1, that an ordinary situation (difficulty 3) goes well.
        low, high: nine times in ten the level lies between them.
        n: pieces of evidence it rests on.
        last_at: when the last of them was seen; none without evidence.
    """

    competency: str
    level: float
    low: float
    high: float
    n: int
    last_at: datetime | None


@dataclass(frozen=True, slots=True)
class Footing:
    """What one piece of evidence does to the level of today.

    Attributes:
        evidence: the piece.
        moved: by how much it moved the level when it came, -1 to 1.
        share: its share, 0 to 1, in what is held today; the shares of all pieces are 1 at most, the rest is
            what is held of anybody of whom nothing is known.
    """

    evidence: Evidence
    moved: float
    share: float
