"""A scenario draft of the invented bank: one of its cases with a finding waits for a trainer."""

from contextlib import suppress

from sqlalchemy import select
from sqlmodel import col

from lms.authoring.drafting import draft_case
from lms.authoring.tables import ScenarioDraft
from lms.catalogue import Catalogue
from lms.feedback.findings.tables import FeedbackFinding
from lms.people import DemoBank, Role, actor_by_number
from lms.platform.context import Context
from lms.platform.errors import Refused


def load_drafts(context: Context, catalogue: Catalogue, bank: DemoBank) -> None:
    """Make it; a second time changes nothing, nor does it where the library is not there to begin from."""
    with context.database.reading() as connection:
        if connection.execute(select(col(ScenarioDraft.id)).limit(1)).first() is not None:
            return
        case_id = connection.execute(
            select(col(FeedbackFinding.case_id))
            .where(col(FeedbackFinding.doing) == "employee")
            .order_by(col(FeedbackFinding.at), col(FeedbackFinding.id))
            .limit(1)
        ).scalar()
    handler = next(one for one in bank.people if Role.CASE_HANDLER in one.roles)
    actor = actor_by_number(context, handler.employee_no)
    if case_id is not None and actor is not None:
        with suppress(Refused):
            draft_case(context, catalogue, actor=actor, case_id=case_id)
