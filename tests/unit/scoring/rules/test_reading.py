"""A transcript is read once, and what is found in it stands where it was said."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from scenarios.speech_acts import Recognition, SpeechAct
from scenarios.speech_acts.recogniser import Said
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


class HearsLeaks:
    """A recogniser that takes every figure for a leak, and knows who asks for an ID."""

    def ahead(self, said: Sequence[Said]) -> HearsLeaks:
        return self

    def recognise(self, text: str, context: str | None = None) -> tuple[Recognition, ...]:
        acts: dict[SpeechAct, str] = {
            "verify_identity": "身份证|your ID",
            "leak_privacy": "块|pounds|验证码|code",
        }
        return tuple(
            Recognition(act, found.group(), found.start(), found.end())
            for act, words in acts.items()
            if (found := re.search(words, text))
        )


IDENTITY: dict[Locale, tuple[str, str]] = {
    "zh-CN": ("T: 麻烦您把身份证给我看一下。", "C: 给你。"),
    "en": ("T: May I see your ID first?", "C: Here."),
}


def _leaks(locale: Locale, *said: str) -> bool:
    return read(talk(locale, *said), recogniser=HearsLeaks()).says("leak_privacy")


@pytest.mark.parametrize(
    ("locale", "asked", "told"),
    [
        ("zh-CN", "C: 折子上几多钱？", "T: 一共两万一千三百五十七块，一分没少。您听清了吗？"),
        ("zh-CN", "C: 退休钱到了冇？", "T: 您的退休金两千四百八十六块，十二号到了。"),
        ("zh-CN", "C: 还有多少？", "T: 您卡里余额三千块，请问还需要办理其他业务吗？"),
        ("en", "C: How much is in there?", "T: Your balance is 430 pounds."),
        ("en", "C: Has it come?", "T: Your pension came in on Monday, 890 pounds."),
        ("en", "C: What's left?", "T: You've got two thousand pounds in the account."),
    ],
)
def test_ones_own_balance_is_no_secret_once_it_is_known_who_asks(
    locale: Locale, asked: str, told: str
) -> None:
    assert not _leaks(locale, *IDENTITY[locale], asked, told)
    assert _leaks(locale, asked, told)


@pytest.mark.parametrize(
    ("locale", "told"),
    [
        ("zh-CN", "T: 您爱人账上还有两万块。"),
        ("zh-CN", "T: 他卡里剩三千块。"),
        ("zh-CN", "T: 您的余额是三千块，把验证码念给我。"),
        ("en", "T: Her account has 300 pounds left."),
        ("en", "T: Your balance is 300 pounds, now read me the code."),
        ("en", "T: Your husband's balance is 300 pounds."),
    ],
)
def test_to_know_who_asks_gives_away_nothing_of_others_and_no_code(locale: Locale, told: str) -> None:
    assert _leaks(locale, *IDENTITY[locale], told)


@pytest.mark.parametrize(
    ("locale", "asked", "told"),
    [
        ("zh-CN", "C: 我老公卡里还有多少钱？", "T: 卡里还有两万三千块。"),
        ("zh-CN", "C: 帮我看看他名下还有多少。", "T: 账上一共三千块。"),
        ("en", "C: What has my husband got left in there?", "T: You have 300 pounds left in there."),
        ("en", "C: And her account?", "T: You've got 300 pounds in it."),
    ],
)
def test_whoever_asks_after_anothers_account_is_told_anothers_secret(
    locale: Locale, asked: str, told: str
) -> None:
    assert _leaks(locale, *IDENTITY[locale], asked, told)
