"""Work orders: what the trainee writes up after a visit that leaves something to do, scored at once."""

from dataclasses import asdict

from pydantic import ValidationError
from sqlalchemy import insert

from lms.people import Actor
from lms.platform.errors import Refused
from lms.platform.i18n import mark
from lms.platform.identifiers import new_id
from lms.practice.reading import read_attempt
from lms.practice.rows import no_such_attempt
from lms.practice.speaking import storable
from lms.practice.stage import Practice
from lms.practice.tables import WorkOrder as WorkOrderTable
from lms.practice.views import AttemptView
from scoring.work_order import WorkOrder, check_work_order, leaves_something_to_do, score_of


def to_be_written_up(view: AttemptView) -> bool:
    """Whether a finished visit leaves something that a colleague has to know."""
    found = view.assessment
    return found is not None and leaves_something_to_do((one.id, one.outcome) for one in found.criteria)


def write_work_order(
    practice: Practice, *, actor: Actor, attempt_id: str, happened: str, promised: str, owner: str
) -> None:
    """Hand in a work order for one's own finished visit. Another may follow; all are kept, the newest is shown.

    Raises:
        NotFound: there is no such attempt, or it is somebody else's.
        Refused: it is open, leaves nothing to do, or a field is empty or too long; for an exam, one is handed in.
    """
    view = read_attempt(practice, actor=actor, attempt_id=attempt_id)
    if view.card.person_id != actor.person_id:
        raise no_such_attempt()
    if not to_be_written_up(view):
        raise Refused(mark("This visit leaves nothing to write up."))
    if view.card.mode == "exam" and view.work_order is not None:
        raise Refused(mark("The work order of an exam is handed in once."))
    fields = {
        name: storable(text).strip()
        for name, text in (("happened", happened), ("promised", promised), ("owner", owner))
    }
    if not all(fields.values()):
        raise Refused(mark("Fill in all three: what happened, what was promised, who goes on."))
    try:
        order = WorkOrder.model_validate(fields)
    except ValidationError:
        raise Refused(mark("Keep each field under 1,000 characters. Nothing was handed in.")) from None
    checked = check_work_order(order, view.transcript, view.scenario, told=view.state.facts)
    with practice.context.database.transaction() as connection:
        connection.execute(
            insert(WorkOrderTable).values(
                id=new_id(),
                attempt_id=attempt_id,
                body=order.model_dump(),
                checked=[asdict(one) for one in checked],
                score=score_of(checked),
                at=practice.context.now(),
            )
        )
