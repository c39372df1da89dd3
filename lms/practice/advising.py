"""The one thing to do next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from lms.catalogue import ScenarioCard
from lms.learning.next_step import IN_A_ROW, Reason
from lms.people import Action, Actor, require
from lms.platform.errors import NotFound
from lms.practice.fitting import customers_met, fitting
from lms.practice.listing import unfinished
from lms.practice.record import Record, missed_most, read_records
from lms.practice.stage import Practice
from lms.practice.views import AttemptCard
from scenarios.transcript import Locale

NextKind = Literal["sit", "continue", "first", "again", "fit", "easier", "next", "exam"]
READY_FOR_EXAM = 2
"""Practice attempts passed from the first word, after which the exam is proposed."""
ENOUGH_FAILURES = 3
"""Failures in a row at one scenario, after which an easier one is proposed."""


@dataclass(frozen=True)
class NextStep:
    """What to do next.

    Attributes:
        kind: go on with the exam that is running; go on with an attempt; meet the very first customer; try once
            more what was not passed; meet the one who fits what is most in need; try something easier instead; meet
            the next one; sit the exam.
        card: the scenario.
        attempt_id: the attempt to go on with; none for the other kinds.
        ends_at: when the running exam ends.
        missing: of ``again``, what was missing most, a sentence in the reader's language.
        instead_of: of ``easier``, the scenario that did not work out.
        competency: of ``easier``, the competency that both train; of ``fit``, the one it is for.
        reason: of ``fit``, why this one.
    """

    kind: NextKind
    card: ScenarioCard
    attempt_id: str | None = None
    ends_at: datetime | None = None
    missing: str | None = None
    instead_of: ScenarioCard | None = None
    competency: str | None = None
    reason: Reason | None = None


def next_step(practice: Practice, *, actor: Actor, locale: Locale) -> NextStep | None:
    """What the actor does best next; none when everything is tried, passed and examined.

    The first of these that there is:

    1. The exam that is running: its time does not wait.
    2. The conversation begun last and not ended.
    3. The scenario of the last visit, if that failed: it is offered **again**, with what was missing most in its last
       three failures; but nobody comes three times in a row.
    4. Where the actor's curricula and jobs ask for competencies: whoever **fits** the one most in need, at a difficulty
       at which six to eight of ten visits go well (see ``fitting``); once they have all they need, the exam of what
       was passed twice goes first.
    5. Else what ``choose`` says: what failed and was not passed since, again, or after three failures in a row the
       nearest **easier** one (see ``easier_than``); one for the actor's jobs that was not tried; the exam of what was
       passed twice, from the first word on; whatever else was not tried, the easiest first.

    Whatever counts, counts from whole visits; a pass on a branch ends a row of failures, a failed branch is none.

    Raises:
        Forbidden: the actor cannot practise.
    """
    require(actor, Action.PRACTISE)
    waiting = unfinished(practice, actor=actor)
    if waiting is not None:
        card = _card_of(practice, waiting, locale)
        if card is not None:
            kind: NextKind = "continue" if waiting.deadline_at is None else "sit"
            return NextStep(kind, card, waiting.attempt_id, ends_at=waiting.deadline_at)
    known = read_records(practice, actor)
    everything = practice.catalogue.scenario_cards(locale)
    mine = practice.catalogue.scenario_cards(locale, jobs=actor.jobs) or everything
    step = choose(known, everything=everything, mine=mine)
    if known and not _once_more(practice, actor, step, known, everything):
        found = fitting(practice, actor=actor, known=known, cards=mine, mastered_from=READY_FOR_EXAM)
        exam = _ready_for_exam(known, everything)
        if found is not None and found.fresh and exam is not None:
            return exam
        if found is not None:
            return NextStep("fit", found.card, competency=found.competency, reason=found.reason)
    if step is None or step.kind != "again":
        return step
    slug = step.card.slug
    return replace(
        step, missing=missed_most(practice, slug=slug, failures=known[slug].failures, locale=locale)
    )


def choose(
    known: Mapping[str, Record], *, everything: Sequence[ScenarioCard], mine: Sequence[ScenarioCard]
) -> NextStep | None:
    """The next step by what was tried, passed and failed alone.

    Args:
        known: what was done, by slug.
        everything: the scenarios there are, easiest first.
        mine: those for one's jobs, easiest first.
    """
    return (
        _failed(known, everything, mine)
        or _untried(known, mine)
        or _ready_for_exam(known, everything)
        or _untried(known, everything)
    )


def easier_than(
    hard: ScenarioCard,
    known: Mapping[str, Record],
    *,
    everything: Sequence[ScenarioCard],
    mine: Sequence[ScenarioCard],
) -> ScenarioCard | None:
    """The nearest easier scenario with a competency in common; none when there is none.

    Not one that has failed as often itself. One that was not passed yet goes before one that was; then the nearest
    in difficulty, then one for one's own job, then the one with most competencies in common.
    """
    wanted, own = set(hard.competencies), {card.slug for card in mine}
    fit = [
        card
        for card in everything
        if card.difficulty < hard.difficulty
        and wanted.intersection(card.competencies)
        and len(known.get(card.slug, Record()).failures) < ENOUGH_FAILURES
    ]

    def distance(card: ScenarioCard) -> tuple[bool, int, bool, int, str]:
        passed = bool(known.get(card.slug, Record()).passed)
        shared = len(wanted.intersection(card.competencies))
        return passed, -card.difficulty, card.slug not in own, -shared, card.slug

    return min(fit, key=distance, default=None)


def _once_more(
    practice: Practice,
    actor: Actor,
    step: NextStep | None,
    known: Mapping[str, Record],
    everything: Sequence[ScenarioCard],
) -> bool:
    """Whether the last visit failed and is worth trying again at once: not for the third time in a row."""
    if step is None or step.kind != "again":
        return False
    last = max(filter(None, (at for one in known.values() for at in (one.passed_at, one.failed_at))))
    met = customers_met(practice, actor, everything)
    return known[step.card.slug].failed_at == last and met != (step.card.customer,) * IN_A_ROW


def _card_of(practice: Practice, attempt: AttemptCard, locale: Locale) -> ScenarioCard | None:
    """The scenario of an attempt in the reader's language, else in the attempt's; none once it is withdrawn."""
    for language in (locale, attempt.locale):
        try:
            return practice.catalogue.card(attempt.slug, language)
        except NotFound:
            continue
    return None


def _failed(
    known: Mapping[str, Record], everything: Sequence[ScenarioCard], mine: Sequence[ScenarioCard]
) -> NextStep | None:
    failed = [(at, card) for card in everything if (at := _failed_at(known, card)) is not None]
    if not failed:
        return None
    last, hard = max(failed, key=lambda pair: pair[0])
    if len(known[hard.slug].failures) < ENOUGH_FAILURES or _warmed_up(hard, last, known, everything):
        return NextStep("again", hard)
    easier = easier_than(hard, known, everything=everything, mine=mine)
    if easier is None:
        return NextStep("again", hard)
    shared = next(name for name in hard.competencies if name in easier.competencies)
    return NextStep("easier", easier, instead_of=hard, competency=shared)


def _failed_at(known: Mapping[str, Record], card: ScenarioCard) -> datetime | None:
    return known[card.slug].failed_at if card.slug in known else None


def _warmed_up(
    hard: ScenarioCard, since: datetime, known: Mapping[str, Record], everything: Sequence[ScenarioCard]
) -> bool:
    """Whether something easier of the same kind was passed since."""
    passed = (
        known[card.slug].passed_at
        for card in everything
        if card.slug in known
        and card.difficulty < hard.difficulty
        and not set(hard.competencies).isdisjoint(card.competencies)
    )
    return any(at is not None and at >= since for at in passed)


def _untried(known: Mapping[str, Record], cards: Sequence[ScenarioCard]) -> NextStep | None:
    card = next((card for card in cards if card.slug not in known), None)
    return None if card is None else NextStep("next" if known else "first", card)


def _ready_for_exam(known: Mapping[str, Record], cards: Sequence[ScenarioCard]) -> NextStep | None:
    for card in cards:
        record = known.get(card.slug)
        if record and record.practised >= READY_FOR_EXAM and record.exam_version != card.version:
            return NextStep("exam", card)
    return None
