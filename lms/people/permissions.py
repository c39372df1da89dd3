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
    OBSERVE = "observe"
    READ_OBSERVATIONS = "read_observations"
    COMPARE_WITH_WORK = "compare_with_work"
    REVOKE_CERTIFICATES = "revoke_certificates"
    READ_CONDUCT = "read_conduct"
    AUTHORISE_TRANSCRIPTS = "authorise_transcripts"
    LIST_PEOPLE = "list_people"
    READ_HOURS = "read_hours"
    CORRECT_HOURS = "correct_hours"
    SET_HOURS_TARGETS = "set_hours_targets"
    HOLD_CLASSES = "hold_classes"
    LEAD_MORNING_DRILL = "lead_morning_drill"
    BUILD_PACK = "build_pack"
    ASSIGN_MENTORS = "assign_mentors"
    READ_TRAIL = "read_trail"
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
    Action.OBSERVE: {Role.MENTOR: Reach.MENTEE, Role.TRAINER: Reach.UNIT},
    Action.READ_OBSERVATIONS: {
        Role.TRAINEE: Reach.OWN,
        Role.MENTOR: Reach.MENTEE,
        Role.TRAINER: Reach.UNIT,
        Role.MANAGER: Reach.UNIT,
    },
    Action.COMPARE_WITH_WORK: {Role.TRAINER: Reach.UNIT, Role.MANAGER: Reach.UNIT},
    Action.REVOKE_CERTIFICATES: {Role.TRAINER: Reach.UNIT, Role.MANAGER: Reach.UNIT},
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
    Action.READ_HOURS: {
        Role.TRAINEE: Reach.OWN,
        Role.TRAINER: Reach.UNIT,
        Role.MANAGER: Reach.UNIT,
        Role.AUDITOR: Reach.UNIT,
        Role.CONSUMER_PROTECTION_OFFICER: Reach.UNIT,
    },
    Action.CORRECT_HOURS: {Role.TRAINER: Reach.UNIT},
    # A target holds for the whole bank: whoever sets one answers for its head office.
    Action.SET_HOURS_TARGETS: {Role.TRAINER: Reach.UNIT, Role.CONSUMER_PROTECTION_OFFICER: Reach.UNIT},
    Action.HOLD_CLASSES: {Role.TRAINER: Reach.UNIT},
    Action.LEAD_MORNING_DRILL: {Role.MANAGER: Reach.UNIT, Role.TRAINER: Reach.UNIT},
    Action.BUILD_PACK: {
        Role.TRAINER: Reach.UNIT,
        Role.AUDITOR: Reach.UNIT,
        Role.CONSUMER_PROTECTION_OFFICER: Reach.UNIT,
    },
    Action.ASSIGN_MENTORS: {Role.MANAGER: Reach.UNIT, Role.ADMIN: Reach.UNIT},
    Action.READ_TRAIL: {Role.DATA_OFFICER: Reach.UNIT, Role.AUDITOR: Reach.UNIT},
    Action.MANAGE_ACCOUNTS: {Role.ADMIN: Reach.UNIT},
    Action.MANAGE_SETTINGS: {Role.ADMIN: Reach.ANY},
    Action.DECIDE_ERASURE: {Role.DATA_OFFICER: Reach.UNIT},
}

# What a job gives whatever roles go with it, over the people of one's own unit and nobody else's.
JOBS: Mapping[Action, frozenset[Job]] = {
    Action.OBSERVE: frozenset({Job.COUNTER_SUPERVISOR}),
    Action.READ_OBSERVATIONS: frozenset({Job.COUNTER_SUPERVISOR}),
}

# Nobody marks their own exam, signs for themselves, lets themselves off or changes what they were certified or
# credited, whatever they are otherwise.
NEVER_ONESELF = frozenset(
    {
        Action.MARK_EXAM,
        Action.WAIVE_COURSES,
        Action.SIGN_OFF,
        Action.OBSERVE,
        Action.REVOKE_CERTIFICATES,
        Action.CORRECT_HOURS,
        Action.HOLD_CLASSES,
        Action.DECIDE_ERASURE,
    }
)

ACTION_NAMES: Mapping[Action, str] = {
    Action.PRACTISE: mark("Practise, and sit exams"),
    Action.VIEW_LIBRARY: mark("See the scenarios"),
    Action.TRY_SCENARIOS: mark("Try scenarios out"),
    Action.READ_PRACTICE: mark("Read practice"),
    Action.READ_EXAM: mark("Read exams, and practice that was shared"),
    Action.MARK_EXAM: mark("Mark exams and comment on them"),
    Action.CALIBRATE: mark("Compare marks, and decide what counts in an exam"),
    Action.READ_PROGRESS: mark("See progress, in figures"),
    Action.ENROL: mark("Enrol people in curricula"),
    Action.WAIVE_COURSES: mark("Let people off a course"),
    Action.SIGN_OFF: mark("Sign for what was seen at work"),
    Action.OBSERVE: mark("Observe people at work"),
    Action.READ_OBSERVATIONS: mark("Read observations at work"),
    Action.COMPARE_WITH_WORK: mark("Compare rehearsal with work, in figures"),
    Action.REVOKE_CERTIFICATES: mark("Withdraw certificates"),
    Action.READ_CONDUCT: mark("See what to train on, with the words"),
    Action.AUTHORISE_TRANSCRIPTS: mark("Authorise transcripts of real service"),
    Action.LIST_PEOPLE: mark("See the list of people"),
    Action.READ_HOURS: mark("See training hours"),
    Action.CORRECT_HOURS: mark("Correct training hours"),
    Action.SET_HOURS_TARGETS: mark("Set how many hours are asked for"),
    Action.HOLD_CLASSES: mark("Hold classes"),
    Action.LEAD_MORNING_DRILL: mark("Lead the morning drill"),
    Action.BUILD_PACK: mark("Build the inspector's pack"),
    Action.ASSIGN_MENTORS: mark("Name mentors"),
    Action.READ_TRAIL: mark("See who read whose data"),
    Action.MANAGE_ACCOUNTS: mark("Enter people and manage accounts"),
    Action.MANAGE_SETTINGS: mark("Change settings"),
    Action.DECIDE_ERASURE: mark("Decide on erasing somebody's data"),
}

REACH_NAMES: Mapping[Reach, str] = {
    Reach.OWN: mark("oneself"),
    Reach.MENTEE: mark("mentees"),
    Reach.UNIT: mark("own units"),
    Reach.ANY: mark("all"),
}

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
    Action.OBSERVE: mark(
        "Only the person's own mentor, a trainer or the counter supervisor of their branch observes them at work, and "
        "nobody themselves."
    ),
    Action.READ_OBSERVATIONS: mark(
        "An observation is read by the person observed and by those who answer for their training."
    ),
    Action.COMPARE_WITH_WORK: mark(
        "Only a trainer or a manager compares rehearsal with work, for their own units."
    ),
    Action.REVOKE_CERTIFICATES: mark(
        "Only a trainer or a manager withdraws a certificate, one of their own people, and never their own."
    ),
    Action.READ_CONDUCT: mark("You can see what to train on of your own people only."),
    Action.AUTHORISE_TRANSCRIPTS: mark(
        "Transcripts of real service are authorised by a manager, a data officer or a consumer protection officer, "
        "for the people of their own unit."
    ),
    Action.LIST_PEOPLE: mark("You can see your own people only."),
    Action.READ_HOURS: mark("You can see your own training hours and those of your own people."),
    Action.CORRECT_HOURS: mark(
        "Only a trainer corrects training hours, of people of their own unit, and never their own."
    ),
    Action.SET_HOURS_TARGETS: mark(
        "Targets hold for the whole bank: a trainer or consumer protection officer of the head office sets them."
    ),
    Action.HOLD_CLASSES: mark("Only a trainer plans and closes classes, for their own units."),
    Action.LEAD_MORNING_DRILL: mark("Only a manager or a trainer of the branch leads its morning drill."),
    Action.BUILD_PACK: mark(
        "The inspector's pack is built by a trainer, an auditor or a consumer protection officer, "
        "of their own units."
    ),
    Action.ASSIGN_MENTORS: mark("Only a manager or an administrator of this unit can name mentors."),
    Action.READ_TRAIL: mark(
        "Only an auditor or a data officer can see who read whose data, in their own units."
    ),
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
    if right_to(actor, action, person_id=person_id, unit_id=unit_id) is not None:
        return True
    if actor.first_password or actor.job not in JOBS.get(action, ()):
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
    by_job = {actor.unit_id} if actor.job in JOBS.get(action, ()) else set()
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
