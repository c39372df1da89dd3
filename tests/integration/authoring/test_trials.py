"""A scenario is tried out beside the portal: by whom, how far, what stays."""

import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import event, insert, select
from sqlmodel import col

from lms.authoring import (
    Run,
    TrialRoom,
    ask_for_trials,
    list_trials,
    read_sample,
    read_trial,
    trial_progress,
    trial_rows,
)
from lms.authoring.edition import rules_edition
from lms.authoring.shipped import written
from lms.authoring.tables import TrialRun, TrialSeed
from lms.authoring.trial_worker import PATIENCE_S, PLAYER_SILENT, TrialWorker
from lms.catalogue import Catalogue, publish, text_hash
from lms.people import Action, Actor, DemoBank
from lms.people.rights import PERMISSIONS
from lms.people.roles import Role
from lms.platform.context import Context
from lms.platform.errors import Forbidden, NotFound, Refused
from scenarios.built_in import BuiltInCustomer
from scenarios.schema import Scenario
from scoring.trials import TRAINEES, findings, is_marked, summarise, try_out
from tests.fixed_clock import FixedClock
from tests.integration.practice.rehearsal import somebody, umbrella

SLUG, WITHIN_S = "lost-umbrella", 60.0
WHERE = {"slug": SLUG, "locale": "zh-CN"}


def _ask(room: TrialRoom, actor: Actor, seeds: int = 5) -> None:
    ask_for_trials(room, actor=actor, slug=SLUG, locale="zh-CN", seeds=seeds)


def _run(room: TrialRoom, actor: Actor) -> Run | None:
    return trial_progress(room, actor=actor, slug=SLUG, locale="zh-CN")


def _finished(room: TrialRoom, actor: Actor) -> Run:
    """Look again and again, as the page does, until it is over."""
    return _seen(room, actor, lambda run: not run.open)


def _seen(room: TrialRoom, actor: Actor, wanted: Callable[[Run], bool]) -> Run:
    until = time.monotonic() + WITHIN_S
    while time.monotonic() < until:
        run = _run(room, actor)
        assert run is not None
        if wanted(run):
            return run
        time.sleep(0.05)
    raise AssertionError(f"still {run}")


def _seeds_kept(context: Context) -> list[int]:
    with context.database.reading() as connection:
        return sorted(connection.execute(select(col(TrialSeed.seed))).scalars())


def _shipped(scenario: Scenario, seeds: int = 1) -> str:
    trials = [
        try_out(scenario, who, BuiltInCustomer(), seed=seed) for who in TRAINEES for seed in range(seeds)
    ]
    found = findings(trials, difficulty=scenario.difficulty)
    return written([summarise(scenario, trials, found, text=text_hash(scenario))], played_on=date(2026, 3, 1))


@pytest.mark.parametrize("account", ["new-hire", "mentor", "manager"])
def test_who_does_not_try_scenarios_is_refused_whatever_they_call(
    room: TrialRoom, context: Context, bank: DemoBank, account: str
) -> None:
    actor = somebody(context, bank.one_click(account).person_id)
    calls: list[Callable[[], object]] = [
        lambda: list_trials(room, actor=actor),
        lambda: read_trial(room, actor=actor, slug=SLUG, locale="zh-CN"),
        lambda: _ask(room, actor),
        lambda: _run(room, actor),
        lambda: read_sample(room, actor=actor, slug=SLUG, locale="zh-CN", trainee="bad", seed=0),
    ]
    for call in calls:
        with pytest.raises(Forbidden, match="trainers and administrators"):
            call()
    with context.database.reading() as connection:
        assert connection.execute(select(col(TrialRun.id))).first() is None


def test_trainers_and_administrators_may_and_nobody_else() -> None:
    assert set(PERMISSIONS[Action.TRY_SCENARIOS]) == {Role.TRAINER, Role.ADMIN}


def test_a_scenario_nobody_tried_says_so(room: TrialRoom, trainer: Actor) -> None:
    (row,) = list_trials(room, actor=trainer)
    assert (row.summary, row.sound, row.needs_mending, row.waiting) == (None, False, False, False)
    assert _run(room, trainer) is None


def test_what_is_asked_for_is_played_and_stays(room: TrialRoom, context: Context, trainer: Actor) -> None:
    _ask(room, trainer)
    assert list_trials(room, actor=trainer)[0].waiting
    run = _finished(room, trainer)
    assert (run.played, run.failure) == (5, None)
    another = TrialRoom(context, Catalogue(context))
    (row,) = list_trials(another, actor=trainer)
    assert row.summary is not None and not row.shipped and not row.outdated and not row.waiting
    assert [tally.trainee for tally in row.summary.tallies] == list(TRAINEES)
    assert {tally.times for tally in row.summary.tallies} == {5}
    # Its three trainees say the same few letters: this one needs mending, and is told why.
    assert row.needs_mending
    assert "not_apart" in {note.kind for note in row.summary.notes}


def test_the_trials_are_those_that_the_command_plays(room: TrialRoom, trainer: Actor) -> None:
    _ask(room, trainer)
    _finished(room, trainer)
    summary = read_trial(room, actor=trainer, slug=SLUG, locale="zh-CN").summary
    scenario = umbrella()
    trials = [
        try_out(scenario, who, BuiltInCustomer(), seed=seed, marks=is_marked(who, seed))
        for seed in range(5)
        for who in TRAINEES
    ]
    found = findings(trials, difficulty=scenario.difficulty)
    assert summary == summarise(scenario, trials, found, text=text_hash(scenario))


def test_asking_again_plays_nothing_again_and_more_seeds_only_what_is_missing(
    room: TrialRoom, context: Context, trainer: Actor, clock: FixedClock
) -> None:
    _ask(room, trainer)
    first = _finished(room, trainer)
    clock.move(timedelta(hours=1))
    _ask(room, trainer)
    assert _run(room, trainer) == first
    written: list[str] = []
    event.listen(
        context.database.engine,
        "before_cursor_execute",
        lambda _connection, _cursor, statement, *_: written.append(statement),
    )
    _ask(room, trainer, seeds=20)
    assert read_trial(room, actor=trainer, slug=SLUG, locale="zh-CN").summary is not None, "the former stays"
    assert _finished(room, trainer).played == 20
    assert sum("INSERT INTO trial_seed" in statement for statement in written) == 15
    assert _seeds_kept(context) == list(range(20))
    summary = read_trial(room, actor=trainer, slug=SLUG, locale="zh-CN").summary
    assert summary is not None and summary.seeds == 20


def test_a_run_whose_process_died_goes_on_where_it_stood(
    room: TrialRoom, context: Context, trainer: Actor, clock: FixedClock
) -> None:
    _ask(room, trainer, seeds=20)
    _seen(room, trainer, lambda run: run.played >= 2)
    room.close()
    kept = _seeds_kept(context)
    assert 2 <= len(kept) < 20
    with context.database.transaction() as connection:
        # As if it had been killed: it lives no more, and has not laid the run down.
        connection.execute(TrialRun.__table__.update().values(beat_at=context.now()))  # type: ignore[attr-defined]
    another = TrialRoom(context, Catalogue(context))
    try:
        assert _run(another, trainer) is not None
        time.sleep(0.3)
        assert _seeds_kept(context) == kept, "nobody takes it from a process that may be alive"
        clock.move(timedelta(minutes=1))
        assert _finished(another, trainer).played == 20
    finally:
        another.close()
    assert _seeds_kept(context) == list(range(20))


def test_a_portal_that_closes_lays_its_run_down_for_the_next_one_at_once(
    room: TrialRoom, context: Context, trainer: Actor
) -> None:
    _ask(room, trainer, seeds=50)
    _seen(room, trainer, lambda run: run.played >= 1)
    room.close()
    run = _run(room, trainer)
    assert run is not None and run.open and not run.playing
    another = TrialRoom(context, Catalogue(context))
    try:
        _seen(another, trainer, lambda now: now.played > run.played)
    finally:
        another.close()


def test_a_scenario_that_was_changed_is_to_be_tried_again(
    room: TrialRoom, context: Context, trainer: Actor
) -> None:
    _ask(room, trainer)
    _finished(room, trainer)
    publish(context, umbrella(title="Another umbrella"))
    room.catalogue.refresh()
    (row,) = list_trials(room, actor=trainer)
    assert row.outdated and row.summary is not None and not row.sound and not row.needs_mending
    assert _run(room, trainer) is None
    _ask(room, trainer)
    _finished(room, trainer)
    assert not read_trial(room, actor=trainer, slug=SLUG, locale="zh-CN").outdated


def test_the_shipped_run_is_shown_until_something_is_played_here(
    context: Context, trainer: Actor, tmp_path: Path
) -> None:
    publish(context, umbrella())
    table = tmp_path / "shipped.json"
    table.write_text(_shipped(umbrella()), encoding="utf-8")
    room = TrialRoom(context, Catalogue(context), table=table)
    try:
        (row,) = list_trials(room, actor=trainer)
        assert row.shipped and row.summary is not None and row.played_on == date(2026, 3, 1)
        _ask(room, trainer)
        _finished(room, trainer)
        (row,) = list_trials(room, actor=trainer)
        assert not row.shipped and row.played_on == context.today()
    finally:
        room.close()


def test_a_scenario_that_cannot_be_played_to_its_end_says_why(
    context: Context, trainer: Actor, tmp_path: Path
) -> None:
    broken = umbrella(rubric="service-core").model_copy(update={"rubric": "no-such-rubric"})
    publish(context, broken)
    room = TrialRoom(context, Catalogue(context), table=tmp_path / "none.json")
    try:
        _ask(room, trainer)
        run = _finished(room, trainer)
        assert run.failure is not None and "no-such-rubric" in run.failure
        assert not list_trials(room, actor=trainer)[0].waiting
        _ask(room, trainer)
        assert _finished(room, trainer).failure is not None
    finally:
        room.close()


@pytest.mark.parametrize(
    "never_answers",
    ["import sys; sys.stdin.read()", "import time; time.sleep(60)"],
    ids=["reads on", "reads nothing"],
)
def test_a_player_that_does_not_answer_is_ended_and_the_run_says_so(
    context: Context, trainer: Actor, tmp_path: Path, never_answers: str
) -> None:
    publish(context, umbrella())
    catalogue = Catalogue(context)
    worker = TrialWorker(context, catalogue, player=[sys.executable, "-c", never_answers], patience_s=0.5)
    room = TrialRoom(context, catalogue, table=tmp_path / "none.json", worker=worker)
    try:
        _ask(room, trainer)
        assert _finished(room, trainer).failure == f"{PLAYER_SILENT}: 0.5"
    finally:
        room.close()
    assert PATIENCE_S < trial_rows.SILENT_S, "nobody takes it up meanwhile"


def test_a_run_whose_scenario_is_not_there_says_so_and_the_next_one_is_played(
    room: TrialRoom, context: Context, trainer: Actor
) -> None:
    with context.database.transaction() as connection:
        connection.execute(
            insert(TrialRun).values(
                id="lost",
                slug="nobody",
                locale="zh-CN",
                version=9,
                text="0",
                rules=rules_edition(),
                seeds=1,
                asked_by=trainer.person_id,
                asked_at=context.now() - timedelta(hours=1),
            )
        )
    _ask(room, trainer)
    assert _finished(room, trainer).failure is None
    with context.database.reading() as connection:
        lost = trial_rows.read_run_by_id(connection, "lost", now=context.now())
    assert lost is not None and lost.failure is not None and lost.failure.startswith("NotFound")


def test_a_wrong_number_of_seeds_trainee_or_scenario_is_refused(room: TrialRoom, trainer: Actor) -> None:
    with pytest.raises(Refused, match="5, 20, 50"):
        _ask(room, trainer, seeds=1_000_000)
    with pytest.raises(NotFound):
        ask_for_trials(room, actor=trainer, slug="nobody", locale="zh-CN", seeds=5)
    for trainee, seed in (("nobody", 0), ("bad", -1), ("bad", 10_000)):
        with pytest.raises(NotFound, match="choose a trainee"):
            read_sample(room, actor=trainer, slug=SLUG, locale="zh-CN", trainee=trainee, seed=seed)


def test_a_conversation_can_be_read_and_is_the_same_for_the_same_seed(
    room: TrialRoom, context: Context, trainer: Actor
) -> None:
    first = read_sample(room, actor=trainer, slug=SLUG, locale="zh-CN", trainee="only_apologies", seed=3)
    assert [turn.speaker for turn in first.turns[:2]] == ["customer", "trainee"]
    assert first.ending.id in {ending.id for ending in umbrella().endings}
    again = read_sample(
        TrialRoom(context, room.catalogue),
        actor=trainer,
        slug=SLUG,
        locale="zh-CN",
        trainee="only_apologies",
        seed=3,
    )
    assert [turn.text for turn in again.turns] == [turn.text for turn in first.turns]
