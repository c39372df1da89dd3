"""The demo bank's people, before whom customers say something."""

from collections.abc import Callable
from typing import Any

import pytest

from lms.feedback import Heard, record_feedback
from lms.feedback.cases import CasesAsked, CaseView, Done, list_cases, read_case, take_step
from lms.feedback.cases.words import STEPS
from lms.people import Actor, DemoBank, load_people
from lms.platform.context import Context
from lms.wiring import the_news
from tests.integration.practice.rehearsal import somebody

TEACHER = (
    "我是李建国，身份证号420106198503124417，手机13871234567。昨天在钟楼街支行取钱，"
    "柜员林晓雨态度很差，一直不耐烦，还说我听不懂，我要投诉！"
)

SAID = {
    "accept": Done("已给客户回电，说明由我负责。", track="simple"),
    "investigate": Done("调了监控，问了当班同事，客户说的属实。"),
    "handle": Done("当班同事已向客户道歉，退了手续费。"),
    "reply": Done("电话告知处理结果，客户认可。"),
    "visit": Done("三天后回访。", satisfaction="satisfied"),
}


@pytest.fixture
def bank(context: Context) -> DemoBank:
    return load_people(context.database, context.today())


@pytest.fixture
def who(context: Context, bank: DemoBank) -> Callable[[str], Actor]:
    """Somebody of the demo bank by their name in Latin letters."""

    def actor(name: str) -> Actor:
        return somebody(context, next(p.person_id for p in bank.people if p.name_en == name))

    return actor


@pytest.fixture
def handler(who: Callable[[str], Actor]) -> Actor:
    return who("Shao Yunshu")


@pytest.fixture
def manager(who: Callable[[str], Actor]) -> Actor:
    return who("Song Mingyuan")


@pytest.fixture
def lobby(who: Callable[[str], Actor]) -> Actor:
    """A lobby manager of Bell Tower Street."""
    return who("Jiang Yuehua")


@pytest.fixture
def hear(context: Context, lobby: Actor) -> Callable[..., str]:
    """Have the lobby manager write down what a customer says; the case number."""

    def record(text: str = TEACHER, key: str = "", by: Actor = lobby, employee: str = "") -> str:
        heard = Heard(text, "desk", by.unit_id, employee)
        return record_feedback(context, actor=by, heard=heard, key=key or str(len(text)))

    return record


@pytest.fixture
def a_case(context: Context, hear: Callable[..., str], handler: Actor) -> Callable[..., str]:
    """Have a complaint come in and its case opened by the news; the case's id."""

    def open_one(text: str = "", **told: Any) -> str:
        number = hear(text, **told) if text else hear(**told)
        the_news(context).do("")
        (card,) = list_cases(context, actor=handler, asked=CasesAsked(words=number)).cards
        return card.case_id

    return open_one


def steps_up_to(context: Context, actor: Actor, case_id: str, last: str) -> None:
    for step in STEPS[: STEPS.index(last) + 1]:
        take_step(context, actor=actor, case_id=case_id, step=step, done=SAID[step])


def view(context: Context, actor: Actor, case_id: str) -> CaseView:
    return read_case(context, actor=actor, case_id=case_id)
