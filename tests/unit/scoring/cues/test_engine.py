"""Cues are heard in both languages, with the clause that shows them, unless they are denied."""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType

import pytest

from scenarios import speech_acts
from scenarios.transcript import LOCALES, Locale
from scoring import cues
from scoring.cues import CUSTOMER_CUES, TRAINEE_CUES, CustomerCue, TraineeCue, cues_for

CUSTOMER: tuple[tuple[CustomerCue, str, str], ...] = (
    ("feeling", "这都什么事啊，气死我了！", "I'm absolutely furious about this."),
    ("trouble", "我都等了一个小时了。", "I've been waiting for an hour."),
    ("complains", "我要投诉你们。", "I'd like to make a complaint."),
    ("frail", "我七十五岁了，眼睛花。", "I'm eighty-two and hard of hearing."),
    ("confused", "太快了，我没听懂。", "That's too fast, I don't follow."),
    ("machine", "那个机器不认我。", "The machine won't take it."),
    ("cash", "我想取点现金。", "I'd like some cash, please."),
    ("asks_why", "为什么不让我取？", "Why was it blocked?"),
    ("asks_when", "什么时候能好？", "When will it be ready?"),
    ("was_refused", "我的贷款被拒了。", "My loan was turned down."),
    ("account", "帮我查一下余额。", "Could you check my balance?"),
    ("others_account", "我老公卡里还有多少钱？", "What's left in her account?"),
    ("ordinary", "我来存钱。", "I'd like to pay in a cheque and withdraw 300."),
    ("wants_product", "有什么理财推荐吗？", "Could you recommend a fund?"),
    ("fraud_sign", "警察让我把钱转到安全账户。", "The police told me to use a safe account."),
    ("fraud_hint", "全部取出来。", "I want to take out all my savings."),
    ("settled", "好了，谢谢啊。", "That's perfect, thank you."),
    ("leaves", "我走了，再见。", "Goodbye then."),
)
TRAINEE: tuple[tuple[TraineeCue, str, str], ...] = (
    ("polite", "请您稍等。", "One moment, please."),
    ("warm", "嬢嬢莫慌，坐到说哈。", "No bother, love."),
    ("curt", "等着。", "Over there."),
    ("clarifies", "您是哪天扣的款？", "Which day did it happen?"),
    ("states_rule", "按规定必须本人来。", "The policy says so."),
    ("several_steps", "先插卡，然后点取款，再输密码。", "First insert it, then tap yes, then enter it."),
    ("checks", "我这样说您清楚吗？", "Does that make sense so far?"),
    ("forces_machine", "只能在机器上取。", "You have to use the machine."),
    ("offers_person", "咱们到柜台办。", "We can do it at the counter."),
    ("explains", "是因为机器怕别人冒用。", "That is because the chip is worn."),
    ("declines", "我们这儿今天不收。", "I'm not able to do that."),
    ("probes", "是谁给您打的电话？", "Did somebody call and tell you to do this?"),
    ("offers_way", "您也可以请本人来办。", "You could come in together."),
    ("follows_up", "有结果我会通知您。", "I'll let you know when there's news."),
    ("takes_on", "这事交给我。", "Leave it to me."),
    ("passes_on", "您去找别的部门。", "You'll have to ask head office."),
    ("acts_on_account", "您的余额还有三千。", "Your account has 300 left."),
    ("settles", "已经办好了。", "That's all done."),
    ("presses", "取这么多钱干什么？", "Why do you need so much cash?"),
    ("sells", "我给您推荐这款基金。", "I'd recommend this fund."),
    ("asks_risk", "要是亏一点您能接受吗？", "How much of a loss could you accept?"),
    ("asks_horizon", "这笔钱多久不用？", "How long could you leave the money?"),
    ("states_risk", "它不保本。", "It is not guaranteed."),
    ("states_fees", "管理费一年千分之三。", "The management fee is low."),
    ("explains_recording", "办的时候要双录。", "The sale is recorded."),
    ("discloses", "他上个月进账一万八。", "She has three thousand in there."),
    ("carries_out", "我这就给您转过去。", "I'll transfer it for you now."),
    ("forbidden", "跟您说了也不懂。", "You wouldn't understand."),
    ("farewell", "还有别的需要吗？", "Is there anything else?"),
    ("sees_off", "还有啥要办的没？", "Give us a shout if you need anything."),
    ("about_a_thing", "这机器有点笨。", "The scanner's a bit fussy."),
    ("own_money", "您的本金一分不少。", "Every penny is there."),
    ("no_promise", "这个我没法跟您保证。", "I can't promise it will work."),
    ("own_account", "您的余额是三千块。", "Your balance is 300 pounds."),
    ("keypad", "小键盘给您端过来。", "I'll bring the keypad over."),
    ("minds_frailty", "奶奶，您坐。", "Can you hear me all right?"),
)


@pytest.mark.parametrize(("cue", "chinese", "english"), CUSTOMER)
def test_a_customers_cue_is_heard(cue: CustomerCue, chinese: str, english: str) -> None:
    for locale, words in zip(LOCALES, (chinese, english), strict=True):
        heard = cues_for(locale).of_customer(words)
        assert cue in heard, locale
        found = heard[cue]
        assert words[found.start : found.start + len(found.quote)] == found.quote != ""


@pytest.mark.parametrize(("cue", "chinese", "english"), TRAINEE)
def test_a_trainees_cue_is_heard(cue: TraineeCue, chinese: str, english: str) -> None:
    for locale, words in zip(LOCALES, (chinese, english), strict=True):
        heard = cues_for(locale).of_trainee(words)
        assert cue in heard, locale
        found = heard[cue]
        assert words[found.start : found.start + len(found.quote)] == found.quote != ""


def test_every_cue_is_tried() -> None:
    assert {cue for cue, _, _ in CUSTOMER} == set(CUSTOMER_CUES)
    assert {cue for cue, _, _ in TRAINEE} == set(TRAINEE_CUES)


@pytest.mark.parametrize(("locale", "words"), [("zh-CN", "我不投诉。"), ("en", "I don't want to complain.")])
def test_what_is_denied_is_not_heard(locale: Locale, words: str) -> None:
    assert "complains" not in cues_for(locale).of_customer(words)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("package", [cues, speech_acts])
def test_a_gap_within_the_sentence_is_closed_as_it_is_opened(package: ModuleType, locale: Locale) -> None:
    # “<<20>” would be read as a character that nobody says, and its pattern would be dead.
    folder = Path(package.__path__[0])
    written = (folder / f"{locale}.yaml").read_text(encoding="utf-8")
    assert re.findall(r"<<\d+>(?!>)", written) == []


@pytest.mark.parametrize("locale", LOCALES)
def test_nothing_is_heard_in_silence(locale: Locale) -> None:
    assert cues_for(locale).of_customer("") == {}
    assert cues_for(locale).of_trainee(" \n") == {}
