"""Opening an attempt: the customer comes in and speaks first."""

import random
from datetime import timedelta

from sqlalchemy import exists, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from lms.catalogue import ScenarioCard
from lms.people import Action, Actor, require
from lms.platform.errors import NotFound, Refused
from lms.platform.i18n import mark
from lms.platform.identifiers import new_id
from lms.practice.closing import close_overdue
from lms.practice.connections import model_name
from lms.practice.exam_terms import EXAMS_HELD, FREE, exam_terms
from lms.practice.rows import customer_row
from lms.practice.sitting import exam_key, exam_of, require_no_exam
from lms.practice.stage import Casting, Engine, Mode, Practice
from lms.practice.tables import Attempt, Turn
from scenarios.conversation import step_of
from scenarios.customer import Scene
from scenarios.planner import open_scene
from scenarios.transcript import Locale
from scoring.schema import load_rubric

MOST_SEEDS = 2**31
DOUBLE_CLICK = timedelta(seconds=10)


class ExamTaken(Refused):
    """The one exam at this scenario was taken; ``attempt_id`` names it."""

    def __init__(self, attempt_id: str) -> None:
        """Remember which."""
        super().__init__(
            mark(
                "You have taken the exam on this scenario. It can be taken again when the scenario changes, "
                "or when the exam was void. You can practise it as often as you like."
            )
        )
        self.attempt_id = attempt_id


def open_attempt(
    practice: Practice,
    *,
    actor: Actor,
    slug: str,
    locale: Locale,
    mode: Mode = "practice",
    engine: Engine = "built-in",
    seed: int | None = None,
) -> str:
    """Begin a conversation; the customer's first words are recorded with it. Returns the attempt's id.

    An exam is one try at one version of a scenario, whatever the language: while it is open it is returned again,
    once closed the next try waits for a newer version, unless it was void. A practice begun twice within seconds,
    by a double click say, is begun once.

    Args:
        practice: the practice room.
        actor: the trainee.
        slug: which scenario; its newest published version is pinned.
        locale: the language of the conversation.
        mode: practice, or exam.
        engine: who finds the customer's words; the first words are always the author's own.
        seed: makes the built-in customer repeatable; by chance when not given.

    Raises:
        Forbidden: the actor cannot practise.
        NotFound: there is no such scenario in this language.
        Refused: exams by this rubric are held back, because people do not agree on its marks.
        ExamTaken: the one exam was taken.
        ExamRunning: the exam at this scenario is under way, and practice was asked for.
    """
    require(actor, Action.PRACTISE)
    card = practice.catalogue.card(slug, locale)
    if mode == "exam":
        # An exam that ran out of time while nobody looked is over, and was the one try.
        close_overdue(practice, person_id=actor.person_id)
        known = _exam_so_far(practice, actor, slug)
        if known is not None:
            return known
    else:
        require_no_exam(practice, person_id=actor.person_id, slug=slug)
        known = _just_opened(practice, actor, card, engine) if seed is None else None
        if known is not None:
            return known
    seed = random.SystemRandom().randrange(MOST_SEEDS) if seed is None else seed
    try:
        return _open(practice, actor, card, mode=mode, engine=engine, seed=seed)
    except IntegrityError:
        # Two tabs opened the exam at once: the other one's counts.
        known = _exam_so_far(practice, actor, slug) if mode == "exam" else None
        if known is None:
            raise
        return known


def _open(
    practice: Practice, actor: Actor, card: ScenarioCard, *, mode: Mode, engine: Engine, seed: int
) -> str:
    scenario = practice.catalogue.scenario(card.slug, card.locale, card.version)
    attempt_id, now = new_id(), practice.context.now()
    plan = open_scene(scenario)
    # The first words are authored for every engine: nobody waits to be greeted.
    reply = practice.customer_for(Casting(attempt_id, "built-in")).realise(Scene(scenario, plan, (), seed))
    reply.read()
    exam = exam_key(actor.person_id, card.slug) if mode == "exam" else None
    terms = exam_terms(practice, rubric=load_rubric(scenario.rubric)) if exam else FREE
    if terms.held:
        raise Refused(EXAMS_HELD)
    with practice.context.database.transaction() as connection:
        if exam:
            # An older try, at an older version: it no longer stands in the way.
            connection.execute(
                update(Attempt)
                .where(col(Attempt.exam_of) == exam, col(Attempt.closed_at).is_not(None))
                .values(exam_of=None)
            )
        connection.execute(
            insert(Attempt).values(
                id=attempt_id,
                origin_id=attempt_id,
                person_id=actor.person_id,
                slug=card.slug,
                scenario_version=card.version,
                scenario_hash=card.hash,
                locale=card.locale,
                mode=mode,
                engine=engine,
                model=model_name(practice.context) if engine == "llm" else None,
                seed=seed,
                exam_of=exam,
                opened_at=now,
                deadline_at=now + timedelta(minutes=card.minutes) if mode == "exam" else None,
                blocked_by=[],
                set_aside=list(terms.set_aside),
            )
        )
        step = step_of(plan, (), reply, turn=0)
        connection.execute(
            insert(Turn).values(customer_row(attempt_id, 0, at=now, plan=plan, step=step, reply=reply))
        )
    return attempt_id


def _just_opened(practice: Practice, actor: Actor, card: ScenarioCard, engine: Engine) -> str | None:
    """The same practice, begun a moment ago and not spoken in yet."""
    spoken = exists().where(col(Turn.attempt_id) == col(Attempt.id), col(Turn.seq) > 0)
    with practice.context.database.reading() as connection:
        return connection.execute(
            select(col(Attempt.id))
            .where(
                col(Attempt.person_id) == actor.person_id,
                col(Attempt.slug) == card.slug,
                col(Attempt.locale) == card.locale,
                col(Attempt.scenario_version) == card.version,
                col(Attempt.mode) == "practice",
                col(Attempt.engine) == engine,
                col(Attempt.forked_from).is_(None),
                col(Attempt.closed_at).is_(None),
                col(Attempt.opened_at) > practice.context.now() - DOUBLE_CLICK,
                ~spoken,
            )
            .order_by(col(Attempt.opened_at).desc())
            .limit(1)
        ).scalar()


def _exam_so_far(practice: Practice, actor: Actor, slug: str) -> str | None:
    """The open exam; none when a new one may begin.

    Raises:
        ExamTaken: it was taken, and the scenario has not changed since.
    """
    with practice.context.database.reading() as connection:
        taken = exam_of(connection, person_id=actor.person_id, slug=slug)
    if taken is None:
        return None
    if taken.open:
        return taken.attempt_id
    try:
        newest = practice.catalogue.card(slug, taken.locale).version
    except NotFound:
        return None
    if taken.scenario_version == newest:
        raise ExamTaken(taken.attempt_id)
    return None
