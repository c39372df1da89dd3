"""Rehearsal set beside what was seen at work: from five people on, and within reach alone."""

from datetime import timedelta

import pytest
from sqlalchemy import insert

from lms.insight import foresight
from lms.learning import Done, Learning, Outcome, record
from lms.learning.observing.tables import Observation
from lms.people import Actor, DemoBank
from lms.platform.errors import Forbidden
from tests.integration.learning.test_observing import WELL, somebody


def seen_before(learning: Learning, bank: DemoBank, count: int) -> None:
    """So many people of a branch rehearsed, each better than the last, and were as good at work."""
    context = learning.context
    people = [p for p in bank.people if p.unit_id == bank.one_click("manager").unit_id][:count]
    with context.database.transaction() as connection:
        done = [
            Done(
                person.person_id, "drill", "elderly-smart-machine", Outcome.PASSED,
                context.now() - timedelta(days=2), score=40 + 8 * place, source=f"visit {place}",
            )
            for place, person in enumerate(people)
        ]  # fmt: skip
        record(connection, learning.structure, done, today=context.today(), now=context.now())
        for place, person in enumerate(people):
            connection.execute(
                insert(Observation).values(
                    id=f"seen {place}",
                    person_id=person.person_id,
                    observer_id=bank.one_click("trainer").person_id,
                    course="",
                    activity="",
                    rubric="service-core",
                    rubric_version=2,
                    outcomes=WELL,
                    notes={},
                    said="",
                    score=50 + 6 * place,
                    blocked_by=[],
                    verdict="ready" if place > 2 else "not_yet",
                    begun_at=context.now(),
                    signed_at=context.now(),
                )
            )


def test_rehearsal_is_compared_with_work_from_five_people_on_and_within_reach_alone(
    learning: Learning, manager: Actor, mentor: Actor, bank: DemoBank
) -> None:
    seen_before(learning, bank, 4)
    assert foresight(learning, actor=manager).people == 0
    with learning.context.database.transaction() as connection:
        connection.execute(Observation.__table__.delete())  # type: ignore[attr-defined]
    seen_before(learning, bank, 7)
    found = foresight(learning, actor=manager)
    assert (found.people, found.ready, found.rank.value, found.order.value) == (7, 4, 1.0, 1.0)
    elsewhere = somebody(learning, bank, "Wei Jiahe")
    assert foresight(learning, actor=elsewhere).people == 0
    with pytest.raises(Forbidden):
        foresight(learning, actor=elsewhere, unit_id=manager.unit_id)
    for name in ("Fang Huimin", "Lin Xiaoyu", "Shen Yizhou", "Ji Huaijin"):
        with pytest.raises(Forbidden):
            foresight(learning, actor=somebody(learning, bank, name))
