"""A sheet that is filled in beside a colleague at work: every tap is kept, and words are masked before they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Row, delete, select, update
from sqlmodel import col

from lms.catalogue.teaching import ObservationActivity
from lms.learning.observing.due import waits
from lms.learning.observing.stages import stages_of
from lms.learning.observing.tables import ObservationDraft
from lms.learning.observing.verdict import known_marks
from lms.learning.room import Learning
from lms.people import Action, Actor, PersonCard, person_for
from lms.platform.database import insert_into
from lms.platform.errors import Refused
from lms.platform.i18n import mark
from lms.platform.privacy import mask_with_names
from scenarios.transcript import Locale
from scoring.assessment import Outcome
from scoring.schema import Rubric, load_rubric

USUAL_RUBRIC = "service-core"
LONGEST = 500
"""Characters of a note."""
SIGNED_ALREADY = mark("Nothing is marked yet, or it was signed in another window already.")


@dataclass(frozen=True)
class Sheet:
    """What is asked of somebody at work, and what has been marked so far.

    Attributes:
        course: that asks for it; empty where none does, and it is made all the same.
        activity: the step of that course.
        begun_at: when the first mark was kept; none on an empty sheet.
    """

    person: PersonCard
    rubric: Rubric
    course: str
    activity: ObservationActivity | None
    outcomes: Mapping[str, Outcome]
    notes: Mapping[str, str]
    said: str
    begun_at: datetime | None


def open_sheet(learning: Learning, *, actor: Actor, person_id: str, locale: Locale) -> Sheet:
    """The sheet on which the actor marks somebody, as far as it is filled in.

    Raises:
        Forbidden: the actor does not observe this person, or it is the actor themself.
        NotFound: there is no such person.
    """
    card = person_for(learning.context, actor=actor, action=Action.OBSERVE, person_id=person_id)
    with learning.context.database.reading() as connection:
        draft = draft_of(connection, actor.person_id, person_id)
    if draft is None:
        course, activity = _step(learning, person_id, locale)
        rubric = load_rubric(activity.rubric if activity else USUAL_RUBRIC)
        return Sheet(card, rubric, course, activity, {}, {}, "", None)
    return Sheet(
        card,
        rubric := load_rubric(draft.rubric),
        draft.course,
        step_of(learning, draft.course, draft.activity, locale),
        known_marks(rubric, draft.outcomes),
        draft.notes,
        draft.said,
        draft.begun_at,
    )


def keep_draft(
    learning: Learning,
    *,
    actor: Actor,
    person_id: str,
    outcomes: Mapping[str, str],
    notes: Mapping[str, str],
    said: str,
    begun_at: datetime | None = None,
) -> int:
    """Keep what is marked so far.

    Args:
        learning: the room.
        actor: who observes.
        person_id: whom.
        outcomes: answers by criterion; what the rubric does not ask is left out.
        notes: words by criterion.
        said: words on the whole.
        begun_at: when the sheet was begun, which is the draft's name; none for a sheet that is begun with this.

    Returns:
        How many details in the words could point to a customer and were blacked out before they were kept.

    Raises:
        Forbidden: as for ``open_sheet``.
        NotFound: there is no such person.
        Refused: the sheet was signed, or thrown away, in another window.
    """
    sheet = open_sheet(learning, actor=actor, person_id=person_id, locale="zh-CN")
    asked = {criterion.id for criterion in sheet.rubric.criteria}
    masked = {id_: masked_words(text) for id_, text in notes.items() if id_ in asked and text.strip()}
    whole = masked_words(said)
    now = learning.context.now()
    kept = {
        "outcomes": known_marks(sheet.rubric, outcomes),
        "notes": {id_: text for id_, (text, _) in masked.items()},
        "said": whole[0],
        "changed_at": now,
    }
    with learning.context.database.transaction() as connection:
        if begun_at is not None:
            same = (*_of(actor.person_id, person_id), col(ObservationDraft.begun_at) == begun_at)
            if not connection.execute(update(ObservationDraft).where(*same).values(**kept)).rowcount:
                raise Refused(SIGNED_ALREADY)
            return whole[1] + sum(count for _, count in masked.values())
        connection.execute(
            insert_into(connection, ObservationDraft)
            .values(
                observer_id=actor.person_id,
                person_id=person_id,
                course=sheet.course,
                activity=sheet.activity.id if sheet.activity else "",
                rubric=sheet.rubric.id,
                begun_at=now,
                **kept,
            )
            .on_conflict_do_update(index_elements=["observer_id", "person_id"], set_=kept)
        )
    return whole[1] + sum(count for _, count in masked.values())


def drop_draft(learning: Learning, *, actor: Actor, person_id: str) -> None:
    """Throw a draft away.

    Raises:
        Forbidden: as for ``open_sheet``.
        NotFound: there is no such person.
    """
    person_for(learning.context, actor=actor, action=Action.OBSERVE, person_id=person_id)
    with learning.context.database.transaction() as connection:
        connection.execute(delete(ObservationDraft).where(*_of(actor.person_id, person_id)))


def draft_of(
    connection: Connection, observer_id: str, person_id: str, *, held: bool = False
) -> Row[*tuple[ObservationDraft]] | None:
    """What somebody has marked of somebody, none if nothing; ``held`` until the transaction ends, to be signed."""
    query = select(ObservationDraft).where(*_of(observer_id, person_id))
    return connection.execute(query.with_for_update() if held else query).one_or_none()


def masked_words(text: str) -> tuple[str, int]:
    """Words as they are kept, and how many details in them were blacked out."""
    masked = mask_with_names(text.strip().replace("\0", "")[:LONGEST])
    return masked.text, len(masked.found)


def step_of(learning: Learning, course: str, activity: str, locale: Locale) -> ObservationActivity | None:
    """A step by its names; none where no course asks for it any more."""
    found = learning.shelves.shelf(locale).courses.get(course)
    steps = found.activities if found else ()
    return next((one for one in steps if one.kind == "observation" and one.id == activity), None)


def _step(learning: Learning, person_id: str, locale: Locale) -> tuple[str, ObservationActivity | None]:
    """The step that waits for being seen, the earliest due; else one that was seen before, to look again."""
    stages = stages_of(learning, {person_id}, learning.shelves.shelf(locale))
    open_now = [one for one in stages if waits(one)] or [one for one in stages if one.done]
    first = min(open_now, key=lambda one: one.course.due_on, default=None)
    return ("", None) if first is None else (first.course.course, first.activity)


def _of(observer_id: str, person_id: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return (
        col(ObservationDraft.observer_id) == observer_id,
        col(ObservationDraft.person_id) == person_id,
    )
