"""A course's funnel counts what each person's own standing says, and only one's own people."""

from datetime import timedelta
from itertools import product

import pytest

from lms.insight import funnel
from lms.learning import Done, Outcome, paths_of, record, ref_of
from lms.people import Role
from lms.platform.errors import Forbidden, NotFound
from tests.integration.insight.conftest import Bank


def test_each_step_is_counted_as_the_paths_have_it(bank: Bank) -> None:
    unit, elsewhere, learning = bank.unit(), bank.unit(), bank.learning
    trainer = bank.actor(bank.person(unit), {Role.TRAINER: [unit]})
    course, now, today = learning.structure.course("first"), bank.context.now(), bank.context.today()
    done: list[Done] = []
    people = []
    for outcomes in product((None, Outcome.PASSED, Outcome.COMPLETED, Outcome.FAILED), repeat=3):
        person = bank.person(unit)
        people.append(person)
        bank.enrolment(person, "foundation")
        for activity, outcome in zip(course.activities, outcomes, strict=True):
            if outcome is not None:
                kind, ref = ref_of(activity, "first")
                # The same twice is the same once.
                done += [Done(person, kind, ref, outcome, now - timedelta(days=days)) for days in (1, 2)]
    stranger = bank.person(elsewhere)
    bank.enrolment(stranger, "foundation")
    again = bank.person(unit)
    bank.enrolment(again, "yearly", state="completed")
    bank.enrolment(again, "yearly", round=2, counts_from=now)
    done.append(Done(again, "lesson", "first/listen", Outcome.COMPLETED, now - timedelta(days=9)))
    with bank.context.database.transaction() as connection:
        record(connection, learning.structure, done, today=today, now=now)
    found = funnel(learning, actor=trainer, course="first")
    stands = [
        paths_of(learning, actor=trainer, locale="en", person_id=person)[0].courses[0].stands
        for person in (*people, again)
    ]
    assert found.enrolled == len(stands)
    assert found.finished == sum(one.settled for one in stands)
    assert found.begun == sum(bool(one.done) for one in stands)
    for step in found.steps:
        assert step.done == sum(step.activity.id in one.done for one in stands)
        waiting = [one for one in stands if one.done and one.next_id == step.activity.id]
        assert step.stopped == len(waiting)


def test_a_manager_of_nobody_and_a_learner_see_no_funnel(bank: Bank) -> None:
    unit = bank.unit()
    learner = bank.actor(bank.person(unit), {Role.TRAINEE: [unit]})
    trainer = bank.actor(bank.person(unit), {Role.TRAINER: [unit]})
    with pytest.raises(Forbidden):
        funnel(bank.learning, actor=learner, course="first")
    with pytest.raises(NotFound):
        funnel(bank.learning, actor=trainer, course="no-such-course")
