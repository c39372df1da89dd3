"""How treatment moves a customer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.mood import AT_ONCE, FEELINGS, band, move
from scenarios.persona import Persona
from scenarios.schema import Mood
from scenarios.speech_acts.acts import HARMFUL, SPEECH_ACTS, SpeechAct
from tests.a_scenario import a_scenario

levels = st.floats(0, 1).map(lambda x: round(x, 4))
moods = st.builds(Mood, anger=levels, anxiety=levels, trust=levels, confusion=levels)
turns = st.lists(st.sampled_from(SPEECH_ACTS), unique=True, max_size=6)


def _persona(**temperament: float) -> Persona:
    persona = a_scenario().persona
    return persona.model_copy(update={"temperament": persona.temperament.model_copy(update=temperament)})


@given(
    mood=moods,
    acts=turns,
    before=st.dictionaries(st.sampled_from([*map(str, SPEECH_ACTS)]), st.integers(0, 9)),
    stalled=st.integers(0, 30),
)
def test_a_mood_stays_a_mood_whatever_is_said(
    mood: Mood, acts: list[SpeechAct], before: dict[str, int], stalled: int
) -> None:
    after, moved = move(mood, acts=acts, before=before, persona=_persona(), stalled=stalled)
    assert all(0 <= getattr(after, feeling) <= 1 for feeling in FEELINGS)
    assert [abs(m.by) for m in moved] == sorted((abs(m.by) for m in moved), reverse=True)


@given(mood=moods, act=st.sampled_from(sorted(HARMFUL - {"over_promise", "aid_fraud", "use_jargon"})))
def test_bad_treatment_never_makes_a_customer_calmer_or_more_trusting(mood: Mood, act: SpeechAct) -> None:
    after, _ = move(mood, acts=[act], before={}, persona=_persona())
    assert after.anger >= mood.anger
    assert after.trust <= mood.trust


def test_an_insult_costs_more_than_an_apology_gains() -> None:
    start = Mood(anger=0.4, anxiety=0.3, trust=0.5, confusion=0.2)
    hurt, _ = move(start, acts=["rude"], before={}, persona=_persona())
    soothed, _ = move(start, acts=["apologise"], before={}, persona=_persona())
    assert hurt.anger - start.anger > 2 * (start.anger - soothed.anger)


def test_the_third_apology_is_worth_less_than_the_first() -> None:
    start = Mood(anger=0.5)
    first, _ = move(start, acts=["apologise"], before={}, persona=_persona())
    third, _ = move(start, acts=["apologise"], before={"apologise": 2}, persona=_persona())
    assert start.anger - third.anger < (start.anger - first.anger) / 2


def test_an_angry_customer_is_not_calmed_by_one_apology() -> None:
    after, _ = move(Mood(anger=0.85), acts=["apologise"], before={}, persona=_persona(forgiveness=0.2))
    assert band(after) == "angry"


def test_a_forgiving_customer_calms_faster_than_an_unforgiving_one() -> None:
    start = Mood(anger=0.6)
    soft, _ = move(start, acts=["empathise"], before={}, persona=_persona(forgiveness=1.0))
    hard, _ = move(start, acts=["empathise"], before={}, persona=_persona(forgiveness=0.0))
    assert soft.anger < hard.anger


def test_a_refusal_with_its_reason_hurts_less_than_a_bare_one() -> None:
    start = Mood(anger=0.3)
    bare, _ = move(start, acts=["refuse"], before={}, persona=_persona())
    kind, _ = move(start, acts=["refuse", "give_reason"], before={}, persona=_persona())
    assert kind.anger < bare.anger


def test_patience_runs_out_when_nothing_moves() -> None:
    start = Mood(anger=0.3)
    patient, _ = move(start, acts=["thank"], before={}, persona=_persona(patience=4), stalled=4)
    impatient, moved = move(start, acts=["thank"], before={}, persona=_persona(patience=4), stalled=5)
    assert impatient.anger > patient.anger
    assert any(m.cause == "no_progress" for m in moved)


@given(mood=moods, acts=st.lists(st.sampled_from(SPEECH_ACTS), max_size=12, unique=True))
def test_nobody_is_turned_round_in_one_turn_however_much_is_said(mood: Mood, acts: list[SpeechAct]) -> None:
    _, moved = move(mood, acts=acts, before={}, persona=_persona())
    for feeling in FEELINGS:
        gained = sum(m.by for m in moved if m.feeling == feeling and (m.by > 0) == (feeling == "trust"))
        assert abs(gained) <= AT_ONCE[feeling] + 0.01


@given(mood=moods, acts=turns)
def test_what_moved_the_mood_adds_up_to_how_far_it_moved(mood: Mood, acts: list[SpeechAct]) -> None:
    after, moved = move(mood, acts=acts, before={}, persona=_persona())
    for feeling in FEELINGS:
        told = getattr(mood, feeling) + sum(m.by for m in moved if m.feeling == feeling)
        assert getattr(after, feeling) == pytest.approx(min(1.0, max(0.0, told)), abs=0.001)
