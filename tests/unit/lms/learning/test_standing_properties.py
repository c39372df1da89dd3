"""What holds of every standing, whatever was done and in whatever order."""

from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.catalogue.teaching import Course, Curriculum, Item
from lms.learning import Outcome, Result, Standing, standing, validity
from lms.learning.answers import shown_order
from lms.platform.working_days import Span, days_later, is_working_day, months_later

SHANGHAI = ZoneInfo("Asia/Shanghai")
BEGAN = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
ABOUT = {"summary": "What one learns.", "competencies": ["empathy"], "level": 1}


def course(slug: str, *, requires: tuple[str, ...] = (), **quiz: object) -> Course:
    return Course.model_validate(
        {
            "slug": slug,
            "title": slug,
            **ABOUT,
            "requires": requires,
            "activities": [
                {"id": "read", "kind": "lesson", "lesson": "read"},
                {"id": "quiz", "kind": "quiz", "draw": 3, **quiz},
                {"id": "drill", "kind": "drill", "scenario": "shared-drill", "move_on": "completed"},
                {"id": "sign", "kind": "sign_off", "title": "Sign", "observe": ["a", "b", "c"]},
            ],
        }
    )


def curriculum(*slugs: str) -> Curriculum:
    return Curriculum.model_validate(
        {
            "slug": "path",
            "tier": "foundation",
            "title": "Path",
            "summary": "For all.",
            "certificate": "Path",
            "for": {},
            "courses": [{"course": slug, "due": {"days": 20}} for slug in slugs],
        }
    )


BEST = {"one": course("one"), "two": course("two", requires=("one",))}
LATEST = {"one": course("one", keep="latest")}
DONE = [("lesson", "one/read"), ("quiz", "one/quiz"), ("drill", "shared-drill"), ("sign_off", "one/sign")]


def stands(
    courses: dict[str, Course], results: list[Result], counts_from: datetime | None = None
) -> Standing:
    return standing(
        curriculum(*courses),
        courses,
        results,
        started_on=date(2026, 3, 2),
        counts_from=counts_from,
        today=date(2026, 6, 1),
        zone=SHANGHAI,
    )


def result(kind: str, ref: str, outcome: Outcome, minutes: int = 0) -> Result:
    return Result(kind, ref, outcome, BEGAN + timedelta(minutes=minutes))


A_RESULT = st.builds(
    lambda place, outcome, minutes: result(place[0], place[1], outcome, minutes),
    st.sampled_from(
        [*DONE, ("lesson", "two/read"), ("quiz", "two/quiz"), ("sign_off", "two/sign"), ("course", "one")]
    ),
    st.sampled_from(Outcome),
    # A narrow range, so that two things often happen in the same moment.
    st.integers(0, 6),
)
RESULTS = st.lists(A_RESULT, max_size=14)
SINCE = st.none() | st.integers(0, 6).map(lambda minutes: BEGAN + timedelta(minutes=minutes))


@given(RESULTS, SINCE, st.randoms(use_true_random=False))
def test_the_order_in_which_results_are_read_does_not_matter(
    results: list[Result], since: datetime | None, chance: Random
) -> None:
    shuffled = list(results)
    chance.shuffle(shuffled)
    for courses in (BEST, LATEST):
        assert stands(courses, results, since) == stands(courses, shuffled, since)


@given(RESULTS, A_RESULT, SINCE)
def test_whoever_does_more_never_has_less(
    results: list[Result], more: Result, since: datetime | None
) -> None:
    before, after = stands(BEST, results, since), stands(BEST, [*results, more], since)
    assert before.done <= after.done
    for was, now in zip(before.courses, after.courses, strict=True):
        assert was.done <= now.done
        assert not was.settled or now.settled
        assert set(now.blocked_by) <= set(was.blocked_by)
        assert was.done_on is None or (now.done_on is not None and now.done_on <= was.done_on)


@given(RESULTS)
def test_what_is_done_has_its_day_and_nothing_next(results: list[Result]) -> None:
    for one in stands(BEST, results).courses:
        assert (one.state == "done") == (one.done_on is not None) == (one.done_at is not None)
        assert (one.next_id is None) == (one.state == "done")
        assert one.done.isdisjoint(one.failed)


def test_the_latest_try_counts_where_a_course_says_so() -> None:
    tries = [result("quiz", "one/quiz", Outcome.PASSED, 1), result("quiz", "one/quiz", Outcome.FAILED, 2)]
    assert "quiz" in stands(BEST, tries).courses[0].done
    assert "quiz" in stands(LATEST, tries).courses[0].failed
    again = [*tries, result("quiz", "one/quiz", Outcome.PASSED, 3)]
    assert "quiz" in stands(LATEST, again).courses[0].done


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2026, 3, 2, 15, 30, tzinfo=UTC), date(2026, 3, 2)),  # 23:30 in Shanghai
        (datetime(2026, 3, 2, 16, 30, tzinfo=UTC), date(2026, 3, 3)),  # half past midnight there
    ],
)
def test_a_day_is_the_banks_own(at: datetime, day: date) -> None:
    results = [Result(kind, ref, Outcome.PASSED, at) for kind, ref in DONE]
    assert stands(BEST, results).courses[0].done_on == day


def test_reading_again_does_not_make_it_done_later_and_a_quiz_that_need_only_be_taken_has_its_day() -> None:
    results = [result(kind, ref, Outcome.PASSED) for kind, ref in DONE]
    again = result("lesson", "one/read", Outcome.COMPLETED, 60 * 24 * 30)
    assert stands(BEST, [*results, again]).courses[0].done_on == date(2026, 3, 2)
    taken = {"one": course("one", move_on="completed")}
    failed = [
        result(kind, ref, Outcome.FAILED if kind == "quiz" else Outcome.PASSED, 60 * 48 * (kind == "quiz"))
        for kind, ref in DONE
    ]
    assert stands(taken, failed).courses[0].done_on == date(2026, 3, 4)


def test_where_nothing_is_there_nothing_was_completed() -> None:
    nothing = standing(
        curriculum("one"),
        {},
        [],
        started_on=date(2026, 3, 2),
        counts_from=None,
        today=date(2026, 6, 1),
        zone=SHANGHAI,
    )
    assert not nothing.complete


DAYS = st.dates(date(2024, 1, 1), date(2029, 12, 31))
ABSENCES = st.lists(
    st.builds(lambda first, length: (first, first + timedelta(days=length)), DAYS, st.integers(0, 200)),
    max_size=3,
)


@given(DAYS, st.integers(0, 90), st.booleans(), ABSENCES)
def test_exactly_so_many_days_are_counted(
    start: date, days: int, working: bool, absences: list[Span]
) -> None:
    end = days_later(start, days, working=working, absences=absences)

    def counts(day: date) -> bool:
        away = any(first <= day <= (last or day) for first, last in absences)
        return not away and (is_working_day(day) or not working)

    between = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
    assert sum(map(counts, between)) == days
    assert not between or counts(end)


@given(DAYS, DAYS, st.integers(0, 60), st.integers(0, 60))
def test_a_later_day_or_more_months_never_end_earlier(one: date, other: date, months: int, more: int) -> None:
    first, second = sorted((one, other))
    assert months_later(first, months) <= months_later(second, months)
    assert months_later(first, months) <= months_later(first, months + more)
    assert months_later(first, 0) == first


@given(st.integers(0, 2**31), st.integers(3, 5), st.sampled_from(["single", "ordering"]))
def test_options_are_all_shown_and_an_ordering_never_in_the_right_order(
    seed: int, several: int, kind: str
) -> None:
    options = [
        {"text": f"option {n}", "right": kind == "single" and n == 0, "why": "so"}
        for n in range(several if kind == "ordering" else min(several, 4))
    ]
    item = Item.model_validate(
        {
            "id": f"one-{seed}",
            "kind": kind,
            "lesson": "read",
            "competencies": ["empathy"],
            "level": 1,
            "question": "What comes when?",
            "options": options,
        }
    )
    order = shown_order(item, seed)
    assert sorted(order) == list(range(len(options)))
    assert shown_order(item, seed) == order
    assert kind != "ordering" or order != item.right


TODAY = date(2028, 2, 29)


@pytest.mark.parametrize(
    ("state", "nth", "due_on", "held_until", "said"),
    [
        ("open", 1, TODAY, None, "open"),
        ("open", 1, TODAY - timedelta(days=1), None, "overdue"),
        ("open", 2, TODAY, TODAY, "renewing"),
        ("open", 2, TODAY, TODAY - timedelta(days=1), "lapsed"),
        ("open", 2, TODAY - timedelta(days=1), None, "overdue"),
        ("completed", 1, None, None, "completed"),
        ("completed", 1, None, TODAY, "completed"),
        ("completed", 3, None, TODAY - timedelta(days=1), "past"),
    ],
)
def test_never_done_to_be_renewed_and_lapsed_are_told_apart(
    state: str, nth: int, due_on: date | None, held_until: date | None, said: str
) -> None:
    assert validity(state, due_on=due_on, held_until=held_until, nth=nth, today=TODAY) == said
