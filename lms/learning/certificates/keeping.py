"""Certificates as services and pages ask for them: whose they are, what a stranger may know, withdrawing one."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from sqlalchemy import Connection, Row, Update, func, select, update
from sqlmodel import col

from lms.catalogue.teaching import curriculum_as_published
from lms.learning.certificates.issuing import Earned, issue
from lms.learning.certificates.numbers import tidy_number
from lms.learning.deeds import note_deed
from lms.learning.tables import Certificate, Enrolment, LearningResult
from lms.people import (
    Action,
    Actor,
    Deed,
    ids_within,
    list_units,
    may,
    owns,
    people_by_id,
    people_by_number,
    people_within,
    person_for,
    whom_asked,
)
from lms.platform.batches import BATCH
from lms.platform.context import Context
from lms.platform.errors import NotFound, Refused
from lms.platform.i18n import mark
from lms.platform.settings import Locale

LONGEST = 500
NEWEST = 100
NEWEST_FIRST = (
    # What was completed last comes first: many are issued in one moment, as when a bank begins to issue them.
    col(Certificate.completed_on).desc(),
    col(Certificate.issued_at).desc(),
    col(Certificate.id).desc(),
)

Holding = Literal["valid", "expired", "revoked"]


@dataclass(frozen=True)
class CertificateCard:
    """One certificate with all that stands on it; for its owner and those who may see their progress.

    Attributes:
        valid_until: the last day on which it holds; none where it holds for good.
    """

    number: str
    person_id: str
    name_zh: str
    name_en: str
    identity_hash: str
    identity_salt: str
    curriculum: str
    version: int
    title_zh: str
    title_en: str
    summary_zh: str
    summary_en: str
    completed_on: date
    valid_until: date | None
    issued_at: datetime
    status_index: int
    revoked_at: datetime | None
    revoked_reason: str | None
    holding: Holding

    def title(self, locale: Locale) -> str:
        """What it certifies, in a language."""
        return self.title_zh if locale == "zh-CN" else self.title_en

    def name(self, locale: Locale) -> str:
        """Whom it was issued to, as they were called then."""
        return self.name_zh if locale == "zh-CN" else self.name_en


def certificates_of(
    context: Context, *, actor: Actor, person_id: str | None = None
) -> tuple[CertificateCard, ...]:
    """Somebody's certificates, the newest first; the actor's own by default.

    Raises:
        Forbidden: the actor may not see this person's progress.
        NotFound: there is no such person.
    """
    about = whom_asked(context, actor=actor, action=Action.READ_PROGRESS, person_id=person_id)
    with context.database.reading() as connection:
        rows = connection.execute(
            select(Certificate).where(col(Certificate.person_id) == about).order_by(*NEWEST_FIRST)
        ).all()
    return tuple(_card(row, context.today()) for row in rows)


def newest_among(context: Context, *, actor: Actor, find: str = "") -> tuple[CertificateCard, ...]:
    """The newest certificates of the people whose progress the actor may see in their units.

    Args:
        context: of the installation.
        actor: who asks.
        find: a number, an employee number, or part of a name; all by default.
    """
    units = [
        unit.unit_id for unit in list_units(context) if may(actor, Action.READ_PROGRESS, unit_id=unit.unit_id)
    ]
    query = (
        select(Certificate)
        .where(col(Certificate.person_id).in_(ids_within(units)))
        .order_by(*NEWEST_FIRST)
        .limit(NEWEST)
    )
    wanted = find.strip()[:80]
    if wanted:
        named = [card.person_id for card in people_by_number(context, [wanted]).values()]
        query = query.where(
            (col(Certificate.number) == (tidy_number(wanted) or ""))
            | col(Certificate.person_id).in_(named)
            | col(Certificate.name_zh).contains(wanted, autoescape=True)
            | func.lower(col(Certificate.name_en)).contains(wanted.lower(), autoescape=True)
        )
    with context.database.reading() as connection:
        return tuple(_card(row, context.today()) for row in connection.execute(query))


def certificate(context: Context, *, actor: Actor, number: str) -> CertificateCard:
    """One certificate for its owner or somebody who may see their progress.

    Raises:
        NotFound: there is none, or none for this actor.
    """
    found = _by_number(context, number)
    if found is None or not (owns(actor, found.person_id) or _within_reach(context, actor, found.person_id)):
        raise NotFound("There is no such certificate.")
    return found


def look_up(context: Context, number: str) -> CertificateCard | None:
    """The certificate of a number, for whoever holds the number; what a stranger is shown of it is the page's part."""
    return _by_number(context, number)


def issuer_names(context: Context) -> tuple[str, str]:
    """The bank's name in Chinese and in English: that of its topmost unit."""
    top = next((unit for unit in list_units(context) if unit.parent_id is None), None)
    return (top.name_zh, top.name_en) if top else ("学习中心", "Learning Centre")


def revoke(context: Context, *, actor: Actor, number: str, reason: str) -> None:
    """Withdraw a certificate for good; the reason is kept, and no stranger is told it.

    Raises:
        Forbidden: the actor is no trainer or manager of theirs, or it is the actor's own.
        NotFound: there is no such certificate.
        Refused: no reason was given, or it was withdrawn before.
    """
    found = _to_change(context, actor, number, reason)
    if found.revoked_at is not None:
        raise Refused(mark("This certificate was withdrawn before."))
    with context.database.transaction() as connection:
        if connection.execute(_withdrawn(context, actor, found, reason)).rowcount:
            _note(context, connection, actor, Deed.REVOKED_CERTIFICATE, found.number)


def reissue(context: Context, *, actor: Actor, number: str, reason: str) -> str:
    """Issue a certificate anew under the name its person has now, and withdraw this one if it still held.

    Returns:
        The new number.

    Raises:
        Forbidden: as for ``revoke``.
        NotFound: there is no such certificate.
        Refused: no reason was given, or another has taken its place already.
    """
    found = _to_change(context, actor, number, reason)
    with context.database.transaction() as connection:
        own = connection.execute(
            select(col(Certificate.enrolment_id), col(Certificate.edition)).where(
                col(Certificate.number) == found.number
            )
        ).one()
        newest = connection.execute(
            select(func.max(col(Certificate.edition))).where(
                col(Certificate.enrolment_id) == own.enrolment_id
            )
        ).scalar_one()
        if newest != own.edition:
            raise Refused(mark("Another certificate has taken the place of this one already."))
        if found.revoked_at is None:
            connection.execute(_withdrawn(context, actor, found, reason))
        again = Earned(
            own.enrolment_id,
            found.person_id,
            found.curriculum,
            found.version,
            found.completed_on,
            found.valid_until,
            edition=own.edition + 1,
        )
        issue(connection, [again], now=context.now())
        number = connection.execute(
            select(col(Certificate.number)).where(
                col(Certificate.enrolment_id) == own.enrolment_id,
                col(Certificate.edition) == own.edition + 1,
            )
        ).scalar_one()
        _note(context, connection, actor, Deed.REISSUED_CERTIFICATE, number)
        return number


def _note(context: Context, connection: Connection, actor: Actor, deed: Deed, number: str) -> None:
    """In the trail, by the id of the certificate: its number is what a stranger asks by."""
    own = connection.execute(
        select(col(Certificate.id), col(Certificate.person_id)).where(col(Certificate.number) == number)
    ).one()
    note_deed(
        context,
        connection,
        actor=actor,
        action=Action.REVOKE_CERTIFICATES,
        deed=deed,
        about=people_within(connection, [own.person_id])[own.person_id],
        object_id=own.id,
    )


def issue_missing(context: Context) -> int:
    """Certify what was completed before certificates were issued; a second time finds nothing.

    Returns:
        How many were issued.
    """
    issued, after = 0, ""
    while True:
        with context.database.transaction() as connection:
            rows = connection.execute(
                select(Enrolment)
                .outerjoin(Certificate, col(Certificate.enrolment_id) == col(Enrolment.id))
                .where(
                    col(Enrolment.id) > after,
                    col(Enrolment.state) == "completed",
                    col(Enrolment.completed_on).is_not(None),
                    col(Certificate.id).is_(None),
                )
                .order_by(col(Enrolment.id))
                .limit(BATCH)
            ).all()
            if not rows:
                return issued
            earned = [
                Earned(row.id, row.person_id, row.curriculum, row.version, row.completed_on, row.valid_until)
                for row in _done_in_part(connection, rows)
            ]
            issue(connection, earned, now=context.now())
        issued, after = issued + len(earned), rows[-1].id


def _done_in_part(
    connection: Connection, rows: Sequence[Row[*tuple[Enrolment]]]
) -> list[Row[*tuple[Enrolment]]]:
    """Those of which a course was done: whoever was let off everything has nothing to certify."""
    courses: dict[tuple[str, int], frozenset[str]] = {}
    for slug, version in {(row.curriculum, row.version) for row in rows}:
        found = curriculum_as_published(connection, slug, locale="zh-CN", version=version)
        courses[slug, version] = frozenset(one.course for one in found.courses) if found else frozenset()
    done: dict[str, set[str]] = defaultdict(set)
    for person_id, course in connection.execute(
        select(col(LearningResult.person_id), col(LearningResult.ref)).where(
            col(LearningResult.kind) == "course",
            col(LearningResult.person_id).in_(sorted({row.person_id for row in rows})),
        )
    ):
        done[person_id].add(course)
    return [row for row in rows if courses[row.curriculum, row.version] & done[row.person_id]]


def _to_change(context: Context, actor: Actor, number: str, reason: str) -> CertificateCard:
    found = _by_number(context, number)
    if found is None:
        raise NotFound("There is no such certificate.")
    person_for(context, actor=actor, action=Action.REVOKE_CERTIFICATES, person_id=found.person_id)
    if not reason.strip():
        raise Refused(mark("Give the reason: it is kept, and an auditor will ask for it."))
    return found


def _withdrawn(context: Context, actor: Actor, found: CertificateCard, reason: str) -> Update:
    return (
        update(Certificate)
        .where(col(Certificate.number) == found.number, col(Certificate.revoked_at).is_(None))
        .values(
            revoked_at=context.now(),
            revoked_by_person_id=actor.person_id,
            revoked_reason=reason.strip().replace("\0", "")[:LONGEST],
        )
    )


def _within_reach(context: Context, actor: Actor, person_id: str) -> bool:
    unit_id = people_by_id(context, [person_id])[person_id].unit_id
    return may(actor, Action.READ_PROGRESS, person_id=person_id, unit_id=unit_id)


def _by_number(context: Context, number: str) -> CertificateCard | None:
    tidy = tidy_number(number)
    if tidy is None:
        return None
    with context.database.reading() as connection:
        row = connection.execute(select(Certificate).where(col(Certificate.number) == tidy)).one_or_none()
    return None if row is None else _card(row, context.today())


def _card(row: Row[*tuple[Certificate]], today: date) -> CertificateCard:
    expired = row.valid_until is not None and row.valid_until < today
    return CertificateCard(
        row.number,
        row.person_id,
        row.name_zh,
        row.name_en,
        row.identity_hash,
        row.identity_salt,
        row.curriculum,
        row.version,
        row.title_zh,
        row.title_en,
        row.summary_zh,
        row.summary_en,
        row.completed_on,
        row.valid_until,
        row.issued_at,
        row.status_index,
        row.revoked_at,
        row.revoked_reason,
        "revoked" if row.revoked_at is not None else "expired" if expired else "valid",
    )
