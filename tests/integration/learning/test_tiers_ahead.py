"""What comes after what one learns now is on one's map before its day: from when, and after what."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update
from sqlmodel import col

from lms.catalogue.teaching import publish_teaching
from lms.learning import Learning, enrol_by_rule, paths_of, tiers_ahead
from lms.people import Actor
from lms.people.tables import Person
from tests.unit.lms.catalogue.teaching.a_course import CURRICULUM

TO_COME = {
    "counter": "{jobs: [teller], hired_for_days: 90}",
    "second-year": "{jobs: [teller], after: [foundation]}",
    "lobby": "{jobs: [lobby_manager]}",
    "of-last-year": "{jobs: [teller], hired_for_days: 90, hired_within_days: 30}",
    "by-hand": "{}",
}
HIRED_DAYS_AGO = 12


@pytest.fixture
def learning(learning: Learning, content: Path, newcomer: Actor) -> Learning:
    for slug, rule in TO_COME.items():
        for locale in ("zh-CN", "en"):
            (content / f"curricula/{slug}.{locale}.yaml").write_text(
                CURRICULUM.replace("slug: foundation", f"slug: {slug}")
                .replace("tier: foundation", "tier: in_service")
                .replace("for: {hired_within_days: 180}", f"for: {rule}"),
                encoding="utf-8",
            )
    assert publish_teaching(learning.context, content) == ()
    hired(learning, newcomer, days_ago=HIRED_DAYS_AGO)
    enrol_by_rule(learning)
    return learning


def hired(learning: Learning, who: Actor, *, days_ago: int) -> None:
    with learning.context.database.transaction() as connection:
        connection.execute(
            update(Person)
            .where(col(Person.id) == who.person_id)
            .values(hired_on=learning.context.today() - timedelta(days=days_ago))
        )


def test_a_newcomer_sees_the_tier_of_her_job_with_its_day_and_what_waits_for_another(
    learning: Learning, newcomer: Actor
) -> None:
    assert [path.curriculum.slug for path in paths_of(learning, actor=newcomer, locale="en")] == [
        "foundation"
    ]
    job, second = tiers_ahead(learning, actor=newcomer, locale="en")
    assert job.curriculum.slug == "counter" and job.after == ()
    assert job.begins_on == learning.context.today() + timedelta(days=90 - HIRED_DAYS_AGO)
    title = learning.shelves.shelf("en").curricula["foundation"].title
    assert second.curriculum.slug == "second-year" and second.after == (title,)


def test_what_has_begun_is_ahead_no_more(learning: Learning, newcomer: Actor) -> None:
    hired(learning, newcomer, days_ago=90)
    enrol_by_rule(learning)
    assert "counter" in {one.curriculum.slug for one in paths_of(learning, actor=newcomer, locale="en")}
    assert [one.curriculum.slug for one in tiers_ahead(learning, actor=newcomer, locale="en")] == [
        "second-year"
    ]


def test_her_mentor_sees_what_is_ahead_of_her(learning: Learning, newcomer: Actor, mentor: Actor) -> None:
    seen = tiers_ahead(learning, actor=mentor, locale="zh-CN", person_id=newcomer.person_id)
    assert [one.curriculum.slug for one in seen] == ["counter", "second-year"]
