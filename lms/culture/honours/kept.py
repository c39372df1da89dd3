"""What the rule reckoned of the branches, as it is kept with the decision that it was the ground of."""

from collections.abc import Mapping, Sequence
from typing import Any

from lms.culture.honours.figures import BranchFigures
from lms.people import UnitCard


def to_keep(branches: Sequence[BranchFigures]) -> list[dict[str, Any]]:
    """Figures of branches as a JSON document; their order is the rule's."""
    return [
        {
            "unit_id": one.unit.unit_id,
            "measures": dict(one.measures),
            "shares": {measure: [*pair] for measure, pair in one.shares.items()},
            "score": one.score,
            "why_not": one.why_not,
            "proposed": one.proposed,
        }
        for one in branches
    ]


def as_kept(kept: Sequence[Mapping[str, Any]], units: Mapping[str, UnitCard]) -> tuple[BranchFigures, ...]:
    """The figures again; a unit is named as it is called today."""
    return tuple(
        BranchFigures(
            units[one["unit_id"]],
            one["measures"],
            {measure: (share, count) for measure, (share, count) in one["shares"].items()},
            one["score"],
            one["why_not"],
            one["proposed"],
        )
        for one in kept
        if one["unit_id"] in units
    )
