"""What the invented bank's customers said in the last weeks; a case handler has looked at some of it."""

import json
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from lms.feedback.correcting import correct_feedback
from lms.feedback.key_ring import key_ring
from lms.feedback.matching import Bank
from lms.feedback.receiving import Arrival, prepared, written
from lms.feedback.tables import FeedbackItem, FeedbackStanding
from lms.people import Actor, DemoBank, Role, actor_by_number
from lms.platform.context import Context

ITEMS = Path(__file__).with_name("demo_items.jsonl")
"""An item a line: branch, how many days before the bank opened, at what hour, who wrote it down, and the words."""
DEMO = "demo"
LOOKED_AT_FROM = 12
"""Items older than so many days have been looked at."""


def load_feedback(context: Context, bank: DemoBank) -> int:
    """Take in what the customers said; how many were new. A second time changes nothing."""
    people = {person.username: person.person_id for person in bank.people}
    ring = key_ring(context.settings)
    lines = [json.loads(line) for line in ITEMS.read_text(encoding="utf-8").splitlines()]
    with context.database.reading() as connection:
        if connection.execute(select(col(FeedbackItem.id)).where(col(FeedbackItem.source) == DEMO)).first():
            return 0
        units = Bank(connection)
        some = [
            prepared(
                context,
                units,
                ring,
                _arrival(context, bank, people, place, told),
                unit_id=units.unit_named(told["unit"]) or "",
            )
            for place, told in enumerate(lines)
        ]
    with context.database.transaction() as connection:
        new = written(context, connection, some)
    handler = next(person for person in bank.people if Role.CASE_HANDLER in person.roles)
    actor = actor_by_number(context, handler.employee_no)
    assert actor is not None, "the demo bank has a case handler"
    _look_at_older(context, actor)
    return len(new)


def _arrival(
    context: Context, bank: DemoBank, people: dict[str, str], place: int, told: dict[str, Any]
) -> Arrival:
    day = bank.opened_on - timedelta(days=told["days"])
    at = datetime.combine(day, time.fromisoformat(told["at"]), context.settings.zone).astimezone(UTC)
    return Arrival(
        text=told["text"],
        source=DEMO,
        source_no=f"{place:03d}",
        channel=told["channel"],
        received_at=at,
        entered_by=people[told["by"]] if "by" in told else None,
    )


def _look_at_older(context: Context, actor: Actor) -> None:
    """Confirm what is older, as a handler would who has got so far."""
    with context.database.reading() as connection:
        rows = connection.execute(
            select(FeedbackStanding)
            .join(FeedbackItem, col(FeedbackItem.id) == col(FeedbackStanding.item_id))
            .where(
                col(FeedbackItem.source) == DEMO,
                col(FeedbackStanding.received_at) < context.now() - timedelta(days=LOOKED_AT_FROM),
            )
        ).all()
    for row in rows:
        said = {"person": row.person_id} if row.person_id else {}
        correct_feedback(context, actor=actor, item_id=row.item_id, said=said)
