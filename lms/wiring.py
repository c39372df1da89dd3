"""Who plays and who judges: the one place where the rooms are joined with what they stand on.

Imported by the front door, the command line and tests alone.
"""

from collections.abc import Sequence
from datetime import time
from functools import lru_cache

from lms.authoring.demo import load_drafts
from lms.catalogue import Catalogue, publish_library
from lms.catalogue.teaching import Shelves, publish_teaching
from lms.culture import earning
from lms.culture.demo import load_culture
from lms.culture.staff import publish_moods, tell_of_limits
from lms.culture.stars import name_stars
from lms.feedback import RECEIVED, find_likenesses, forget_originals
from lms.feedback import files as feedback_files
from lms.feedback import needs as hidden_needs
from lms.feedback.cases import CaseWatch, open_cases
from lms.feedback.cases.demo import load_cases
from lms.feedback.cases.watching import JOB as CASE_WATCH
from lms.feedback.demo import load_feedback
from lms.feedback.findings import check_again, propose_branch_plans
from lms.feedback.findings.demo import load_branch_plans, load_findings
from lms.feedback.hidden.demo import load_hidden
from lms.feedback.needs.demo import load_needs
from lms.feedback.praise import PRAISE_CONFIRMED
from lms.feedback.visits import propose_from_visits
from lms.feedback.visits.demo import load_visits
from lms.insight.demo import load_evidence
from lms.insight.rates import propose_rate_plans
from lms.learning import Learning, enrol_by_rule, load_learning
from lms.learning.certificates import issue_missing
from lms.learning.hours.left_open import close_left_open
from lms.learning.news import OBSERVED, REVIEWED, SIGNED
from lms.learning.reminders.making import remind
from lms.learning.reminders.posting import POST, Post
from lms.people import load_people
from lms.people.erasing import repeat_erasures
from lms.platform.context import Context
from lms.platform.errors import Refused
from lms.platform.events import JOB as EVENTS
from lms.platform.events import Delivery, forget_told
from lms.platform.i18n import mark
from lms.platform.jobs import NIGHT, Daily, Job, Jobs
from lms.platform.llm import Endpoint, OpenAIChatModel, Role, Speech, chat_model, model_at
from lms.platform.mail import mail_server
from lms.platform.privacy import mask
from lms.platform.settings import Settings, load_settings
from lms.practice import Casting, Practice
from lms.practice.connections import current_endpoint
from lms.practice.demo import drills_of, first_day, load_history
from lms.practice.demo_talks import load_talks
from lms.practice.model_coaching import JOB as COACH
from lms.practice.model_coaching import ModelCoach
from lms.practice.model_judging import JOB as JUDGE
from lms.practice.model_judging import ModelJudge
from lms.practice.second_reading import BackgroundReader
from lms.practice.service_import import forget_expired
from scenarios.built_in import BUILT_IN, BuiltInCustomer
from scenarios.customer import Customer, Reply, Scene
from scenarios.llm_customer import LlmCustomer
from scoring.rules_judge import judge

NO_MODEL = "fallback: no_model"
"""The note on a turn that a model was to speak and none is configured for any more."""


class StandIn:
    """The built-in customer in the place of a model that is configured no more; it says so in the trace."""

    engine = BUILT_IN

    def __init__(self) -> None:
        """Stand ready."""
        self._built_in = BuiltInCustomer()

    def realise(self, scene: Scene) -> Reply:
        """Find words for the plan among the author's own."""
        reply = self._built_in.realise(scene)
        reply.notes.append(NO_MODEL)
        return reply


class Models:
    """The models of an installation as environment and page name them now; a change counts from the next turn on."""

    def __init__(self, context: Context) -> None:
        """Ask nobody yet."""
        self._context = context
        # A client keeps connections open: one for each endpoint, and not for long after it was changed.
        self._at = lru_cache(maxsize=8)(self._made)

    def model(self, role: Role) -> OpenAIChatModel | None:
        """The model that plays a part; none where the program does it by itself."""
        endpoint = current_endpoint(self._context, role)
        return None if endpoint is None else self._at(endpoint)

    def _made(self, endpoint: Endpoint) -> OpenAIChatModel:
        return model_at(endpoint, self._context.settings)


def practice_room(context: Context, catalogue: Catalogue) -> Practice:
    """The practice room of an installation: customers as its settings say, judged by the rules."""
    settings, built_in, stand_in = context.settings, BuiltInCustomer(), StandIn()
    models = Models(context)

    def customer_for(casting: Casting) -> Customer:
        if casting.engine == BUILT_IN:
            return built_in
        speaker = models.model("customer")
        if speaker is None:
            return stand_in
        return _played_by(speaker, settings, used=casting.tokens, tries=casting.tries)

    reader = BackgroundReader(context, lambda: models.model("coach"), mask=_masked)
    marker = ModelJudge(
        context,
        catalogue,
        lambda: models.model("judge"),
        mask=_masked,
        ask=lambda attempt_id: jobs.ask(JUDGE, attempt_id),
    )
    coach = ModelCoach(
        context,
        catalogue,
        lambda: models.model("coach"),
        mask=_masked,
        ask=lambda attempt_id: jobs.ask(COACH, attempt_id),
    )
    learning = Learning(context, Shelves(context))
    jobs = Jobs(
        context,
        {
            JUDGE: Job(marker.do, marker.owed, marker.give_up),
            COACH: Job(coach.do, coach.owed, coach.give_up),
            NIGHT: the_night(context, learning).job,
            POST: the_post(learning).job,
            feedback_files.JOB: Job(
                lambda import_id: feedback_files.work_off(context, import_id),
                lambda: feedback_files.owed(context),
            ),
            hidden_needs.JOB: Job(
                lambda reading_id: hidden_needs.compare_texts(context, reading_id),
                lambda: hidden_needs.owed(context),
            ),
            EVENTS: the_news(context).job,
            CASE_WATCH: CaseWatch(context).job,
        },
    )
    return Practice(
        context, catalogue, customer_for, judge, Speech(settings), reader, marker, jobs, coach, learning
    )


def llm_customer(settings: Settings | None = None) -> LlmCustomer:
    """A customer played by the configured language model, for one conversation.

    Args:
        settings: of the installation; read from the environment when not given.

    Raises:
        Refused: none is configured; the message says how to.
    """
    settings = settings or load_settings()
    model = chat_model(settings)
    if model is None:
        raise Refused(
            mark(
                "No language model is configured. Set LMS_LLM_MODEL, and LMS_LLM_BASE_URL or OPENAI_API_KEY, "
                "or let the built-in customer play."
            )
        )
    return _played_by(model, settings, used=0)


def open_demo_bank(context: Context, learning: Learning | None = None) -> None:
    """Load the invented bank: its people, their practice of some weeks, what they learned, and what customers said.

    A second time changes nothing.

    Args:
        context: of the installation.
        learning: its room, where somebody has read already what is published.
    """
    bank = load_people(context.database, context.today())
    learning = learning or Learning(context, Shelves(context))
    catalogue = Catalogue(context)
    load_history(context, catalogue, judge, bank, first=_first_drills(learning))
    load_learning(learning, bank, lambda: drills_of(context, catalogue, bank), kept_from=first_day(bank))
    load_talks(context, bank)
    if load_feedback(context, bank):
        load_cases(context, bank)
        load_findings(context, learning, catalogue, bank)
        load_branch_plans(context, learning, catalogue, bank)
        load_drafts(context, catalogue, bank)
        load_visits(context, learning, catalogue, bank)
        load_hidden(context, bank)
    load_needs(context, bank)
    load_culture(context, bank)
    if load_evidence(context, bank):
        propose_rate_plans(context, learning, catalogue)


def publish_and_load_demo(context: Context) -> None:
    """Bring up to date what is rehearsed and taught, who learns and holds what; in demo mode load the invented bank."""
    publish_library(context)
    publish_teaching(context)
    learning = Learning(context, Shelves(context))
    if context.settings.demo:
        open_demo_bank(context, learning)
    enrol_by_rule(learning)
    issue_missing(context)


def the_night(context: Context, learning: Learning | None = None) -> Daily:
    """What is done once a day though nobody asks for it; each step finds nothing left to do a second time."""
    learning = learning or Learning(context, Shelves(context))

    def enrol() -> dict[str, int]:
        run = enrol_by_rule(learning)
        return {
            "enrolments_begun": run.begun,
            "of_these_renewals": run.renewed,
            "enrolments_ended": run.ended,
        }

    def reminders() -> dict[str, int]:
        made = remind(learning)
        return {
            "reminders_of_courses": made.courses,
            "reminders_of_teams": made.teams,
            "letters_written": made.letters,
        }

    return Daily(
        context,
        NIGHT,
        time.fromisoformat(context.settings.nightly_at),
        {
            "enrolments": enrol,
            "classes": lambda: {"classes_closed": close_left_open(learning)},
            "certificates": lambda: {"certificates_issued": issue_missing(context)},
            "erasures": lambda: {"erasures_repeated": repeat_erasures(context)},
            "originals": lambda: {"originals_forgotten": forget_originals(context)},
            "root_causes": lambda: {"root_causes_looked_at_again": check_again(context)},
            "branch_plans": lambda: {
                "branch_plans_proposed": propose_branch_plans(context, learning, Catalogue(context))
            },
            "hidden_needs": lambda: {"quarters_to_compare": hidden_needs.read_last_quarter(context)},
            "visits": lambda: {
                "rehearsals_proposed": propose_from_visits(context, learning, Catalogue(context))
            },
            "rates": lambda: {
                "rate_plans_proposed": propose_rate_plans(context, learning, Catalogue(context))
            },
            "stars": lambda: {"stars_named": name_stars(context)},
            "voices": lambda: {"answers_told_of": tell_of_limits(context)},
            "moods": lambda: {"moods_reckoned": publish_moods(context)},
            "events": lambda: {"events_forgotten": forget_told(context)},
            "conversations": lambda: {"conversations_erased": forget_expired(context)},
            # Last: nobody is to be reminded of what ended this very night.
            "reminders": reminders,
        },
    )


def the_news(context: Context) -> Delivery:
    """Who is told of what happened."""
    learning, catalogue = Learning(context, Shelves(context)), Catalogue(context)

    def opened(item_ids: Sequence[str]) -> None:
        if open_cases(context, item_ids):
            propose_branch_plans(context, learning, catalogue)

    return Delivery(
        context,
        {
            RECEIVED: [lambda item_ids: find_likenesses(context, item_ids), opened],
            PRAISE_CONFIRMED: [lambda item_ids: earning.praise_settled(context, item_ids)],
            OBSERVED: [lambda ids: earning.observed(context, ids)],
            SIGNED: [lambda ids: earning.signed_off(context, ids)],
            REVIEWED: [lambda person_ids: earning.reviewed(context, person_ids)],
        },
    )


def the_post(learning: Learning) -> Post:
    """What posts the letters, by the mail server of the settings."""
    return Post(learning, mail_server(learning.context.settings))


def _first_drills(learning: Learning) -> tuple[str, ...]:
    """The customers whom the first months of somebody new ask for, in order."""
    shelf = learning.structure
    return tuple(
        dict.fromkeys(
            activity.scenario
            for curriculum in shelf.curricula.values()
            if curriculum.tier == "foundation"
            for entry in curriculum.courses
            for activity in (shelf.courses[entry.course].activities if entry.course in shelf.courses else ())
            if activity.kind == "drill"
        )
    )


def _masked(text: str) -> str:
    return mask(text).text


def _played_by(
    model: OpenAIChatModel, settings: Settings, *, used: int, tries: tuple[bool, ...] = ()
) -> LlmCustomer:
    left = max(0, settings.llm_attempt_token_budget - used)
    return LlmCustomer(model, max_tokens=settings.llm_max_tokens, budget=left, mask=_masked, tries=tries)
