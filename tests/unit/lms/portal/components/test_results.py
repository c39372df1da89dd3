"""A result says why, and a trend compares like with like."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from lms.platform.i18n import translator
from lms.portal.components.attempt_list import first_and_latest
from lms.portal.components.outcome import result_line
from lms.practice.views import AttemptCard

BEGIN = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


def card(place: int = 0, slug: str = "lost-umbrella", **changes: Any) -> AttemptCard:
    """A closed attempt that was passed with 90, the ``place``-th of somebody's."""
    values: dict[str, Any] = {
        "attempt_id": str(place),
        "origin_id": str(place),
        "forked_from": None,
        "forked_at_turn": None,
        "person_id": "lin",
        "slug": slug,
        "scenario_version": 1,
        "locale": "en",
        "mode": "practice",
        "engine": "built-in",
        "model": None,
        "seed": 1,
        "opened_at": BEGIN + timedelta(hours=place),
        "deadline_at": None,
        "closed_at": BEGIN + timedelta(hours=place, minutes=5),
        "closed_by": "customer",
        "ending": "happy",
        "wanted": True,
        "score": 90,
        "passed": True,
        "blocked_by": (),
        "turns": 8,
        "void": False,
        "shared": False,
    }
    return AttemptCard(**{**values, **changes})


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "● Passed · 90"),
        (
            {"passed": False, "wanted": False, "score": 100},
            "▼ Not passed · goal not reached · marks for how it was said: 100",
        ),
        (
            {"passed": False, "wanted": False, "closed_by": "time"},
            "▼ Not passed · out of time, goal not reached · marks for how it was said: 90",
        ),
        ({"passed": False, "wanted": False, "score": 60}, "▼ Not passed · 60 · not brought to a good end"),
        ({"passed": False, "score": 60}, "▼ Not passed · 60 · marks below 70"),
        (
            {"passed": False, "wanted": False, "closed_by": "time", "score": 60},
            "▼ Not passed · 60 · the time ran out",
        ),
        ({"passed": False, "blocked_by": ("no_leak",), "score": 40}, "■ Stopped by a red line · 40"),
        ({"passed": False, "wanted": False, "void": True}, "○ Does not count · 90"),
        (
            {"closed_at": None, "closed_by": None, "score": None, "passed": None, "wanted": None},
            "○ Not finished",
        ),
    ],
)
def test_a_result_says_why_it_is_no_pass(changes: dict[str, Any], said: str) -> None:
    assert result_line(translator("en"), card(**changes)) == said


def test_a_harder_customer_after_an_easy_one_is_no_change() -> None:
    assert first_and_latest([card(0, "easy", score=95), card(1, "hard", score=30)]) is None
    assert first_and_latest([]) is None


def test_the_first_try_at_each_customer_stands_against_the_latest() -> None:
    mine = [
        card(0, "easy", score=80),
        card(1, "hard", score=20),
        card(2, "hard", score=10),
        card(3, "hard", score=50),
        card(4, "easy", score=90),
        card(5, "once", score=0),
    ]
    assert first_and_latest(mine) == (50, 70)
    assert first_and_latest(list(reversed(mine))) == (50, 70), "in whatever order they come"


def test_branches_and_void_exams_are_no_tries() -> None:
    mine = [card(0, score=40), card(1, score=95, forked_from="0"), card(2, score=95, void=True)]
    assert first_and_latest(mine) is None
