"""Honours of the invented bank: those of the last quarter were decided, other than by the rule and with the reason."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any

from sqlalchemy import insert
from sqlmodel import col

from lms.culture.honours.figures import propose
from lms.culture.honours.kept import to_keep
from lms.culture.honours.rule import honour_rules
from lms.culture.honours.tables import Honour, HonourQuarter
from lms.feedback.praise import Praise
from lms.people import DemoBank, Role
from lms.platform.context import Context
from lms.platform.database import insert_into
from lms.platform.quarters import days_of, later, quarter_of

BRANCH = "LJ21"
WHY = "上季度门户刚启用，办结的投诉不足五件，按规则没有网点参评；参照回访台账和神秘访客结果评定。"


def last_quarter(bank: DemoBank) -> str:
    """The quarter that was over when the bank opened."""
    return later(quarter_of(bank.opened_on).id, -1)


def load_honours(context: Context, bank: DemoBank, praise: Sequence[Praise]) -> None:
    """Write what was decided; a second time changes nothing."""
    officer = next(one for one in bank.people if Role.CONSUMER_PROTECTION_OFFICER in one.roles)
    quarter = last_quarter(bank)
    first, after = days_of(quarter)
    letters = {
        one.unit_id: one
        for one in praise
        if first <= one.received_at.astimezone(context.settings.zone).date() < after
    }
    chosen = sorted(letters.values(), key=lambda one: one.received_at)[: honour_rules().letters]
    at = datetime.combine(min(after + timedelta(days=3), bank.opened_on), time(2), UTC)
    decided = {
        "quarter": quarter,
        "rule_version": honour_rules().version,
        "proposed": {"branches": [], "letters": [one.item_id for one in chosen]},
        "reckoned": to_keep(propose(context, quarter).branches),
        "reason": WHY,
        "decided_by": officer.person_id,
        "decided_at": at,
    }
    branch: dict[str, Any] = {"kind": "branch", "subject": bank.units[BRANCH], "unit_id": bank.units[BRANCH]}
    rows = [branch | {"person_id": None, "by_rule": False}]
    rows += [
        {"kind": "letter", "subject": one.item_id, "unit_id": one.unit_id}
        | {"person_id": one.person_id, "by_rule": True}
        for one in chosen
    ]
    with context.database.transaction() as connection:
        new = insert_into(connection, HonourQuarter).values(decided).on_conflict_do_nothing()
        if connection.execute(new.returning(col(HonourQuarter.quarter))).first() is not None:
            connection.execute(insert(Honour), [row | {"quarter": quarter, "score": None} for row in rows])
