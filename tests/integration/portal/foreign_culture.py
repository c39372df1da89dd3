"""A story and a contest of another branch, for whoever asks for them from here."""

from datetime import date, timedelta

from lms.culture import hand_in
from lms.culture.contest import ContestPlan, enter_contest, open_contest
from lms.culture.stories import Telling
from lms.culture.stories.wording import PARTS
from lms.people import Actor, DemoBank, DemoPerson
from lms.platform.context import Context
from tests.integration.practice.rehearsal import somebody

STORY = dict.fromkeys(PARTS, "排队的老人先坐下。")


def a_story(of: DemoPerson) -> Telling:
    """A story of service that tells of somebody by name."""
    words = STORY | {"done": f"{of.name_zh}搬来椅子。"}
    chosen = ("service_awareness", "counter", "special", "lobby", "zh-CN")
    return Telling(words, *chosen, (of.person_id,), named=True)  # type: ignore[arg-type]


def a_contest(people: DemoBank, unit_id: str, today: date) -> ContestPlan:
    """A contest of one unit alone, judged by people of its region."""
    jury = ("覃正阳", "苗玉兰", "房锦程")
    ids = tuple(next(one.person_id for one in people.people if one.name_zh == name) for name in jury)
    days = (today, today + timedelta(days=7), today + timedelta(days=14), today + timedelta(days=14))
    return ContestPlan("金点子", "少等十分钟。", (unit_id,), *days, (("有用", 100),), ids, (100,))


def a_contest_entered(context: Context, people: DemoBank, owner: Actor, unit_id: str) -> str:
    """Such a contest, and what somebody entered under their name."""
    opener = next(one for one in people.people if one.name_zh == "覃正阳")
    plan = a_contest(people, unit_id, context.today())
    contest = open_contest(context, actor=somebody(context, opener.person_id), contest=plan, key="1")
    suggestion = hand_in(context, actor=owner, text=f"{owner.name_zh}建议多摆两把椅子。", key="contest")
    enter_contest(context, actor=owner, contest_id=contest, suggestion_id=suggestion, named=True)
    return contest
