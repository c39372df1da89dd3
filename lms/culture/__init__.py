"""Culture: points and what they are exchanged for, the praise wall and its stars, suggestions."""

import lms.culture.personal  # noqa: F401  enters what the room keeps about people
from lms.culture.exchanging import (
    Exchange,
    ask_exchange,
    decide_exchange,
    exchanges_to_decide,
    withdraw_exchange,
)
from lms.culture.model_cases import (
    Model,
    Offer,
    model_cases,
    my_offers,
    offer_model_case,
    take_back_model_case,
)
from lms.culture.stars import Ballot, Star, ballot, name_stars, stars_of, vote
from lms.culture.statement import (
    Award,
    Movement,
    Statement,
    awards_within,
    my_points,
    rules_shown,
    take_points_back,
)
from lms.culture.suggesting import (
    SuggestionView,
    hand_in,
    my_suggestions,
    record_saving,
    review_suggestion,
    suggestions_to_review,
)
from lms.culture.wall import (
    Letter,
    OwnLetter,
    card_of_the_day,
    hang_letter,
    my_letters,
    praise_wall,
    take_letter_down,
)

__all__ = [
    "Award",
    "Ballot",
    "Exchange",
    "Letter",
    "Model",
    "Movement",
    "Offer",
    "OwnLetter",
    "Star",
    "Statement",
    "SuggestionView",
    "ask_exchange",
    "awards_within",
    "ballot",
    "card_of_the_day",
    "decide_exchange",
    "exchanges_to_decide",
    "hand_in",
    "hang_letter",
    "model_cases",
    "my_letters",
    "my_offers",
    "my_points",
    "my_suggestions",
    "name_stars",
    "offer_model_case",
    "praise_wall",
    "record_saving",
    "review_suggestion",
    "rules_shown",
    "stars_of",
    "suggestions_to_review",
    "take_back_model_case",
    "take_letter_down",
    "take_points_back",
    "vote",
    "withdraw_exchange",
]
