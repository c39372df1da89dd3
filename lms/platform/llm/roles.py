"""Which model plays which part: the customer, the judge, the coach, each at its endpoint and price."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from pydantic import SecretStr

from scenarios.chat_model import Usage

if TYPE_CHECKING:
    from lms.platform.settings import Settings

Role = Literal["customer", "judge", "coach"]
"""The customer talks; the judge reads exams beside the rules; the coach corrects speech acts and writes advice."""
ROLES: tuple[Role, ...] = ("customer", "judge", "coach")
MOST_EXPENSIVE = 1_000_000
"""The highest price of a million tokens that is taken."""
JUDGE_TEMPERATURE = 0.0
"""A judge's, unless one is set: the same conversation is to be judged alike each time."""


@dataclass(frozen=True, slots=True)
class Price:
    """What a million tokens cost.

    Attributes:
        asked: of prompts, in units of the currency.
        answered: of answers, in units of the currency.
        currency: three letters, ``CNY`` say.
    """

    asked: Decimal
    answered: Decimal
    currency: str

    def micros(self, usage: Usage) -> int:
        """What tokens cost, in millionths of the currency's unit, rounded half to even."""
        cost = self.asked * usage.asked + self.answered * usage.answered
        return int(cost.to_integral_value(ROUND_HALF_EVEN))


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a role's model is asked, and how.

    Attributes:
        base_url: ends in ``/v1``; empty for the provider's own. It may hold a password: ``address`` is for people.
        api_key: empty where none is needed.
        temperature: 0 to 2.
        price: none where nobody has named it; a cost is then never shown.
    """

    base_url: str
    model: str
    api_key: SecretStr
    temperature: float
    price: Price | None

    @property
    def address(self) -> str:
        """Where it is, for people: without the user, the password and the query that an address may hold."""
        parts = urlsplit(self.base_url)
        return parts._replace(netloc=parts.netloc.rpartition("@")[2], query="").geturl()

    @property
    def has_key(self) -> bool:
        """Whether a key is set."""
        return bool(self.api_key.get_secret_value())


def endpoint_of(settings: Settings, role: Role = "customer") -> Endpoint | None:
    """Return what the settings say of a role; ``None`` where no model is named for it.

    What judge and coach do not have of their own is the customer's. A key is sent to the address it was given for and
    to no other: an address of one's own needs a key of one's own. A price is that of one model at one address.
    """
    if role == "customer":
        return _customers(settings)
    own = _own(settings, role)
    model = own.model or settings.llm_model
    if not model:
        return None
    at_home = own.base_url in {"", settings.llm_base_url}
    same = at_home and model == settings.llm_model
    return Endpoint(
        base_url=own.base_url or settings.llm_base_url,
        model=model,
        api_key=own.api_key if own.has_key or not at_home else settings.llm_api_key,
        temperature=own.temperature,
        price=own.price or (_common_price(settings) if same else None),
    )


def names_itself(settings: Settings, role: Role) -> bool:
    """Whether the settings say something of this very role, and not only of the customer."""
    own = _customers(settings) if role == "customer" else _own(settings, role)
    return own is not None and bool(own.model or (own.base_url and settings.llm_model))


def temperature_of(settings: Settings, role: Role) -> float:
    """The temperature at which a role is played, 0 to 2."""
    return settings.llm_temperature if role == "customer" else _own(settings, role).temperature


def _own(settings: Settings, role: Role) -> Endpoint:
    """What the settings say of judge or coach themselves; empty where they say nothing."""
    if role == "judge":
        given = settings.llm_judge_temperature
        return Endpoint(
            settings.llm_judge_base_url,
            settings.llm_judge_model,
            settings.llm_judge_api_key,
            JUDGE_TEMPERATURE if given is None else given,
            price_of(settings.llm_judge_price_in, settings.llm_judge_price_out, settings.llm_currency),
        )
    given = settings.llm_coach_temperature
    return Endpoint(
        settings.llm_coach_base_url,
        settings.llm_coach_model,
        settings.llm_coach_api_key,
        settings.llm_temperature if given is None else given,
        price_of(settings.llm_coach_price_in, settings.llm_coach_price_out, settings.llm_currency),
    )


def price_of(asked: Decimal | None, answered: Decimal | None, currency: str) -> Price | None:
    """Return the price, or ``None`` where half of it is missing."""
    return None if asked is None or answered is None else Price(asked, answered, currency)


def price_written(asked: str | None, answered: str | None, currency: str) -> Price | None:
    """Return the price two decimal numbers name, or ``None`` where one is missing, no number, or below 0."""
    try:
        prices = Decimal(asked or ""), Decimal(answered or "")
    except InvalidOperation:
        return None
    if not all(price.is_finite() and 0 <= price <= MOST_EXPENSIVE for price in prices):
        return None
    return Price(*prices, currency)


def _customers(settings: Settings) -> Endpoint | None:
    if not settings.llm_model:
        return None
    return Endpoint(
        settings.llm_base_url,
        settings.llm_model,
        settings.llm_api_key,
        settings.llm_temperature,
        _common_price(settings),
    )


def _common_price(settings: Settings) -> Price | None:
    return price_of(settings.llm_price_in, settings.llm_price_out, settings.llm_currency)
