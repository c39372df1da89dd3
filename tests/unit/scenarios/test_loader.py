"""Scenario files: what is wrong is said with file, line and field."""

import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.content_file import FileError
from scenarios.loader import UnknownScenario, load, load_all, missing_locales, read_scenario
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


def test_a_field_that_stands_twice_is_refused_with_both_lines() -> None:
    text = as_yaml(scenario_data())
    first = text.splitlines().index(next(line for line in text.splitlines() if line.startswith("title:"))) + 1
    error = _error(f"{text}title: Another\n")
    assert (error.field, error.line) == ("title", len(text.splitlines()) + 1)
    assert f"line {first} already" in str(error)


def test_a_field_merged_in_may_be_written_anew() -> None:
    data = as_yaml(scenario_data())
    assert read_scenario(data.replace("title:", "<<: {title: Another}\ntitle:", 1)).title != "Another"


@pytest.mark.parametrize("value", ["2026-02-31", "0x_", "[[1970-13-01]]"])
def test_what_looks_like_a_date_or_a_number_and_is_none_names_its_line(value: str) -> None:
    assert _error(f"slug: mine\ntitle: {value}\n").line == 2


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_a_file_nested_without_end_is_refused(opening: str) -> None:
    assert "nested" in str(_error(opening * 100_000))


def test_an_error_travels_whole_between_processes() -> None:
    error = _error("slug: a\ntitel: b\n")
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.line, again.field) == (str(error), error.line, error.field)


def _library(tmp_path: Path, **texts: bytes) -> Path:
    for slug, text in texts.items():
        folder = tmp_path / slug.replace("_", "-")
        folder.mkdir()
        (folder / "scenario.en.yaml").write_bytes(text)
    return tmp_path


def test_a_broken_file_does_not_keep_the_rest_of_the_library_from_being_read(tmp_path: Path) -> None:
    good = as_yaml(scenario_data()).encode()
    library = _library(
        tmp_path, another=b"slug: \xc4\xe3", broken=b"slug: broken\ntitel: x\n", lost_umbrella=good
    )
    another, broken, umbrella = load_all(library)
    assert isinstance(another, FileError) and "UTF-8" in str(another)
    assert isinstance(broken, FileError) and str(broken).startswith("broken/scenario.en.yaml:2: titel: ")
    assert not isinstance(umbrella, FileError) and umbrella.slug == "lost-umbrella"


def test_a_file_that_says_another_name_than_its_folder_is_refused(tmp_path: Path) -> None:
    (error,) = load_all(_library(tmp_path, lost_hat=as_yaml(scenario_data()).encode()))
    assert isinstance(error, FileError)
    assert str(error).startswith("lost-hat/scenario.en.yaml:1: slug: says “lost-umbrella”")


def test_a_language_that_is_not_written_yet_is_known(tmp_path: Path) -> None:
    library = _library(tmp_path, lost_umbrella=as_yaml(scenario_data()).encode())
    assert missing_locales("lost-umbrella", library) == ("zh-CN",)


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_with_a_file_error(text: str) -> None:
    with pytest.raises(FileError):
        read_scenario(text)
