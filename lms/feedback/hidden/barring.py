"""Whom a hidden complaint keeps from honours, and for how long. For services: nothing here asks who asks."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field
from sqlalchemy import Connection, select
from sqlmodel import col

from lms.feedback.hidden.tables import FeedbackHidden
from scenarios.content_file import read_model, text_of
from scenarios.persona import Strict

FILE = Path(__file__).parents[3] / "content" / "feedback" / "hidden.yaml"


class _Rules(Strict):
    quarters: Annotated[int, Field(ge=1, le=12)]


@dataclass(frozen=True)
class Barred:
    """Branches that take part in no honour of a quarter, and people who take part in no star of it."""

    units: frozenset[str]
    people: frozenset[str]


@cache
def barred_for() -> int:
    """For how many quarters, as the file says."""
    return read_model(text_of(FILE), _Rules, file="content/feedback/hidden.yaml").quarters


def barred_in(connection: Connection, quarter: str) -> Barred:
    """Who is kept from the honours of a quarter by a hidden complaint that stands."""
    # Quarters sort as they are written.
    rows = connection.execute(
        select(col(FeedbackHidden.unit_id), col(FeedbackHidden.person_id)).where(
            col(FeedbackHidden.first_quarter) <= quarter,
            col(FeedbackHidden.last_quarter) >= quarter,
            col(FeedbackHidden.lifted_at).is_(None),
        )
    ).all()
    people = frozenset(row.person_id for row in rows if row.person_id is not None)
    return Barred(frozenset(row.unit_id for row in rows), people)
