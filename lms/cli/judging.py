"""The verdict on a conversation, and how a person reads it in a terminal: in the conversation's own language."""

from typing import TYPE_CHECKING

from lms.cli.reading import READ_BY
from lms.cli.speech import show
from scenarios.transcript import Locale, Transcript

if TYPE_CHECKING:
    from scenarios.schema import Scenario
    from scoring.assessment import Assessment
    from scoring.heard_acts import HeardActs
    from scoring.schema import Rubric

BAR = 20
"""Characters of a full bar."""
WORDS: dict[Locale, dict[str, str]] = {
    "zh-CN": {
        "passed": "通过",
        "not_passed": "未通过",
        "stopped": "踩了红线，未通过",
        "unsettled": "未通过：话说得不错，事情没有办成",
        "score": "{result} · {score} 分",
        "red_line": "红线：{question}",
        "undecided": "未涉及",
        "done_well": "做得好：{question}",
        "differently": "最值得换个说法的地方：",
        "you_said": "您说的是：“{quote}”",
        "say": "可以说：“{say}”",
        "nothing": "没有需要换的说法，这样接待就很好。",
        "silent": "这段对话里学员一句话也没有说，没有可评的内容。",
    },
    "en": {
        "passed": "Passed",
        "not_passed": "Not passed",
        "stopped": "Stopped by a red line",
        "unsettled": "Not passed: well said, and nothing was settled",
        "score": "{result} · {score} points",
        "red_line": "Red line: {question}",
        "undecided": "not called for",
        "done_well": "Done well: {question}",
        "differently": "Most useful to say differently:",
        "you_said": "You said: “{quote}”",
        "say": "One could say: “{say}”",
        "nothing": "Nothing to say differently; keep doing it this way.",
        "silent": "The trainee says nothing in this conversation; there is nothing to judge.",
    },
}


def assess(transcript: Transcript, scenario: "Scenario | None") -> "tuple[Assessment, HeardActs]":
    """Judge a conversation by the rules, read in full where this machine can; and return what was heard in it.

    Args:
        transcript: what was said.
        scenario: where it was played; ``None`` for one from outside the library, judged by its words and signs.
    """
    from scoring.heard_acts import hear
    from scoring.rules_judge import judge

    heard = hear(transcript)
    return judge(transcript, scenario, recogniser=heard.again(transcript)), heard


def show_assessment(
    assessment: "Assessment",
    transcript: Transcript,
    scenario: "Scenario | None" = None,
    *,
    wanted: bool | None = None,
    heard: "HeardActs | None" = None,
) -> None:
    """Print an assessment for a person: result, red lines, dimensions, what to say differently, and who read.

    Args:
        assessment: the judge's.
        transcript: what was said.
        scenario: where it was played; none for a transcript from outside the library.
        wanted: whether the visit reached a wanted ending; good marks for one that did not are no pass, as in the
            portal. None where no ending is known.
        heard: what it was judged by; none where it was judged by the words themselves.
    """
    from scoring.coaching import done_well, suggestions
    from scoring.rules import read
    from scoring.schema import load_rubric

    rubric, locale = load_rubric(assessment.rubric), transcript.locale
    words = WORDS[locale]
    result = "passed" if assessment.passed else "stopped" if assessment.blocked_by else "not_passed"
    if assessment.passed and wanted is False:
        result = "unsettled"
    show()
    show(words["score"].format(result=words[result], score=assessment.score))
    for blocker in assessment.blocked_by:
        question = rubric.criterion(blocker).question.said_in(locale)
        show(words["red_line"].format(question=question))
        for evidence in assessment.result(blocker).evidence:
            show(f"   {words['you_said'].format(quote=evidence.quote)}")
    if not any(turn.speaker == "trainee" and turn.text.strip() for turn in transcript.turns):
        show(words["silent"])
        _show_reader(heard, locale)
        return
    _show_dimensions(assessment, rubric, locale)
    reading = read(transcript, scenario, None if heard is None else heard.again(transcript))
    advice = suggestions(assessment, transcript, rubric, scenario, reading=reading)
    best = done_well(assessment, transcript, rubric, advice, scenario, reading=reading)
    if best is not None:
        criterion, evidence = best
        show(words["done_well"].format(question=rubric.criterion(criterion).question.said_in(locale)))
        show(f"   “{evidence.quote}”")
    show(words["differently"] if advice else words["nothing"])
    for place, suggestion in enumerate(advice, start=1):
        show(f"{place}. {rubric.criterion(suggestion.criterion).question.said_in(locale)}")
        if suggestion.turn is not None:
            show(f"   {words['you_said'].format(quote=transcript.turns[suggestion.turn].text)}")
        show(f"   {words['say'].format(say=suggestion.say)}")
        show(f"   {suggestion.why}")
    _show_reader(heard, locale)


def _show_reader(heard: "HeardActs | None", locale: Locale) -> None:
    if heard is not None:
        show(f"({READ_BY[locale][heard.reader]})")


def _show_dimensions(assessment: "Assessment", rubric: "Rubric", locale: Locale) -> None:
    """Print a bar for each dimension, the names in one column however wide their characters are."""
    from rich.cells import cell_len, set_cell_size

    from scoring.assessment import dimension_scores

    names = {dimension.id: dimension.name.said_in(locale) for dimension in rubric.dimensions}
    width = max(map(cell_len, names.values()))
    for dimension, score in dimension_scores(assessment, rubric).items():
        name = set_cell_size(names[dimension], width)
        if score is None:
            show(f"{name}    –  {WORDS[locale]['undecided']}")
        else:
            show(f"{name}  {score:>3}  {'█' * round(score * BAR / 100)}")
