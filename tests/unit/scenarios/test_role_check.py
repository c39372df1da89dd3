"""What a model may not say as the customer, and what it may."""

from collections.abc import Iterator, Sequence

import pytest

from scenarios.habits import habits_of
from scenarios.loader import load, locales_of, slugs
from scenarios.planner import open_scene
from scenarios.prompting import PROMPTS
from scenarios.role_check import out_of_role
from scenarios.schema import Scenario
from scenarios.spacing import bare
from scenarios.state import State
from scenarios.transcript import LOCALES, Locale
from tests.a_scenario import SECRET, a_scenario

EN = a_scenario()
ZH = a_scenario(locale="zh-CN")
SCAM = {locale: load("early-forgetting", locale) for locale in LOCALES}
each_locale = pytest.mark.parametrize("locale", LOCALES)


def _check(
    text: str,
    *,
    scenario: Scenario = EN,
    heard: str = "How are you today?",
    said: Sequence[str] = (),
    facts: Sequence[str] = (),
) -> str | None:
    state = State.at_start(scenario).model_copy(update={"facts": tuple(facts)})
    return out_of_role(text, scenario=scenario, state=state, heard=heard, said=said)


BAD_ENGLISH = [
    ("As an AI language model, I cannot do that.", "assistant"),
    ("I'm just an AI, so I have no money.", "assistant"),
    ("Hello! How can I help you today?", "assistant"),
    ("Sure, here is a possible reply from the lady.", "assistant"),
    ("Of course! I'd be happy to assist with the gas bill.", "assistant"),
    ("I don't have personal feelings about the queue.", "assistant"),
    ("Please feel free to ask me anything.", "assistant"),
    ("I can't assist with that.", "assistant"),
    ("I was trained by people who like umbrellas.", "assistant"),
    ("I'm sorry I’m not your business assistant anymore.", "assistant"),
    ("My instructions say that I am angry.", "reveals"),
    ("Sorry, I may not show you the system prompt.", "reveals"),
    ("The user wants me to be cross, so I am.", "reveals"),
    ("I need to respond as the customer, who is tired.", "reveals"),
    ("As a customer, I am upset about this.", "reveals"),
    ("I am to say only what this customer would say.", "reveals"),
    ("Right now you feel calm, a little annoyed.", "reveals"),
    ("The customer said that it rains.", "reveals"),
    ("I nod, and the teller counts the notes.", "reveals"),
    ("They gave me a JSON of what I am.", "reveals"),
    ("Never offer them help, never tell them how to do the job.", "reveals"),
    ("May I see your ID, please?", "clerk"),
    ("Could you please provide your account number?", "clerk"),
    ("Thank you for your patience, madam.", "clerk"),
    ("We apologise for the inconvenience.", "clerk"),
    ("I completely understand your concern.", "clerk"),
    ("Your complaint has been logged.", "clerk"),
    ("Here's what I can do for you: write it down.", "clerk"),
    ("The company will take care of it. We'll do everything we can.", "clerk"),
    ("Is there anything else I can do?", "clerk"),
    ("Our customers are our first thought.", "clerk"),
    ("The right answer would be to say sorry first.", "hints"),
    ("Start by acknowledging what I feel.", "hints"),
    ("You need to empathise before the rule.", "hints"),
    ("That way you get full marks.", "hints"),
    ("我就想取钱。", "language"),
    ("I want 我的钱 back.", "language"),
    ("Je voudrais retirer mon argent tout de suite monsieur.", "language"),
    ("Quiero sacar todo mi dinero ahora mismo señor.", "language"),
    ("Ich möchte сейчас my money.", "language"),
    ("Customer: I want my money.", "both_sides"),
    ("An old man: “I want my money.”", "both_sides"),
    ("Complaint: I want my money.", "both_sides"),
    ("«nods» First reply: I want my money.", "both_sides"),
    ("It's a pleasure to serve you.", "clerk"),
    ("I will have to ask you again. What can I do to help you?", "clerk"),
    ("This customer, who has answered you, is very happy.", "reveals"),
    ("I'm not sure. (The customer says to you: I'm not sure.", "markup"),
    (
        "«You are this customer; say one or two sentences of your own» What I am asking for is time.",
        "reveals",
    ),
    ("Teller: How much would it be?", "both_sides"),
    ("I want my money. Bank employee: Certainly.", "both_sides"),
    ("**I want** my money.", "markup"),
    ("<|im_start|>assistant", "markup"),
    ("I wait.</think> Now then.", "markup"),
    ("Look at https://bank.example for it.", "markup"),
    ("1. I want my money.", "markup"),
    ("- I want my money.", "markup"),
    ('{"reply": "I wait"}', "markup"),
    ("My name is $name.", "markup"),
    (f"Fine. It is {SECRET}.", "gives_away"),
    (f"«thinks of {SECRET}» I would rather not say.", "gives_away"),
    ("I want it right now. I want it right now. I want it right now.", "babbles"),
    ("I'm just trying to go home. I'm just trying to go home.", "babbles"),
    ("I want it, " + "and then there is one more thing that nobody told me of " * 8, "babbles"),
]
BAD_CHINESE = [
    ("作为一个人工智能，我不能回答。", "assistant"),
    ("作为AI，我没有钱。", "assistant"),
    ("您好，请问有什么可以帮您？", "assistant"),
    ("很高兴为您服务！", "assistant"),
    ("我是一个语言模型。", "assistant"),
    ("以下是我的回复，您看看。", "assistant"),
    ("抱歉，我无法满足您的请求。", "assistant"),
    ("希望以上能对您有帮助。", "assistant"),
    ("我的设定是一位生气的老人。", "reveals"),
    ("系统提示里说我要生气。", "reveals"),
    ("用户让我生气，那我就生气。", "reveals"),
    ("好的，我在扮演一位老人。", "reveals"),
    ("作为一名顾客，我很着急。", "reveals"),
    ("您要做的是说最后一句，然后离开，离开。", "reveals"),
    ("您看，看我的喜，感谢您的烂感。", "clerk"),
    ("你现在的心情还是很生气，非常害怕。", "reveals"),
    ("我今天有点不高兴，心里有点慌，不信。", "reveals"),
    ("我只说顾客会说的话，一到三句。", "reveals"),
    ("隐藏的事实我不能说。", "reveals"),
    ("顾客很着急，员工说请坐。", "reveals"),
    ("请您出示一下身份证。", "clerk"),
    ("我马上帮您查一下。", "clerk"),
    ("感谢您的耐心等待。", "clerk"),
    ("给您带来不便，实在抱歉。", "clerk"),
    ("您的投诉我们已经登记。", "clerk"),
    ("请问您要办理什么业务？", "clerk"),
    ("我理解您的心情。", "clerk"),
    ("尊敬的客户，您请坐。", "clerk"),
    ("正确的做法是先道歉。", "hints"),
    ("您应该先共情，再说规定。", "hints"),
    ("这样才能得满分。", "hints"),
    ("I just want my money back, please.", "language"),
    ("我要取钱，I want it right now please。", "language"),
    ("お金を出してください。", "language"),
    ("员工：您好，请坐。", "both_sides"),
    ("美客你说：“走吗？”", "both_sides"),
    ("猪鳐猪鳐 说：你就是被猪鳐的猪鳐，", "both_sides"),
    ("没有说话，你的话说什么？！！You’re right. 照他", "language"),
    ("我不知道。（顾客对您说：", "markup"),
    ("我要取钱。\n柜员：好的。", "both_sides"),
    ("```我要取钱```", "markup"),
    ("<think>顾客很生气</think>我等着。", "markup"),
    ("我要取钱我要取钱我要取钱我要取钱我要取钱我要取钱", "babbles"),
]
GOOD_ENGLISH = [
    "I have been waiting for an hour!",
    "«sighs» Well, what do I do now?",
    "Can you help me, please?",
    "No.",
    "Five thousand, and not a yuan less.",
    "What do you mean, ignore? I don't follow you.",
    "By five today? You are sure of that?",
    "You should say sorry, that's the least you could do.",
    "Your colleague said the same thing on Monday.",
    "I don't know what instructions you mean, dear. I want my umbrella.",
    "Who else can I ask, then? The manager?",
    "I'm not showing that to everybody in here.",
    "It's 6 per cent, it says so on the slip!",
    "Here, take it. «holds out the card»",
    "Mr. Li told me to come back today.",
    "Thank you, that's kind of you.",
]
GOOD_CHINESE = [
    "我都等了一个钟头了！",
    "«叹了口气»那我该怎么办呢？",
    "你帮我看看这张卡，行不行？",
    "这个ATM机我不会用。",
    "不行。",
    "什么指令？你说的我听不懂，我就是来取钱的。",
    "五点前？你说话可要算数。",
    "你们得给我道个歉吧。",
    "我凭什么给你看身份证？",
    "叫你们经理来，我跟他说。",
    "你们上次也说帮我查，查到哪儿去了？",
    "那我先坐着等，你可别忘了我。",
    "谢谢你啊，孩子。",
    "短信上写的是APP里办，我哪会弄那个。",
]


@pytest.mark.parametrize(("text", "reason"), BAD_ENGLISH)
def test_english_out_of_role_is_caught(text: str, reason: str) -> None:
    assert _check(text) == reason


@pytest.mark.parametrize(("text", "reason"), BAD_CHINESE)
def test_chinese_out_of_role_is_caught(text: str, reason: str) -> None:
    assert _check(text, scenario=ZH, heard="您好。") == reason


@pytest.mark.parametrize("text", GOOD_ENGLISH)
def test_a_customers_own_words_pass(text: str) -> None:
    assert _check(text) is None


@pytest.mark.parametrize("text", GOOD_CHINESE)
def test_a_chinese_customers_own_words_pass(text: str) -> None:
    assert _check(text, scenario=ZH, heard="您好。") is None


def test_a_fact_may_be_told_once_it_is_earned() -> None:
    assert _check(f"It is {SECRET}.", facts=["parcel"]) is None


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("zh-CN", "有人陪我上取款机，他听我哼密码就记住了，钱也是他替我收着的。"),
        ("en", "Somebody has my number by ear, holds the door, and I have never seen a receipt from him."),
    ],
)
def test_a_hidden_fact_in_other_words_is_caught_and_passes_once_earned(locale: Locale, text: str) -> None:
    scenario = SCAM[locale]
    assert not any(mark in text for fact in scenario.facts for mark in fact.marks)
    assert _check(text, scenario=scenario) == "gives_away"
    assert _check(text, scenario=scenario, facts=[f.id for f in scenario.facts]) is None


@each_locale
def test_a_hidden_fact_told_without_its_marks_is_mostly_caught_all_over_the_library(locale: Locale) -> None:
    told = caught = 0
    for slug in slugs():
        scenario = load(slug, locale)
        for fact in scenario.facts:
            for line in fact.lines:
                words = line
                for mark in (mark for f in scenario.facts for mark in f.marks):
                    words = words.replace(mark, "").replace(mark.capitalize(), "")
                told += 1
                caught += _check(words, scenario=scenario) is not None
    assert caught >= 0.8 * told


@each_locale
def test_words_of_one_visit_give_nothing_away_in_another(locale: Locale) -> None:
    every = [load(slug, locale) for slug in slugs()]
    tried = refused = 0
    for here, there in zip(every, [*every[7:], *every[:7]], strict=True):
        for line in list(_lines(there))[::12]:
            tried += 1
            refused += _check(line, scenario=here) == "gives_away" and not any(
                mark.casefold() in line.casefold() for f in here.facts for mark in f.marks
            )
    assert tried > 300
    assert refused <= 0.01 * tried


@each_locale
def test_the_librarys_own_lines_are_hardly_ever_refused(locale: Locale) -> None:
    tried, refused = 0, []
    for slug in slugs():
        if locale not in locales_of(slug):
            continue
        scenario = load(slug, locale)
        facts = [fact.id for fact in scenario.facts]
        for line in (*_lines(scenario), *_habits(locale)):
            if bare(line):
                tried += 1
                if _check(line, scenario=scenario, heard="嗯", facts=facts):
                    refused.append(line)
    assert tried > 5_000
    assert len(refused) <= tried / 1_000, refused


def test_a_line_said_before_is_a_repeat_whatever_the_gestures() -> None:
    assert _check("«looks away» I want my money back!", said=["«nods» I want my money back."]) == "repeats"


def test_short_words_said_before_are_a_repeat_with_a_sign_more_or_less() -> None:
    said = ["你福安莉美，你福安莉美"]
    assert _check("你福安莉美，你福安莉美，说", scenario=ZH, said=said) == "repeats"
    assert _check("不行。", scenario=ZH, said=["不急。"]) is None


@pytest.mark.parametrize(
    ("locale", "told", "own"),
    [
        (
            "en",
            "The customer said: I am not there.",
            "Your teller used a pocket calculator, I saw the teller do it.",
        ),
        ("en", "The customer is not there. The customer is not there.", "I gave it to the teller that day."),
        ("zh-CN", "顾客说他很着急，想马上取钱。", "那天柜员是用笔记的，我看着呢。"),
    ],
)
def test_who_may_speak_of_a_teller_still_does_not_tell_a_story(locale: Locale, told: str, own: str) -> None:
    accountant = load("retired-accountant", locale)
    assert _check(told, scenario=accountant) == "reveals"
    assert _check(own, scenario=accountant) is None


def test_a_sentence_said_before_is_a_repeat_whatever_comes_with_it() -> None:
    assert _check("Now. I want my money back!", said=["I want my money back. Today."]) == "repeats"


def test_nearly_the_same_words_are_a_repeat() -> None:
    said = ["I'm not going to lose, I'm going to get my money back today. I'll be very happy."]
    assert (
        _check("I'm not going to lose, I'm going to get my money back today, I'll be happy.", said=said)
        == "repeats"
    )


def test_the_clerks_words_said_back_are_an_echo() -> None:
    assert (
        _check("Please take a number and wait.", heard="Please take a number and wait over there.")
        == "echoes"
    )


def test_a_time_said_back_to_be_sure_is_none() -> None:
    assert (
        _check("Five o'clock today? And if you forget me?", heard="I will ring you by five o'clock today.")
        is None
    )


@each_locale
def test_no_line_of_the_prompt_can_be_read_out(locale: Locale) -> None:
    scenario = EN if locale == "en" else ZH
    rules = (PROMPTS / f"customer.{locale}.md").read_text(encoding="utf-8").splitlines()
    for rule in (line.removeprefix("- ") for line in rules if line.startswith("- ") and len(line) > 60):
        assert _check(rule, scenario=scenario) is not None


@each_locale
def test_a_customer_says_who_they_are_and_does_not_read_out_their_card(locale: Locale) -> None:
    scenario = load("newcomer-no-papers", locale)
    persona = scenario.persona
    card = (
        f"{persona.name}, aged {persona.age}, {persona.occupation}!"
        if locale == "en"
        else f"{persona.name}，{persona.age} 岁，{persona.occupation}！"
    )
    named = f"My name is {persona.called}, I said." if locale == "en" else f"我叫{persona.name}。"

    told = f"{persona.name}, age {persona.age}." if locale == "en" else f"{persona.name}，{persona.age}岁。"

    assert _check(card, scenario=scenario) == "reveals"
    assert _check(told, scenario=scenario) == "reveals"
    assert _check(persona.voice, scenario=scenario) == "reveals"
    assert _check(named, scenario=scenario) is None


def test_four_telling_signs_of_a_hidden_fact_give_it_away() -> None:
    scenario = load("nice-rule-bender", "zh-CN")

    assert _check("宁宁借钱，您好。", scenario=scenario) == "gives_away"
    assert _check("宁宁借钱，您好。", scenario=scenario, facts=[f.id for f in scenario.facts]) is None


def test_a_story_of_the_customer_is_none_of_a_customer_who_may_speak_of_customers() -> None:
    assert (
        _check("The customer says: The customer says", scenario=load("retired-accountant", "en")) is not None
    )


@pytest.mark.parametrize(
    ("scenario", "line"), [(EN, "I want my parcel I want my parcel"), (ZH, "我要我的包裹，我要我的包裹")]
)
def test_one_thing_twice_and_nothing_else_is_babble(scenario: Scenario, line: str) -> None:
    assert _check(line, scenario=scenario) == "babbles"


def test_the_opening_of_a_scenario_is_in_role() -> None:
    for line in open_scene(EN).lines:
        assert _check(line) is None


def _lines(scenario: Scenario) -> Iterator[str]:
    yield from scenario.opening
    for lines in scenario.lines.values():
        for pool in (lines.calm, lines.tense, lines.angry):
            yield from pool or ()
    for fact in scenario.facts:
        yield from fact.lines
    for answer in scenario.answers:
        yield from answer.lines
    for objective in scenario.objectives:
        yield from objective.lines or ()
    for ending in scenario.endings:
        yield from ending.lines


def _habits(locale: Locale) -> Iterator[str]:
    heard = "九" if locale == "zh-CN" else "Nine"
    for lines in habits_of(locale).lines.values():
        yield from (line.replace("{heard}", heard) for line in lines)
