"""What the invented bank found in some of its cases: a plan to learn by, a colleague who is asked, root causes."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Row, select
from sqlmodel import col

from lms.catalogue import Catalogue
from lms.feedback.cases.demo import DEMO
from lms.feedback.cases.standing import case_columns
from lms.feedback.cases.tables import FeedbackCase
from lms.feedback.cases.words import STEPS
from lms.feedback.correcting import correct_feedback
from lms.feedback.doings import Doing
from lms.feedback.findings.branch_plans import branch_plans, decide_branch_plan, propose_branch_plans
from lms.feedback.findings.finding import Found, find_doing
from lms.feedback.findings.root_causes import mend, root_causes, verify
from lms.feedback.findings.tables import FeedbackFinding
from lms.feedback.findings.views import ask_view, give_view
from lms.feedback.tables import FeedbackItem, FeedbackStanding
from lms.learning import Learning
from lms.people import Actor, DemoBank, DemoPerson, Role, actor_by_number
from lms.platform.context import Context

LATELY = timedelta(days=14)
VIEW = "那天一个人顶两个窗口，心里急，就指了墙上的告示。没想到客户看不清，应该站起来念给她听，是我没做到。"
SLIGHT = "录像里同事没有起身，客户问了两遍只说看墙上；没有辱骂，事后主动补办了业务。"
CAUSES: Sequence[tuple[Doing, tuple[str, ...], str, str, str]] = (
    (
        "process",
        ("process", "choice"),
        "按现在的流程，客户要在两个窗口之间来回跑，规定本身没有给柜面变通的余地。",
        "这项规定是为了保护客户的账户。我们已经向上级反映手续太绕，眼下我可以陪您一次办完，不用您自己跑。",
        "合并为一个窗口受理，操作手册已更新。",
    ),
    (
        "system",
        ("facility",),
        "设备日志显示近一个月中断过四次，都没有及时挂牌。",
        "机器近来不太稳，给您添麻烦了。我先带您到人工窗口，不用重新取号。",
        "更换了主控板，断线十分钟自动挂牌并通知大堂。",
    ),
)


def load_findings(context: Context, learning: Learning, catalogue: Catalogue, bank: DemoBank) -> int:
    """Say of some cases whose doing they were; how many. A second time changes nothing."""
    with context.database.reading() as connection:
        if connection.execute(select(col(FeedbackFinding.id)).limit(1)).first() is not None:
            return 0
        rows = connection.execute(
            case_columns()
            .where(
                col(FeedbackItem.source) == DEMO,
                col(FeedbackCase.step).not_in(STEPS[:2]),
                col(FeedbackStanding.kind) == "complaint",
            )
            .order_by(col(FeedbackItem.source_no))
        ).all()
    handlers = [_actor(context, one) for one in bank.people if Role.CASE_HANDLER in one.roles]
    handler, other = handlers[0], handlers[-1]
    meant = [
        row
        for row in rows
        if row.person_id and row.cause == "attitude" and context.now() - row.received_at < LATELY
    ]
    for row in meant:
        correct_feedback(context, actor=handler, item_id=row.item_id, said={"person": row.person_id})
    found = 0
    for row in meant[:1]:
        ask_view(context, actor=handler, case_id=row.id)
        person = next(one for one in bank.people if one.person_id == row.person_id)
        give_view(context, actor=_actor(context, person), case_id=row.id, text=VIEW)
        _find(context, learning, catalogue, handler, row, Found("employee", SLIGHT))
        found += 1
    for row in meant[1:2]:
        ask_view(context, actor=handler, case_id=row.id)
    nobodys = [row for row in rows if row.person_id is None]
    for doing, causes, why, explain, _fix in CAUSES:
        for row in [one for one in nobodys if one.cause in causes][:1]:
            said = Found(doing, why, owner_id=row.unit_id, explain=explain)
            _find(context, learning, catalogue, handler, row, said)
            found += 1
    _mend_one(context, bank, other)
    return found


def load_branch_plans(context: Context, learning: Learning, catalogue: Catalogue, bank: DemoBank) -> int:
    """What came back in a branch proposes a plan for it; the head of one branch has started theirs. How many."""
    new = propose_branch_plans(context, learning, catalogue)
    heads = [one for one in bank.people if Role.MANAGER in one.roles]
    started: set[str] = set()
    for head in heads if new else ():
        actor = _actor(context, head)
        for plan in branch_plans(context, actor=actor):
            own = plan.unit.unit_id == head.unit_id and plan.unit.unit_id not in started
            # The first of each branch but one waits to be decided on: somebody is to see that as well.
            if own and plan.state == "proposed" and started:
                decide_branch_plan(context, actor=actor, plan_id=plan.plan_id, start=True)
            started.add(plan.unit.unit_id)
    return new


def _mend_one(context: Context, bank: DemoBank, verifier: Actor) -> None:
    """One of the root causes was mended by the head of its branch, and is watched."""
    for ticket in root_causes(context, actor=verifier)[:1]:
        owner = ticket.owner.unit_id
        heads = [one for one in bank.people if Role.MANAGER in one.roles and one.unit_id == owner]
        fix = next(fix for doing, _causes, _why, _explain, fix in CAUSES if doing == ticket.doing)
        for head in heads[:1]:
            mend(context, actor=_actor(context, head), ticket_id=ticket.ticket_id, fix=fix)
            verify(
                context,
                actor=verifier,
                ticket_id=ticket.ticket_id,
                text="到现场看过，客户一次就办完了。",
                holds=True,
            )


def _find(
    context: Context,
    learning: Learning,
    catalogue: Catalogue,
    actor: Actor,
    row: Row[Any],
    found: Found,
) -> None:
    find_doing(context, learning, catalogue, actor=actor, case_id=row.id, found=found)


def _actor(context: Context, person: DemoPerson) -> Actor:
    actor = actor_by_number(context, person.employee_no)
    assert actor is not None, "the demo bank's people can act"
    return actor
