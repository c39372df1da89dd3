"""Rules fire for each job that somebody holds; what was learned for one they gave up stays, and counts again."""

from pathlib import Path

import pytest
from sqlalchemy import select, update
from sqlmodel import col

from lms.catalogue.teaching import publish_teaching
from lms.learning import Learning, competencies_of, enrol_by_rule, needs_of_jobs
from lms.learning.tables import Enrolment
from lms.people import DemoBank, Job, read_staff
from lms.people.jobs import further_text
from lms.people.tables import Person
from tests.integration.people.test_importing import actor
from tests.integration.practice.test_conduct import statements
from tests.unit.lms.catalogue.teaching.a_course import CURRICULUM

FOR = {"counter": Job.TELLER, "lobby": Job.LOBBY_MANAGER}


@pytest.fixture
def learning(learning: Learning, content: Path) -> Learning:
    for slug, job in FOR.items():
        for locale in ("zh-CN", "en"):
            (content / f"curricula/{slug}.{locale}.yaml").write_text(
                CURRICULUM.replace("slug: foundation", f"slug: {slug}")
                .replace("tier: foundation", "tier: in_service")
                .replace("for: {hired_within_days: 180}", f"for: {{jobs: [{job}]}}"),
                encoding="utf-8",
            )
    assert publish_teaching(learning.context, content) == ()
    return learning


def change(learning: Learning, person_id: str, main: Job, *further: Job) -> None:
    with learning.context.database.transaction() as connection:
        connection.execute(
            update(Person)
            .where(col(Person.id) == person_id)
            .values(job=main, further_jobs=further_text(main, further))
        )


def rounds(learning: Learning, person_id: str) -> set[tuple[str, int, str]]:
    with learning.context.database.reading() as connection:
        rows = connection.execute(
            select(col(Enrolment.curriculum), col(Enrolment.round), col(Enrolment.state)).where(
                col(Enrolment.person_id) == person_id, col(Enrolment.curriculum).in_(FOR)
            )
        )
        return {(row.curriculum, row.round, row.state) for row in rows}


def test_a_further_job_enrols_beside_the_main_one_and_giving_it_up_ends_that_alone(
    learning: Learning, bank: DemoBank
) -> None:
    her = next(person for person in bank.people if person.name_en == "Bai Mengjie").person_id
    enrol_by_rule(learning)
    assert rounds(learning, her) == {("counter", 1, "open")}
    change(learning, her, Job.TELLER, Job.LOBBY_MANAGER)
    enrol_by_rule(learning)
    both = {("counter", 1, "open"), ("lobby", 1, "open")}
    assert rounds(learning, her) == both
    # Which of the two is the main one is nothing to a rule.
    change(learning, her, Job.LOBBY_MANAGER, Job.TELLER)
    assert enrol_by_rule(learning).begun == 0 and rounds(learning, her) == both
    change(learning, her, Job.LOBBY_MANAGER)
    enrol_by_rule(learning)
    assert rounds(learning, her) == {("counter", 1, "ended"), ("lobby", 1, "open")}
    change(learning, her, Job.LOBBY_MANAGER, Job.TELLER)
    enrol_by_rule(learning)
    assert rounds(learning, her) == {("counter", 1, "ended"), ("counter", 2, "open"), ("lobby", 1, "open")}


def test_the_demo_banks_teller_in_the_lobby_is_enrolled_for_both_at_once(
    learning: Learning, bank: DemoBank
) -> None:
    her = next(person for person in bank.people if person.name_en == "Qian Xiuzhen").person_id
    enrol_by_rule(learning)
    assert rounds(learning, her) == {("counter", 1, "open"), ("lobby", 1, "open")}
    assert competencies_of(learning, actor=actor(learning.context, her))


def test_what_two_jobs_need_is_what_either_needs(learning: Learning) -> None:
    shelf = learning.structure
    one, other = (needs_of_jobs(shelf, [job]) for job in FOR.values())
    both = needs_of_jobs(shelf, FOR.values())
    assert both == {key: max(one.get(key, 0), other.get(key, 0)) for key in {**one, **other}}


def test_of_however_many_further_jobs_the_staff_is_read_in_the_same_questions(
    learning: Learning, bank: DemoBank
) -> None:
    def asked() -> int:
        with statements(learning.context) as told, learning.context.database.reading() as connection:
            assert read_staff(connection, now=learning.context.now())
        return len(told)

    few = asked()
    for person in bank.people:
        change(learning, person.person_id, person.job, Job.CASE_HANDLER, Job.SECURITY)
    assert asked() == few
