"""Points of the invented bank: what its customers' praise and its mentors have earned, and what some want for them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta

from sqlalchemy import select
from sqlmodel import col

from lms.culture.earning import observed, settle_praise
from lms.culture.exchanging import ask_exchange, decide_exchange
from lms.culture.tables import PointAccount
from lms.feedback.praise import Praise, confirmed_praise
from lms.learning.care import observations_by
from lms.people import Actor, DemoBank, actor_by_number
from lms.platform.context import Context
from lms.platform.errors import Refused

LOOKED_BACK = timedelta(days=400)
ASKED = (
    # Who wants what, how many days ago, and what their manager said of it; none where it waits.
    ("mentor", "book", 9, ""),
    ("miao.yulan", "exchange-day", 6, "下周人手紧，等月底过了再约，先替您把名额留着。"),
    ("zhai.lina", "book", 2, None),
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
        self._context, self._bank = context, bank

    def on(self, days: int) -> Context:
        """The context as it was at noon so many days before the bank opened, but not later than now."""
        day = self._bank.opened_on - timedelta(days=days)
        noon = datetime.combine(day, time(12), self._context.settings.zone).astimezone(UTC)
        return replace(self._context, clock=At(min(noon, self._context.now())))

    def actor(self, username: str) -> Actor:
        """Somebody of the bank."""
        number = next(one.employee_no for one in self._bank.people if one.username == username)
        actor = actor_by_number(self._context, number)
        assert actor is not None, "the demo bank's people are active"
        return actor


def load_culture(context: Context, bank: DemoBank) -> None:
    """Tell the story of the last weeks; a second time changes nothing."""
    with context.database.reading() as connection:
        if connection.execute(select(col(PointAccount.id)).limit(1)).first():
            return
    praise = confirmed_praise(context, unit_ids=bank.units.values(), since=context.now() - LOOKED_BACK)
    _give_for_praise(context, praise)
    observed(context, observations_by(context, [person.person_id for person in bank.people]))
    _exchange(Story(context, bank))


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
