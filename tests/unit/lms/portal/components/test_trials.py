"""What a trainer reads of trials."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from lms.authoring import PLAYER_ENDED, PLAYER_SILENT, TrialRow
from lms.catalogue import ScenarioCard
from lms.cli.trials import SAID
from lms.platform.i18n import translator
from lms.portal.components.trials_chart import mood_range, trials_chart, trials_table
from lms.portal.components.trials_list import Sought
from lms.portal.components.trials_words import (
    FOUND,
    MENDED,
    STATES,
    TRAINEE_NAMES,
    failure_words,
    found_words,
    mended_words,
    scores_words,
    state_of,
    state_word,
)
from scenarios.built_in import BuiltInCustomer
from scoring.trials import TRAINEES, Note, Summary, summarise, try_out
from tests.a_scenario import a_scenario

SCENARIO = a_scenario()
CARD = ScenarioCard.of(SCENARIO, version=1, digest="0")
EVERYTHING = Sought(words="", state=None, language=None, difficulty=None)
NOTE = Note("odd_passes", "only_apologies", 3, 2, 75, "happy", ())


def _summary(*notes: Note) -> Summary:
    trials = [try_out(SCENARIO, who, BuiltInCustomer(), seed=seed) for who in TRAINEES for seed in range(2)]
    return replace(summarise(SCENARIO, trials, (), text="0"), notes=notes)


def _row(summary: Summary | None = None, *, outdated: bool = False, waiting: bool = False) -> TrialRow:
    return TrialRow(
        CARD,
        summary,
        date(2026, 3, 1) if summary else None,
        shipped=False,
        outdated=outdated,
        waiting=waiting,
    )


def test_every_trainee_and_every_finding_has_words_and_a_cure() -> None:
    assert set(TRAINEE_NAMES) == set(TRAINEES)
    assert set(FOUND) == set(MENDED) == set(SAID)


@pytest.mark.parametrize(
    ("row", "state", "word"),
    [
        (_row(), "untried", "○ Not tried yet"),
        (_row(_summary()), "sound", "● As it should be"),
        (_row(_summary(NOTE)), "mend", "▼ Needs mending"),
        (_row(_summary(NOTE), outdated=True), "changed", "○ Changed since it was tried"),
        (_row(_summary(), waiting=True), "sound", "● As it should be · being tried now"),
    ],
)
def test_a_row_says_how_it_does_in_shape_and_word(row: TrialRow, state: str, word: str) -> None:
    assert state_of(row) == state
    assert state in STATES
    assert state_word(translator("en"), row) == word


def test_a_finding_names_the_trainee_and_what_to_do_in_the_readers_language() -> None:
    assert found_words(translator("en"), NOTE) == "Only says sorry: passes, and does nothing else"
    assert found_words(translator("zh-CN"), NOTE) == "只会道歉：靠这一招就通过了"
    assert "两个目标" in mended_words(translator("zh-CN"), NOTE)


def test_a_kind_of_finding_without_words_of_its_own_shows_no_id() -> None:
    other = replace(NOTE, kind="something_new")
    assert "something_new" not in found_words(translator("en"), other) + mended_words(translator("en"), other)


@pytest.mark.parametrize(
    ("sought", "fits"),
    [
        ({"words": "UMBRELLA wei"}, True),
        ({"words": "umbrella dragon"}, False),
        ({"state": "mend"}, True),
        ({"state": "sound"}, False),
        ({"language": "en", "difficulty": 2}, True),
        ({"language": "zh-CN"}, False),
        ({"difficulty": 5}, False),
    ],
)
def test_every_filter_must_fit(sought: dict[str, object], fits: bool) -> None:
    assert replace(EVERYTHING, **sought).fits(_row(_summary(NOTE))) is fits  # type: ignore[arg-type]


def test_chart_and_table_show_every_trainee_under_a_title_that_says_the_finding() -> None:
    tr, summary = translator("en"), _summary()
    table = trials_table(tr, summary.tallies, {"nothing": "Nothing was settled"})
    assert list(table["Trainee"]) == [TRAINEE_NAMES[trainee] for trainee in TRAINEES]
    assert "Nothing was settled" in set(table["How it ended"])
    said = scores_words(tr, summary.tallies)
    drawn = trials_chart(tr, summary.tallies, said, pass_mark=70).to_dict()
    assert drawn["title"]["text"] == said
    assert "one-trick trainees" in said
    assert mood_range(tr, summary).startswith("The customer's mood over all of them: Anger ")


def test_a_process_that_was_killed_is_told_in_the_readers_language() -> None:
    said = failure_words(translator("zh-CN"), f"{PLAYER_ENDED}: -9")
    assert "-9" in said and PLAYER_ENDED not in said and "终止" in said


def test_a_program_that_did_not_answer_is_told_with_how_long_it_was_waited_for() -> None:
    assert "25 秒" in failure_words(translator("zh-CN"), f"{PLAYER_SILENT}: 25")
    assert "25 seconds" in failure_words(translator("en"), f"{PLAYER_SILENT}: 25")


def test_a_fault_of_the_scenario_is_told_in_the_readers_language_and_named_as_the_program_names_it() -> None:
    said = failure_words(translator("zh-CN"), "UnknownRubric: no-such-rubric")
    assert (
        said.startswith("场景本身有错")
        and "lms scenario check" in said
        and "UnknownRubric: no-such-rubric" in said
    )
    gone = failure_words(translator("zh-CN"), "NotFound: There is no such scenario in this language.")
    assert gone == translator("zh-CN").gettext("There is no such scenario in this language.")
