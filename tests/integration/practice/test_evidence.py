"""A closed visit is evidence of its trainee's competencies, written in the transaction that closes it."""

from sqlalchemy import select
from sqlmodel import col

from lms.learning import competencies_of, grounds_of
from lms.learning.competence.tables import CompetencyEvidence
from lms.people import Actor
from lms.practice import Practice, close_attempt, open_attempt, read_attempt, rewind, say
from tests.integration.practice.conftest import SLUG
from tests.integration.practice.rehearsal import COMFORT, RUDE


def refs(practice: Practice, actor: Actor) -> set[str]:
    with practice.context.database.reading() as connection:
        return set(
            connection.execute(
                select(col(CompetencyEvidence.ref)).where(
                    col(CompetencyEvidence.person_id) == actor.person_id
                )
            ).scalars()
        )


def test_what_was_met_and_not_met_is_evidence_and_what_did_not_apply_is_none(
    practice: Practice, trainee: Actor, attempt_id: str
) -> None:
    assert practice.learning is not None
    say(practice, actor=trainee, attempt_id=attempt_id, text=COMFORT, key="a").read()
    assert refs(practice, trainee) == set()
    close_attempt(practice, actor=trainee, attempt_id=attempt_id)
    close_attempt(practice, actor=trainee, attempt_id=attempt_id)
    view = read_attempt(practice, actor=trainee, attempt_id=attempt_id)
    assert view.assessment is not None
    decided = {
        f"{attempt_id}#{one.id}" for one in view.assessment.criteria if one.outcome in ("met", "not_met")
    }
    assert refs(practice, trainee) == decided
    (ground, *_rest) = grounds_of(practice.learning, actor=trainee, competency="service_awareness")
    assert ground.source == SLUG and ground.footing.evidence.kind == "criterion"
    assert "communication" in {one.competency for one in competencies_of(practice.learning, actor=trainee)}


def test_a_visit_closed_before_a_word_was_said_tells_nothing(
    practice: Practice, trainee: Actor, attempt_id: str
) -> None:
    close_attempt(practice, actor=trainee, attempt_id=attempt_id)
    assert refs(practice, trainee) == set()


def test_a_visit_gone_on_with_from_its_middle_tells_nothing_new(practice: Practice, trainee: Actor) -> None:
    attempt = open_attempt(practice, actor=trainee, slug=SLUG, locale="zh-CN", seed=1)
    for key, words in enumerate((COMFORT, RUDE, RUDE)):
        if say(practice, actor=trainee, attempt_id=attempt, text=words, key=str(key)).closed:
            break
    close_attempt(practice, actor=trainee, attempt_id=attempt)
    whole = refs(practice, trainee)
    assert whole
    branch = rewind(practice, actor=trainee, attempt_id=attempt, turn=3)
    say(practice, actor=trainee, attempt_id=branch, text=COMFORT, key="b").read()
    close_attempt(practice, actor=trainee, attempt_id=branch)
    assert refs(practice, trainee) == whole
