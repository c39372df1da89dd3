"""What the gallery shows of a scenario, small enough to keep in memory by the thousand."""

from dataclasses import asdict, dataclass, fields
from typing import Any, Self

from scenarios.persona import Portrait
from scenarios.schema import Channel, Scenario, Segment, Tier
from scenarios.transcript import Locale


@dataclass(frozen=True, slots=True)
class ScenarioCard:
    """One published scenario in one language.

    Attributes:
        difficulty: 1 (easy) to 5 (hard).
        minutes: how long a visit takes; an exam ends after so many.
        customer: how the customer is called on the card.
        age: the customer's age in years.
        portrait: what the drawn face is composed from.
        hash: of the published text.
    """

    slug: str
    locale: Locale
    version: int
    hash: str
    title: str
    summary: str
    segment: Segment
    channel: Channel
    tier: Tier
    difficulty: int
    minutes: int
    jobs: tuple[str, ...]
    competencies: tuple[str, ...]
    customer: str
    age: int
    portrait: Portrait

    @classmethod
    def of(cls, scenario: Scenario, *, version: int, digest: str) -> Self:
        """The card of a scenario."""
        return cls(
            slug=scenario.slug,
            locale=scenario.locale,
            version=version,
            hash=digest,
            title=scenario.title,
            summary=scenario.summary,
            segment=scenario.segment,
            channel=scenario.channel,
            tier=scenario.tier,
            difficulty=scenario.difficulty,
            minutes=scenario.minutes,
            jobs=scenario.jobs,
            competencies=scenario.competencies,
            customer=scenario.persona.called,
            age=scenario.persona.age,
            portrait=scenario.persona.portrait,
        )

    def as_json(self) -> dict[str, Any]:
        """The card as it is kept."""
        kept = asdict(self)
        kept["portrait"] = self.portrait.model_dump()
        return kept

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Self:
        """A kept card; what an older version did not keep is an error, what it kept besides is left out."""
        values = {field.name: kept[field.name] for field in fields(cls)}
        values["jobs"], values["competencies"] = tuple(kept["jobs"]), tuple(kept["competencies"])
        values["portrait"] = Portrait.model_validate(kept["portrait"])
        return cls(**values)
