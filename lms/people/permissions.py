"""Who may do what, over whom: one table, one question, one answer.

Practice belongs to the learner: the text of a practice attempt is open to the person who made it and to
nobody else. An exam is read by those who mark it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from lms.people.roles import Job, Role
from lms.platform.errors import Forbidden
from lms.platform.i18n import mark
from lms.platform.settings import Locale


class Action(StrEnum):
    """What somebody may want to do."""

    PRACTISE = "practise"
    VIEW_LIBRARY = "view_library"
    TRY_SCENARIOS = "try_scenarios"
    READ_PRACTICE = "read_practice"
    READ_EXAM = "read_exam"
    MARK_EXAM = "mark_exam"
    CALIBRATE = "calibrate"
    READ_PROGRESS = "read_progress"
    ENROL = "enrol"
    WAIVE_COURSES = "waive_courses"
    SIGN_OFF = "sign_off"
    READ_CONDUCT = "read_conduct"
    AUTHORISE_TRANSCRIPTS = "authorise_transcripts"
    LIST_PEOPLE = "list_people"
    MANAGE_ACCOUNTS = "manage_accounts"
    MANAGE_SETTINGS = "manage_settings"
    DECIDE_ERASURE = "decide_erasure"


class Reach(StrEnum):
    """Over whom a role gives an action."""

    OWN = "own"
    MENTEE = "mentee"
    UNIT = "unit"
    ANY = "any"


_EVERYBODY = dict.fromkeys(Role, Reach.ANY)

PERMISSIONS: Mapping[Action, Mapping[Role, Reach]] = {
    Action.PRACTISE: {Role.TRAINEE: Reach.OWN},
    Action.VIEW_LIBRARY: _EVERYBODY,
    Action.TRY_SCENARIOS: {Role.TRAINER: Reach.ANY, Role.ADMIN: Reach.ANY},
    Action.READ_PRACTICE: {Role.TRAINEE: Reach.OWN},
    Action.READ_EXAM: {Role.TRAINEE: Reach.OWN, Role.MENTOR: Reach.MENTEE, Role.TRAINER: Reach.UNIT},
    Action.MARK_EXAM: {Role.MENTOR: Reach.MENTEE, Role.TRAINER: Reach.UNIT},
    Action.CALIBRATE: {Role.TRAINER: Reach.ANY},
    Action.READ_PROGRESS: {
        Role.TRAINEE: Reach.OWN,
        Role.MENTOR: Reach.MENTEE,
        Role.TRAINER: Reach.UNIT,
        Role.MANAGER: Reach.UNIT,
        Role.AUDITOR: Reach.UNIT,
    },
    Action.ENROL: {Role.TRAINER: Reach.UNIT, Role.MANAGER: Reach.UNIT},
    Action.WAIVE_COURSES: {Role.TRAINER: Reach.UNIT, Role.MANAGER: Reach.UNIT},
    Action.SIGN_OFF: {Role.MENTOR: Reach.MENTEE, Role.TRAINER: Reach.UNIT},
    Action.READ_CONDUCT: {Role.TRAINEE: Reach.OWN, Role.TRAINER: Reach.UNIT, Role.MANAGER: Reach.UNIT},
    Action.AUTHORISE_TRANSCRIPTS: {
        Role.MANAGER: Reach.UNIT,
        Role.DATA_OFFICER: Reach.UNIT,
        Role.CONSUMER_PROTECTION_OFFICER: Reach.UNIT,
    },
    Action.LIST_PEOPLE: {
        Role.MENTOR: Reach.MENTEE,
        Role.TRAINER: Reach.UNIT,
        Role.MANAGER: Reach.UNIT,
        Role.AUDITOR: Reach.UNIT,
        Role.ADMIN: Reach.UNIT,
    },
    Action.MANAGE_ACCOUNTS: {Role.ADMIN: Reach.UNIT},
    Action.MANAGE_SETTINGS: {Role.ADMIN: Reach.ANY},
    Action.DECIDE_ERASURE: {Role.DATA_OFFICER: Reach.UNIT},
}

# Nobody marks their own exam, signs for themselves or lets themselves off, whatever they are otherwise.
NEVER_ONESELF = frozenset({Action.MARK_EXAM, Action.WAIVE_COURSES, Action.SIGN_OFF, Action.DECIDE_ERASURE})

REFUSALS: Mapping[Action, str] = {
    Action.PRACTISE: mark("This account cannot practise. Ask your administrator for the trainee role."),
    Action.VIEW_LIBRARY: mark("This account cannot see the scenarios. Ask your administrator for a role."),
    Action.TRY_SCENARIOS: mark("Only trainers and administrators try scenarios out."),
    Action.READ_PRACTICE: mark("Practice belongs to the person who practised: nobody else can read it."),
    Action.READ_EXAM: mark("Only the person examined and those who mark the exam can read it."),
    Action.MARK_EXAM: mark("Only a trainer or the person's own mentor can mark this exam."),
    Action.CALIBRATE: mark("Only trainers compare their marks and decide what counts in an exam."),
    Action.READ_PROGRESS: mark("You can see the progress of your own people only."),
    Action.ENROL: mark("Only a trainer or a manager enrols people, and people of their own unit."),
    Action.WAIVE_COURSES: mark(
        "Only a trainer or a manager lets people off a course, people of their own unit, and never themselves."
    ),
    Action.SIGN_OFF: mark("Only the person's own mentor or a trainer signs this, and nobody for themselves."),
    Action.READ_CONDUCT: mark("You can see what to train on of your own people only."),
    Action.AUTHORISE_TRANSCRIPTS: mark(
        "Transcripts of real service are authorised by a manager, a data officer or a consumer protection officer, "
        "for the people of their own unit."
    ),
    Action.LIST_PEOPLE: mark("You can see your own people only."),
    Action.MANAGE_ACCOUNTS: mark("Only an administrator of this unit can manage accounts."),
    Action.MANAGE_SETTINGS: mark("Only an administrator can change settings."),
    Action.DECIDE_ERASURE: mark(
        "Only a data officer of the unit decides on erasure, and never on their own."
    ),
}


FIRST_PASSWORD = mark("First choose a password of your own; until then nothing else is open to this account.")


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
    if person_id is None and unit_id is None:
        person_id, unit_id = actor.person_id, actor.unit_id
    if action in NEVER_ONESELF and person_id == actor.person_id:
        return False
    if actor.first_password:
        return False
    reaches = PERMISSIONS[action]
    return any(
        grant.role in reaches and _within(reaches[grant.role], actor, grant, person_id, unit_id)
        for grant in actor.grants
    )


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
