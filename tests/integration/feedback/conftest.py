"""The demo bank's people, before whom customers say something."""

from collections.abc import Callable

import pytest

from lms.feedback import Heard, record_feedback
from lms.people import Actor, DemoBank, load_people
from lms.platform.context import Context
from tests.integration.practice.rehearsal import somebody

TEACHER = (
    "我是李建国，身份证号420106198503124417，手机13871234567。昨天在钟楼街支行取钱，"
    "柜员林晓雨态度很差，一直不耐烦，还说我听不懂，我要投诉！"
)


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
