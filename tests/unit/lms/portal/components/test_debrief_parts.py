"""The parts of a debrief that can be told without a browser."""

from datetime import UTC, datetime

from lms.platform.i18n import translator
from lms.portal.components.curves import mood_points
from lms.practice.views import TurnView
from scenarios.mood import Moved
from scenarios.schema import Mood
from scenarios.transcript import Speaker

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def _turn(seq: int, speaker: Speaker, anger: float | None = None, cause: str = "") -> TurnView:
    mood = None if anger is None else Mood(anger=anger, anxiety=0.2, trust=0.4, confusion=0.1)
    moved = (Moved(cause, "anger", -0.1),) if cause else ()
    return TurnView(seq, speaker, "…", NOW, mood=mood, moved=moved)


def test_a_customer_who_speaks_twice_in_a_row_leaves_one_point_at_the_turn_that_caused_it() -> None:
    turns = [
        _turn(0, "customer", 0.5),
        _turn(1, "trainee"),
        _turn(2, "customer", 0.3, "apologise"),
        _turn(3, "trainee"),
        _turn(4, "customer", 0.6, "rude"),
        _turn(5, "customer", 0.7),
    ]
    points = mood_points(translator("en"), turns)
    assert [(point.turn, point.anger, point.note) for point in points] == [
        (0, 0.5, ""),
        (1, 0.3, "you said sorry"),
        (2, 0.7, "you were rude"),
    ]
