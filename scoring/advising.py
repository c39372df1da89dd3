"""Which words to suggest for a criterion: the scene's own before the rubric's."""

from __future__ import annotations

from scenarios.schema import Advice, Scenario
from scenarios.transcript import Locale
from scoring.schema import Criterion


def advice_for(criterion: Criterion, scenario: Scenario | None, locale: Locale) -> Advice:
    """Return words one could say to this customer, and why; where the scene has none, those for anybody."""
    own = scenario.advice.get(criterion.id) if scenario else None
    return own or criterion.advice.said_in(locale)
