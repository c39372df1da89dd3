"""Mystery visits of the invented bank: two quarters of each branch, one of them strong, one with a weak spot."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from random import Random
from typing import Any

from lms.catalogue import Catalogue
from lms.feedback.visits.checklist import checklist
from lms.feedback.visits.proposing import propose_from_visits
from lms.feedback.visits.tables import FeedbackVisit
from lms.learning import Learning
from lms.people import DemoBank, Role
from lms.platform.context import Context
from lms.platform.database import insert_into
from lms.platform.identifiers import new_id

DAYS = {
    "LJ11": (4, 17, 31, 58, 101, 128, 160),
    "LJ12": (9, 26, 49, 115, 149),
    "LJ21": (6, 22, 44, 109, 140),
    "LJ22": (12, 35, 122),
    "LJ31": (15, 37, 53, 133, 155),
    "LJ32": (8, 29, 118),
}
"""How many days before the bank opened each branch was visited."""
WEAK = {
    "LJ11": ("waiting", "grievance"),
    "LJ12": ("machine",),
    "LJ21": (),
    "LJ22": ("telling",),
    "LJ31": ("surroundings",),
    "LJ32": ("discretion", "waiting"),
}
"""What is weak where, the weakest first."""
SEEN = {
    "wait_told": "前面还有十二个号，等了二十五分钟，没有人过来说一声。",
    "queue_kept": "过号的客户直接回窗口办了，后面的人有意见。",
    "machine_help": "在机器前站了三分钟，引导员在低头看平板。",
    "own_hands": "工作人员伸手替客户点了“确认”。",
    "counter_way": "说不会用机器，被请回去“再试一次”。",
    "risk_told": "先说收益，问了两遍才提到可能亏损。",
    "fees_told": "没有主动说提前赎回要收费。",
    "voice_low": "隔着两米能听见柜员念客户余额。",
    "phone_posted": "投诉电话贴在公示栏最下面，被盆景挡住。",
    "grievance_taken": "说等得太久，回答是“人手就这么多”。",
    "tidy": "填单台两支笔都写不出字。",
}
NOTES = {
    ("LJ11", 4): "下午两点到，三个窗口开了两个。大堂态度好，就是忙不过来。",
    ("LJ21", 6): "机具前有人一直陪着一位老先生，一步一步讲完，很耐心。",
    ("LJ31", 15): "赶集日，人多不乱。",
}
NAMED = {("LJ21", 6): ("ruan.shuyao", "做法值得在晨会上讲一讲，想请本人来讲。", "大堂")}
PLACES = ("", "二号窗口", "大堂", "智能机具区", "理财室", "一号窗口")


def load_visits(context: Context, learning: Learning, catalogue: Catalogue, bank: DemoBank) -> int:
    """Write the visits and propose what to rehearse; how many proposals. Called once, with the feedback."""
    with context.database.transaction() as connection:
        # Of several who start at once each may get here: a visit is written once.
        new = insert_into(connection, FeedbackVisit).values(list(_rows(bank)))
        connection.execute(new.on_conflict_do_nothing(index_elements=["source", "source_no"]))
    return propose_from_visits(context, learning, catalogue)


def _rows(bank: DemoBank) -> Iterator[dict[str, Any]]:
    officer = next(one for one in bank.people if Role.CONSUMER_PROTECTION_OFFICER in one.roles)
    asked = checklist()
    for code, several in DAYS.items():
        for days in several:
            luck = Random(f"visit {code} {days}")  # noqa: S311
            chances = dict.fromkeys(asked.groups, 0.9)
            chances |= {group: 0.35 + 0.2 * place for place, group in enumerate(WEAK[code])}
            answers = {
                item: "not_seen"
                if luck.random() < 0.12
                else "yes"
                if luck.random() < chances[group]
                else "no"
                for group, item, _weight in asked.items
            }
            username, reason, place = NAMED.get((code, days), (None, "", luck.choice(PLACES)))
            person = None if username is None else bank.one_click(username).person_id
            day = bank.opened_on - timedelta(days=days)
            yield {
                "id": new_id(),
                "unit_id": bank.units[code],
                "visited_on": day,
                "channel": "walk_in",
                "place": place,
                "person_id": person,
                "person_reason": reason,
                "version": asked.version,
                "answers": answers,
                "seen": {
                    item: SEEN[item] for item, answer in answers.items() if answer == "no" and item in SEEN
                },
                "note": NOTES.get((code, days), ""),
                "scores": {group: list(pair) for group, pair in asked.scores(answers).items()},
                "source": "form",
                "source_no": f"demo-{code}-{days}",
                "by_person_id": officer.person_id,
                "at": datetime.combine(day, time(9), UTC),
            }
