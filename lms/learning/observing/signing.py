"""Signing an observation: once, for good, and in the same moment part of the person's learning."""

from sqlalchemy import delete, insert
from sqlmodel import col

from lms.catalogue.teaching.competencies import load_evidence_map
from lms.learning.competence import Seen, take_down
from lms.learning.deeds import note_deed
from lms.learning.mastery import evidence_of_observation
from lms.learning.news import OBSERVED
from lms.learning.observing.drafting import SIGNED_ALREADY, draft_of, step_of
from lms.learning.observing.tables import Observation, ObservationDraft
from lms.learning.observing.verdict import judge_work
from lms.learning.recording import Done, record
from lms.learning.room import Learning
from lms.learning.standing import Outcome, ref_of
from lms.people import Action, Actor, Deed, person_for
from lms.platform.errors import Refused
from lms.platform.events import publish
from lms.platform.identifiers import new_id
from scoring.schema import load_rubric

AT_WORK = "at-work"
"""Where an observation comes from that no course asked for."""


def sign_observation(learning: Learning, *, actor: Actor, person_id: str) -> str:
    """Sign what was marked: it stands from now on as it is, and counts where a course asks for it.

    Args:
        learning: the room.
        actor: who observed; what they kept as a draft is signed.
        person_id: whom.

    Returns:
        The observation's id.

    Raises:
        Forbidden: the actor does not observe this person, or it is the actor themself.
        NotFound: there is no such person.
        Refused: nothing was marked, or it was signed already; or something is left open, see ``judge_work``.
    """
    context = learning.context
    card = person_for(context, actor=actor, action=Action.OBSERVE, person_id=person_id)
    today, now, observation_id = context.today(), context.now(), new_id()
    with context.database.transaction() as connection:
        draft = draft_of(connection, actor.person_id, person_id, held=True)
        if draft is None:
            raise Refused(SIGNED_ALREADY)
        rubric = load_rubric(draft.rubric)
        judged = judge_work(rubric, draft.outcomes, draft.notes)
        connection.execute(
            insert(Observation).values(
                id=observation_id,
                person_id=person_id,
                observer_id=actor.person_id,
                course=draft.course,
                activity=draft.activity,
                rubric=rubric.id,
                rubric_version=rubric.version,
                outcomes=judged.outcomes,
                notes=draft.notes,
                said=draft.said,
                score=judged.score,
                blocked_by=list(judged.blocked_by),
                verdict=judged.verdict,
                begun_at=draft.begun_at,
                signed_at=now,
            )
        )
        connection.execute(
            delete(ObservationDraft).where(
                col(ObservationDraft.observer_id) == actor.person_id,
                col(ObservationDraft.person_id) == person_id,
            )
        )
        activity = step_of(learning, draft.course, draft.activity, "zh-CN")
        if activity is not None:
            kind, ref = ref_of(activity, draft.course)
            done = Done(
                person_id,
                kind,
                ref,
                Outcome.PASSED if judged.verdict == "ready" else Outcome.FAILED,
                now,
                score=judged.score,
                version=learning.structure.versions.get(("course", draft.course), 1),
                source=f"observation:{observation_id}",
                by_person_id=actor.person_id,
            )
            record(connection, learning.structure, [done], today=today, now=now)
        told = load_evidence_map()
        if rubric.id == told.rubric:
            pieces = evidence_of_observation(
                told, observation=observation_id, outcomes=judged.outcomes, at=now
            )
            seen = [Seen(piece, draft.course or AT_WORK) for piece in pieces]
            take_down(connection, person_id=person_id, seen=seen)
        publish(connection, OBSERVED, [observation_id], at=now)
        note_deed(
            context,
            connection,
            actor=actor,
            action=Action.OBSERVE,
            deed=Deed.OBSERVED,
            about=card,
            object_id=observation_id,
        )
    return observation_id
