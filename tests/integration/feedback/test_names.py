"""Whose names stay in what is kept: those of staff who are meant, and no customer's."""

from collections.abc import Callable

from lms.feedback import Asked, list_feedback
from lms.people import Actor
from lms.platform.context import Context


def test_a_colleague_who_is_named_without_a_title_stays_named_and_the_customer_does_not(
    context: Context, hear: Callable[..., str], handler: Actor
) -> None:
    number = hear("王大妈急得直哭，林晓雨过来陪她坐下。我叫李建国。", key="kept")
    (card,) = list_feedback(context, actor=handler, asked=Asked(words=number)).cards
    assert card.text is not None and "林晓雨过来陪她坐下" in card.text and "李建国" not in card.text
