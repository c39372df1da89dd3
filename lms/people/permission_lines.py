"""The permission table line by line, as a page draws it for those who give roles."""

from collections.abc import Mapping
from dataclasses import dataclass

from lms.people.permissions import Actor, require
from lms.people.rights import JOBS, NEVER_ONESELF, PERMISSIONS, Action, Reach
from lms.people.roles import Job, Role


@dataclass(frozen=True)
class Permission:
    """One line of the table: what, how far it goes with each role that gives it, and whether never over oneself.

    Attributes:
        jobs: which jobs give it besides, over the people of one's own unit.
    """

    action: Action
    reaches: Mapping[Role, Reach]
    never_oneself: bool
    jobs: frozenset[Job] = frozenset()


def permission_table(*, actor: Actor) -> tuple[Permission, ...]:
    """The whole table, for those who give roles.

    Raises:
        Forbidden: the actor is no administrator.
    """
    require(actor, Action.MANAGE_ACCOUNTS)
    return tuple(
        Permission(action, reaches, action in NEVER_ONESELF, JOBS.get(action, frozenset()))
        for action, reaches in PERMISSIONS.items()
    )
