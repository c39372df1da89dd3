"""Case numbers that a customer quotes are found in what they write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.feedback.linking import numbers_in
from lms.feedback.receiving import LETTERS, case_number


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("上次的编号8T23X-GDFCQ，怎么还没人打电话？", ("8T23X-GDFCQ",)),
        ("my number is 8t23x-gdfcq.", ("8T23X-GDFCQ",)),
        ("8T23X—GDFCQ 和 8T23X-GDFCQ", ("8T23X-GDFCQ",)),
        ("订单A8T23X-GDFCQ1不是编号", ()),
        ("self-aware staff", ()),
        ("12345-67890", ()),
    ],
)
def test_a_number_is_known_in_small_letters_and_with_other_dashes(
    text: str, numbers: tuple[str, ...]
) -> None:
    assert numbers_in(text) == numbers


@given(st.text(alphabet="一二三，。 xyz"), st.text(alphabet="一二三，。 "))
def test_every_number_that_is_given_out_is_found_again(before: str, after: str) -> None:
    number = case_number()
    assert set(number) <= {*LETTERS, "-"}
    assert numbers_in(f"{before} {number} {after}") == (number,)
