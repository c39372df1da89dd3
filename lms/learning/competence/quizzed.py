"""What a quiz that was handed in tells of its person, and that its items are worth asking again."""

from collections.abc import Mapping
from datetime import datetime, tzinfo
from typing import Any

from sqlalchemy import Connection

from lms.catalogue.teaching import Shelf
from lms.learning.competence.noting import answered_item, take_down
from lms.learning.competence.reviewing import keep_for_review


def note_quiz(
    connection: Connection,
    shelf: Shelf,
    *,
    attempt_id: str,
    person_id: str,
    course: str,
    answers: Mapping[str, Mapping[str, Any]],
    at: datetime,
    zone: tzinfo,
) -> None:
    """Take its answers down, in the transaction that hands it in; of an item that is published no more nothing.

    Args:
        connection: of the transaction.
        shelf: what is published.
        attempt_id: the try.
        person_id: whose it is.
        course: whose quiz it is.
        answers: by item, each with ``right``.
        at: when it was handed in.
        zone: the bank's time zone.
    """
    items = {item.id: item for item in shelf.quiz(course).items}
    right = {name: bool(answer["right"]) for name, answer in answers.items() if name in items}
    seen = [
        piece
        for name in right
        for piece in answered_item(
            items[name], course=course, ref=f"{attempt_id}#{name}", right=right[name], at=at
        )
    ]
    take_down(connection, person_id=person_id, seen=seen)
    if right:
        keep_for_review(connection, person_id=person_id, right=right, at=at, zone=zone)
