"""What an option may be, so that a wrong word is wrong usage and the right ones are listed."""

from enum import StrEnum
from typing import TYPE_CHECKING

from scenarios.transcript import Locale

if TYPE_CHECKING:
    from scenarios.customer import Customer


class LocaleChoice(StrEnum):
    """A language."""

    ZH = "zh-CN"
    EN = "en"

    @property
    def locale(self) -> Locale:
        """The language as the libraries name it."""
        return self.value


class EngineChoice(StrEnum):
    """Who finds the customer's words."""

    BUILT_IN = "built-in"
    LLM = "llm"


class PolicyChoice(StrEnum):
    """One of a scenario's scripted trainees."""

    GOOD = "good"
    AVERAGE = "average"
    BAD = "bad"


class JudgeChoice(StrEnum):
    """Who scores."""

    RULES = "rules"
    LLM = "llm"


def customer_of(engine: EngineChoice) -> "Customer":
    """The customer an engine plays; what it needs is imported when it is wanted."""
    if engine is EngineChoice.LLM:
        from lms.wiring import llm_customer

        return llm_customer()
    from scenarios.built_in import BuiltInCustomer

    return BuiltInCustomer()
