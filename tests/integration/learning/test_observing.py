"""Somebody sits beside a colleague at work, marks, signs once; two in a row clear the colleague to work alone."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import func, insert, select
from sqlmodel import col

from lms.catalogue.teaching import Shelves, publish_teaching
from lms.learning import (
    Clearance,
    Done,
    Learning,
    Outcome,
    add_view,
    clearances_of,
    enrol_by_rule,
    keep_draft,
    observations_due,
    observations_of,
    open_sheet,
    paths_of,
    read_observation,
    record,
    sign_observation,
)
from lms.learning.competence.tables import CompetencyEvidence
from lms.learning.observing import clearances_within, drop_draft
from lms.learning.observing.tables import Observation, ObservationDraft
from lms.people import Actor, DemoBank, DemoPerson, Job, Role, find_reachable, sign_in_demo
from lms.people.actors import actor_from
from lms.people.chain import walk
from lms.people.rights import Action
from lms.people.tables import Person
from lms.platform.context import Context
from lms.platform.errors import Forbidden, NotFound, Refused
from scoring.schema import load_rubric
from tests.fixed_clock import FixedClock

RUBRIC = load_rubric("service-core")
RED_LINES = {one.id: "met" for one in RUBRIC.criteria if one.blocker}
WELL = {**RED_LINES, **{one.id: "met" for one in RUBRIC.criteria[:6]}}
BADLY = {**RED_LINES, **{one.id: "not_met" for one in RUBRIC.criteria[:6]}}

ALONE = {
    "slug": "alone",
    "title": "On your own",
    "summary": "Somebody looks on.",
    "competencies": ["empathy"],
    "level": 1,
    "activities": [
        {
            "id": "seen",
            "kind": "observation",
            "title": "Beside you",
            "work": "the counter",
            "times": 2,
            "before": ["first"],
        }
    ],
}


@pytest.fixture
def learning(context: Context, content: Path, bank: DemoBank) -> Learning:
    for locale in ("zh-CN", "en"):
        courses = content / f"curricula/courses/alone.{locale}.yaml"
        courses.write_text(yaml.safe_dump(ALONE, sort_keys=False), encoding="utf-8")
        path = content / f"curricula/foundation.{locale}.yaml"
        path.write_text(
            path.read_text(encoding="utf-8") + "  - {course: alone, due: {days: 60}}\n", encoding="utf-8"
        )
    assert publish_teaching(context, content) == ()
    made = Learning(context, Shelves(context))
    enrol_by_rule(made)
    return made


def somebody(learning: Learning, bank: DemoBank, name: str) -> Actor:
    return acting(learning, next(person for person in bank.people if person.name_en == name))


def acting(learning: Learning, person: DemoPerson) -> Actor:
    context = learning.context
    with context.database.reading() as connection:
        found = actor_from(connection, person.person_id, now=context.now(), today=context.today())
    assert found is not None
    return found


def see(
    learning: Learning,
    observer: Actor,
    observed: Actor,
    outcomes: dict[str, str],
    notes: dict[str, str] | None = None,
    said: str = "",
) -> str:
    keep_draft(
        learning,
        actor=observer,
        person_id=observed.person_id,
        outcomes=outcomes,
        notes=notes or {},
        said=said,
    )
    return sign_observation(learning, actor=observer, person_id=observed.person_id)


def clearance(learning: Learning, actor: Actor, bank: DemoBank) -> Clearance:
    card = next(person for person in bank.people if person.person_id == actor.person_id)
    (one,) = clearances_of(learning, actor=actor, people=[card], locale="en")[actor.person_id]
    return one


def finish(learning: Learning, actor: Actor, course: str) -> None:
    done = Done(actor.person_id, "course", course, Outcome.COMPLETED, learning.context.now())
    with learning.context.database.transaction() as connection:
        record(
            connection,
            learning.structure,
            [done],
            today=learning.context.today(),
            now=learning.context.now(),
        )


def test_two_observations_in_a_row_and_what_comes_before_clear_for_independent_work(
    learning: Learning, newcomer: Actor, mentor: Actor, bank: DemoBank, clock: FixedClock
) -> None:
    people = [person for person in bank.people if person.person_id == newcomer.person_id]
    (due,) = observations_due(learning, actor=mentor, people=people, locale="en")
    assert (due.course, due.ready, due.activity.times) == ("alone", 0, 2)
    see(learning, mentor, newcomer, WELL)
    clock.moment += timedelta(days=1)
    see(learning, mentor, newcomer, BADLY)
    again = clearance(learning, newcomer, bank)
    assert (again.cleared, again.ready, again.last_failed) == (False, 0, True)
    for _ in range(2):
        clock.moment += timedelta(days=1)
        see(learning, mentor, newcomer, WELL)
    seen = clearance(learning, newcomer, bank)
    assert (seen.cleared, seen.ready, seen.missing) == (False, 2, ("First",))
    assert observations_due(learning, actor=mentor, people=people, locale="en") == ()
    finish(learning, newcomer, "first")
    cleared = clearance(learning, newcomer, bank)
    assert (cleared.cleared, cleared.since, cleared.work) == (True, learning.context.today(), "the counter")
    (path,) = paths_of(learning, actor=newcomer, locale="en")
    assert path.validity == "completed"
    listed = clearances_within(
        learning,
        actor=sign_in_demo(learning.context, username="manager"),
        unit_ids=[newcomer.unit_id],
        locale="en",
    )
    assert [(card.person_id, one.cleared) for card, one in listed if one.cleared] == [
        (newcomer.person_id, True)
    ]

    clock.moment += timedelta(days=30)
    crossed = {**WELL, "no_leak": "not_met"}
    see(learning, mentor, newcomer, crossed, {"no_leak": "大声念了余额"})
    assert clearance(learning, newcomer, bank).cleared is False
    (path,) = paths_of(learning, actor=newcomer, locale="en")
    assert path.validity == "completed"  # what was earned stays; standing alone is another matter


def test_whoever_waits_is_found_among_however_many_are_within_reach(
    learning: Learning, newcomer: Actor, bank: DemoBank, clock: FixedClock
) -> None:
    others = [
        {
            "id": f"other {place}",
            "employee_no": f"0000{place:03d}",
            "name_zh": "何人",
            "name_en": "He Ren",
            "job": Job.TELLER,
            "unit_id": newcomer.unit_id,
            "hired_on": learning.context.today(),
            "active": True,
            "created_at": learning.context.now(),
        }
        for place in range(150)
    ]
    with learning.context.database.transaction() as connection:
        connection.execute(insert(Person), others)
    trainer = somebody(learning, bank, "Gu Wenlan")
    found = {one.person.person_id for one in observations_due(learning, actor=trainer, locale="en")}
    assert newcomer.person_id in found and not found & {one["id"] for one in others}
    elsewhere = somebody(learning, bank, "Wei Jiahe")
    assert newcomer.person_id not in {
        one.person.person_id for one in observations_due(learning, actor=elsewhere, locale="en")
    }
    manager = somebody(learning, bank, "Song Mingyuan")
    assert observations_due(learning, actor=manager, locale="en") == ()


def test_whoever_completed_it_and_was_then_seen_to_fail_waits_again(
    learning: Learning, newcomer: Actor, mentor: Actor, clock: FixedClock
) -> None:
    finish(learning, newcomer, "first")
    for outcomes in (WELL, WELL):
        clock.moment += timedelta(days=1)
        see(learning, mentor, newcomer, outcomes)
    mine: dict[str, Any] = {"actor": mentor, "locale": "en"}
    assert newcomer.person_id not in {one.person.person_id for one in observations_due(learning, **mine)}
    clock.moment += timedelta(days=1)
    see(learning, mentor, newcomer, BADLY)
    assert newcomer.person_id in {one.person.person_id for one in observations_due(learning, **mine)}


def test_a_crossed_red_line_is_not_ready_whatever_the_rest_says(
    learning: Learning, newcomer: Actor, mentor: Actor
) -> None:
    crossed = {**WELL, "no_over_promise": "not_met"}
    with pytest.raises(Refused, match="red line was crossed"):
        see(learning, mentor, newcomer, crossed)
    observation_id = see(learning, mentor, newcomer, crossed, {"no_over_promise": "说了“肯定能批”"})
    seen = read_observation(learning, actor=newcomer, observation_id=observation_id, locale="en")
    assert (seen.card.verdict, seen.blocked_by) == ("red_line", ("no_over_promise",))
    assert seen.notes["no_over_promise"] == "说了“肯定能批”"


def test_what_is_marked_is_kept_until_it_is_signed_and_signed_once(
    learning: Learning, newcomer: Actor, mentor: Actor
) -> None:
    about: dict[str, Any] = {"actor": mentor, "person_id": newcomer.person_id}
    with pytest.raises(Refused, match="Nothing is marked"):
        sign_observation(learning, **about)
    keep_draft(learning, **about, outcomes={"greeting": "met", "nonsense": "met"}, notes={}, said="稳")
    sheet = open_sheet(learning, **about, locale="en")
    assert (dict(sheet.outcomes), sheet.said, sheet.course) == ({"greeting": "met"}, "稳", "alone")
    with pytest.raises(Refused, match="red line"):
        sign_observation(learning, **about)
    keep_draft(learning, **about, outcomes={**RED_LINES, "greeting": "met"}, notes={}, said="稳")
    with pytest.raises(Refused, match="at least 5"):
        sign_observation(learning, **about)
    assert dict(open_sheet(learning, **about, locale="en").outcomes) == {**RED_LINES, "greeting": "met"}
    keep_draft(learning, **about, outcomes=WELL, notes={}, said="稳")
    sign_observation(learning, **about)
    with pytest.raises(Refused, match="another window"):
        sign_observation(learning, **about)
    with learning.context.database.reading() as connection:
        counted = [
            connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (Observation, ObservationDraft)
        ]
    assert counted == [1, 0]
    keep_draft(learning, **about, outcomes=WELL, notes={}, said="")
    drop_draft(learning, **about)
    assert dict(open_sheet(learning, **about, locale="en").outcomes) == {}


def test_a_sheet_that_another_window_has_signed_is_kept_and_signed_no_more(
    learning: Learning, newcomer: Actor, mentor: Actor
) -> None:
    about: dict[str, Any] = {"actor": mentor, "person_id": newcomer.person_id}
    keep_draft(learning, **about, outcomes=WELL, notes={}, said="")
    in_both = open_sheet(learning, **about, locale="en").begun_at
    sign_observation(learning, **about)
    with pytest.raises(Refused, match="another window"):
        keep_draft(learning, **about, outcomes=WELL, notes={}, said="", begun_at=in_both)
    assert open_sheet(learning, **about, locale="en").begun_at is None


def test_a_customers_details_are_blacked_out_before_words_are_kept(
    learning: Learning, newcomer: Actor, mentor: Actor
) -> None:
    masked = keep_draft(
        learning,
        actor=mentor,
        person_id=newcomer.person_id,
        outcomes=BADLY,
        notes={"greeting": "客户电话13812345678，没打招呼"},
        said="客户身份证110101199003078515念出来了",
    )
    assert masked == 2
    observation_id = sign_observation(learning, actor=mentor, person_id=newcomer.person_id)
    seen = read_observation(learning, actor=newcomer, observation_id=observation_id, locale="en")
    assert "13812345678" not in seen.notes["greeting"] and "110101199003078515" not in seen.said
    assert (
        add_view(learning, actor=newcomer, observation_id=observation_id, text="客户说号码是13812345678") == 1
    )


def test_the_person_observed_reads_it_and_adds_how_they_see_it_and_nothing_changes_what_was_signed(
    learning: Learning, newcomer: Actor, mentor: Actor
) -> None:
    observation_id = see(learning, mentor, newcomer, WELL, said="稳")
    add_view(learning, actor=newcomer, observation_id=observation_id, text="那天人多，我有点急。")
    add_view(learning, actor=newcomer, observation_id=observation_id, text="那天人多，我有点急。")
    with pytest.raises(Forbidden):
        add_view(learning, actor=mentor, observation_id=observation_id, text="不是这样")
    with pytest.raises(Refused):
        add_view(learning, actor=newcomer, observation_id=observation_id, text=" ")
    seen = read_observation(learning, actor=mentor, observation_id=observation_id, locale="zh-CN")
    assert [text for _at, text in seen.views] == ["那天人多，我有点急。"]
    assert (seen.said, seen.card.verdict, seen.own) == ("稳", "ready", False)


def test_who_may_observe_whom(learning: Learning, newcomer: Actor, mentor: Actor, bank: DemoBank) -> None:
    names = {
        "Fang Huimin": True,  # her mentor
        "Gu Wenlan": True,  # a trainer
        "Tang Shufen": False,  # a counter supervisor elsewhere
        "Song Mingyuan": False,  # her manager
        "Shen Yizhou": False,  # an administrator
        "Qian Xiuzhen": False,  # a colleague
        "Lin Xiaoyu": False,  # herself
        "Ji Huaijin": False,  # an auditor
    }
    for name, may in names.items():
        actor = somebody(learning, bank, name)
        if may:
            open_sheet(learning, actor=actor, person_id=newcomer.person_id, locale="en")
            continue
        for attempt in (
            lambda actor=actor: open_sheet(learning, actor=actor, person_id=newcomer.person_id, locale="en"),
            lambda actor=actor: keep_draft(
                learning, actor=actor, person_id=newcomer.person_id, outcomes=WELL, notes={}, said=""
            ),
            lambda actor=actor: sign_observation(learning, actor=actor, person_id=newcomer.person_id),
            lambda actor=actor: drop_draft(learning, actor=actor, person_id=newcomer.person_id),
        ):
            with pytest.raises(Forbidden):
                attempt()
    with pytest.raises(NotFound):
        open_sheet(learning, actor=mentor, person_id="nobody", locale="en")


def test_a_counter_supervisor_observes_the_people_of_their_own_branch_by_their_job_alone(
    learning: Learning, newcomer: Actor, mentor: Actor, bank: DemoBank
) -> None:
    bare = replace(
        mentor,
        grants=tuple(grant for grant in mentor.grants if grant.role is not Role.MENTOR),
        mentee_ids=frozenset(),
    )
    assert bare.job is Job.COUNTER_SUPERVISOR
    see(learning, bare, newcomer, WELL)
    elsewhere = next(person for person in bank.people if person.name_en == "Shang Kexin")
    with pytest.raises(Forbidden):
        open_sheet(learning, actor=bare, person_id=elsewhere.person_id, locale="en")
    reached = find_reachable(learning.context, actor=bare, action=Action.OBSERVE, limit=100)
    assert {card.unit_id for card in reached} == {bare.unit_id}
    assert bare.person_id not in {card.person_id for card in reached}
    (found,) = find_reachable(learning.context, actor=bare, action=Action.OBSERVE, words="晓雨")
    assert found.person_id == newcomer.person_id


def test_who_may_read_an_observation_and_that_it_is_in_the_trail(
    learning: Learning, newcomer: Actor, mentor: Actor, bank: DemoBank
) -> None:
    observation_id = see(learning, mentor, newcomer, WELL)
    for name in ("Song Mingyuan", "Gu Wenlan"):
        actor = somebody(learning, bank, name)
        read_observation(learning, actor=actor, observation_id=observation_id, locale="en")
        assert len(observations_of(learning, actor=actor, person_id=newcomer.person_id)) == 1
    for name in ("Wei Jiahe", "Tang Shufen", "Qian Xiuzhen", "Shen Yizhou", "Ji Huaijin"):
        actor = somebody(learning, bank, name)
        with pytest.raises(Forbidden):
            read_observation(learning, actor=actor, observation_id=observation_id, locale="en")
        with pytest.raises(Forbidden):
            observations_of(learning, actor=actor, person_id=newcomer.person_id)
    read_observation(learning, actor=newcomer, observation_id=observation_id, locale="en")
    assert len(observations_of(learning, actor=newcomer)) == 1
    with learning.context.database.reading() as connection:
        told = [(row.deed, row.why, row.person_id, row.object_id) for row in walk(connection)]
    about = (newcomer.person_id, observation_id)
    assert told == [
        ("observed", "mentor", *about),
        ("read_observation", "manager", *about),
        ("listed_observations", "manager", newcomer.person_id, None),
        ("read_observation", "trainer", *about),
        ("listed_observations", "trainer", newcomer.person_id, None),
    ]


def test_what_was_seen_at_work_is_evidence_of_competencies(
    learning: Learning, newcomer: Actor, mentor: Actor
) -> None:
    see(learning, mentor, newcomer, WELL)
    with learning.context.database.reading() as connection:
        kinds = set(connection.execute(select(col(CompetencyEvidence.kind))).scalars())
    assert kinds == {"observation"}
