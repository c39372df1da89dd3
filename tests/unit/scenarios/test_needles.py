"""Looking for needles first changes nothing of what is found."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.needles import Sieve, as_searched, needles
from scenarios.prepared import Regex
from scenarios.speech_acts.definition import compiled, read_definition
from scenarios.transcript import LOCALES, Locale

HERE = Path(__file__).parent
SPEECH_ACTS = HERE.parents[2] / "scenarios" / "speech_acts"


def patterns_of(locale: Locale) -> list[Regex]:
    """Return every pattern by which the speech acts of a language are told."""
    definition = read_definition(SPEECH_ACTS / f"{locale}.yaml")
    fields = [rule.any + rule.unless + rule.unless_turn for rule in definition.acts.values()]
    return [regex for field in fields for regex in compiled(field, definition, locale)]


def sayings(locale: Locale) -> list[str]:
    """Return what people in the development set say, in lower case."""
    path = HERE / "speech_acts" / f"development.{locale}.jsonl"
    return [json.loads(line)["text"].lower() for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(
    ("pattern", "ways"),
    [
        ("refund", [{"refund"}]),
        ("refunds?", [{"refund"}]),
        ("(?:monday|friday)", [{"monday"}, {"friday"}]),
        ("in [a-z]+ (?:weeks|days)", [{"weeks", "in "}, {"days", "in "}]),
        ("(?:我|咱)们", [{"咱们|我们"}]),
        ("c[ao]me", [{"came|come"}]),
        ("(?<=not )now(?! then)", [{"now"}]),
        ("(?:please )?wait", [{"wait"}]),
        ("(?:please )+wait", [{"please ", "wait"}]),
    ],
)
def test_each_way_to_match_has_its_needles(pattern: str, ways: list[set[str]]) -> None:
    found = needles(pattern)

    assert found is not None
    assert [{"|".join(sorted(one)) for one in way} for way in found] == ways


@pytest.mark.parametrize("pattern", ["[a-z]+", "x?y?", "a|tomorrow", r"\d{4}", "(?=tomorrow)"])
def test_a_pattern_that_may_match_nearly_anything_has_none_and_is_always_left(pattern: str) -> None:
    assert needles(pattern) is None
    assert Sieve([("it", pattern)]).left("") == {"it"}


@pytest.mark.parametrize("locale", LOCALES)
def test_no_pattern_of_a_language_is_ruled_out_that_matches(locale: Locale) -> None:
    regexes = patterns_of(locale)
    sieve = Sieve((number, regex.pattern) for number, regex in enumerate(regexes))

    for text in sayings(locale):
        matching = {number for number, regex in enumerate(regexes) if regex.search(text)}
        assert matching <= sieve.left(text), text


def test_most_patterns_of_a_language_are_ruled_out() -> None:
    regexes = patterns_of("zh-CN")
    sieve = Sieve((number, regex.pattern) for number, regex in enumerate(regexes))

    left = [len(sieve.left(text)) for text in sayings("zh-CN")]

    assert sum(left) / len(left) < len(regexes) / 4


WORDS = ["pay", "now", "Fee", "票", "单", "ſ", "K", "İ", "ı", "is", "a", " ", "1"]
PARTS = [
    *WORDS[:5],
    "[sS]ix",
    "[0-3]k",
    "(?:is|are|票)",
    "(?:now)?",
    "(?:pay ?){1,2}",
    ".{0,3}",
    r"\b",
    "(?!x)",
    "k",
]


@given(
    st.lists(st.lists(st.sampled_from(PARTS), min_size=1, max_size=4), min_size=1, max_size=3),
    st.lists(st.sampled_from(WORDS), max_size=8),
    st.sampled_from([re.NOFLAG, re.IGNORECASE]),
)
def test_whatever_the_pattern_and_the_text_a_match_is_never_ruled_out(
    alternatives: list[list[str]], said: list[str], flags: re.RegexFlag
) -> None:
    pattern, text = "|".join(map("".join, alternatives)), "".join(said)

    if re.search(pattern, text, flags):
        assert Sieve([("it", pattern)]).left(text) == {"it"}


def test_letters_that_case_makes_one_are_one() -> None:
    assert as_searched("ſIX Kelvın") == "six kelvin"
