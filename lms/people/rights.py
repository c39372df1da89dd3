"""The one table of who may do what: role by action, and how far it reaches."""

from collections.abc import Mapping
from enum import StrEnum

from lms.people.roles import Job, Role


class Action(StrEnum):
    """What somebody may want to do."""

    PRACTISE = "practise"
    VIEW_LIBRARY = "view_library"
    TRY_SCENARIOS = "try_scenarios"
    EDIT_DRAFTS = "edit_drafts"
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
    RECORD_FEEDBACK = "record_feedback"
    READ_FEEDBACK = "read_feedback"
    HANDLE_FEEDBACK = "handle_feedback"
    INVITE_FEEDBACK = "invite_feedback"
    HANDLE_CASES = "handle_cases"
    ASSIGN_CASES = "assign_cases"
    APPROVE_EXTENSIONS = "approve_extensions"
    FIND_RESPONSIBILITY = "find_responsibility"
    DECIDE_GRAVE = "decide_grave"
    HOLD_TALKS = "hold_talks"
    DRAFT_SCENARIOS = "draft_scenarios"
    START_BRANCH_PLANS = "start_branch_plans"
    MEND_ROOT_CAUSES = "mend_root_causes"
    VERIFY_ROOT_CAUSES = "verify_root_causes"
    RECORD_VISITS = "record_visits"
    READ_VISITS = "read_visits"
    RECORD_HIDDEN = "record_hidden"
    READ_HIDDEN = "read_hidden"
    OBJECT_TO_HIDDEN = "object_to_hidden"
    DECIDE_HONOURS = "decide_honours"
    CONFIRM_RATE_PLANS = "confirm_rate_plans"
    HOLD_POINTS = "hold_points"
    DECIDE_POINTS = "decide_points"
    VIEW_WALL = "view_wall"
    SHARE_PRAISE = "share_praise"
    KEEP_WALL = "keep_wall"
    OFFER_MODEL_CASES = "offer_model_cases"
    VOTE_STAR = "vote_star"
    TELL_STORIES = "tell_stories"
    EDIT_STORIES = "edit_stories"
    SUGGEST = "suggest"
    REVIEW_SUGGESTIONS = "review_suggestions"
    RUN_CONTESTS = "run_contests"
    SPEAK_UP = "speak_up"
    HEAR_STAFF = "hear_staff"
    HEAR_OWN_STAFF = "hear_own_staff"
    TELL_MOOD = "tell_mood"
    READ_MOODS = "read_moods"
    TELL_ABUSE = "tell_abuse"
    CARE_AFTER_ABUSE = "care_after_abuse"
    READ_MISSES = "read_misses"
    READ_EFFECT = "read_effect"
    READ_NEEDS = "read_needs"
    NAME_NEEDS = "name_needs"
    TAKE_IN_PAST = "take_in_past"
    TAKE_IN_FIGURES = "take_in_figures"
    READ_FIGURES = "read_figures"
    RUN_PILOTS = "run_pilots"
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
_HANDLERS = {Role.CASE_HANDLER: Reach.UNIT, Role.CONSUMER_PROTECTION_OFFICER: Reach.UNIT}

PERMISSIONS: Mapping[Action, Mapping[Role, Reach]] = {
    Action.PRACTISE: {Role.TRAINEE: Reach.OWN},
    Action.VIEW_LIBRARY: _EVERYBODY,
    Action.TRY_SCENARIOS: {Role.TRAINER: Reach.ANY, Role.ADMIN: Reach.ANY},
    Action.EDIT_DRAFTS: {Role.TRAINER: Reach.ANY},
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
    # Whoever stands at a desk writes down what a customer says; what others wrote is not theirs to read.
    Action.RECORD_FEEDBACK: {Role.TRAINEE: Reach.UNIT, Role.MANAGER: Reach.UNIT, **_HANDLERS},
    Action.READ_FEEDBACK: {Role.MANAGER: Reach.UNIT, **_HANDLERS},
    Action.HANDLE_FEEDBACK: _HANDLERS,
    Action.INVITE_FEEDBACK: {Role.MANAGER: Reach.UNIT, **_HANDLERS},
    Action.HANDLE_CASES: _HANDLERS,
    Action.ASSIGN_CASES: {Role.MANAGER: Reach.UNIT, **_HANDLERS},
    # Whoever answers for the unit above that which handles the case: the service asks over that one.
    Action.APPROVE_EXTENSIONS: {Role.MANAGER: Reach.UNIT, Role.CONSUMER_PROTECTION_OFFICER: Reach.UNIT},
    Action.FIND_RESPONSIBILITY: _HANDLERS,
    Action.DECIDE_GRAVE: {Role.MANAGER: Reach.UNIT},
    Action.HOLD_TALKS: {Role.MENTOR: Reach.MENTEE, Role.MANAGER: Reach.UNIT},
    Action.DRAFT_SCENARIOS: {Role.MANAGER: Reach.UNIT, **_HANDLERS},
    Action.START_BRANCH_PLANS: {Role.MANAGER: Reach.UNIT},
    Action.MEND_ROOT_CAUSES: {Role.MANAGER: Reach.UNIT, Role.CONSUMER_PROTECTION_OFFICER: Reach.UNIT},
    Action.VERIFY_ROOT_CAUSES: _HANDLERS,
    Action.RECORD_VISITS: {Role.CONSUMER_PROTECTION_OFFICER: Reach.UNIT},
    Action.READ_VISITS: {Role.MANAGER: Reach.UNIT, Role.CONSUMER_PROTECTION_OFFICER: Reach.UNIT},
    Action.RECORD_HIDDEN: {Role.CONSUMER_PROTECTION_OFFICER: Reach.UNIT},
    Action.READ_HIDDEN: {Role.MANAGER: Reach.UNIT, Role.CONSUMER_PROTECTION_OFFICER: Reach.UNIT},
    Action.OBJECT_TO_HIDDEN: {Role.MANAGER: Reach.UNIT},
    Action.CONFIRM_RATE_PLANS: {Role.CONSUMER_PROTECTION_OFFICER: Reach.UNIT},
    # Honours are the whole bank's: whoever decides answers for its head office.
    Action.DECIDE_HONOURS: {Role.CONSUMER_PROTECTION_OFFICER: Reach.UNIT},
    Action.HOLD_POINTS: {Role.TRAINEE: Reach.OWN},
    Action.DECIDE_POINTS: {Role.MANAGER: Reach.UNIT},
    Action.VIEW_WALL: _EVERYBODY,
    Action.SHARE_PRAISE: {Role.TRAINEE: Reach.OWN},
    Action.KEEP_WALL: {Role.MANAGER: Reach.UNIT},
    Action.OFFER_MODEL_CASES: {Role.TRAINEE: Reach.OWN},
    Action.VOTE_STAR: {Role.TRAINEE: Reach.OWN},
    Action.TELL_STORIES: {Role.TRAINEE: Reach.OWN},
    Action.EDIT_STORIES: {Role.TRAINER: Reach.UNIT, Role.MANAGER: Reach.UNIT},
    Action.SUGGEST: {Role.TRAINEE: Reach.OWN},
    Action.REVIEW_SUGGESTIONS: {Role.MANAGER: Reach.UNIT},
    Action.RUN_CONTESTS: {Role.TRAINER: Reach.UNIT, Role.MANAGER: Reach.UNIT},
    Action.SPEAK_UP: {Role.TRAINEE: Reach.OWN},
    # Not a manager's, unless the person chose that: then it is the second of the two.
    Action.HEAR_STAFF: {Role.LISTENER: Reach.UNIT},
    Action.HEAR_OWN_STAFF: {Role.MANAGER: Reach.UNIT},
    Action.TELL_MOOD: {Role.TRAINEE: Reach.OWN},
    Action.READ_MOODS: {Role.MANAGER: Reach.UNIT, Role.LISTENER: Reach.UNIT},
    Action.TELL_ABUSE: {Role.TRAINEE: Reach.OWN, Role.MANAGER: Reach.UNIT},
    Action.CARE_AFTER_ABUSE: {Role.MANAGER: Reach.UNIT},
    # Words of nobody in particular, from the whole bank.
    Action.READ_MISSES: {Role.TRAINER: Reach.ANY},
    Action.READ_EFFECT: {
        Role.TRAINER: Reach.UNIT,
        Role.MANAGER: Reach.UNIT,
        Role.AUDITOR: Reach.UNIT,
        Role.CONSUMER_PROTECTION_OFFICER: Reach.UNIT,
    },
    # Figures and names to whoever answers for a branch; words to whoever handles what customers say.
    Action.READ_NEEDS: {Role.MANAGER: Reach.UNIT, **_HANDLERS},
    Action.NAME_NEEDS: _HANDLERS,
    Action.TAKE_IN_PAST: _HANDLERS,
    # By these a branch's complaints are measured: not for whoever answers for a branch to write down.
    Action.TAKE_IN_FIGURES: {Role.CONSUMER_PROTECTION_OFFICER: Reach.UNIT},
    Action.READ_FIGURES: {
        Role.TRAINER: Reach.UNIT,
        Role.MANAGER: Reach.UNIT,
        Role.AUDITOR: Reach.UNIT,
        **_HANDLERS,
    },
    Action.RUN_PILOTS: {Role.TRAINER: Reach.UNIT, Role.MANAGER: Reach.UNIT},
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
# credited, nor handles what a customer said of them or approves what they want for their points, whatever they are
# otherwise.
NEVER_ONESELF = frozenset(
    {
        Action.MARK_EXAM,
        Action.WAIVE_COURSES,
        Action.SIGN_OFF,
        Action.OBSERVE,
        Action.REVOKE_CERTIFICATES,
        Action.CORRECT_HOURS,
        Action.HOLD_CLASSES,
        Action.READ_FEEDBACK,
        Action.READ_NEEDS,
        Action.NAME_NEEDS,
        Action.HANDLE_FEEDBACK,
        Action.HANDLE_CASES,
        Action.ASSIGN_CASES,
        Action.APPROVE_EXTENSIONS,
        Action.FIND_RESPONSIBILITY,
        Action.DECIDE_GRAVE,
        Action.HOLD_TALKS,
        Action.DRAFT_SCENARIOS,
        Action.RECORD_HIDDEN,
        Action.DECIDE_POINTS,
        Action.EDIT_STORIES,
        Action.REVIEW_SUGGESTIONS,
        Action.HEAR_STAFF,
        Action.HEAR_OWN_STAFF,
        Action.CARE_AFTER_ABUSE,
        Action.DECIDE_ERASURE,
    }
)
