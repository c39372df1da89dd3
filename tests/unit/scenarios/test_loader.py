"""Scenario files: what is wrong is said with file, line and field."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.loader import FileError, UnknownScenario, load, read_scenario
from tests.a_scenario import SECRET, as_yaml, scenario_data


def _error(text: str) -> FileError:
    with pytest.raises(FileError) as caught:
        read_scenario(text, file="umbrella.yaml")
    return caught.value


def test_a_whole_scenario_is_read() -> None:
    assert read_scenario(as_yaml(scenario_data())).slug == "lost-umbrella"


def test_a_misspelt_key_names_its_line_and_the_key_that_was_meant() -> None:
    text = as_yaml(scenario_data()).replace("situation:", "situatoin:")
    error = _error(text)
    assert (error.file, error.field) == ("umbrella.yaml", "brief.situatoin")
    assert "situatoin" in text.splitlines()[error.line - 1]
    assert "did you mean “situation”" in str(error)


def test_an_unknown_key_is_met_with_a_suggestion() -> None:
    data = scenario_data()
    data["persona"] = data["persona"] | {"ocupation": "x"}
    error = _error(as_yaml(data))
    assert error.field == "persona.ocupation"
    assert "occupation" in str(error)


def test_an_unknown_speech_act_is_named() -> None:
    data = scenario_data()
    data["objectives"][0]["met_by"] = {"any": ["emphatise"]}
    error = _error(as_yaml(data))
    assert error.field.startswith("objectives.0.met_by.any")
    assert "emphatise" in str(error)


def test_two_variants_are_too_few() -> None:
    data = scenario_data()
    data["opening"] = data["opening"][:2]
    assert _error(as_yaml(data)).field == "opening"


def test_an_act_without_words_is_named() -> None:
    data = scenario_data()
    del data["lines"]["vent"]
    assert "vent" in str(_error(as_yaml(data)))


def test_an_objective_that_rests_on_a_missing_fact_is_refused() -> None:
    data = scenario_data()
    data["objectives"][0]["met_by"] = {"facts": ["nowhere"]}
    assert "nowhere" in str(_error(as_yaml(data)))


@pytest.mark.parametrize("place", ["opening", "lines", "brief"])
def test_a_hidden_fact_may_stand_in_no_line_that_comes_before_it_is_earned(place: str) -> None:
    data = scenario_data()
    if place == "opening":
        data["opening"][1] = f"I forgot {SECRET}."
    elif place == "lines":
        data["lines"]["evade"]["calm"][0] = f"Not {SECRET}!"
    else:
        data["brief"]["situation"] = f"She has {SECRET}."
    assert "gives away" in str(_error(as_yaml(data)))


def test_the_last_ending_catches_everything() -> None:
    data = scenario_data()
    data["endings"] = data["endings"][:2]
    assert "last ending" in str(_error(as_yaml(data)))


def test_text_that_is_no_yaml_names_the_line() -> None:
    assert _error("slug: a\nlocale: [en\ntitle: b\n").line >= 2


def test_a_scenario_that_is_not_there_names_the_nearest(tmp_path: Path) -> None:
    folder = tmp_path / "lost-umbrella"
    folder.mkdir()
    (folder / "scenario.en.yaml").write_text(as_yaml(scenario_data()), encoding="utf-8")
    assert load("lost-umbrella", "en", tmp_path).slug == "lost-umbrella"
    with pytest.raises(UnknownScenario, match="lost-umbrella"):
        load("lost-umbrela", "en", tmp_path)
    with pytest.raises(UnknownScenario):
        load("../lost-umbrella", "en", tmp_path)


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_with_a_file_error(text: str) -> None:
    with pytest.raises(FileError):
        read_scenario(text)
