"""The daily review: which quiz items are worth asking again today, within five minutes.

When an item is due is told by FSRS (Ye, Su & Cao, A stochastic shortest path algorithm for optimizing spaced repetition
scheduling, 2022), without its random spread: the same answers at the same times give the same days. An item comes in
with its first answer. Time and time zone come from outside; what is kept of an item is JSON.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any

from fsrs import Card, Rating, Scheduler, State

Kept = Mapping[str, Any]
"""What is kept of one item for one person; JSON, to be handed back as it was given."""

BUDGET = 300.0
"""Seconds a day."""
USUAL = 20.0
"""Seconds that an item takes where nothing else is known."""
SLOW = 2.0
"""From how many times the usual time on a right answer was found only with effort."""
AGAIN = timedelta(minutes=10)
"""After a wrong answer."""

_SCHEDULER = Scheduler(
    desired_retention=0.9,
    learning_steps=(AGAIN,),
    relearning_steps=(AGAIN,),
    # Rules change and are trained anew every year.
    maximum_interval=365,
    enable_fuzzing=False,
)


def rating_of(*, right: bool, seconds: float, usual: float = USUAL) -> Rating:
    """Return how an answer is rated: wrong, right with effort, or right."""
    if not right:
        return Rating.Again
    return Rating.Hard if seconds > SLOW * usual else Rating.Good


def answered(
    kept: Kept | None, *, right: bool, seconds: float, at: datetime, zone: tzinfo, usual: float = USUAL
) -> dict[str, Any]:
    """Return what to keep of an item after an answer.

    Args:
        kept: what was kept; none at its first answer.
        right: whether the answer was right.
        seconds: how long it took.
        at: when, aware. A time before the last answer counts as the last answer's.
        zone: the bank's time zone: an item due in the evening may be asked in the morning.
        usual: how long the item usually takes, in seconds.
    """
    at = at.astimezone(UTC)
    card = Card(card_id=0, due=at) if kept is None else _card(kept)
    if card.last_review is not None:
        at = max(at, card.last_review)
        if _asked_by_day(card) and at < card.due and _is_due(card, at, zone):
            # Asked some hours early, on the day it is due: the whole interval has gone by.
            card.last_review -= card.due - at
    card, _ = _SCHEDULER.review_card(card, rating_of(right=right, seconds=seconds, usual=usual), at)
    made = dict(card.to_dict())
    del made["card_id"]
    return made


def due_at(kept: Kept) -> datetime:
    """Return when an item is due, in UTC."""
    return datetime.fromisoformat(kept["due"])


def is_due(kept: Kept, *, at: datetime, zone: tzinfo) -> bool:
    """Tell whether an item may be asked: all through the day it is due, or after the minutes since a wrong answer."""
    return _is_due(_card(kept), at.astimezone(UTC), zone)


def due_today(
    items: Mapping[str, Kept],
    *,
    at: datetime,
    zone: tzinfo,
    spent: float = 0.0,
    takes: Callable[[str], float] = lambda _: USUAL,
    budget: float = BUDGET,
) -> tuple[str, ...]:
    """Return the items to ask now, those most likely forgotten first, as many as today's time allows.

    Whoever has not yet spent any time today gets one item at least, if one is due.

    Args:
        items: what is kept, by item.
        at: now, aware.
        zone: the bank's time zone.
        spent: seconds spent on reviews today.
        takes: how many seconds an item usually takes.
        budget: seconds a day.
    """
    at = at.astimezone(UTC)
    cards = {item: _card(kept) for item, kept in items.items()}
    due = [item for item, card in cards.items() if _is_due(card, at, zone)]
    due.sort(key=lambda item: (_SCHEDULER.get_card_retrievability(cards[item], at), cards[item].due, item))
    chosen: list[str] = []
    for item in due:
        spent_then = spent + takes(item)
        if spent_then > budget and (chosen or spent > 0):
            break
        chosen.append(item)
        spent = spent_then
    return tuple(chosen)


def _card(kept: Kept) -> Card:
    return Card.from_dict({**kept, "card_id": 0})  # type: ignore[typeddict-item]


def _asked_by_day(card: Card) -> bool:
    """Tell whether it is due on a day; else it is due some minutes after an answer."""
    return card.state is State.Review


def _is_due(card: Card, at: datetime, zone: tzinfo) -> bool:
    if _asked_by_day(card):
        return card.due.astimezone(zone).date() <= at.astimezone(zone).date()
    return card.due <= at
