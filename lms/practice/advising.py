"""The one thing to do next."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Integer, case, func, select
from sqlmodel import col

from lms.catalogue import ScenarioCard
from lms.people import Action, Actor, require
from lms.platform.errors import NotFound
from lms.practice.listing import unfinished
from lms.practice.stage import Practice
from lms.practice.tables import Attempt
from lms.practice.views import AttemptCard
from scenarios.transcript import Locale

NextKind = Literal["continue", "first", "again", "next", "exam"]
READY_FOR_EXAM = 2
"""Practice attempts passed from the first word, after which the exam is proposed."""


@dataclass(frozen=True)
class NextStep:
    """What to do next.

    Attributes:
        kind: go on with an attempt; meet the very first customer; try once more what was not passed yet; meet the
            next one; sit the exam.
        card: the scenario.
        attempt_id: the attempt to go on with; none for the other kinds.
    """

    kind: NextKind
    card: ScenarioCard
    attempt_id: str | None = None


@dataclass(frozen=True)
class _Record:
    """What somebody did at one scenario so far: attempts passed at all and in whole practice, and the exam sat."""

    passed: int
    practised: int
    exam_version: int | None


def next_step(practice: Practice, *, actor: Actor, locale: Locale) -> NextStep | None:
    """What the actor does best next; none when everything is tried, passed and examined.

    In this order: an unfinished conversation; a scenario for the actor's job that was not tried, the easiest first;
    one that was never passed; the exam of one that was passed twice; at last, whatever else was not tried.

    Raises:
        Forbidden: the actor cannot practise.
    """
    require(actor, Action.PRACTISE)
    waiting = unfinished(practice, actor=actor)
    if waiting is not None:
        card = _card_of(practice, waiting, locale)
        if card is not None:
            return NextStep("continue", card, waiting.attempt_id)
    known = _records(practice, actor)
    everything = practice.catalogue.scenario_cards(locale)
    mine = practice.catalogue.scenario_cards(locale, job=actor.job) or everything
    return (
        _untried(mine, known)
        or _failed(everything, known)
        or _ready_for_exam(everything, known)
        or _untried(everything, known)
    )


def _card_of(practice: Practice, attempt: AttemptCard, locale: Locale) -> ScenarioCard | None:
    """The scenario of an attempt in the reader's language, else in the attempt's; none once it is withdrawn."""
    for language in (locale, attempt.locale):
        try:
            return practice.catalogue.card(attempt.slug, language)
        except NotFound:
            continue
    return None


def _untried(cards: Iterable[ScenarioCard], known: dict[str, _Record]) -> NextStep | None:
    card = next((card for card in cards if card.slug not in known), None)
    return None if card is None else NextStep("next" if known else "first", card)


def _failed(cards: Iterable[ScenarioCard], known: dict[str, _Record]) -> NextStep | None:
    card = next((card for card in cards if card.slug in known and not known[card.slug].passed), None)
    return None if card is None else NextStep("again", card)


def _ready_for_exam(cards: Iterable[ScenarioCard], known: dict[str, _Record]) -> NextStep | None:
    for card in cards:
        record = known.get(card.slug)
        if record and record.practised >= READY_FOR_EXAM and record.exam_version != card.version:
            return NextStep("exam", card)
    return None


def _records(practice: Practice, actor: Actor) -> dict[str, _Record]:
    """What counts of the actor's finished attempts, by scenario."""
    passed = col(Attempt.passed).is_(True)
    whole = passed & (col(Attempt.mode) == "practice") & col(Attempt.forked_from).is_(None)
    query = (
        select(
            col(Attempt.slug),
            func.sum(case((passed, 1), else_=0), type_=Integer),
            func.sum(case((whole, 1), else_=0), type_=Integer),
            func.max(case((col(Attempt.exam_of).is_not(None), col(Attempt.scenario_version)))),
        )
        .where(
            col(Attempt.person_id) == actor.person_id,
            col(Attempt.closed_at).is_not(None),
            col(Attempt.void).is_(False),
        )
        .group_by(col(Attempt.slug))
    )
    with practice.context.database.reading() as connection:
        return {slug: _Record(*figures) for slug, *figures in connection.execute(query)}
