"""Points of the invented bank: what its customers' praise and its mentors have earned, and what some want for them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta

from sqlmodel import col

from lms.culture.contest.demo import load_contests
from lms.culture.earning import observed, settle_praise
from lms.culture.exchanging import ask_exchange, decide_exchange
from lms.culture.honours.demo import last_quarter, load_honours
from lms.culture.ledger import ISSUE
from lms.culture.model_cases import my_offers, offer_model_case
from lms.culture.staff.demo import load_hardships, load_moods, load_voices
from lms.culture.stars import name_stars, vote
from lms.culture.stories.demo import load_stories
from lms.culture.suggesting import hand_in, record_saving, review_suggestion
from lms.culture.tables import PointAccount
from lms.culture.wall import hang_letter
from lms.feedback import Asked, Heard, correct_feedback, list_feedback, record_feedback
from lms.feedback.praise import Praise, confirmed_praise
from lms.learning.care import observations_by
from lms.people import Actor, DemoBank, DemoPerson, actor_by_number
from lms.platform.context import Context
from lms.platform.database import insert_into
from lms.platform.errors import Refused
from lms.platform.quarters import days_of

LOOKED_BACK = timedelta(days=400)
ASKED = (
    # Who wants what, how many days ago, and what their manager said of it; none where it waits.
    ("mentor", "book", 9, ""),
    ("miao.yulan", "exchange-day", 6, "下周人手紧，等月底过了再约，先替您把名额留着。"),
    ("zhai.lina", "book", 2, None),
)
LETTERS = (
    # Who was praised in which words, who heard it, how many days ago (below zero: before last month ended); hung with
    # their name, without, or not at all.
    (
        "qian.xiuzhen",
        "jiang.yuehua",
        52,
        "柜员钱秀珍把我攒了半年的零钱一枚一枚点清，一点没嫌弃，还教我怎么卷。谢谢她！",
        True,
    ),
    (
        "mentor",
        "jiang.yuehua",
        47,
        "主管方慧敏看我抱着孩子填单子，直接把我领到旁边坐下，替我一项一项念，太贴心了，表扬！",
        True,
    ),
    (
        "deng.ziang",
        "jiang.yuehua",
        -5,
        "年轻柜员邓子昂拦住我没让我给骗子转钱，我当时还冲他发火。人家没计较，还陪我报了警。特来感谢！",
        True,
    ),
    (
        "zhai.lina",
        "ruan.shuyao",
        -12,
        "翟丽娜主管把我父亲的存单问题从头查到尾，第二天一早就给了准信，说到做到，表扬。",
        True,
    ),
    (
        "miao.yulan",
        "gu.xiaoman",
        -9,
        "苗玉兰大姐用我们的土话给老人讲怎么取养老金，讲了三遍都不烦，村里人都夸。",
        True,
    ),
    (
        "miao.yulan",
        "gu.xiaoman",
        25,
        "赶集那天人多，苗玉兰主管自己出来叫号，老人都先办，大家没意见，要表扬她。",
        False,
    ),
    (
        "gan.lu",
        "che.jianing",
        18,
        "大堂的甘露帮我把公司网银一步步设好，我不会她也不急，这种服务应该表扬。",
        True,
    ),
    (
        "deng.ziang",
        "jiang.yuehua",
        9,
        "柜员邓子昂办得快，还提醒我换个时间来可以不用排队，很用心，表扬一下。",
        None,
    ),
    (
        "new-hire",
        "jiang.yuehua",
        4,
        "新来的柜员林晓雨手还不快，可每一步都问我听明白没有，算错一分钱马上认，又当面点了一遍。踏实，表扬！",
        None,
    ),
)
OLDER = (
    # Praise of the quarter before: who was praised, who heard it, how many days before its end, in which words.
    (
        "bai.mengjie",
        "yin.xiangdong",
        48,
        "柜员白梦洁发现我汇款的收款人名字差一个字，先停下来打电话核对，替我保住了三万块，表扬！",
    ),
    (
        "nie.junfeng",
        "ruan.shuyao",
        33,
        "聂俊峰看我妈耳朵背，一句一句写在纸上给她看，等她点头才办下一步，真有耐心，感谢！",
    ),
    (
        "ai.xinran",
        "lu.weijie",
        17,
        "大堂艾欣然陪卖菜的老人把零钱清点完，没让一个人催，我排在后面也服气，要表扬她。",
    ),
)
VOTES = (("LJ11", "deng.ziang", "mentor"), ("LJ31", "miao.yulan", "gu.xiaoman"))
"""Of each branch that has voted: its code, whom nearly all chose, and whom that one chose."""
MODELS = (
    ("qian.xiuzhen", "service_awareness", True),
    ("mentor", "empathy", True),
    ("zhai.lina", "ownership", False),
)
"""Who lets others learn from praise of them, for which competency, and whether with their name."""
SUGGESTIONS = (
    # Who suggested what, how many days ago, how far it is, what the manager wrote, and what it saved in cents.
    (
        "qian.xiuzhen",
        34,
        "adopted",
        "上午试了一周，排队短了一截，全网点照做。",
        1_860_000,
        "取号前先问一句办什么业务，能在机器上办的由大堂直接带过去，不用先取号再退号。",
    ),
    (
        "deng.ziang",
        16,
        "in_review",
        "",
        None,
        "回单箱换成按单位名称首字母排，客户自己两分钟就能找到，不用我们离柜去翻。",
    ),
    (
        "jiang.yuehua",
        21,
        "declined",
        "消防通道不能放椅子。等候区东墙可以加四把，已经报了采购。",
        None,
        "在侧门过道摆几把椅子，老人等号不用站着。",
    ),
    (
        "new-hire",
        3,
        "handed_in",
        "",
        None,
        "给新人的柜台贴一张常用业务所需证件的小卡片，客户问起来不用翻系统。",
    ),
    (
        "miao.yulan",
        12,
        "adopted",
        "集市日改到八点开门，客户都说方便。",
        640_000,
        "逢集的日子提前半小时开门，老人赶早集顺路就办了，中午人少轮着歇。",
    ),
)
MANAGERS = {"mentor": "manager", "miao.yulan": "shen.youtian"}


@dataclass(frozen=True)
class At:
    """A clock that stands at the moment at which something of the story happens."""

    moment: datetime

    def now(self) -> datetime:
        """That moment."""
        return self.moment


class Story:
    """The bank's people by their user names, and its days counted back."""

    def __init__(self, context: Context, bank: DemoBank) -> None:
        """Know the bank."""
        self._context, self.bank = context, bank

    @property
    def people(self) -> tuple[DemoPerson, ...]:
        """Everybody."""
        return self.bank.people

    def unit(self, code: str) -> str:
        """The id of a unit by its code."""
        return self.bank.units[code]

    def on(self, days: int) -> Context:
        """The context at noon so many days before the bank opened, or last month ended; never later than now."""
        opened = self.bank.opened_on
        # Whatever day it is today, the stars of last month have something to shine for.
        day = opened.replace(day=1) - timedelta(days=1 - days) if days < 0 else opened - timedelta(days=days)
        noon = datetime.combine(day, time(12), self._context.settings.zone).astimezone(UTC)
        return replace(self._context, clock=At(min(noon, self._context.now())))

    def actor(self, username: str) -> Actor:
        """Somebody of the bank."""
        number = next(one.employee_no for one in self.bank.people if one.username == username)
        actor = actor_by_number(self._context, number)
        assert actor is not None, "the demo bank's people are active"
        return actor


def load_culture(context: Context, bank: DemoBank) -> None:
    """Tell the story of the last weeks; a second time changes nothing."""
    with context.database.transaction() as connection:
        # Of several who start at once, whoever opens the bank's account tells the story.
        bank_account = {"id": ISSUE, "kind": ISSUE, "balance": 0, "opened_at": context.now()}
        new = insert_into(connection, PointAccount).values(bank_account).on_conflict_do_nothing()
        if connection.execute(new.returning(col(PointAccount.id))).first() is None:
            return
    story = Story(context, bank)
    _praise(story)
    praise = confirmed_praise(context, unit_ids=bank.units.values(), since=context.now() - LOOKED_BACK)
    _give_for_praise(context, praise)
    observed(context, observations_by(context, [person.person_id for person in bank.people]))
    _exchange(story)
    _hang(story, praise)
    load_honours(context, bank, praise)
    _offer_models(story)
    _suggest(story)
    _vote(story)
    load_stories(story)
    load_contests(story)
    load_voices(story)
    load_moods(story)
    load_hardships(story)


def _give_for_praise(context: Context, praise: Iterable[Praise]) -> None:
    for one in praise:
        at = min(one.received_at + timedelta(days=1), context.now())
        with context.database.transaction() as connection:
            settle_praise(context, connection, one, at=at)


def _exchange(story: Story) -> None:
    for username, offer, days, answer in ASKED:
        try:
            exchange_id = ask_exchange(
                story.on(days), actor=story.actor(username), offer=offer, key=f"demo {offer}"
            )
        except Refused:
            # Whoever has earned too little in this bank's chance history wants nothing yet.
            continue
        if answer is not None:
            decide_exchange(
                story.on(days - 1),
                actor=story.actor(MANAGERS[username]),
                exchange_id=exchange_id,
                approved=not answer,
                answer=answer,
            )


def _praise(story: Story) -> None:
    handler = story.actor("shao.yunshu")
    told = [(username, heard_by, days, text) for username, heard_by, days, text, _hung in LETTERS]
    ended = (story.on(0).today() - days_of(last_quarter(story.bank))[1]).days
    told += [(username, heard_by, ended + days, text) for username, heard_by, days, text in OLDER]
    for username, heard_by, days, text in told:
        lobby, person = story.actor(heard_by), story.actor(username)
        heard = Heard(text, "letter", lobby.unit_id)
        number = record_feedback(story.on(days), actor=lobby, heard=heard, key=f"demo {username} {days}")
        (card,) = list_feedback(story.on(days), actor=handler, asked=Asked(words=number)).cards
        said = {"kind": "praise", "person": person.person_id}
        reason = "核对过当班记录，是本人。"
        correct_feedback(story.on(days), actor=handler, item_id=card.item_id, said=said, reason=reason)


def _hang(story: Story, praise: Iterable[Praise]) -> None:
    hung = {text: named for _username, _by, _days, text, named in LETTERS}
    people = {person.person_id: person.username for person in story.people}
    for one in praise:
        named = next((choice for text, choice in hung.items() if text[:12] in one.text), True)
        if named is not None and one.person_id in people:
            actor = story.actor(people[one.person_id])
            hang_letter(story.on(1), actor=actor, item_id=one.item_id, named=named)


def _offer_models(story: Story) -> None:
    """Some of those who were praised let others learn from it."""
    for username, competency, named in MODELS:
        actor = story.actor(username)
        for one in my_offers(story.on(1), actor=actor)[:1]:
            asked = {"item_id": one.item_id, "place": 0, "competency": competency, "named": named}
            offer_model_case(story.on(1), actor=actor, **asked)  # type: ignore[arg-type]


def _vote(story: Story) -> None:
    """Last month's votes of two branches, and the stars they made."""
    last = story.on(0).today().replace(day=1) - timedelta(days=1)
    days = (story.on(0).today() - last).days
    for person in story.people:
        for branch, chosen, other in VOTES:
            if person.unit_id == story.unit(branch):
                whom = other if person.username == chosen else chosen
                vote(
                    story.on(days), actor=story.actor(person.username), person_id=story.actor(whom).person_id
                )
    name_stars(story.on(0))


def _suggest(story: Story) -> None:
    for username, days, state, reason, cents, text in SUGGESTIONS:
        author = story.actor(username)
        suggestion = hand_in(story.on(days), actor=author, text=text, key=f"demo {username}")
        manager = story.actor("manager" if author.unit_id == story.unit("LJ11") else "shen.youtian")
        for step in ("in_review", state) if state in ("adopted", "declined") else (state,):
            if step != "handed_in":
                words = reason if step == state else ""
                review_suggestion(
                    story.on(max(0, days - 3)),
                    actor=manager,
                    suggestion_id=suggestion,
                    step=step,
                    reason=words,
                )
        if cents is not None:
            record_saving(
                story.on(max(0, days - 9)), actor=manager, suggestion_id=suggestion, cents=cents, percent=3
            )
