"""The demo bank's history: believable, whole, the same every time, and written once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from statistics import mean

import pytest
from sqlalchemy import func, select

from lms.catalogue import Catalogue, publish, publish_library
from lms.people import DemoBank, Role, load_people
from lms.platform.context import Context
from lms.platform.settings import load_settings
from lms.practice import (
    AttemptCard,
    Practice,
    exams_to_read,
    list_attempts,
    read_attempt,
    shared_with_me,
    team_figures,
    team_page,
    unfinished,
)
from lms.practice.tables import Assessment, Attempt, Turn
from lms.wiring import open_demo_bank, practice_room, publish_and_load_demo
from scenarios.transcript import Transcript
from scoring.assessment import Assessment as Judgement
from tests.fixed_clock import FixedClock
from tests.integration.conftest import OPENED, a_database
from tests.integration.practice.rehearsal import somebody, umbrella


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def furnished(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Practice]:
    """A room in the demo bank as somebody finds it at the first start. The tests that share it only look."""
    folder = tmp_path_factory.mktemp("furnished")
    for database in a_database(request, folder, kind=request.param):
        settings = load_settings(home=folder / "home", demo=True, _env_file=None)
        context = Context(database, settings, FixedClock(OPENED))
        publish_and_load_demo(context)
        yield practice_room(context, Catalogue(context))


@pytest.fixture(scope="module")
def bank(furnished: Practice) -> DemoBank:
    return load_people(furnished.context.database, furnished.context.today())


def written(context: Context) -> dict[str, list[tuple[object, ...]]]:
    """Everything that was written, row by row."""
    with context.database.reading() as connection:
        return {
            table.__name__: [tuple(row) for row in connection.execute(select(table))]
            for table in (Attempt, Turn, Assessment)
        }


def attempts_of(practice: Practice, person_id: str) -> list[AttemptCard]:
    """Somebody's attempts, oldest first."""
    actor = somebody(practice.context, person_id)
    return list(reversed(list_attempts(practice, actor=actor, limit=200)))


def everybodys(practice: Practice, bank: DemoBank) -> dict[str, list[AttemptCard]]:
    return {p.person_id: attempts_of(practice, p.person_id) for p in bank.people if Role.TRAINEE in p.roles}


def test_people_have_practised_for_some_weeks_and_got_better(furnished: Practice, bank: DemoBank) -> None:
    history = everybodys(furnished, bank)
    cards = sorted((c for own in history.values() for c in own), key=lambda card: card.opened_at)
    assert 150 <= len(cards) <= 500 and sum(bool(own) for own in history.values()) >= 45
    assert {card.mode for card in cards} == {"practice", "exam"}
    assert timedelta(weeks=4) < cards[-1].opened_at - cards[0].opened_at < timedelta(weeks=6)
    third = len(cards) // 3
    early, late = (mean(card.score or 0 for card in part) for part in (cards[:third], cards[-third:]))
    assert late > early + 7
    assert 0.2 < mean(bool(card.passed) for card in cards) < 0.8


def test_every_attempt_is_whole(furnished: Practice, bank: DemoBank) -> None:
    days = {person.person_id: person.hired_on for person in bank.people}
    now = furnished.context.now()
    for person_id, cards in everybodys(furnished, bank).items():
        actor = somebody(furnished.context, person_id)
        for card in cards[-2:]:
            view = read_attempt(furnished, actor=actor, attempt_id=card.attempt_id)
            assert view.assessment is not None and view.ending is not None
            assert [turn.seq for turn in view.turns] == list(range(card.turns or 0))
            times = [card.opened_at, *(turn.at for turn in view.turns), card.closed_at or now]
            assert all(before <= after for before, after in pairwise(times)) and times[-1] < now
            assert times[0].date() >= days[person_id]
            assert card.deadline_at is None or times[-1] <= card.deadline_at
            proven(view.assessment, view.transcript)


def proven(assessment: Judgement, transcript: Transcript) -> None:
    """Reading refuses a quote that was not said."""
    Judgement.read(assessment.model_dump_json(), transcript)


def test_nobody_was_in_two_places_at_once_and_nothing_is_left_open(
    furnished: Practice, bank: DemoBank
) -> None:
    for person_id, cards in everybodys(furnished, bank).items():
        assert unfinished(furnished, actor=somebody(furnished.context, person_id)) is None
        for before, after in pairwise(cards):
            assert before.closed_at is not None and before.closed_at <= after.opened_at
        exams = [card.slug for card in cards if card.mode == "exam"]
        assert len(exams) == len(set(exams))


def test_the_new_hire_has_begun_and_her_mentor_has_something_to_read(
    furnished: Practice, bank: DemoBank
) -> None:
    newcomer = bank.one_click("new-hire")
    assert len(attempts_of(furnished, newcomer.person_id)) == 3
    mentor = somebody(furnished.context, bank.one_click("mentor").person_id)
    team = [row for quiet in (True, False) for row in team_page(furnished, actor=mentor, quiet=quiet).rows]
    assert len(team) == 2 and all(row.progress.attempts >= 3 for row in team)
    assert sum(unit.begun for unit in team_figures(furnished, actor=mentor)) == 2
    assert exams_to_read(furnished, actor=mentor) or shared_with_me(furnished, actor=mentor)
    trainer = somebody(furnished.context, bank.one_click("trainer").person_id)
    assert len(exams_to_read(furnished, actor=trainer)) >= 10


def test_a_second_start_changes_nothing_whatever_the_day(furnished: Practice) -> None:
    once = written(furnished.context)
    publish_and_load_demo(furnished.context)
    publish_and_load_demo(replace(furnished.context, clock=FixedClock(OPENED + timedelta(days=30))))
    assert written(furnished.context) == once


def test_two_processes_that_start_at_once_make_one_history(context: Context) -> None:
    publish_library(context)
    with ThreadPoolExecutor(2) as processes:
        for done in [processes.submit(open_demo_bank, context) for _ in range(2)]:
            done.result()
    with context.database.reading() as connection:
        attempts = connection.execute(select(func.count()).select_from(Attempt)).scalar_one()
        assessments = connection.execute(select(func.count()).select_from(Assessment)).scalar_one()
    assert attempts == assessments >= 150


def test_a_library_that_grows_later_adds_no_history(context: Context) -> None:
    publish(context, umbrella())
    open_demo_bank(context)
    once = written(context)
    assert len(once["Attempt"]) >= 150
    publish(context, umbrella(slug="lost-hat"))
    open_demo_bank(context)
    assert written(context) == once


def test_without_a_single_scenario_there_is_no_history_yet(context: Context, tmp_path: Path) -> None:
    publish_library(context, tmp_path)
    open_demo_bank(context)
    assert written(context)["Attempt"] == []
    publish(context, umbrella())
    open_demo_bank(context)
    assert written(context)["Attempt"]


def test_outside_demo_mode_nobody_is_invented(context: Context) -> None:

    sober = replace(context, settings=context.settings.model_copy(update={"demo": False}))
    publish_and_load_demo(sober)
    assert written(context)["Attempt"] == [] and Catalogue(context).scenario_cards("zh-CN")
