"""Culture: points and what they are exchanged for."""

import lms.culture.personal  # noqa: F401  enters what the room keeps about people
from lms.culture.exchanging import (
    Exchange,
    ask_exchange,
    decide_exchange,
    exchanges_to_decide,
    withdraw_exchange,
)
from lms.culture.statement import (
    Award,
    Movement,
    Statement,
    awards_within,
    my_points,
    rules_shown,
    take_points_back,
)

__all__ = [
    "Award",
    "Exchange",
    "Movement",
    "Statement",
    "ask_exchange",
    "awards_within",
    "decide_exchange",
    "exchanges_to_decide",
    "my_points",
    "rules_shown",
    "take_points_back",
    "withdraw_exchange",
]
