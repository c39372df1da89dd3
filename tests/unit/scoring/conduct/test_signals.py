"""What is signalled was said at that turn, letter for letter; what only sounds like it is not signalled."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.loader import load_all
from scenarios.schema import Scenario
from scenarios.transcript import LOCALES, Locale, Transcript, Turn
from scoring.conduct import Signal, signals_in
from tests.unit.scoring.conduct.labelled import Labelled, judged, short, talk

LINES: dict[Locale, list[Turn]] = {
    locale: [turn for one in (*short(locale), *judged(locale)) for turn in one.transcript.turns]
    for locale in LOCALES
}


def kinds(locale: Locale, *lines: str) -> list[tuple[str, int]]:
    """The signals of a conversation by kind and turn."""
    return [(signal.kind, signal.turn) for signal in signals_in(talk(locale, list(lines)))]


def precision_and_recall(conversations: Iterable[Labelled]) -> tuple[float, float]:
    """How many signals a person heard too, and how many of a person's were found."""
    found: set[tuple[str, str, int]] = set()
    heard: set[tuple[str, str, int]] = set()
    for one in conversations:
        found |= {(one.name, signal.kind, signal.turn) for signal in signals_in(one.transcript)}
        heard |= {(one.name, kind, turn) for kind, turn in one.signals}
    return len(found & heard) / len(found), len(found & heard) / len(heard)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("conversations", [short, judged])
def test_a_person_hears_the_same_signals(
    conversations: Callable[[Locale], Iterable[Labelled]], locale: Locale
) -> None:
    precision, recall = precision_and_recall(conversations(locale))
    assert precision >= 0.95
    assert recall >= 0.9


@pytest.mark.parametrize("locale", LOCALES)
def test_in_words_nobody_foresaw_some_signals_are_missed_and_few_are_false(locale: Locale) -> None:
    # Read so far: precision 1.0 in both languages, recall 0.67 in Chinese and 0.50 in English. Nothing was tuned on
    # them; the quarrels that are missed hold no word that is harsh by itself.
    precision, recall = precision_and_recall(short(locale, "unseen"))
    assert precision >= 0.9
    assert recall >= 0.45


@pytest.mark.parametrize("locale", LOCALES)
def test_half_of_the_labelled_conversations_hold_no_signal(locale: Locale) -> None:
    whole = [*short(locale), *short(locale, "unseen")]
    assert len(whole) >= 40
    assert sum(not one.signals for one in whole) * 2 >= len(whole) - 2


def test_the_good_and_the_average_trainees_of_the_library_give_next_to_no_signal_and_the_bad_ones_many() -> (
    None
):
    turns, found = {"good": 0, "average": 0, "bad": 0}, {"good": 0, "average": 0, "bad": 0}
    for scenario in load_all():
        assert isinstance(scenario, Scenario)
        for trainee in turns:
            lines = getattr(scenario.trainees, trainee)
            said = tuple(Turn(speaker="trainee", text=line) for line in lines)
            turns[trainee] += len(said)
            found[trainee] += len(signals_in(Transcript(locale=scenario.locale, turns=said)))
    assert found["good"] + found["average"] <= (turns["good"] + turns["average"]) / 200
    assert found["bad"] >= turns["bad"] / 3


@given(st.data())
def test_what_is_quoted_stands_at_its_turn_letter_for_letter(data: st.DataObject) -> None:
    locale = data.draw(st.sampled_from(LOCALES))
    invented = st.builds(Turn, speaker=st.sampled_from(("customer", "trainee")), text=st.text(max_size=60))
    turns = data.draw(st.lists(st.sampled_from(LINES[locale]) | invented, max_size=8))
    transcript = Transcript(locale=locale, turns=tuple(turns))
    typed = data.draw(st.booleans())
    found = signals_in(transcript, typed=typed)
    assert all(signal.quote and signal.quote in transcript.turns[signal.turn].text for signal in found)
    assert len({(signal.turn, signal.kind) for signal in found}) == len(found)
    assert signals_in(transcript, typed=typed) == found
    for signal in found:
        if signal.kind != "silence":
            assert transcript.turns[signal.turn].speaker == "trainee"


@pytest.mark.parametrize(
    ("locale", "customer", "trainee"),
    [
        ("zh-CN", "能批吗？", "我不敢说一定能批。"),
        ("zh-CN", "能批吗？", "谁也不能保证一定能批，我们按流程报上去。"),
        ("zh-CN", "经理说保本！", "他跟您说保本，是吗？"),
        ("zh-CN", "什么时候好？", "今天下班前肯定给您办好。"),
        ("zh-CN", "你们都是骗子！", "您说我们是骗子，我理解您现在很生气。"),
        ("zh-CN", "怪我吗？", "这不能怪您，是我们没说清楚。"),
        ("zh-CN", "我被骗了。", "是谁让您转这笔钱的？"),
        ("zh-CN", "我数着少五百。", "您别急，可能是您数错了，也可能是机器的问题，我陪您再数一遍。"),
        ("en", "Will it be approved?", "I can't promise it will be approved."),
        ("en", "Will it be approved?", "Nobody can guarantee that, I'm afraid, but I'll send it up today."),
        ("en", "He said I couldn't lose!", 'He said "you can\'t lose"?'),
        ("en", "When is it ready?", "It will definitely be ready by five today."),
        ("en", "You're all liars!", "You called us liars, and I understand how angry you are."),
        ("en", "Is it my fault?", "It's not your fault, we should have told you."),
        ("en", "I've been had.", "Who told you to send this money?"),
        (
            "en",
            "It's five short.",
            "I'm sorry, you may not have read the last line; let's count it together.",
        ),
    ],
)
def test_what_only_looks_like_it_is_no_signal(locale: Locale, customer: str, trainee: str) -> None:
    assert kinds(locale, f"C: {customer}", f"T: {trainee}") == []


def test_a_turn_can_promise_and_quarrel_at_once() -> None:
    lines = ("C: 真能拿六万？", "T: 铁定保本保收益！您信不信随便，爱买不买。")
    assert kinds("zh-CN", *lines) == [("over_promise", 1), ("arguing", 1)]


def test_a_fuller_reader_hears_promises_that_patterns_miss() -> None:
    from scenarios.speech_acts.recogniser import Recognition

    class Reader:
        def ahead(self, said: object) -> Reader:
            return self

        def recognise(self, text: str, context: str | None = None) -> tuple[Recognition, ...]:
            assert context == "Could I lose money?"
            return (Recognition("over_promise", "your six per cent", 8, 25),)

    said = talk("en", ["C: Could I lose money?", "T: You get your six per cent."])
    assert signals_in(said) == ()
    assert signals_in(said, reader=Reader()) == (Signal(1, "over_promise", "your six per cent"),)
