"""What somebody did is evidence of what they can do, taken down with it and read by those who may."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlmodel import col

from lms.catalogue.teaching import Shelves, publish_teaching
from lms.learning import (
    Learning,
    Seen,
    answer_item,
    begin_quiz,
    competencies_of,
    enrol_by_rule,
    grounds_of,
    hand_in,
    quiz_sheet,
    sign_off,
    take_down,
)
from lms.learning.competence.tables import CompetencyEvidence, CompetencyStanding
from lms.learning.mastery import Evidence
from lms.people import Actor, DemoBank
from lms.platform.errors import Forbidden
from tests.fixed_clock import FixedClock


def sit(learning: Learning, actor: Actor, *, right: bool = True) -> str:
    attempt_id = begin_quiz(learning, actor=actor, course="first")
    for asked in quiz_sheet(learning, actor=actor, attempt_id=attempt_id, locale="zh-CN").asked:
        chosen = asked.item.right if right else [(asked.item.right[0] + 1) % len(asked.item.options)]
        answer_item(learning, actor=actor, attempt_id=attempt_id, item_id=asked.item.id, chosen=chosen)
    hand_in(learning, actor=actor, attempt_id=attempt_id)
    return attempt_id


def drilled(learning: Learning, actor: Actor, *, times: int, met: bool = True) -> None:
    """So many visits of a hard customer in which the feeling came first, or did not."""
    at = learning.context.now()
    seen = [
        Seen(Evidence("empathy", "criterion", f"visit-{n}#feeling_first", met, 5.0, at), "a-visit")
        for n in range(times)
    ]
    with learning.context.database.transaction() as connection:
        take_down(connection, person_id=actor.person_id, seen=seen)


def test_a_quiz_handed_in_tells_of_the_competencies_of_its_items(learning: Learning, newcomer: Actor) -> None:
    enrol_by_rule(learning)
    (before,) = [view for view in competencies_of(learning, actor=newcomer) if view.competency == "empathy"]
    assert (before.stage, before.needed, before.mastery.n) == (0, 2, 0)
    attempt_id = sit(learning, newcomer, right=False)
    hand_in(learning, actor=newcomer, attempt_id=attempt_id)
    (after,) = [view for view in competencies_of(learning, actor=newcomer) if view.competency == "empathy"]
    assert (after.stage, after.mastery.n, after.behind) == (1, 3, True)
    assert after.mastery.level < before.mastery.level
    grounds = grounds_of(learning, actor=newcomer, competency="empathy")
    assert {ground.footing.evidence.ref for ground in grounds} == {
        f"{attempt_id}#first-{n}" for n in (1, 2, 3)
    }
    assert {ground.source for ground in grounds} == {"first"}
    assert all(ground.footing.moved < 0 <= ground.footing.share for ground in grounds)


def test_the_same_evidence_counts_once(learning: Learning, newcomer: Actor) -> None:
    drilled(learning, newcomer, times=2)
    drilled(learning, newcomer, times=3)
    (view,) = [one for one in competencies_of(learning, actor=newcomer) if one.competency == "empathy"]
    assert view.mastery.n == 3


def test_a_level_holds_until_the_day_that_was_told(
    learning: Learning, newcomer: Actor, clock: FixedClock
) -> None:
    drilled(learning, newcomer, times=40)
    with learning.context.database.reading() as connection:
        row = connection.execute(select(CompetencyStanding)).one()
    assert row.alone_until is not None and row.steady_until is not None
    assert row.alone_until > row.steady_until > clock.now()

    def stage() -> int:
        (view,) = competencies_of(learning, actor=newcomer)
        return view.stage

    assert stage() == 3
    clock.move(row.steady_until - clock.now())
    assert stage() == 3
    clock.move(timedelta(days=1))
    assert stage() == 2
    clock.move(row.alone_until - clock.now() + timedelta(days=1))
    assert stage() == 1


def test_a_mentors_signature_speaks_for_all_that_the_course_teaches(
    learning: Learning, newcomer: Actor, mentor: Actor, content: Path
) -> None:
    for locale in ("zh-CN", "en"):
        course = content / f"curricula/courses/first.{locale}.yaml"
        watched = "  - {id: seen, kind: sign_off, title: Seen, observe: [one, two, three]}\n"
        course.write_text(course.read_text().replace("level: 1", "level: 4") + watched, encoding="utf-8")
    publish_teaching(learning.context, content)
    learning = Learning(learning.context, Shelves(learning.context))
    sign_off(
        learning,
        actor=mentor,
        person_id=newcomer.person_id,
        course="first",
        activity_id="seen",
        passed=True,
        note="",
    )
    drilled(learning, newcomer, times=40)
    (view,) = competencies_of(learning, actor=newcomer)
    assert (view.competency, view.stage) == ("empathy", 4), "vouched for, and steady when it is hard"
    with learning.context.database.reading() as connection:
        kinds = connection.execute(select(col(CompetencyEvidence.kind))).scalars()
        assert "sign_off" in set(kinds)


def test_others_see_how_far_somebody_is_if_they_answer_for_them(
    learning: Learning, newcomer: Actor, mentor: Actor, manager: Actor, bank: DemoBank
) -> None:
    sit(learning, newcomer)
    for actor in (mentor, manager):
        views = competencies_of(learning, actor=actor, person_id=newcomer.person_id)
        assert [view.mastery.n for view in views] == [3]
    elsewhere = next(person for person in bank.people if person.name_zh == "孟凡舟")
    with pytest.raises(Forbidden):
        competencies_of(learning, actor=manager, person_id=elsewhere.person_id)
    assert grounds_of(learning, actor=mentor, competency="empathy") == ()
