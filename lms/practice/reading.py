"""Reading an attempt: one's own always, another's exam where one marks it, another's practice once it is shared."""

from lms.people import (
    Action,
    Actor,
    Deed,
    Note,
    PersonCard,
    Role,
    find_person,
    owns,
    record_reading,
    right_to,
)
from lms.platform.errors import NotFound
from lms.practice.closing import close_now, is_overdue
from lms.practice.entries import entries_of, work_order_of
from lms.practice.model_coaching import read_coaching
from lms.practice.model_judging import read_opinion
from lms.practice.rows import (
    Stand,
    no_such_attempt,
    read_assessments,
    read_card,
    read_heard,
    read_stand,
    read_turns,
)
from lms.practice.stage import Practice
from lms.practice.views import AttemptCard, AttemptView
from scoring.schema import load_rubric


def read_attempt(practice: Practice, *, actor: Actor, attempt_id: str) -> AttemptView:
    """An attempt with all that was said; an exam whose time is up is closed first.

    Raises:
        NotFound: there is no such attempt, or it is not the actor's to read.
    """
    with practice.context.database.reading() as connection:
        stand = read_stand(connection, attempt_id)
    if is_overdue(practice, stand):
        close_now(practice, stand, closed_by="time")
        with practice.context.database.reading() as connection:
            stand = read_stand(connection, attempt_id)
    card = stand.card
    if not owns(actor, card.person_id):
        why = _right_to_read(practice, actor, card)
        if why is None:
            raise no_such_attempt()
        deed = Deed.READ_EXAM if card.mode == "exam" else Deed.READ_SHARED
        record_reading(practice.context, actor=actor, note=Note(deed, why, card.person_id, card.attempt_id))
    return _view(practice, stand)


def own_card(practice: Practice, actor: Actor, attempt_id: str) -> AttemptCard:
    """One of the actor's own attempts.

    Raises:
        NotFound: there is no such attempt, or it is somebody else's.
    """
    with practice.context.database.reading() as connection:
        card = read_card(connection, attempt_id)
    if not owns(actor, card.person_id):
        raise no_such_attempt()
    return card


def own_stand(practice: Practice, actor: Actor, attempt_id: str) -> Stand:
    """Where one of the actor's own attempts stands.

    Raises:
        NotFound: there is no such attempt, or it is somebody else's.
    """
    with practice.context.database.reading() as connection:
        stand = read_stand(connection, attempt_id)
    if not owns(actor, stand.card.person_id):
        raise no_such_attempt()
    return stand


def readable(practice: Practice, actor: Actor, card: AttemptCard) -> bool:
    """Whether the actor may read what was said in an attempt."""
    return owns(actor, card.person_id) or _right_to_read(practice, actor, card) is not None


def open_to(actor: Actor, card: AttemptCard, person: PersonCard) -> bool:
    """Whether somebody else's attempt may be read: by those who accompany and examine them, once it has ended.

    Practice belongs to the learner: it is read by the same people, and only while its owner shares it.
    """
    return _right_over(actor, card, person) is not None


def _right_to_read(practice: Practice, actor: Actor, card: AttemptCard) -> Role | None:
    """The role by which the actor may read somebody else's attempt; none where they may not."""
    try:
        person = find_person(practice.context, actor=actor, person_id=card.person_id)
    except NotFound:
        return None
    return _right_over(actor, card, person)


def _right_over(actor: Actor, card: AttemptCard, person: PersonCard) -> Role | None:
    if card.open or (card.mode == "practice" and not card.shared):
        return None
    return right_to(actor, Action.READ_EXAM, person_id=person.person_id, unit_id=person.unit_id)


def _view(practice: Practice, stand: Stand) -> AttemptView:
    card = stand.card
    scenario = practice.catalogue.scenario(card.slug, card.locale, card.scenario_version)
    with practice.context.database.reading() as connection:
        turns = read_turns(connection, card.attempt_id)[: stand.last + 1]
        if card.open:
            return AttemptView(card, scenario, turns, stand.state, None)
        found = read_assessments(connection, card.attempt_id)
        opinion = read_opinion(connection, card.attempt_id, found.get("llm"))
        entries = entries_of(connection, [card.attempt_id]).get(card.attempt_id, ())
        order = work_order_of(connection, card.attempt_id)
        coaching = read_coaching(connection, card.attempt_id)
        heard = read_heard(connection, card.attempt_id)
    by_model = found.get("llm") if load_rubric(scenario.rubric).exam_judge == "llm" else None
    counts = found.get("person") or (by_model if card.mode == "exam" else None) or found.get("rules")
    return AttemptView(
        card,
        scenario,
        turns,
        stand.state,
        counts,
        found.get("rules"),
        opinion,
        entries,
        order,
        coaching,
        heard,
    )
