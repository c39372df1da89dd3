"""Better words for this customer: where they stand, whose they are, what they do not tell, and what is praised."""

from __future__ import annotations

import pytest

from scenarios.built_in import BuiltInCustomer
from scenarios.conversation import Conversation, recite
from scenarios.loader import load
from scenarios.schema import Scenario
from scenarios.speech_acts import act_ids, recogniser_for
from scenarios.transcript import LOCALES, Locale, Transcript
from scoring.assessment import Assessment
from scoring.coaching import Suggestion, done_well, joined, suggestions
from scoring.exemplar import LONGEST, exemplar_of
from scoring.progress import Progress, wanted_words
from scoring.reply import reaches
from scoring.rules_judge import judge
from scoring.schema import load_rubric
from tests.a_scenario import a_scenario
from tests.unit.scoring.conversations import talk

RUBRIC = load_rubric("service-core")
Played = tuple[Scenario, Transcript, Assessment, Progress]


def _played(slug: str, locale: Locale, *lines: str) -> Played:
    scenario = load(slug, locale)
    conversation = Conversation(scenario, BuiltInCustomer(), seed=1)
    recite(conversation, iter(lines or scenario.trainees.average))
    transcript = conversation.transcript
    progress = Progress.of((step.turn, step.facts, step.objectives) for step in conversation.steps)
    return scenario, transcript, judge(transcript, scenario), progress


def _suggested(played: Played, most: int = 3) -> tuple[Suggestion, ...]:
    scenario, transcript, assessment, progress = played
    return suggestions(assessment, transcript, RUBRIC, scenario, most, progress=progress)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("slug", ["queue-fight", "unexpected-fee"])
def test_the_good_trainees_words_reach_the_objective_they_stand_for(slug: str, locale: Locale) -> None:
    scenario = load(slug, locale)
    found = exemplar_of(scenario, RUBRIC)
    script = "".join(scenario.trainees.good).replace(" ", "")
    assert len(found.reaching) >= len(scenario.objectives) - 1
    for objective in scenario.objectives:
        words = found.reaching.get(objective.id)
        if words is None:
            continue
        acts = act_ids(recogniser_for(locale).recognise(words))
        wanted = wanted_words(objective, scenario)
        assert words.replace(" ", "") in script and len(words) <= LONGEST[locale]
        assert any(reaches(words, acts, condition, scenario) for condition in wanted) or not any(
            set(acts) & set(condition.any) for condition in wanted
        )


def test_a_visit_that_failed_with_good_marks_is_told_what_it_did_not_reach() -> None:
    scenario = load("queue-fight", "zh-CN")
    good = scenario.trainees.good
    played = _played(
        "queue-fight", "zh-CN", good[0], "那位女士是预约过的。", "请您按号排队，谢谢配合。", "您慢走。"
    )
    found = _suggested(played)
    aims = [one for one in found if one.objective]
    texts = {objective.id: objective.hint for objective in scenario.objectives}
    assert aims and all(one.why == texts[one.objective] for one in aims)
    assert len({one.turn for one in aims}) == len(aims)
    assert all(one.objective not in played[3].reached for one in aims)


def test_no_advice_repeats_what_the_trainee_said() -> None:
    scenario = load("queue-fight", "zh-CN")
    played = _played("queue-fight", "zh-CN", *scenario.trainees.good[:2])
    said = "".join(turn.text for turn in played[1].turns if turn.speaker == "trainee")
    assert not any(one.say in said for one in _suggested(played, most=30) if one.objective)


@pytest.mark.parametrize("locale", LOCALES)
def test_what_the_customer_kept_back_is_not_read_in_the_advice(locale: Locale) -> None:
    for slug in ("low-vision-dialect", "lonely-regular"):
        played = _played(slug, locale)
        scenario, progress = played[0], played[3]
        untold = [mark for fact in scenario.facts if fact.id not in progress.told for mark in fact.marks]
        found = _suggested(played, most=30)
        assert untold and found
        assert not any(mark in one.say for one in found for mark in untold)


def test_who_was_told_of_no_fraud_is_not_first_told_to_warn_of_it() -> None:
    found = _suggested(_played("low-vision-dialect", "zh-CN"), most=30)
    order = [one.criterion for one in found]
    assert order.index("fraud_probed") < order.index("fraud_stopped")


def test_advice_goes_to_the_turn_that_failed_and_not_to_one_that_did_well() -> None:
    lines = (
        "您好，先请坐。等了三个星期就等来一条短信，换谁心里都窝火。能跟我从头说说是怎么回事吗？",
        "主要是因为您近半年进账比较少，系统觉得您还款压力大。",
        "好的，有结果会通知您的。",
    )
    found = {one.criterion: one.turn for one in _suggested(_played("loan-refused", "zh-CN", *lines), most=30)}
    assert found["reason_and_way"] == 3


def test_polite_throughout_is_no_praise_and_a_curt_turn_earns_none() -> None:
    cold = talk("zh-CN", "C: 存钱。", "T: 您自己拿着单子到那边等。", "C: 哦。", "T: 您等着。")
    assert done_well(judge(cold), cold, RUBRIC) is None
    denied = _played("data-leak-drill", "zh-CN", *load("data-leak-drill", "zh-CN").trainees.bad)
    scenario, transcript, assessment, _progress = denied
    assert done_well(assessment, transcript, RUBRIC, (), scenario) is None


def test_praise_quotes_the_whole_sentence() -> None:
    transcript = talk("zh-CN", "C: 急死我了，卡丢了！", "T: 您好。卡在外头丢了，换谁都着急。我来帮您。")
    well = done_well(judge(transcript), transcript, RUBRIC)
    assert well is not None and well[1].quote == "卡在外头丢了，换谁都着急。"


def test_what_is_taken_back_in_the_same_sentence_is_not_praised() -> None:
    lines = (
        "C: 急死我了，卡丢了！",
        "T: 您好。您的心情我理解，可是规定就是这样。",
        "C: 唉。",
        "T: 今天下午五点前给您回电话。",
    )
    transcript = talk("zh-CN", *lines)
    well = done_well(judge(transcript), transcript, RUBRIC)
    assert well is None or well[0] != "feeling_first"


def _piece(criterion: str, say: str, *, by_model: bool = False, objective: str = "") -> Suggestion:
    return Suggestion(criterion, say, "because", 1, objective, by_model)


def test_a_models_words_take_their_places_and_the_authors_fill_the_rest() -> None:
    transcript = talk("en", "C: My card is gone and I have waited an hour!", "T: Wait over there.")
    assessment = judge(transcript, a_scenario())
    missed = [result.id for result in assessment.criteria if result.outcome == "not_met"]
    assert {"greeting", "apology", "feeling_first"} <= set(missed)
    authored = tuple(_piece(name, f"authored {name}") for name in ("feeling_first", "apology", "greeting"))
    written = (
        _piece("greeting", "written", by_model=True),
        _piece("no_leak", "nothing was wrong with it", by_model=True),
        _piece("", "an objective", by_model=True, objective="heard"),
    )
    assert [one.say for one in joined(authored, written, assessment, RUBRIC)] == [
        "written",
        "an objective",
        "authored feeling_first",
    ]
    assert joined(authored, (), assessment, RUBRIC) == authored


def test_a_crossed_red_line_is_never_pushed_out_by_a_model() -> None:
    transcript = talk("en", "C: My card is gone!", "T: You idiot.")
    assessment = judge(transcript)
    authored = suggestions(assessment, transcript, RUBRIC)
    written = tuple(_piece("", f"aim {n}", by_model=True, objective=f"aim-{n}") for n in range(3))
    assert joined(authored, written, assessment, RUBRIC)[0] == authored[0]
