"""Which items somebody sees, and which of them hold the words that are looked for. For services of this room."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, or_
from sqlmodel import col

from lms.feedback.tables import FeedbackItem, FeedbackStanding
from lms.people import Actor
from lms.platform.searching import begins, holds, words_in


def open_to(actor: Actor, units: Iterable[str]) -> list[ColumnElement[bool]]:
    """What came in in some units and is not about the actor."""
    meant = col(FeedbackStanding.person_id)
    return [
        col(FeedbackStanding.unit_id).in_(sorted(units)),
        or_(meant.is_(None), meant != actor.person_id),
    ]


def fits(words: str) -> list[ColumnElement[bool]]:
    """All of the words are in the text, or the number begins so."""
    return [
        or_(holds(col(FeedbackItem.text), word), begins(col(FeedbackItem.number), word))
        for word in words_in(words)
    ]
