"""How far one is, how far one's people are, and what is the one thing to do next."""

from datetime import timedelta

import pytest

from lms.catalogue import publish
from lms.people import Actor, DemoBank, Job, Role, list_units
from lms.platform.context import Context
from lms.platform.errors import Forbidden, NotFound
from lms.practice import (
    NextStep,
    Practice,
    best_scores,
    close_attempt,
    list_attempts,
    next_step,
    open_attempt,
    progress,
    rewind,
    say,
    team_page,
    unfinished,
)
from scoring.schema import load_rubric
from tests.fixed_clock import FixedClock
from tests.integration.practice.conftest import SLUG
from tests.integration.practice.rehearsal import COMFORT, NOTHING, RUDE, somebody, umbrella

HARD = "lost-hat"
# What a teller says to pass: the small scenario asks little, the rubric asks for manners, too.
WELL = (
    "您好，韦女士，欢迎光临。能跟我说说是怎么回事吗？",
    "您的意思是东西落在我们这儿了，对吗？让您着急了，非常抱歉，您这样担心我特别理解。",
    "麻烦您先出示一下身份证，我核对一下。我陪您一起找，您看这样可以吗？",
    "我现在就请主管来一起看监控，今天下午五点前给您回电话，因为要先核对记录。我这样说您清楚吗？",
    "还有别的需要帮您吗？谢谢您，请慢走。",
)


def visit(
    practice: Practice, actor: Actor, words: tuple[str, ...], *, slug: str = SLUG, exam: bool = False
) -> str:
    attempt = open_attempt(
        practice, actor=actor, slug=slug, locale="zh-CN", mode="exam" if exam else "practice", seed=1
    )
    for place, said in enumerate(words):
        if say(practice, actor=actor, attempt_id=attempt, text=said, key=str(place)).closed:
            break
    close_attempt(practice, actor=actor, attempt_id=attempt)
    return attempt


def step_of(practice: Practice, actor: Actor) -> tuple[str, str]:
    step = next_step(practice, actor=actor, locale="zh-CN")
    assert isinstance(step, NextStep)
    return step.kind, step.card.slug


def test_the_list_is_ones_own_newest_first_and_comes_in_pages(
    practice: Practice, trainee: Actor, colleague: Actor, clock: FixedClock
) -> None:
    mine = []
    for _ in range(5):
        mine.append(open_attempt(practice, actor=trainee, slug=SLUG, locale="zh-CN"))
        open_attempt(practice, actor=colleague, slug=SLUG, locale="zh-CN")
        clock.move(timedelta(minutes=1))
    mine.reverse()
    first = list_attempts(practice, actor=trainee, limit=3)
    rest = list_attempts(practice, actor=trainee, limit=3, before=first[-1].opened_at)
    assert [card.attempt_id for card in first + rest] == mine
    assert list_attempts(practice, actor=trainee, slug="no-such-scenario") == ()
    assert list_attempts(practice, actor=trainee, limit=-1) == ()
    newest = unfinished(practice, actor=trainee)
    assert newest is not None and newest.attempt_id == mine[0]


def test_the_best_score_of_finished_attempts_counts(practice: Practice, trainee: Actor) -> None:
    open_attempt(practice, actor=trainee, slug=SLUG, locale="zh-CN")
    assert best_scores(practice, actor=trainee) == {}
    visit(practice, trainee, (NOTHING,))
    visit(practice, trainee, WELL)
    visit(practice, trainee, (COMFORT,))
    best = max(card.score or 0 for card in list_attempts(practice, actor=trainee))
    assert best_scores(practice, actor=trainee) == {SLUG: best} and best >= 70


def test_progress_counts_scenarios_attempts_exams_and_minutes(
    practice: Practice, trainee: Actor, clock: FixedClock
) -> None:
    assert progress(practice, actor=trainee).attempts == 0
    assert progress(practice, actor=trainee).last_at is None
    for exam in (False, True):
        attempt = open_attempt(
            practice, actor=trainee, slug=SLUG, locale="zh-CN", mode="exam" if exam else "practice", seed=1
        )
        for key, words in enumerate(WELL):
            clock.move(timedelta(seconds=90))
            if say(practice, actor=trainee, attempt_id=attempt, text=words, key=str(key)).closed:
                break
        close_attempt(practice, actor=trainee, attempt_id=attempt)
    found = progress(practice, actor=trainee)
    taken = sum(
        ((c.closed_at or c.opened_at) - c.opened_at).seconds for c in list_attempts(practice, actor=trainee)
    )
    assert (found.tried, found.passed, found.exams_passed, found.attempts) == (1, 1, 1, 2)
    assert found.minutes == round(taken / 60) and found.minutes > 5 and found.last_at == clock.now()


def test_what_was_left_open_over_night_was_not_practised_all_night(
    practice: Practice, trainee: Actor, attempt_id: str, clock: FixedClock
) -> None:
    clock.move(timedelta(hours=14))
    close_attempt(practice, actor=trainee, attempt_id=attempt_id)
    assert progress(practice, actor=trainee).minutes == 45


def test_progress_of_others_is_for_those_who_answer_for_them(
    practice: Practice, context: Context, bank: DemoBank, trainee: Actor, colleague: Actor
) -> None:
    visit(practice, trainee, (COMFORT,))
    auditor = next(p.person_id for p in bank.people if Role.AUDITOR in p.roles)
    for person_id in (*(bank.one_click(n).person_id for n in ("mentor", "trainer", "manager")), auditor):
        actor = somebody(context, person_id)
        assert progress(practice, actor=actor, person_id=trainee.person_id).attempts == 1
    with pytest.raises(NotFound):
        progress(practice, actor=colleague, person_id=trainee.person_id)
    admin = somebody(context, bank.one_click("admin").person_id)
    with pytest.raises(Forbidden):
        progress(practice, actor=admin, person_id=trainee.person_id)
    with pytest.raises(NotFound):
        progress(practice, actor=admin, person_id="nobody")


def test_a_manager_sees_their_own_branch_and_nobody_else(
    practice: Practice, context: Context, bank: DemoBank, trainee: Actor
) -> None:
    visit(practice, trainee, (COMFORT,))
    elsewhere = next(p for p in bank.people if p.job is Job.TELLER and p.unit_id != trainee.unit_id)
    visit(practice, somebody(context, elsewhere.person_id), (COMFORT,))
    manager = somebody(context, bank.one_click("manager").person_id)

    rows = [row for quiet in (True, False) for row in team_page(practice, actor=manager, quiet=quiet).rows]
    assert {row.person.person_id for row in rows} == {
        p.person_id for p in bank.people if p.unit_id == manager.unit_id and p.person_id != manager.person_id
    }
    assert {row.person.person_id: row.progress.attempts for row in rows if row.progress.attempts} == {
        trainee.person_id: 1
    }
    unit = next(unit for unit in list_units(context) if unit.unit_id == manager.unit_id)
    assert {row.unit_name("zh-CN") for row in rows} == {unit.name_zh}


def test_who_answers_for_whom(practice: Practice, context: Context, bank: DemoBank) -> None:
    def team(person_id: str) -> set[str]:
        rows = team_page(practice, actor=somebody(context, person_id), quiet=True, limit=500).rows
        return {row.person.person_id for row in rows}

    mentor, trainer = bank.one_click("mentor").person_id, bank.one_click("trainer").person_id
    assert team(mentor) == {p.person_id for p in bank.people if p.mentor_id == mentor}
    assert team(trainer) == {p.person_id for p in bank.people} - {trainer}
    assert team(bank.one_click("new-hire").person_id) == team(bank.one_click("admin").person_id) == set()


def test_the_next_step_from_the_first_day_to_the_last(practice: Practice, trainee: Actor) -> None:
    publish(practice.context, umbrella(slug=HARD, difficulty=5))
    publish(practice.context, umbrella(slug="not-my-job", difficulty=1, jobs=["security"]))
    practice.catalogue.refresh()
    assert step_of(practice, trainee) == ("first", SLUG), "the easiest for one's job"

    attempt = open_attempt(practice, actor=trainee, slug=SLUG, locale="zh-CN", seed=1)
    step = next_step(practice, actor=trainee, locale="zh-CN")
    assert step is not None and (step.kind, step.attempt_id) == ("continue", attempt)
    close_attempt(practice, actor=trainee, attempt_id=attempt)

    assert step_of(practice, trainee) == ("again", SLUG), "what failed comes before anybody new"
    visit(practice, trainee, WELL)
    assert step_of(practice, trainee) == ("next", HARD)
    visit(practice, trainee, WELL, slug=HARD)
    assert step_of(practice, trainee) == ("next", "not-my-job"), "then whatever else there is"
    visit(practice, trainee, WELL)
    assert step_of(practice, trainee) == ("exam", SLUG), "passed twice"
    visit(practice, trainee, WELL, exam=True)
    visit(practice, trainee, WELL, slug="not-my-job")
    assert next_step(practice, actor=trainee, locale="zh-CN") is None


def test_what_failed_comes_again_with_what_was_missing_most_and_after_three_times_something_easier(
    practice: Practice, trainee: Actor, clock: FixedClock
) -> None:
    publish(practice.context, umbrella(slug=HARD, difficulty=5, competencies=["elder_care", "empathy"]))
    publish(
        practice.context, umbrella(slug="nearest", difficulty=4, competencies=["empathy"], jobs=["security"])
    )
    publish(practice.context, umbrella(slug="of-another-kind", difficulty=4, competencies=["ai_tools"]))
    practice.catalogue.refresh()
    visit(practice, trainee, (WELL[0], COMFORT), slug=HARD)
    step = next_step(practice, actor=trainee, locale="zh-CN")
    assert step is not None and (step.kind, step.card.slug) == ("again", HARD)
    assert step.missing == "She knows by when.", "the aim that stayed open, in its author's words"
    for _ in range(2):
        assert step_of(practice, trainee) == ("again", HARD)
        clock.move(timedelta(minutes=1))
        visit(practice, trainee, (RUDE,), slug=HARD)
    step = next_step(practice, actor=trainee, locale="zh-CN")
    assert step is not None and (step.kind, step.card.slug, step.competency) == (
        "easier",
        "nearest",
        "empathy",
    )
    assert step.instead_of is not None and step.instead_of.slug == HARD
    clock.move(timedelta(minutes=1))
    visit(practice, trainee, WELL, slug="nearest")
    step = next_step(practice, actor=trainee, locale="zh-CN")
    assert step is not None and (step.kind, step.card.slug) == ("again", HARD), "warmed up"
    assert step.missing == "She knows by when.", "of three visits it was open in all"
    clock.move(timedelta(minutes=1))
    visit(practice, trainee, WELL, slug=HARD)
    assert step_of(practice, trainee) == ("next", SLUG)


def test_of_what_was_missing_equally_often_a_red_line_is_named_first(
    practice: Practice, trainee: Actor
) -> None:
    visit(practice, trainee, (RUDE,))
    step = next_step(practice, actor=trainee, locale="zh-CN")
    red_line = load_rubric("service-core").criterion("no_forbidden")
    assert step is not None and step.missing == red_line.question.zh


def test_a_branch_that_fails_is_no_failure_of_its_own_and_one_that_passes_makes_it_good(
    practice: Practice, trainee: Actor, clock: FixedClock
) -> None:
    publish(practice.context, umbrella(slug="easy", difficulty=1))
    practice.catalogue.refresh()
    first = visit(practice, trainee, (*WELL[:3], RUDE, RUDE))
    for _ in range(3):
        clock.move(timedelta(minutes=1))
        branch = rewind(practice, actor=trainee, attempt_id=first, turn=7)
        say(practice, actor=trainee, attempt_id=branch, text=RUDE, key="a").read()
        close_attempt(practice, actor=trainee, attempt_id=branch)
    assert step_of(practice, trainee) == ("again", SLUG)
    clock.move(timedelta(minutes=1))
    branch = rewind(practice, actor=trainee, attempt_id=first, turn=7)
    for place, words in enumerate(WELL[3:]):
        say(practice, actor=trainee, attempt_id=branch, text=words, key=str(place)).read()
    assert step_of(practice, trainee) == ("next", "easy")


def test_a_pass_from_the_middle_of_a_visit_makes_nobody_ready_for_the_exam(
    practice: Practice, trainee: Actor
) -> None:
    first = visit(practice, trainee, WELL)
    branch = rewind(practice, actor=trainee, attempt_id=first, turn=7)
    for place, words in enumerate(WELL[3:]):
        say(practice, actor=trainee, attempt_id=branch, text=words, key=str(place)).read()
    assert [card.passed for card in list_attempts(practice, actor=trainee)] == [True, True]
    assert next_step(practice, actor=trainee, locale="zh-CN") is None


def test_who_does_not_practise_has_no_next_step(practice: Practice, context: Context, bank: DemoBank) -> None:
    admin = somebody(context, bank.one_click("admin").person_id)
    with pytest.raises(Forbidden):
        next_step(practice, actor=admin, locale="zh-CN")
