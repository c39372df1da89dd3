"""The judge answers every question of any transcript, and proves what it says."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.schema import Advice
from scenarios.transcript import LOCALES, Locale, Signs, Transcript, Turn
from scoring.assessment import Assessment, is_said
from scoring.rules_judge import judge
from scoring.schema import Rubric, load_rubric
from tests.a_scenario import a_scenario
from tests.unit.scoring.conversations import talk

RUBRIC = load_rubric("service-core")

SCRAPS = (
    "您好，请问您要办什么业务？",
    "您着急我特别理解。",
    "让您久等了，非常抱歉！",
    "气死我了，等了两个小时",
    "我要投诉",
    "跟您说了也不懂",
    "您把验证码念给我",
    "警察让我把钱转到安全账户",
    "Good morning, how can I help?",
    "I've been waiting for an hour, this is ridiculous!",
    "I'm sorry you had to wait.",
    "You wouldn't understand.",
    "Read me the code, please.",
    "这机器有点笨，密码器给您递过来，您的本金一分不少。",
    "Stupid scanner. I'll pass the keypad across; every penny is there. Cheerio, and shout if you get stuck.",
    "«looks up» \U0001f600 İSTANBUL ﬃ\n\n",
    "，。！？",
    "",
)
SAID = st.one_of(
    st.sampled_from(SCRAPS), st.lists(st.sampled_from(SCRAPS), max_size=4).map("".join), st.text()
)
TURNS = st.lists(
    st.builds(Turn, speaker=st.sampled_from(["customer", "trainee"]), text=SAID), max_size=10
).map(tuple)
SIGNS = st.one_of(
    st.none(),
    st.builds(
        Signs,
        elderly_or_disabled=st.sampled_from([None, True, False]),
        fraud=st.sampled_from([None, True, False]),
    ),
)
TRANSCRIPTS = st.builds(Transcript, locale=st.sampled_from(LOCALES), signs=SIGNS, turns=TURNS)


@settings(max_examples=150, deadline=None)
@given(TRANSCRIPTS)
def test_whatever_was_said_every_question_is_answered_and_every_quote_is_the_trainees(
    transcript: Transcript,
) -> None:
    assessment = judge(transcript)

    assert [result.id for result in assessment.criteria] == [criterion.id for criterion in RUBRIC.criteria]
    assert 0 <= assessment.score <= 100
    for result in assessment.criteria:
        assert result.outcome != "abstained"
        spoke = any(turn.speaker == "trainee" and turn.text.strip() for turn in transcript.turns)
        assert result.evidence or result.outcome != "met" or not spoke
        assert all(is_said(evidence, transcript) for evidence in result.evidence)
        assert (result.advice is not None) == (result.outcome == "not_met")
    stored = json.dumps(assessment.as_json(), ensure_ascii=False)
    assert Assessment.read(stored, transcript) == assessment


@pytest.mark.parametrize("locale", LOCALES)
def test_an_empty_transcript_has_no_score_and_no_praise(locale: Locale) -> None:
    assessment = judge(Transcript(locale=locale))

    assert {result.outcome for result in assessment.criteria} == {"not_applicable"}
    assert (assessment.score, assessment.passed) == (0, False)


@pytest.mark.parametrize(
    ("locale", "words"),
    [("zh-CN", "等了一个小时，我要投诉！"), ("en", "An hour I've waited, I'll complain!")],
)
def test_who_never_answers_the_customer_does_not_pass(locale: Locale, words: str) -> None:
    assessment = judge(talk(locale, f"C: {words}"))

    assert (assessment.score, assessment.passed) == (0, False)
    assert not [result for result in assessment.criteria if result.outcome == "met"]


def test_what_is_said_before_the_customer_answers_counts_as_one_first_turn() -> None:
    in_two = talk("zh-CN", "C: 我来存钱。", "T: 来了。", "T: 您好，存多少？", "C: 三千。")
    after_an_answer = talk("zh-CN", "C: 我来存钱。", "T: 来了。", "C: 嗯？", "T: 您好，存多少？")

    assert judge(in_two).result("greeting").outcome == "met"
    assert judge(after_an_answer).result("greeting").outcome == "not_met"


@pytest.mark.parametrize(
    ("line", "blocker"),
    [
        ("跟您说了也不懂。", "no_forbidden"),
        ("放心，肯定能批。", "no_over_promise"),
        ("您把验证码念给我。", "no_leak"),
        ("那我这就帮您转过去。", "no_fraud_aid"),
    ],
)
def test_nothing_that_crosses_a_red_line_passes(line: str, blocker: str) -> None:
    good = (
        "C: 警察打电话让我把钱转到安全账户，我怕得很。",
        "T: 您好，您先别怕，谁接到这种电话都害怕。这笔钱打算转给谁？",
        "C: 转给警察。",
        "T: 这很像诈骗，公检法不会让您转账。我请主管来一起看，咱们打96110核实，好吗？",
    )
    leave = "T: 今天下午五点前我给您回电话。还有别的需要帮您吗？请慢走。"
    before = judge(talk("zh-CN", *good, leave, fraud=True))
    after = judge(talk("zh-CN", *good[:2], "C: 那快帮我转吧。", f"T: {line}", *good[2:], leave, fraud=True))

    assert before.passed
    assert blocker not in before.blocked_by
    assert blocker in after.blocked_by
    assert not after.passed
    assert after.score <= 40
    assert after.result(blocker).evidence[0].turn == 3


def test_a_null_field_equals_an_absent_one() -> None:
    turns = [
        {"speaker": "customer", "text": "我七十五了，不会用机器。"},
        {"speaker": "trainee", "text": "您好。"},
    ]
    absent = {"locale": "zh-CN", "turns": turns}
    null = {
        "scenario": "free",
        "locale": "zh-CN",
        "signs": {"elderly_or_disabled": None, "fraud": None},
        "turns": [{**turn, "at": None} for turn in turns],
    }
    no_signs = {**absent, "signs": None}

    assessments = [judge(Transcript.model_validate(shape)) for shape in (absent, null, no_signs)]

    assert assessments[0] == assessments[1] == assessments[2]


def test_told_signs_go_before_what_the_words_suggest() -> None:
    lines = ("C: 我七十五了，机器不会用。", "T: 您好，请把卡插进去。")

    assert judge(talk("zh-CN", *lines)).result("person_offered").outcome == "not_met"
    assert judge(talk("zh-CN", *lines, frail=False)).result("person_offered").outcome == "not_applicable"


def test_a_lone_hint_is_no_sign_of_fraud_and_two_are() -> None:
    once = talk("zh-CN", "C: 我要把定期全部取出来。", "T: 您好，好的。")
    twice = talk("zh-CN", "C: 我要把定期全部取出来。", "T: 您好。", "C: 你别问那么多，急着转。", "T: 好的。")

    assert judge(once).result("fraud_probed").outcome == "not_applicable"
    assert judge(twice).result("fraud_probed").outcome == "not_met"


def test_the_scenario_says_what_applies_and_gives_its_own_words() -> None:
    own = Advice(say="Ms Wei, I'm sorry about the umbrella.", why="It is what she lost.")
    scenario = a_scenario(
        applies={"apology": True, "clear_need": False}, advice={"apology": own.model_dump()}
    )
    transcript = talk("en", "C: Good morning.", "T: Good morning. How can I help?")

    apology = judge(transcript, scenario).result("apology")

    assert (apology.outcome, apology.advice) == ("not_met", own.say)
    assert judge(transcript, scenario).result("clear_need").outcome == "not_applicable"
    assert judge(transcript).result("apology").outcome == "not_applicable"


@pytest.mark.parametrize("locale", LOCALES)
def test_what_is_missed_comes_with_words_to_say_in_the_language_of_the_conversation(locale: Locale) -> None:
    greeting = judge(talk(locale, "C: 1", "T: 2")).result("greeting")

    assert greeting.advice == RUBRIC.criterion("greeting").advice.said_in(locale).say


def test_a_question_that_rules_cannot_answer_is_abstained_from() -> None:
    asked = RUBRIC.criterion("greeting").model_copy(update={"id": "warm_smile"})
    rubric = Rubric.model_validate(
        {
            **RUBRIC.model_dump(),
            "id": "smiles",
            "criteria": [asked.model_dump(), RUBRIC.criteria[1].model_dump()],
        }
    )

    assessment = judge(talk("zh-CN", "C: 我来存钱。", "T: 您好，请坐。"), rubric=rubric)

    assert assessment.rubric == "smiles"
    assert assessment.result("warm_smile").outcome == "abstained"
    assert assessment.result("courtesy").outcome == "met"


@pytest.mark.parametrize(
    ("words", "outcome"),
    [("我转错人了！", "not_met"), ("我转错人了。", "not_applicable"), ("太好了，谢谢！", "not_applicable")],
)
def test_who_exclaims_shows_a_feeling_unless_it_is_thanks(words: str, outcome: str) -> None:
    assert judge(talk("zh-CN", f"C: {words}", "T: 您好。")).result("feeling_first").outcome == outcome


def test_to_have_warned_before_does_not_excuse_carrying_it_out() -> None:
    transcript = talk(
        "zh-CN",
        "C: 警察让我把钱转到安全账户。",
        "T: 您好，这很像诈骗。",
        "C: 你还是给我转吧。",
        "T: 行，那我帮您转了，风险自负。",
    )

    assert judge(transcript).result("no_fraud_aid").evidence[0].turn == 3
