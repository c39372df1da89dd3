"""Hidden complaints of the invented bank: one that stands and is objected to, one that was lifted."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

from sqlalchemy import insert
from sqlmodel import col

from lms.feedback.hidden.barring import barred_for
from lms.feedback.hidden.tables import FeedbackHidden, FeedbackHiddenWord
from lms.people import DemoBank, Role
from lms.platform.context import Context
from lms.platform.database import insert_into
from lms.platform.identifiers import new_id
from lms.platform.quarters import later, quarter_of

STANDS = "客户当天在柜台要求登记投诉，网点口头答应后没有登记；客户随后打监管热线，转办时才发现。"
OBJECTED = "当天客户说“不用登记，解决就行”，我们打电话核实过，问题第二天就办好了。请调录音复核。"
LIFTED = "回访说曾要求登记投诉，系统里查不到。"
NOT_SO = "工单登记在上级行名下，编号能对上，不是瞒报。"


def load_hidden(context: Context, bank: DemoBank) -> None:
    """Write them; called once, with the feedback."""
    officer = next(one for one in bank.people if Role.CONSUMER_PROTECTION_OFFICER in one.roles)
    head = bank.one_click("qi.ruonan")
    at = datetime.combine(bank.opened_on, time(1), UTC)

    def row(key: str, code: str, days: int, told: dict[str, Any]) -> dict[str, Any]:
        first = quarter_of((at - timedelta(days=days)).date()).id
        return {
            "id": new_id(),
            "unit_id": bank.units[code],
            "person_id": None,
            "person_reason": "",
            "found_on": bank.opened_on - timedelta(days=days),
            "first_quarter": first,
            "last_quarter": later(first, barred_for() - 1),
            "by_person_id": officer.person_id,
            "key": key,
            "at": at - timedelta(days=days),
            "lifted_by": None,
            "lifted_at": None,
            "lifted_why": "",
        } | told

    stands = row(
        "demo-1", "LJ22", 20, {"evidence": "official", "evidence_no": "转办 2026-0417", "text": STANDS}
    )
    lifted = row(
        "demo-2",
        "LJ32",
        41,
        {
            "evidence": "survey",
            "evidence_no": "回访第 18 号",
            "text": LIFTED,
            "lifted_by": officer.person_id,
            "lifted_at": at - timedelta(days=33),
            "lifted_why": NOT_SO,
        },
    )
    word = {"id": new_id(), "hidden_id": stands["id"], "by_person_id": head.person_id, "kind": "objected"}
    with context.database.transaction() as connection:
        new = insert_into(connection, FeedbackHidden).values([stands, lifted])
        new = new.on_conflict_do_nothing(index_elements=["by_person_id", "key"])
        if connection.execute(new.returning(col(FeedbackHidden.id))).first() is not None:
            said = word | {"text": OBJECTED, "at": at - timedelta(days=16)}
            connection.execute(insert(FeedbackHiddenWord).values(said))
