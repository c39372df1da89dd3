"""How far the invented bank has got with its customers' complaints: some in each step, some closed, one passed up."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update
from sqlmodel import col

from lms.feedback.cases.assigning import unit_above
from lms.feedback.cases.opening import open_cases
from lms.feedback.cases.service_time import service_later
from lms.feedback.cases.standing import case_columns, posted_hours, wind
from lms.feedback.cases.tables import FeedbackCase, FeedbackCaseEntry
from lms.feedback.cases.words import CLOSED, STEPS
from lms.feedback.tables import FeedbackItem, FeedbackStanding
from lms.people import DemoBank, Role
from lms.platform.context import Context
from lms.platform.identifiers import new_id

DEMO = "demo"
AFTER = {"accept": 1, "investigate": 6, "handle": 14, "reply": 22, "visit": 40}
"""After so many posted hours a step was taken."""
DONE_FROM = {2: 1, 4: 2, 6: 3, 9: 4, 12: 5}
"""From so many days on so many steps are done."""
SAID: dict[str, Sequence[str]] = {
    "accept": (
        "当天给客户回了电话，先听他讲完，说清由我负责到底，两天内再联系。",
        "客户在网点，当面受理。请她到贵宾室坐下慢慢说，把编号写给了她。",
        "电话里客户情绪很大，没有争辩，把每一条都复述确认了一遍。",
    ),
    "investigate": (
        "调了当日录像和流水，也听了当班同事的说法，客户讲的基本属实。打算先补救，再向客户说明。",
        "查了业务记录和告示：制度上没有错，但没有人跟客户讲清楚。打算由支行负责人当面解释并给出别的办法。",
        "设备日志显示当天确实中断了四十分钟，没有及时挂牌。打算补一次办理，并改告示。",
    ),
    "handle": (
        "当班同事上门道了歉，没办完的业务当场补办，客户没有再排队。",
        "支行负责人陪客户选了另一种办法，手续已经办好。",
        "设备已修，告示换成大字，旁边加了人工引导。",
    ),
    "reply": (
        "电话告知处理结果，又发了书面答复；说明了不认可可以找谁。",
        "当面把答复一条一条念给客户听，客户签收。",
    ),
    "visit": ("三天后回访，客户说答应的事都办到了。", "回访时客户说事情解决了，只是跑的次数还是多。"),
}
WITHDRAWN = "客户来电，说女儿已经帮着弄明白了，不追究了。"
PASSED_UP = "涉及全行收费公示的口径，支行定不了，请分行牵头答复。"


def load_cases(context: Context, bank: DemoBank) -> int:
    """Open the cases of the demo bank's complaints and take their steps as far as their age allows; how many."""
    with context.database.reading() as connection:
        ids = (
            connection.execute(
                select(col(FeedbackItem.id))
                .join(FeedbackStanding, col(FeedbackStanding.item_id) == col(FeedbackItem.id))
                .where(col(FeedbackItem.source) == DEMO, col(FeedbackStanding.kind) == "complaint")
                .order_by(col(FeedbackItem.source_no))
            )
            .scalars()
            .all()
        )
    opened = open_cases(context, ids)
    handlers = [one.person_id for one in bank.people if Role.CASE_HANDLER in one.roles]
    with context.database.transaction() as connection:
        rows = connection.execute(
            case_columns().where(col(FeedbackCase.item_id).in_(ids)).order_by(col(FeedbackItem.source_no))
        ).all()
        for place, row in enumerate(rows):
            _go_on(context, connection, row, place, handlers[place % len(handlers)])
            wind(context, connection, row.id)
    return opened


def _go_on(context: Context, connection: Connection, row: Row[Any], place: int, handler: str) -> None:
    age = (context.now() - row.received_at).days
    steps = max((count for days, count in DONE_FROM.items() if age >= days), default=0)
    if row.severity == "urgent" and age >= 1:
        # Nobody lets that lie, in this bank either.
        steps = max(steps, 2)
    handled: dict[str, Any] = {"handler_id": handler}
    if steps == 0:
        return
    if place % 11 == 7:
        _entry(connection, row, "withdrawn", _at(context, row, 3), handler, WITHDRAWN)
        _stand(connection, row, handled | _closed("withdrawn", _at(context, row, 3)))
        return
    for step in STEPS[:steps]:
        at = _at(context, row, AFTER[step])
        detail = {"accept": {"track": row.track, "acts_for": "self"}}.get(step, {})
        if step == "visit":
            detail = {"satisfaction": "partly" if place % 3 == 1 else "satisfied"}
        _entry(connection, row, step, at, handler, SAID[step][place % len(SAID[step])], detail)
    if steps == len(STEPS):
        _stand(connection, row, handled | _closed("visited", _at(context, row, AFTER["visit"])))
        return
    if place % 9 == 4 and row.cause in ("pricing", "process"):
        handled = {"handler_id": None, "desk_id": unit_above(connection, row.unit_id) or row.unit_id}
        to = {"to": handled["desk_id"]}
        _entry(
            connection, row, "escalated", _at(context, row, AFTER[STEPS[steps - 1]]), handler, PASSED_UP, to
        )
    _stand(connection, row, handled | {"step": STEPS[steps]})


def _at(context: Context, row: Row[Any], hours: int) -> datetime:
    counted = None if row.severity == "urgent" else posted_hours(context)
    at = service_later(row.received_at, timedelta(hours=hours), counted)
    # Nothing was done in the future.
    return min(at or context.now(), context.now())


def _closed(way: str, at: datetime) -> dict[str, Any]:
    return {"step": CLOSED, "closed_at": at, "way_out": way}


def _entry(
    connection: Connection,
    row: Row[Any],
    did: str,
    at: datetime,
    by: str,
    text: str,
    detail: dict[str, Any] | None = None,
) -> None:
    connection.execute(
        insert(FeedbackCaseEntry).values(
            id=new_id(),
            case_id=row.id,
            round=1,
            did=did,
            at=at,
            by_person_id=by,
            text=text,
            detail=detail or {},
        )
    )


def _stand(connection: Connection, row: Row[Any], values: dict[str, Any]) -> None:
    connection.execute(update(FeedbackCase).where(col(FeedbackCase.id) == row.id).values(values))
