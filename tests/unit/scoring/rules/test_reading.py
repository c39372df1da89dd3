"""A transcript is read once, and what is found in it stands where it was said."""

from __future__ import annotations

import pytest

from scenarios.transcript import Locale
from scoring.rules import read
from scoring.rules.reading import proofs
from tests.unit.scoring.conversations import talk

CARD = talk(
    "zh-CN",
    "C: 我七十五了，卡丢了，急死我了！",
    "T: 您好。",
    "T: 您别急，麻烦出示一下身份证。",
    "C: 好。",
    "T: 挂失好了，还有别的需要吗？",
)


def test_the_first_turn_lasts_until_the_customer_answers() -> None:
    assert [turn.index for turn in read(CARD).first] == [1, 2]


def test_what_is_found_is_quoted_from_its_turn() -> None:
    found = read(CARD).find("verify_identity")

    assert found is not None
    turn = CARD.turns[found.place.turn]
    assert found.place.turn == 2
    assert turn.text[found.place.start :].startswith(found.quote)


def test_what_comes_after_a_turn_leaves_out_the_turn_itself() -> None:
    reading = read(CARD)

    assert reading.says("verify_identity", after=1)
    assert not reading.says("verify_identity", after=2)


def test_a_customer_who_is_not_answered_was_heard_all_the_same() -> None:
    reading = read(talk("zh-CN", "T: 您好。", "C: 急死我了！"))

    assert reading.heard("feeling") == 1
    assert reading.heard_and_answered("feeling") is None


def test_a_customer_is_old_by_their_words_or_by_how_they_are_spoken_to() -> None:
    assert read(CARD).frail
    assert read(talk("zh-CN", "C: 我来取钱。", "T: 奶奶您坐。")).frail
    assert not read(talk("zh-CN", "C: 我来取钱。", "T: 您好。")).frail
    assert not read(talk("zh-CN", "C: 我妈七十五了，我替她取钱。", "T: 您好。")).frail


def test_the_same_proof_is_given_once_and_in_the_order_of_the_conversation() -> None:
    reading = read(CARD)
    greeting, goodbye = reading.find("greet"), reading.find("close")

    assert [evidence.turn for evidence in proofs(goodbye, greeting, None, greeting)] == [1, 4]


def test_the_last_words_are_found_behind_silence() -> None:
    reading = read(talk("zh-CN", "C: 喂？", "T: 您好。", "T:  "))

    assert reading.closing_words is not None
    assert reading.closing_words.evidence.quote == "您好。"
    assert read(talk("zh-CN", "C: 喂？", "T:  ")).closing_words is None


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("zh-CN", "折子给您打好了，利息四块一。"),
        ("zh-CN", "二十个硬币给您换好了。"),
        ("en", "I've updated your passbook, four yuan ten of interest."),
        ("en", "And here are your twenty coins."),
    ],
)
def test_a_passbook_printed_and_change_counted_out_move_no_money(locale: Locale, said: str) -> None:
    reading = read(talk(locale, "C: …", f"T: {said}"))

    assert not reading.says("carries_out", "acts_on_account")


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("zh-CN", "折子上的钱给您打过去，打好了。"),
        ("zh-CN", "存折给您打过去了，钱转好了。"),
        ("en", "I'll transfer the money for you now."),
    ],
)
def test_money_that_goes_out_of_the_passbook_is_still_carried_out(locale: Locale, said: str) -> None:
    assert read(talk(locale, "C: …", f"T: {said}")).says("carries_out")
