"""The words that content files share: competencies, levels, topics of training, tiers."""

from collections.abc import Mapping
from typing import Annotated, Literal, get_args

from pydantic import Field

from lms.platform.i18n import mark

CompetencyId = Literal[
    "service_awareness",
    "communication",
    "empathy",
    "complaint_handling",
    "plain_language",
    "elder_care",
    "digital_guidance",
    "fraud_prevention",
    "privacy_protection",
    "honest_selling",
    "ownership",
    "emergency_response",
    "need_discovery",
    "product_knowledge",
    "asset_allocation",
    "corporate_finance",
    "ai_tools",
    "cross_team",
    "service_planning",
    "team_leadership",
    "quality_monitoring",
]
COMPETENCIES: tuple[CompetencyId, ...] = get_args(CompetencyId)
COMPETENCY_NAMES: Mapping[str, str] = {
    "service_awareness": mark("Service awareness"),
    "communication": mark("Communication"),
    "empathy": mark("Empathy"),
    "complaint_handling": mark("Complaint handling"),
    "plain_language": mark("Plain language"),
    "elder_care": mark("Care for the elderly"),
    "digital_guidance": mark("Digital guidance"),
    "fraud_prevention": mark("Fraud prevention"),
    "privacy_protection": mark("Privacy protection"),
    "honest_selling": mark("Honest selling"),
    "ownership": mark("Taking ownership"),
    "emergency_response": mark("Emergency response"),
    "need_discovery": mark("Finding the need"),
    "product_knowledge": mark("Product knowledge"),
    "asset_allocation": mark("Asset allocation"),
    "corporate_finance": mark("Corporate finance"),
    "ai_tools": mark("AI tools"),
    "cross_team": mark("Working across teams"),
    "service_planning": mark("Service planning"),
    "team_leadership": mark("Team leadership"),
    "quality_monitoring": mark("Quality monitoring"),
}

Topic = Literal[
    "consumer_protection", "anti_fraud", "elder_service", "personal_data", "anti_money_laundering"
]
"""What the regulator asks training hours of."""

CompetencyLevel = Annotated[int, Field(ge=1, le=4)]
"""1 does it with help, 2 alone, 3 when it is hard, 4 teaches it."""

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=80)]
Said = Annotated[str, Field(min_length=1, max_length=2_000)]
"""A text somebody reads; never empty."""
Competencies = Annotated[tuple[CompetencyId, ...], Field(min_length=1)]
