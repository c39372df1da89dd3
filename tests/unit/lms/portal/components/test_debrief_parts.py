"""The parts of a debrief that can be told without a browser."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from streamlit.testing.v1 import AppTest

from lms.platform.i18n import translator
from lms.portal.components.curves import mood_points
from lms.practice.views import AttemptCard, AttemptView, TurnView
from scenarios.mood import Moved
from scenarios.schema import Mood
from scenarios.state import State
from scenarios.transcript import Speaker
from scoring.assessment import Assessment, CriterionResult
from scoring.heard_acts import HeardAct, HeardActs
from scoring.schema import load_rubric
from tests.a_scenario import a_scenario

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


def _faultless(*, reached: tuple[str, ...] = (), wanted: bool) -> AttemptView:
    """An exam in which every word was right, with the objectives it reached."""
    ending = "happy" if wanted else "nothing"
    card = AttemptCard(
        attempt_id="a",
        origin_id="a",
        forked_from=None,
        forked_at_turn=None,
        person_id="lin",
        slug="lost-umbrella",
        scenario_version=1,
        locale="en",
        mode="exam",
        engine="built-in",
        model=None,
        seed=1,
        opened_at=NOW,
        deadline_at=None,
        closed_at=NOW + timedelta(minutes=4),
        closed_by="trainee",
        ending=ending,
        wanted=wanted,
        score=100,
        passed=wanted,
        blocked_by=(),
        turns=2,
        void=False,
        shared=False,
    )
    rubric, mood = load_rubric("service-core"), Mood()
    turns = (_turn(0, "customer", 0.2), TurnView(1, "trainee", "Good morning.", NOW))
    view = AttemptView(card, a_scenario(), turns, State(mood=mood, objectives=reached), None)
    met = Assessment.of(
        rubric=rubric,
        transcript=view.transcript,
        judge="rules",
        results=[CriterionResult(id=criterion.id, outcome="met") for criterion in rubric.criteria],
    )
    return AttemptView(card, view.scenario, turns, view.state, met)


def _drawn(view: AttemptView) -> str:
    """What a debrief's upper half says in English, a line an element."""

    def page(view) -> None:  # type: ignore[no-untyped-def]
        from lms.platform.i18n import translator
        from lms.portal.components.better_words import better_words
        from lms.portal.components.curves import dimensions
        from lms.portal.components.outcome import headline
        from scoring.schema import load_rubric

        tr, rubric = translator("en"), load_rubric("service-core")
        headline(tr, view, rubric, whose=None)
        better_words(tr, view, view.assessment, rubric, go_back=None)
        dimensions(tr, view.assessment, rubric)

    ran = AppTest.from_function(page, kwargs={"view": view}, default_timeout=60).run()
    assert not ran.exception
    return "\n".join(str(getattr(element, "value", "")) for element in ran.main)


def test_full_marks_without_the_goal_are_called_marks_and_what_was_not_reached_is_listed() -> None:
    said = _drawn(_faultless(reached=("heard",), wanted=False))
    assert "▼ Not passed · goal not reached\n" in said and "Marks for how it was said: 100" in said
    assert "Well said; one thing is still to be reached" in said
    assert "She knows by when" in said and "Next time: Give her a time." in said
    assert "She feels heard" not in said, "what was reached is not asked for again"
    assert "Nothing that was called for is missing" not in said


def test_where_only_the_good_end_is_missing_nothing_claims_that_all_was_done() -> None:
    said = _drawn(_faultless(reached=("heard", "promised"), wanted=False))
    assert "Well said; only the good end is missing" in said
    assert "Nothing that was called for is missing" not in said


def test_where_nothing_is_missing_that_is_said() -> None:
    said = _drawn(_faultless(reached=("heard", "promised"), wanted=True))
    assert "● Passed · 100" in said and "Nothing that was called for is missing" in said


def _quietly(view: AttemptView) -> str:
    """What a debrief says in English of who heard it."""

    def page(view) -> None:  # type: ignore[no-untyped-def]
        from lms.platform.i18n import translator
        from lms.portal.components.hearing import told_by_meaning, who_heard

        who_heard(translator("en"), view)
        told_by_meaning(translator("en"), view)

    ran = AppTest.from_function(page, kwargs={"view": view}, default_timeout=60).run()
    assert not ran.exception
    return "\n".join(str(getattr(element, "value", "")) for element in ran.main)


def test_it_is_said_who_heard_and_where_patterns_did_alone_why() -> None:
    view = _faultless(wanted=True)
    full = HeardActs("full", "an edition", ())
    assert "Marked by patterns, words and meaning" in _quietly(replace(view, heard=full))
    missing = HeardActs("patterns", "an edition", (), "missing")
    assert "this server could not read the meaning" in _quietly(replace(view, heard=missing))
    demo = HeardActs("patterns", "an edition", (), "demo")
    assert "played from a script" in _quietly(replace(view, heard=demo))
    assert "the meaning was not read yet" in _quietly(view), "of the time before it was kept"


def test_a_red_line_that_only_the_meaning_told_says_so_and_what_to_do() -> None:
    view = _faultless(wanted=False)
    words = "Good morning, we will look after it."
    turns = (view.turns[0], TurnView(1, "trainee", words, NOW))
    heard = HeardActs("full", "an edition", (HeardAct(1, "over_promise", 14, 36),))
    found = view.assessment
    assert found is not None
    crossed = found.model_copy(update={"blocked_by": ("no_over_promise",)})
    card = replace(view.card, blocked_by=("no_over_promise",))
    told = replace(view, card=card, turns=turns, heard=heard, by_rules=crossed)
    assert told.crossed_by_meaning == ("no_over_promise",)
    assert "Object to the mark below, and a person decides." in _quietly(told)
    assert "look at the words themselves" in _quietly(replace(told, card=replace(card, mode="practice")))
    plain = "Guaranteed, 8 percent for sure, no risk at all."
    by_patterns = replace(told, turns=(view.turns[0], TurnView(1, "trainee", plain, NOW)))
    assert by_patterns.crossed_by_meaning == (), "a fixed phrase is no matter of meaning"
