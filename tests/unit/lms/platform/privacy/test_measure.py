"""On a thousand texts, half of which nobody looked at while the rules were written, masking keeps its floors."""

import pytest

from lms.platform.privacy import mask_with_names
from tests.masking.measure import HALVES, measure, texts

LEAST = {"number": 0.99, "name": 0.95, "address": 0.95}
PRECISION = 0.95


@pytest.mark.parametrize("half", HALVES)
def test_names_numbers_and_addresses_of_customers_are_masked_and_little_else(half: str) -> None:
    given = texts(half)
    figures = measure(given, [mask_with_names(each.text) for each in given])
    assert {group: figures[group].recall >= least for group, least in LEAST.items()} == dict.fromkeys(
        LEAST, True
    ), figures
    assert all(each.precision >= PRECISION for each in figures.values()), figures


def test_the_two_halves_are_a_thousand_texts_in_both_languages() -> None:
    every = [text for half in HALVES for text in texts(half)]
    assert len({text.text for text in every}) == len(every) >= 1000
    chinese = sum(any("\u4e00" <= sign <= "\u9fff" for sign in text.text) for text in every)
    assert chinese > 500 and len(every) - chinese > 300
    assert sum(not text.spans for text in every) > 120
