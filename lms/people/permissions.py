"""Who may do what, over whom: one table, one question, one answer.

Practice belongs to the learner: the text of a practice attempt is open to the person who made it and to
nobody else. An exam is read by those who mark it.
"""

from dataclasses import dataclass

from lms.people.permission_words import FIRST_PASSWORD, REFUSALS
from lms.people.rights import JOBS, NEVER_ONESELF, PERMISSIONS, Action, Reach
from lms.people.roles import Job, Role
from lms.platform.errors import Forbidden
from lms.platform.settings import Locale


@dataclass(frozen=True)
class Grant:
    """A role with the units it covers: the one it was given for and all below."""

    role: Role
    unit_ids: frozenset[str]


@dataclass(frozen=True)
class Actor:
    """Who is asking: what a service needs to know of the person signed in.

    Attributes:
        first_password: they still sign in with what somebody else told them; nothing is open to them before they
            have chosen another.
        further_jobs: what they do beside ``job``.
    """

    person_id: str
    name_zh: str
    name_en: str
    job: Job
    unit_id: str
    locale: Locale | None
    grants: tuple[Grant, ...]
    mentee_ids: frozenset[str]
    first_password: bool = False
    further_jobs: tuple[Job, ...] = ()

    @property
    def jobs(self) -> tuple[Job, ...]:
        """All they do, the main one first."""
        return (self.job, *self.further_jobs)

    @property
    def roles(self) -> frozenset[Role]:
        """The roles held, over whatever unit."""
        return frozenset(grant.role for grant in self.grants)

    def name(self, locale: Locale) -> str:
        """The name as it is written in a language."""
        return self.name_zh if locale == "zh-CN" else self.name_en


def may(actor: Actor, action: Action, *, person_id: str | None = None, unit_id: str | None = None) -> bool:
    """Whether the actor may do this; nothing, as long as they sign in with a password that somebody else told them.

    Args:
        actor: who asks.
        action: what for.
        person_id: the person it is about; the actor when neither this nor a unit is named.
        unit_id: the unit that person belongs to, or the unit it is about. A right over a unit needs it:
            without it, only the actor themself and their mentees are within reach.
    """
    if right_to(actor, action, person_id=person_id, unit_id=unit_id) is not None:
        return True
    if actor.first_password or JOBS.get(action, frozenset()).isdisjoint(actor.jobs):
        return False
    if action in NEVER_ONESELF and person_id == actor.person_id:
        return False
    return unit_id == actor.unit_id


def right_to(
    actor: Actor, action: Action, *, person_id: str | None = None, unit_id: str | None = None
) -> Role | None:
    """The role by which the actor may do this, the first they hold of several; none where they may not.

    The arguments are those of ``may``.
    """
    if person_id is None and unit_id is None:
        person_id, unit_id = actor.person_id, actor.unit_id
    if action in NEVER_ONESELF and person_id == actor.person_id:
        return None
    if actor.first_password:
        return None
    reaches = PERMISSIONS[action]
    for grant in actor.grants:
        if grant.role in reaches and _within(reaches[grant.role], actor, grant, person_id, unit_id):
            return grant.role
    return None


def units_open_to(actor: Actor, action: Action) -> frozenset[str]:
    """The units over whose people the actor's roles give an action; a right over everybody is not among them."""
    if actor.first_password:
        return frozenset()
    reaches = PERMISSIONS[action]
    by_job = set() if JOBS.get(action, frozenset()).isdisjoint(actor.jobs) else {actor.unit_id}
    return frozenset(by_job).union(
        unit_id
        for grant in actor.grants
        if reaches.get(grant.role) is Reach.UNIT
        for unit_id in grant.unit_ids
    )


def require_units(actor: Actor, action: Action) -> frozenset[str]:
    """The units over whose people the actor may do this.

    Raises:
        Forbidden: over none, or they have no password of their own yet.
    """
    require_own_password(actor)
    units = units_open_to(actor, action)
    if not units:
        raise Forbidden(REFUSALS[action])
    return units


def require(
    actor: Actor, action: Action, *, person_id: str | None = None, unit_id: str | None = None
) -> None:
    """Let the actor pass or say why not; the arguments are those of ``may``.

    Raises:
        Forbidden: with a sentence for the person.
    """
    require_own_password(actor)
    if not may(actor, action, person_id=person_id, unit_id=unit_id):
        raise Forbidden(REFUSALS[action])


def require_own_password(actor: Actor) -> None:
    """Let nobody pass whose password somebody else knows: they may choose another, and their language.

    Raises:
        Forbidden: they have not chosen one yet.
    """
    if actor.first_password:
        raise Forbidden(FIRST_PASSWORD)


def owns(actor: Actor, person_id: str) -> bool:
    """Whether what belongs to a person is the actor's own, and open to them.

    Raises:
        Forbidden: they have not chosen a password of their own yet.
    """
    require_own_password(actor)
    return person_id == actor.person_id


def _within(reach: Reach, actor: Actor, grant: Grant, person_id: str | None, unit_id: str | None) -> bool:
    match reach:
        case Reach.ANY:
            return True
        case Reach.OWN:
            return person_id == actor.person_id
        case Reach.MENTEE:
            return person_id in actor.mentee_ids
        case Reach.UNIT:
            return unit_id in grant.unit_ids
