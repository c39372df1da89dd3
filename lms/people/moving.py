"""Whoever moves to another place takes along what reaches there; roles over the place they leave end with the move.

A role stays where its unit lies on the line of the new place (the place itself, above or below it), and where it was
given over units that have nothing to do with the place that is left. So does one that reaches no unit, but mentees. A
trainee's goes along: they learn, and write down what customers say, where they work now.
``docs/decisions/0038-a-role-over-the-place-one-leaves-ends-with-the-move.md`` says why.
"""

from lms.people.rights import PERMISSIONS, Reach
from lms.people.roles import Role
from lms.people.tree import Above, line

GOES_ALONG = Role.TRAINEE
"""The role that is held over the new place from the move on, where it was held over the old one."""
_OVER_UNITS = {role for roles in PERMISSIONS.values() for role, reach in roles.items() if reach is Reach.UNIT}


def ends_with_move(above: Above, role: str, unit_id: str, *, old: str, new: str) -> bool:
    """Whether a role over ``unit_id`` ends when its holder moves from one unit to another."""
    return role in _OVER_UNITS and _online(above, unit_id, old) and not _online(above, unit_id, new)


def _online(above: Above, unit_id: str, place: str) -> bool:
    return unit_id in line(above, place) or place in line(above, unit_id)
