"""The demo bank's people, who are praised, earn points and say what they think."""

from collections.abc import Callable, Iterator

import pytest

from lms.culture.ledger import faults
from lms.feedback import Asked, Heard, correct_feedback, list_feedback, record_feedback
from lms.people import Actor, DemoBank, load_people
from lms.platform.context import Context
from lms.wiring import the_news
from tests.integration.practice.rehearsal import somebody

PRAISE = "柜员林晓雨特别耐心，陪我一步一步办完，还帮我叫车，必须表扬！"


@pytest.fixture
def bank(context: Context) -> DemoBank:
    return load_people(context.database, context.today())


@pytest.fixture
def who(context: Context, bank: DemoBank) -> Callable[[str], Actor]:
    """Somebody of the demo bank by their user name."""

    def actor(username: str) -> Actor:
        return somebody(context, bank.one_click(username).person_id)

    return actor


@pytest.fixture
def tell(context: Context) -> Callable[[], None]:
    """Deliver the news that waits."""
    return lambda: the_news(context).do("now")


@pytest.fixture
def praised(context: Context, who: Callable[[str], Actor], tell: Callable[[], None]) -> Callable[..., str]:
    """Have a customer praise somebody of Bell Tower Street, and a handler confirm it; the item."""

    def praise(username: str = "new-hire", text: str = PRAISE, **said: object) -> str:
        lobby, handler, of = who("jiang.yuehua"), who("shao.yunshu"), who(username)
        number = record_feedback(
            context, actor=lobby, heard=Heard(text, "desk", lobby.unit_id), key=f"{username}{hash(text)}"
        )
        (card,) = list_feedback(context, actor=handler, asked=Asked(words=number)).cards
        said = {"kind": "praise", "person": of.person_id} | said
        correct_feedback(context, actor=handler, item_id=card.item_id, said=said, reason="客户当面说的")
        tell()
        return card.item_id

    return praise


@pytest.fixture(autouse=True)
def books(context: Context) -> Iterator[None]:
    """After each test the books are in order."""
    yield
    with context.database.reading() as connection:
        assert faults(connection) == []
