"""A trainee's words are read for what they do, not for the words they hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.speech_acts import SPEECH_ACTS, act_ids, recogniser_for
from scenarios.transcript import LOCALES, Locale

OFFICER = {
    "zh-CN": "公安局说我的账户涉案，让我马上把钱转到安全账户，谁也不能说。",
    "en": "The police told me to move my money to a safe account and to tell no one.",
}

DOES = [
    ("zh-CN", "apologise", "让您久等了，非常抱歉"),
    ("zh-CN", "commit_time", "今天下午五点前给您回电话"),
    ("zh-CN", "over_promise", "您放心，肯定能批下来"),
    ("zh-CN", "one_step", "您先把卡插进来"),
    ("zh-CN", "empathise", "我看您额头都出汗了，是不是出什么事了？"),
    ("zh-CN", "involve_trusted", "要不要先跟女儿商量一下"),
    ("zh-CN", "protect_privacy", "密码您自己输，别告诉我"),
    ("zh-CN", "leak_privacy", "您把验证码念给我"),
    ("zh-CN", "offer_help", "我现在就给您关掉……好了，已经关了。"),
    ("zh-CN", "offer_help", "办好了，您看一下。"),
    ("zh-CN", "commit_time", "三天以后给您答复"),
    ("en", "apologise", "I'm so sorry you've been kept waiting"),
    ("en", "offer_help", "I'm turning the charge off now…"),
    ("en", "offer_help", "There, it's done."),
    ("en", "offer_help", "I've just cancelled it for you."),
    ("en", "commit_time", "We'll ring you after two days"),
    ("en", "ask_purpose", "What is the five thousand for?"),
    ("en", "restate", "So the scan failed, and you're afraid it's a no for good. Is that right?"),
    ("zh-CN", "restate", "六万八，全要现金，今天就取，是吧？"),
    ("zh-CN", "ask_open", "您用自己的话跟我说，最早是哪一笔钱让您觉得不对？"),
    ("en", "commit_time", "I'll ring you by five this afternoon"),
    ("en", "over_promise", "Don't worry, the loan will definitely be approved"),
    ("en", "one_step", "First, just put the card in"),
    ("en", "involve_trusted", "Why don't we ring your daughter first?"),
    ("en", "protect_privacy", "Type the PIN yourself and don't tell me"),
    ("en", "leak_privacy", "Read me the code you received"),
]

DOES_NOT = [
    ("zh-CN", "over_promise", "我不敢说一定能批"),
    ("zh-CN", "over_promise", "他跟您说“保本保息”，是吗？"),
    ("zh-CN", "over_promise", "这四万八千我先帮您留在账上，一分都不会少。"),
    ("en", "refuse", "May I see your ID card, so that I can look up why it was turned down?"),
    ("zh-CN", "apologise", "对不起，这个我不能给您办"),
    ("zh-CN", "commit_time", "我们尽快给您答复"),
    ("zh-CN", "one_step", "您先坐，稍等一下"),
    ("zh-CN", "leak_privacy", "验证码千万别告诉任何人"),
    ("zh-CN", "hurry", "不着急，您慢慢来"),
    ("zh-CN", "blame", "这不怪您，是我们没说清楚"),
    ("en", "over_promise", "I can't promise it will be approved"),
    ("en", "over_promise", "He told you it was guaranteed, is that right?"),
    ("en", "apologise", "Sorry, I can't do that"),
    ("en", "apologise", "I'm sorry you feel that way"),
    ("en", "commit_time", "We'll be in touch as soon as possible"),
    ("en", "commit_time", "I can see how angry you are after three weeks"),
    ("en", "commit_time", "After three weeks with no answer, anyone would be angry."),
    ("en", "commit_time", "It's been about three weeks, hasn't it."),
    ("en", "commit_time", "I understand you have to catch the train at five."),
    ("en", "commit_time", "You need it by Friday, I know."),
    ("en", "commit_time", "Your flight leaves tomorrow at nine."),
    ("en", "commit_time", "Madam, you've already taken it out on Monday and on Wednesday."),
    ("zh-CN", "commit_time", "您星期一、星期三都取过了。"),
    ("zh-CN", "commit_time", "都三个星期了就没人管，您肯定急"),
    ("zh-CN", "commit_time", "等了三个星期，您生气我完全理解"),
    ("zh-CN", "commit_time", "您五点前要去接孩子，我知道"),
    ("zh-CN", "commit_time", "您明天下午之前要用钱"),
    ("en", "offer_help", "Your card is blocked."),
    ("zh-CN", "offer_help", "系统已经停了，现在都改了。"),
    ("en", "restate", "I understand you're under pressure."),
    ("en", "restate", "I'll take it to the counter for you. Is that right?"),
    ("en", "restate", "You've waited an hour, I'm so sorry, that's not right."),
    ("zh-CN", "restate", "让您等了一个小时，对不住您了，是不是？"),
    ("en", "one_step", "Please have a seat"),
    ("en", "one_step", "Is it over 10,000?"),
    ("en", "leak_privacy", "Never read that code out to anyone"),
    ("en", "hurry", "There's no hurry, take your time"),
    ("en", "blame", "It's not your fault, we weren't clear"),
    ("en", "empathise", "I know you're upset but rules are rules"),
    ("zh-CN", "apologise", "书面道歉我这边给不了您"),
    ("zh-CN", "apologise", "要我们写书面道歉，这个没法答应"),
    ("zh-CN", "offer_person", "书面道歉我这边给不了您"),
    ("en", "involve_trusted", "You came all this way with your mother on your back"),
    ("en", "involve_trusted", "It must be hard, getting here with your mother on your back"),
]


@pytest.mark.parametrize(("locale", "act", "words"), DOES)
def test_words_that_do_the_act_are_heard(locale: Locale, act: str, words: str) -> None:
    assert act in act_ids(recogniser_for(locale).recognise(words))


@pytest.mark.parametrize(("locale", "act", "words"), DOES_NOT)
def test_denied_quoted_or_asked_words_do_not_do_it(locale: Locale, act: str, words: str) -> None:
    assert act not in act_ids(recogniser_for(locale).recognise(words))


@pytest.mark.parametrize(
    ("locale", "words", "harmless"),
    [
        ("zh-CN", "好的，这就给您转过去", "给我儿子转两千块生活费。"),
        ("en", "Sure, I'll send it right away", "Please send fifty pounds to my son for his birthday."),
    ],
)
def test_the_same_words_aid_a_fraud_only_where_there_is_one(
    locale: Locale, words: str, harmless: str
) -> None:
    recogniser = recogniser_for(locale)
    assert "aid_fraud" in act_ids(recogniser.recognise(words, OFFICER[locale]))
    assert "aid_fraud" not in act_ids(recogniser.recognise(words, harmless))


@pytest.mark.parametrize(
    ("locale", "bare", "explained"),
    [
        ("zh-CN", "您这是触发了二类户限额风控", "您这是二类户，说白了就是每天往外转的钱有个上限"),
        (
            "en",
            "It failed the KYC refresh",
            "It failed the KYC refresh, which means we need your papers again",
        ),
    ],
)
def test_a_term_that_is_explained_is_no_jargon(locale: Locale, bare: str, explained: str) -> None:
    recogniser = recogniser_for(locale)
    assert "use_jargon" in act_ids(recogniser.recognise(bare))
    assert "use_jargon" not in act_ids(recogniser.recognise(explained))


@pytest.mark.parametrize(
    ("locale", "one", "several"),
    [
        ("zh-CN", "您先点右下角的绿色按钮", "您先点绿色按钮，然后输密码，再点确认"),
        (
            "en",
            "Press the green button",
            "Press the green button, then enter your PIN and then press confirm",
        ),
    ],
)
def test_several_instructions_at_once_are_not_one_step(locale: Locale, one: str, several: str) -> None:
    recogniser = recogniser_for(locale)
    assert "one_step" in act_ids(recogniser.recognise(one))
    assert "one_step" not in act_ids(recogniser.recognise(several))


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("nothing", ["", "   ", "\n\n", "……", "?!", "«点头»", "🙂"])
def test_nothing_said_does_nothing(locale: Locale, nothing: str) -> None:
    assert recogniser_for(locale).recognise(nothing) == ()


@pytest.mark.parametrize(
    ("locale", "customer"),
    [
        ("zh-CN", "«低声»您能跟我说说是怎么回事吗？我先给您道个歉。"),
        ("en", "«low» Could you tell me what happened? I'm so sorry about it."),
    ],
)
def test_the_customers_own_words_said_back_do_nothing(locale: Locale, customer: str) -> None:
    recogniser = recogniser_for(locale)
    echo = customer.split("»")[1]
    assert recogniser.recognise(echo, customer) == ()
    assert recogniser.recognise(echo, "另一句话。 Something else.") != ()


_WORDS = {
    "zh-CN": [
        "对不起",
        "密码",
        "您",
        "，",
        "。",
        "？",
        "“",
        "不",
        "先",
        "点确认",
        "今天",
        "五点前",
        "\n",
        " ",
    ],
    "en": ["sorry", "your PIN", "I", "can't", ", ", ". ", "? ", '"', "first", "press", "by five", "\n", " "],
}


@pytest.mark.parametrize("locale", LOCALES)
@given(data=st.data())
def test_a_quote_is_always_what_was_typed(locale: Locale, data: st.DataObject) -> None:
    pieces = st.lists(st.sampled_from(_WORDS[locale]) | st.text(max_size=6), max_size=24)
    text = data.draw(pieces.map(" ".join if locale == "en" else "".join))
    context = data.draw(st.none() | st.sampled_from(sorted(OFFICER.values())))
    found = recogniser_for(locale).recognise(text, context)
    assert [f.act for f in found] == sorted({f.act for f in found}, key=[f.act for f in found].index)
    for each in found:
        assert each.act in SPEECH_ACTS
        assert 0 <= each.start < each.end <= len(text)
        assert text[each.start : each.end] == each.quote
        assert each.quote.strip()
    assert [f.start for f in found] == sorted(f.start for f in found)


@pytest.mark.parametrize("locale", LOCALES)
def test_a_reply_of_twenty_thousand_characters_is_read_like_any_other(locale: Locale) -> None:
    word, sorry = {
        "zh-CN": ("您好我看看", "让您久等了，非常抱歉"),
        "en": ("well I see ", "I'm so sorry for the wait"),
    }[locale]
    long = (word * 20_000)[:19_900] + "\n" + sorry
    assert "apologise" in act_ids(recogniser_for(locale).recognise(long))


def test_sentences_are_told_apart_as_typed_with_their_marks() -> None:
    assert recogniser_for("en").sentences("Good morning, Mr. Lee.  What happened?  …  I see") == (
        "Good morning, Mr. Lee.",
        "What happened?",
        "I see",
    )
    assert recogniser_for("zh-CN").sentences("您好！！怎么回事？我看看") == ("您好！", "怎么回事？", "我看看")
    assert recogniser_for("zh-CN").sentences(" 。\n") == ()
