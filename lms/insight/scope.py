"""The units whose people somebody may ask about."""

from collections.abc import Mapping

from lms.people import Action, Actor, UnitCard, UnitKind, list_units, require, require_units, units_open_to
from lms.people.actors import units_below
from lms.platform.context import Context

UnitNames = Mapping[str, str]
"""Names of units by their ids, in one language."""


def units_within(
    context: Context, *, actor: Actor, action: Action, unit_id: str | None = None
) -> frozenset[str]:
    """All units over which the actor may do something, or those of them below one.

    Raises:
        Forbidden: there is none, or the one that was named is not theirs.
    """
    if unit_id is None:
        return require_units(actor, action)
    require(actor, action, unit_id=unit_id)
    with context.database.reading() as connection:
        return units_open_to(actor, action) & units_below(connection, unit_id)


def regions(context: Context) -> dict[str, UnitCard]:
    """For each unit the region it belongs to; itself where there is none above."""
    units = {unit.unit_id: unit for unit in list_units(context)}

    def region(unit: UnitCard) -> UnitCard:
        above = units.get(unit.parent_id or "")
        return unit if unit.kind is not UnitKind.BRANCH or above is None else region(above)

    return {unit_id: region(unit) for unit_id, unit in units.items()}
