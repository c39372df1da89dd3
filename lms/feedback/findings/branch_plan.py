"""A plan for a whole branch, as its readers are given it."""

from dataclasses import dataclass
from datetime import date, datetime

from lms.people import UnitCard


@dataclass(frozen=True)
class BehindIt:
    """A case behind a plan: its number and the masked sentence, for those who may read it."""

    case_id: str
    number: str
    quote: str
    received_at: datetime


@dataclass(frozen=True)
class BranchItem:
    """A lesson or rehearsal of a plan; ``done`` is how many of the branch have done it since it was started."""

    kind: str
    ref: str
    competency: str
    due_on: date | None
    done: int


@dataclass(frozen=True)
class BranchPlan:
    """A plan for a branch.

    Attributes:
        origin: ``came_back`` for complaints, ``visit`` for mystery visits (``cause`` is a group of the checklist),
            ``rate`` for a complaint rate above chance (``cause`` is the quarter).
        count: how many cases, or visits, are behind it; ``behind`` those of them that the actor may read.
        people: how many work there now.
    """

    plan_id: str
    unit: UnitCard
    origin: str
    cause: str
    made_at: datetime
    state: str
    count: int
    behind: tuple[BehindIt, ...]
    items: tuple[BranchItem, ...]
    people: int
