"""A language's file that cannot be used says which file, act and field, and what to mend."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from scenarios.speech_acts import SPEECH_ACTS
from scenarios.speech_acts.definition import DefinitionError, compiled, expand, read_definition
from scenarios.speech_acts.recogniser import PatternRecogniser


def _file(tmp_path: Path, change: dict[str, Any] | None = None, **acts: Any) -> Path:
    shape: dict[str, Any] = {
        "locale": "en",
        "whole_words": True,
        "lexicon": {"num": "(?:one|two)"},
        "contexts": {"scam": ["safe account"]},
        "negation": {"cues": ["not"], "reach": 20},
        "reported": ["he said"],
        "requests": ["could you"],
        "acts": {act: {"any": ["zzz"]} for act in SPEECH_ACTS} | acts,
    }
    path = tmp_path / "en.yaml"
    path.write_text(yaml.safe_dump(shape | (change or {})), encoding="utf-8")
    return path


def test_a_good_file_is_read_and_heard(tmp_path: Path) -> None:
    path = _file(tmp_path, thank={"any": ["thank you"], "unless": ["no {num}"]})
    recogniser = PatternRecogniser(read_definition(path), path.name)
    assert [r.quote for r in recogniser.recognise("Well, Thank You. Bye")] == ["Thank You"]
    assert recogniser.recognise("thank you no two") == ()
    assert recogniser.recognise("thank yours") == ()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"negation": {"cues": ["not"], "reach": 0}}, "negation.reach"),
        ({"whole_words": "perhaps"}, "whole_words"),
        ({"lexikon": {}}, "lexikon"),
        ({"locale": "fr"}, "locale"),
        ({"acts": {"greet": {"any": ["hello"]}}}, "no rule for address"),
    ],
)
def test_a_wrong_field_is_named(tmp_path: Path, change: dict[str, Any], says: str) -> None:
    with pytest.raises(DefinitionError, match=says) as error:
        read_definition(_file(tmp_path, change))
    assert str(error.value).startswith("en.yaml")


def test_a_misspelt_act_an_empty_pattern_and_an_unknown_context_are_named(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match=r"acts\.gret"):
        read_definition(_file(tmp_path, gret={"any": ["hello"]}))
    with pytest.raises(DefinitionError, match=r"acts\.greet\.any.*a pattern is empty"):
        read_definition(_file(tmp_path, greet={"any": [" "]}))
    with pytest.raises(DefinitionError, match=r"acts\.greet.*'rain'.*contexts"):
        read_definition(_file(tmp_path, greet={"given": {"rain": ["hello"]}}))


def test_a_file_that_is_no_yaml_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "en.yaml"
    path.write_text("locale: en\nacts: [greet:\n", encoding="utf-8")
    with pytest.raises(DefinitionError, match=r"^en\.yaml:[23]: "):
        read_definition(path)


def test_an_act_that_stands_twice_is_refused_with_both_lines(tmp_path: Path) -> None:
    path = tmp_path / "en.yaml"
    path.write_text("acts:\n  greet:\n    any: [hello]\n  greet:\n    any: [welcome]\n", encoding="utf-8")
    with pytest.raises(DefinitionError, match=r"^en\.yaml:4: greet: stands on line 2 already"):
        read_definition(path)


def test_a_file_that_is_no_text_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "en.yaml"
    path.write_bytes(b"locale: en\nacts: \xff\n")
    with pytest.raises(DefinitionError, match=r"^en\.yaml:2: is not UTF-8"):
        read_definition(path)


def test_a_pattern_that_cannot_be_used_names_its_place(tmp_path: Path) -> None:
    for pattern, says in (("(", "is no pattern"), ("{nome}", "no word class 'nome'")):
        path = _file(tmp_path, greet={"any": [pattern]})
        with pytest.raises(DefinitionError, match=rf"en\.yaml: acts\.greet\.any.*{says}"):
            PatternRecogniser(read_definition(path), path.name)


def test_gaps_keep_to_their_clause_or_sentence_and_to_whole_words(tmp_path: Path) -> None:
    definition = read_definition(_file(tmp_path))
    (clause,) = compiled(("call<12>police",), definition, "here")
    assert clause.search("call the police")
    assert not clause.search("call, the police")
    (sentence,) = compiled(("call<<12>>police",), definition, "here")
    assert sentence.search("call, the police")
    assert not sentence.search("call\nthe police")
    (words,) = compiled(("take<12>it",), definition, "here")
    assert words.search("take all of it")
    assert not words.search("take on with")


def test_a_word_class_may_hold_another() -> None:
    assert expand("{a}!", {"a": "x{b}", "b": "y|z"}) == "(?:x(?:y|z))!"
