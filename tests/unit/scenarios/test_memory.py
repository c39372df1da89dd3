"""What is remembered of older turns."""

from scenarios.memory import QUOTED, account_of
from scenarios.schema import Mood
from scenarios.state import State
from scenarios.transcript import Locale, Turn
from tests.a_scenario import SECRET, a_scenario

EN, ZH = a_scenario(), a_scenario(locale="zh-CN")


def _visit(*trainee: str, opening: str = "I have lost my umbrella.", answer: str = "Well.") -> list[Turn]:
    turns = [Turn(speaker="customer", text=opening)]
    for words in trainee:
        turns += [Turn(speaker="trainee", text=words), Turn(speaker="customer", text=answer)]
    return turns


def _account(turns: list[Turn], locale: Locale = "en", facts: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    scenario = EN if locale == "en" else ZH
    state = State(mood=Mood(), facts=facts)
    found = account_of(
        turns, scenario=scenario, state=state, mask=lambda text: text.replace("6222", "[card]")
    )
    return [(kind, *said) for kind, said in found]


def test_why_the_customer_came_is_kept_without_gestures() -> None:
    assert _account(_visit(opening="«out of breath» My umbrella is gone.")) == [
        ("came", "My umbrella is gone.")
    ]


def test_a_promise_is_kept_with_its_time() -> None:
    kept = _account(_visit("Good morning.", "Let me see. I will ring you by five o'clock today."))
    assert kept[1:] == [("promised", "I will ring you by five o'clock today.")]


def test_what_was_asked_for_is_kept_with_what_the_customer_did() -> None:
    kept = _account(_visit("May I see your ID card, please?", answer="«finds it at last» There you are."))
    assert kept[1:] == [("asked", "May I see your ID card, please?", "«finds it at last» There you are.")]


def test_what_hurt_and_what_did_good_is_kept() -> None:
    kept = _account(_visit("I'm so sorry you had to wait.", "You should have read it yourself."))
    assert [kind for kind, *_ in kept] == ["came", "soothed", "hurt"]


def test_a_chinese_visit_is_remembered_in_its_own_words() -> None:
    kept = _account(_visit("今天下午五点前给您回电话。", opening="我的伞丢了。", answer="好。"), "zh-CN")
    assert kept == [("came", "我的伞丢了。"), ("promised", "今天下午五点前给您回电话。")]


def test_the_latest_promises_are_kept_and_the_account_stays_short() -> None:
    kept = _account(_visit(*(f"I will ring you by {hour} o'clock today." for hour in range(1, 9))))
    assert [said for kind, said in kept if kind == "promised"] == [
        f"I will ring you by {hour} o'clock today." for hour in (6, 7, 8)
    ]


def test_a_long_speech_is_cut() -> None:
    kept = _account(_visit("I will ring you by five o'clock " + "and tell you all of it " * 20))
    assert len(kept[1][1]) <= QUOTED["en"]
    assert kept[1][1].endswith("…")


def test_what_the_trainee_types_is_masked() -> None:
    assert "[card]" in _account(_visit("I will ring you on 6222 by five o'clock today."))[1][1]


def test_a_guess_at_what_is_hidden_is_not_kept_until_it_is_earned() -> None:
    guess = f"I will ring you about {SECRET} by five o'clock today."
    assert len(_account(_visit(guess))) == 1
    assert SECRET in _account(_visit(guess), facts=("parcel",))[1][1]
