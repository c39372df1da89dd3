"""Who is under review for something grave, so that nobody is honoured meanwhile."""

from collections.abc import Iterable

from sqlalchemy import Connection, or_, select
from sqlmodel import col

from lms.feedback.cases.tables import FeedbackCase
from lms.feedback.findings.tables import FeedbackFinding
from lms.platform.batches import batches


def under_grave_review(connection: Connection, person_ids: Iterable[str]) -> frozenset[str]:
    """Of some people those with a grave finding that nobody has decided on, or whose case is open. For services."""
    open_or_undecided = or_(col(FeedbackFinding.decision).is_(None), col(FeedbackCase.closed_at).is_(None))
    found: set[str] = set()
    for ids in batches(sorted(set(person_ids))):
        rows = connection.execute(
            select(col(FeedbackFinding.person_id))
            .distinct()
            .join(FeedbackCase, col(FeedbackCase.id) == col(FeedbackFinding.case_id))
            .where(
                col(FeedbackFinding.person_id).in_(ids),
                col(FeedbackFinding.grave).is_(True),
                open_or_undecided,
            )
        )
        found.update(str(row.person_id) for row in rows)
    return frozenset(found)
