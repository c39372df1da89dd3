"""Issuing: a round that is completed is certified once, in the transaction that completed it.

What the certificate says is copied into it, since names, titles and versions change and it does not.
"""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, select
from sqlmodel import col

from lms.catalogue.teaching import curriculum_as_published
from lms.learning.certificates.numbers import new_number
from lms.learning.tables import Certificate
from lms.people import people_within
from lms.platform.batches import batches
from lms.platform.database import insert_into
from lms.platform.identifiers import new_id

LIST_SIZE = 131_072
"""Places in one published list of what was withdrawn: the fewest that Bitstring Status List allows."""
FILLED = LIST_SIZE // 2
"""Certificates that share a list before the next one is begun, so that a free place at random is soon found."""


@dataclass(frozen=True)
class Earned:
    """A round that was completed, with the curriculum's version and the last day on which it holds, if any."""

    enrolment_id: str
    person_id: str
    curriculum: str
    version: int
    completed_on: date
    valid_until: date | None
    edition: int = 1


def issue(connection: Connection, earned: Sequence[Earned], *, now: datetime) -> None:
    """Certify rounds; one that is certified already, perhaps at this very moment by another process, is left out."""
    for batch in batches(earned):
        people = people_within(connection, [one.person_id for one in batch])
        places = _free_places(connection, len(batch))
        titles = {key: _titles(connection, *key) for key in {(one.curriculum, one.version) for one in batch}}
        rows: list[dict[str, Any]] = []
        for one, place in zip(batch, places, strict=True):
            person, salt = people[one.person_id], secrets.token_hex(16)
            rows.append(
                {
                    "id": new_id(),
                    "number": new_number(),
                    "enrolment_id": one.enrolment_id,
                    "edition": one.edition,
                    "person_id": one.person_id,
                    "name_zh": person.name_zh,
                    "name_en": person.name_en,
                    "identity_hash": hashlib.sha256((person.employee_no + salt).encode()).hexdigest(),
                    "identity_salt": salt,
                    "curriculum": one.curriculum,
                    "version": one.version,
                    **titles[one.curriculum, one.version],
                    "completed_on": one.completed_on,
                    "valid_until": one.valid_until,
                    "issued_at": now,
                    "status_index": place,
                }
            )
        connection.execute(insert_into(connection, Certificate).on_conflict_do_nothing(), rows)


def _titles(connection: Connection, slug: str, version: int) -> dict[str, str]:
    zh = curriculum_as_published(connection, slug, locale="zh-CN", version=version)
    en = curriculum_as_published(connection, slug, locale="en", version=version)
    return {
        "title_zh": zh.certificate if zh else slug,
        "title_en": en.certificate if en else slug,
        "summary_zh": zh.summary if zh else slug,
        "summary_en": en.summary if en else slug,
    }


def _free_places(connection: Connection, count: int) -> list[int]:
    """Places in the newest list, at random: neighbours in it are to say nothing of each other."""
    issued = connection.execute(select(func.count()).select_from(Certificate)).scalar_one()
    first = issued // FILLED * LIST_SIZE
    found: set[int] = set()
    while len(found) < count:
        drawn = {first + secrets.randbelow(LIST_SIZE) for _ in range(count - len(found))} - found
        taken = connection.execute(
            select(col(Certificate.status_index)).where(col(Certificate.status_index).in_(sorted(drawn)))
        ).scalars()
        found |= drawn - set(taken)
    return sorted(found, key=lambda _place: secrets.randbits(32))
