"""Three things to say differently, where they were due, and what was done well."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from scenarios.transcript import LOCALES, Locale, Transcript
from scoring.assessment import Assessment, CriterionResult, Evidence
from scoring.coaching import Suggestion, done_well, praised, suggestions
from scoring.rules import QUESTIONS
from scoring.rules_judge import judge
from scoring.schema import load_rubric
from tests.a_scenario import a_scenario
from tests.unit.scoring.conversations import talk
from tests.unit.scoring.test_rules_judge import TRANSCRIPTS

RUBRIC = load_rubric("service-core")


def suggested(transcript: Transcript, most: int = 30) -> dict[str, Suggestion]:
    """Return the suggestions by criterion."""
    found = suggestions(judge(transcript), transcript, RUBRIC, most=most)
    return {suggestion.criterion: suggestion for suggestion in found}


@settings(max_examples=60, deadline=None)
@given(TRANSCRIPTS)
def test_there_are_three_at_most_none_twice_and_each_points_at_a_turn_of_the_trainee(
    transcript: Transcript,
) -> None:
    assessment = judge(transcript)
    found = suggestions(assessment, transcript, RUBRIC)
    missed = [result.id for result in assessment.criteria if result.outcome == "not_met"]

    assert len(found) == min(3, len(missed))
    assert len({suggestion.criterion for suggestion in found}) == len(found)
    assert len({suggestion.say for suggestion in found}) == len(found)
    spoke = any(turn.speaker == "trainee" for turn in transcript.turns)
    for suggestion in found:
        assert suggestion.say
        assert suggestion.why
        assert spoke or suggestion.turn is None
        assert suggestion.turn is None or transcript.turns[suggestion.turn].speaker == "trainee"


def test_what_the_customer_calls_for_is_not_due_before_the_customer_has_spoken() -> None:
    transcript = talk("en", "T: Good morning, what can I do for you?", fraud=True)
    assert suggested(transcript)["fraud_probed"].turn is None
    answered = talk("en", "T: Good morning.", "C: Hello.", "T: Yes?", fraud=True)
    assert suggested(answered)["fraud_probed"].turn == 2


def _own_up(*lines: str) -> int | None:
    """Return where the apology of a scene is due that waits for what the customer has to tell first."""
    fact = {
        "id": "twice",
        "text": "She has asked twice before.",
        "marks": ["asked twice"],
        "earned_by": {"any": ["ask_open"]},
        "lines": [f"I have asked twice before, {what}." for what in ("you see", "in March", "really")],
    }
    owned = {"any": ["apologise"], "facts": ["twice"]}
    scenario = a_scenario(
        facts=[fact],
        objectives=[
            {"id": "heard", "text": "She feels heard.", "hint": "Listen.", "met_by": {"any": ["empathise"]}},
            {"id": "promised", "text": "She knows.", "hint": "Own up.", "met_by": owned},
        ],
        applies={"apology": True},
        advice={"apology": {"say": "It was promised and not done. I'm sorry.", "why": "It is true."}},
    )
    transcript = talk("en", *lines)
    found = suggestions(judge(transcript, scenario), transcript, RUBRIC, scenario, most=30)
    return next(suggestion.turn for suggestion in found if suggestion.criterion == "apology")


def test_better_words_stand_where_the_customer_has_told_what_they_speak_of() -> None:
    opened = ("C: My umbrella is gone, I have been waiting for an hour!", "T: Good morning.")
    assert _own_up(*opened, "C: I asked twice before, you see.", "T: Hm.", "C: Well?", "T: Hm.") == 3
    assert _own_up(*opened, "C: Well?", "T: Hm.") is None


def test_one_sentence_is_not_both_a_fault_and_praised() -> None:
    scenario = a_scenario(applies={"apology": True})
    transcript = talk("en", "C: I am so worried!", "T: I can see how worried you are.")
    assessment = judge(transcript, scenario)
    found = suggestions(assessment, transcript, RUBRIC, scenario)

    assert 1 in {suggestion.turn for suggestion in found}
    assert done_well(assessment, transcript, RUBRIC) is not None
    assert done_well(assessment, transcript, RUBRIC, found) is None


def test_a_proof_of_a_fault_is_no_proof_of_praise() -> None:
    quote = Evidence(turn=1, quote="I can't do that")
    results = [CriterionResult(id=criterion.id, outcome="not_applicable") for criterion in RUBRIC.criteria]
    results[0] = CriterionResult(id=results[0].id, outcome="not_met", evidence=(quote,))
    results[1] = CriterionResult(id=results[1].id, outcome="met", evidence=(quote,))
    transcript = talk("en", "C: Do it.", "T: I can't do that, sir.")
    assessment = Assessment.of(rubric=RUBRIC, transcript=transcript, judge="rules", results=results)

    assert praised(assessment.criteria[1], assessment) == ()
    assert done_well(assessment, transcript, RUBRIC) is None


def test_a_crossed_red_line_comes_first_and_points_at_its_words() -> None:
    transcript = talk(
        "zh-CN", "C: 等了一个小时，气死我了！", "T: 您好。", "C: 你们怎么回事？", "T: 跟您说了也不懂。"
    )

    first = suggestions(judge(transcript), transcript, RUBRIC)[0]

    assert (first.criterion, first.turn) == ("no_forbidden", 3)


def test_of_what_is_as_useful_what_belongs_to_another_turn_goes_first() -> None:
    """Politeness was due in the very turn that two cards stand on already; the need was not asked in the first."""
    transcript = talk(
        "zh-CN", "C: 存钱。", "T: 您好。", "C: 我等了一个小时！", "T: 等着。", "C: 存钱。", "T: 嗯。"
    )
    found = suggestions(judge(transcript), transcript, RUBRIC)
    assert [(suggestion.criterion, suggestion.turn) for suggestion in found] == [
        ("feeling_first", 3),
        ("apology", 3),
        ("clear_need", 1),
    ]


@settings(max_examples=60, deadline=None)
@given(TRANSCRIPTS)
def test_a_red_line_and_what_weighs_a_step_more_give_way_to_nothing(transcript: Transcript) -> None:
    assessment = judge(transcript)
    shown = [RUBRIC.criterion(found.criterion) for found in suggestions(assessment, transcript, RUBRIC)]
    left_out = [
        RUBRIC.criterion(result.id)
        for result in assessment.criteria
        if result.outcome == "not_met" and result.id not in {criterion.id for criterion in shown}
    ]
    crossed = [criterion.blocker for criterion in shown]
    assert crossed == sorted(crossed, reverse=True)
    assert all(criterion.blocker for criterion in shown) or not any(c.blocker for c in left_out)


@pytest.mark.parametrize(
    ("criterion", "turn", "lines"),
    [
        ("greeting", 1, ("C: 存钱。", "T: 存多少？", "C: 三千。", "T: 好了。")),
        (
            "feeling_first",
            3,
            ("C: 存钱。", "T: 您好，存多少？", "C: 急死我了！", "T: 嗯。", "C: 嗯？", "T: 嗯。"),
        ),
        ("apology", 3, ("C: 存钱。", "T: 您好。", "C: 我等了一个小时。", "T: 嗯。", "C: 唉。", "T: 嗯。")),
        (
            "time_given",
            3,
            ("C: 存钱。", "T: 您好。", "C: 好了吗？", "T: 有结果会通知您。", "C: 唉。", "T: 您慢走。"),
        ),
        ("complaint_taken", 3, ("C: 存钱。", "T: 您好。", "C: 我要投诉！", "T: 嗯。", "C: 唉。", "T: 嗯。")),
        (
            "reason_and_way",
            3,
            ("C: 查卡。", "T: 您好。", "C: 查我儿子的。", "T: 我不能给您查。", "C: 唉。", "T: 嗯。"),
        ),
        (
            "fraud_stopped",
            3,
            ("C: 转账。", "T: 您好。", "C: 警察让我转到安全账户。", "T: 嗯。", "C: 唉。", "T: 嗯。"),
        ),
        (
            "fraud_stopped",
            5,
            (
                "C: 全取现金，快点。",
                "T: 您好。",
                "C: 有人等我。",
                "T: 嗯。",
                "C: 是警察让我取的。",
                "T: 好的。",
            ),
        ),
        (
            "fraud_stopped",
            3,
            ("C: 全取现金，快点。", "T: 您好。", "C: 有人等我。", "T: 嗯。", "C: 警察让我转到安全账户。"),
        ),
        ("closing", 5, ("C: 存钱。", "T: 您好。", "C: 三千。", "T: 嗯。", "C: 走了。", "T: 嗯。")),
        ("courtesy", 3, ("C: 存钱。", "T: 您好。", "C: 三千。", "T: 等着。", "C: 唉。", "T: 您慢走。")),
    ],
)
def test_a_suggestion_points_at_the_turn_where_the_thing_was_due(
    criterion: str, turn: int, lines: tuple[str, ...]
) -> None:
    assert suggested(talk("zh-CN", *lines))[criterion].turn == turn


def test_the_scenes_own_words_go_before_the_rubrics() -> None:
    advice = {"greeting": {"say": "Ms Wei, do come in out of the rain.", "why": "She is wet."}}
    scenario = a_scenario(advice=advice)
    transcript = talk("en", "C: It's me.", "T: Yes?")

    found = suggestions(judge(transcript, scenario), transcript, RUBRIC, scenario, most=30)

    greeting = next(suggestion for suggestion in found if suggestion.criterion == "greeting")
    assert greeting.say == advice["greeting"]["say"]
    assert greeting.why == advice["greeting"]["why"]


def test_what_the_customer_called_for_is_what_was_done_well() -> None:
    transcript = talk("zh-CN", "C: 急死我了，卡丢了！", "T: 您好。您着急我特别理解，我马上帮您看。")

    well = done_well(judge(transcript), transcript, RUBRIC)

    assert well is not None
    criterion, evidence = well
    assert criterion == "feeling_first"
    assert "理解" in evidence.quote
    assert evidence.turn == 1


def test_a_turn_that_crosses_a_red_line_is_praised_for_nothing() -> None:
    transcript = talk("zh-CN", "C: 急死我了，卡丢了！", "T: 您好，嚷什么嚷，你烦不烦啊，滚一边去！")
    assessment = judge(transcript)

    assert assessment.blocked_by
    assert any(result.outcome == "met" and result.evidence for result in assessment.criteria)
    assert done_well(assessment, transcript, RUBRIC) is None


@pytest.mark.parametrize("locale", LOCALES)
def test_where_nothing_was_done_nothing_is_praised_or_suggested(locale: Locale) -> None:
    nothing = Transcript(locale=locale)

    assert done_well(judge(nothing), nothing, RUBRIC) is None
    assert suggestions(judge(nothing), nothing, RUBRIC) == ()


@pytest.mark.parametrize("locale", LOCALES)
def test_no_two_questions_of_the_rubric_give_the_same_advice(locale: Locale) -> None:
    said = [criterion.advice.said_in(locale).say for criterion in RUBRIC.criteria]

    assert len(set(said)) == len(said) == len(QUESTIONS)
