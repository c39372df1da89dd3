"""Long inputs are worked on by all cores, and nobody can tell by the answers."""

import os
from collections.abc import Iterator, Sequence

import pytest

from lms.cli.cores import ALONE, AT_ONCE, in_order


def _doubled(numbers: Sequence[int]) -> list[int]:
    return [2 * number for number in numbers]


def _where(numbers: Sequence[int]) -> list[int]:
    return [os.getpid()] * len(numbers)


@pytest.mark.parametrize("count", [0, 1, ALONE, ALONE + 1, ALONE + 3 * AT_ONCE + 7])
def test_answers_come_in_the_order_of_what_was_given(count: int) -> None:
    assert list(in_order(_doubled, range(count))) == list(range(0, 2 * count, 2))


def test_few_items_are_worked_on_here_and_many_elsewhere_as_well() -> None:
    assert set(in_order(_where, range(ALONE))) == {os.getpid()}
    assert set(in_order(_where, range(ALONE + AT_ONCE))) - {os.getpid()}


def test_whoever_writes_a_line_and_waits_gets_its_answer() -> None:
    asked: list[int] = []

    def lines() -> Iterator[int]:
        for number in range(5):
            asked.append(number)
            yield number

    answers = in_order(_doubled, lines())
    assert next(answers) == 0 and asked == [0]


@pytest.mark.parametrize("right", [3, ALONE, ALONE + 2 * AT_ONCE + 5])
def test_what_stands_before_a_wrong_line_is_answered_first(right: int) -> None:
    def lines() -> Iterator[int]:
        yield from range(right)
        raise ValueError("line is wrong")

    answered: list[int] = []
    with pytest.raises(ValueError, match="line is wrong"):
        answered.extend(in_order(_doubled, lines()))
    assert answered == list(range(0, 2 * right, 2))
