"""One thing that ``lms doctor`` looked at."""

from dataclasses import asdict, dataclass
from typing import Literal

State = Literal["ok", "warning", "broken"]


@dataclass(frozen=True)
class Check:
    """One thing that was looked at.

    Attributes:
        name: what; one word, the same for other programs.
        state: ``warning`` works, but somebody should know; ``broken`` does not work.
        found: how it is, in a sentence.
        cure: what to do about it.
        figures: what was measured, by name with its unit.
    """

    name: str
    state: State
    found: str
    cure: str | None = None
    figures: dict[str, float] | None = None

    def as_json(self) -> dict[str, object]:
        """The check for other programs; what is absent is left out."""
        return {key: value for key, value in asdict(self).items() if value is not None}
