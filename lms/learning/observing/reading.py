"""Reading what was seen at work: by the person observed, who may add how they see it, and by those who train them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Row, insert, select
from sqlmodel import col

from lms.catalogue.teaching import ObservationActivity
from lms.learning.observing.drafting import masked_words, step_of
from lms.learning.observing.tables import Observation, ObservationView
from lms.learning.observing.verdict import Verdict
from lms.learning.room import Learning
from lms.people import (
    Action,
    Actor,
    Deed,
    Note,
    PersonCard,
    may,
    owns,
    people_by_id,
    person_for,
    record_reading,
    right_to,
)
from lms.people import require as require_right
from lms.platform.errors import Forbidden, NotFound, Refused
from lms.platform.i18n import mark
from lms.platform.identifiers import new_id
from scenarios.transcript import Locale
from scoring.assessment import Outcome
from scoring.schema import Rubric, load_rubric

MOST_VIEWS = 5


@dataclass(frozen=True)
class ObservationCard:
    """A line of a list.

    Attributes:
        score: 0 to 100.
    """

    observation_id: str
    person_id: str
    observer: PersonCard
    signed_at: datetime
    verdict: Verdict
    score: int


@dataclass(frozen=True)
class SignedObservation:
    """An observation as it was signed, and what was said to it since.

    Attributes:
        activity: the step it counts for; none where no course asked for it.
        notes: words by criterion.
        said: words on the whole.
        views: how the person observed sees it, the oldest first, each with when.
        own: whether it is the reader who was observed.
    """

    card: ObservationCard
    person: PersonCard
    activity: ObservationActivity | None
    rubric: Rubric
    outcomes: Mapping[str, Outcome]
    notes: Mapping[str, str]
    said: str
    blocked_by: tuple[str, ...]
    views: tuple[tuple[datetime, str], ...]
    own: bool


def observations_of(
    learning: Learning, *, actor: Actor, person_id: str | None = None
) -> tuple[ObservationCard, ...]:
    """What was seen of somebody at work, the newest first; that another's was listed is in the audit trail.

    Args:
        learning: the room.
        actor: who asks.
        person_id: of whom; of the actor by default.

    Raises:
        Forbidden: the actor may not read observations of this person.
        NotFound: there is no such person.
    """
    about = person_id or actor.person_id
    person = (
        None
        if owns(actor, about)
        else person_for(learning.context, actor=actor, action=Action.READ_OBSERVATIONS, person_id=about)
    )
    with learning.context.database.reading() as connection:
        rows = connection.execute(
            select(Observation)
            .where(col(Observation.person_id) == about)
            .order_by(col(Observation.signed_at).desc())
        ).all()
    if person is not None and rows:
        why = right_to(actor, Action.READ_OBSERVATIONS, person_id=about, unit_id=person.unit_id)
        note = Note(Deed.LISTED_OBSERVATIONS, why, about)
        record_reading(learning.context, actor=actor, note=note)
    by = people_by_id(learning.context, [row.observer_id for row in rows])
    return tuple(_card(row, by[row.observer_id]) for row in rows)


def read_observation(
    learning: Learning, *, actor: Actor, observation_id: str, locale: Locale
) -> SignedObservation:
    """One observation; that another's was read is in the audit trail.

    Raises:
        Forbidden: it is neither the actor's own nor about one of their people, and it was not they who observed.
        NotFound: there is none.
    """
    context = learning.context
    with context.database.reading() as connection:
        row = connection.execute(
            select(Observation).where(col(Observation.id) == observation_id)
        ).one_or_none()
        views = connection.execute(
            select(col(ObservationView.at), col(ObservationView.text))
            .where(col(ObservationView.observation_id) == observation_id)
            .order_by(col(ObservationView.at))
        ).all()
    if row is None:
        raise NotFound(mark("There is no such observation."))
    people = people_by_id(context, [row.person_id, row.observer_id])
    person, own = people[row.person_id], owns(actor, row.person_id)
    if not own:
        if row.observer_id != actor.person_id:
            require_right(actor, Action.READ_OBSERVATIONS, person_id=person.person_id, unit_id=person.unit_id)
        why = right_to(actor, Action.READ_OBSERVATIONS, person_id=person.person_id, unit_id=person.unit_id)
        note = Note(Deed.READ_OBSERVATION, why, person.person_id, observation_id)
        record_reading(context, actor=actor, note=note)
    return SignedObservation(
        _card(row, people[row.observer_id]),
        person,
        step_of(learning, row.course, row.activity, locale),
        load_rubric(row.rubric),
        cast("Mapping[str, Outcome]", row.outcomes),
        row.notes,
        row.said,
        tuple(row.blocked_by),
        tuple((view.at, view.text) for view in views),
        own,
    )


def add_view(learning: Learning, *, actor: Actor, observation_id: str, text: str) -> int:
    """Add how the person observed sees it; what stands stays as it is.

    Returns:
        How many details in the words could point to a customer and were blacked out before they were kept.

    Raises:
        Forbidden: somebody else was observed.
        NotFound: there is no such observation.
        Refused: there are no words, or enough was said.
    """
    context = learning.context
    with context.database.reading() as connection:
        about = connection.execute(
            select(col(Observation.person_id)).where(col(Observation.id) == observation_id)
        ).scalar()
    if about is None:
        raise NotFound(mark("There is no such observation."))
    if not owns(actor, about):
        raise Forbidden(mark("Only the person observed adds how they see it."))
    words, masked = masked_words(text)
    if not words:
        raise Refused(mark("Write in a sentence how you see it."))
    with context.database.transaction() as connection:
        known = connection.execute(
            select(col(ObservationView.text)).where(col(ObservationView.observation_id) == observation_id)
        ).scalars()
        said = list(known)
        if words in said:
            # Sent twice, it stands once.
            return masked
        if len(said) >= MOST_VIEWS:
            raise Refused(mark("Much has been said here already. Talk it over with whoever observed you."))
        connection.execute(
            insert(ObservationView).values(
                id=new_id(),
                observation_id=observation_id,
                person_id=actor.person_id,
                text=words,
                at=context.now(),
            )
        )
    return masked


def may_read(actor: Actor, person: PersonCard) -> bool:
    """Whether somebody may read what was seen of a person at work."""
    return may(actor, Action.READ_OBSERVATIONS, person_id=person.person_id, unit_id=person.unit_id)


def _card(row: Row[Any], observer: PersonCard) -> ObservationCard:
    return ObservationCard(
        row.id, row.person_id, observer, row.signed_at, cast("Verdict", row.verdict), row.score
    )
