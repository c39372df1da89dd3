"""The rule of a contest, whatever marks and votes there are: ties are ties, and never more points than were set."""

from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from lms.culture.contest.result import FEWEST_VOTES, Judged, jury_mark, places_of, prizes_of, result_of

MARKS = st.lists(st.lists(st.integers(1, 5), min_size=2, max_size=2), max_size=5)
ENTRIES = st.lists(st.tuples(MARKS, st.integers(0, 6)), max_size=8).map(
    lambda some: [Judged(f"entry-{place}", marks, votes) for place, (marks, votes) in enumerate(some)]
)
PRIZES = st.lists(st.integers(1, 300), min_size=1, max_size=5).map(lambda some: sorted(some, reverse=True))


@given(ENTRIES, st.integers(30, 100), PRIZES)
def test_no_more_is_given_than_was_set_and_nobody_behind_gets_more(
    entries: list[Judged], jury: int, prizes: list[int]
) -> None:
    placed = result_of(entries, weights=[60, 40], jury_weight=jury, prizes=prizes)
    assert sum(one.points for one in placed) <= sum(prizes)
    with_place = [one for one in placed if one.place is not None]
    for before, after in pairwise(with_place):
        assert before.points >= after.points
        assert (before.total or 0) >= (after.total or 0)
        assert (before.total == after.total) == (before.place == after.place)
    assert {one.entry_id for one in placed} == {one.entry_id for one in entries}


@given(ENTRIES, st.integers(30, 100), PRIZES, st.randoms(use_true_random=False))
def test_in_whatever_order_entries_are_read_the_result_is_the_same(
    entries: list[Judged], jury: int, prizes: list[int], chance: object
) -> None:
    again = list(entries)
    chance.shuffle(again)  # type: ignore[attr-defined]
    one = result_of(entries, weights=[60, 40], jury_weight=jury, prizes=prizes)
    assert one == result_of(again, weights=[60, 40], jury_weight=jury, prizes=prizes)


@given(ENTRIES, st.integers(30, 100))
def test_too_few_votes_change_nothing(entries: list[Judged], jury: int) -> None:
    silent = [Judged(one.entry_id, one.marks, 0) for one in entries]
    few = sum(one.votes for one in entries) < FEWEST_VOTES
    asked = {"weights": [60, 40], "jury_weight": jury, "prizes": [100]}
    if few:
        assert result_of(entries, **asked) == result_of(silent, **asked)  # type: ignore[arg-type]


@given(ENTRIES, st.integers(30, 99))
def test_another_vote_never_pushes_an_entry_back(entries: list[Judged], jury: int) -> None:
    marked = [one for one in entries if one.marks]
    if not marked or sum(one.votes for one in entries) < FEWEST_VOTES:
        return
    first = marked[0]
    more = [Judged(one.entry_id, one.marks, one.votes + (one is first)) for one in entries]

    def place(some: list[Judged]) -> int:
        result = result_of(some, weights=[60, 40], jury_weight=jury, prizes=[1])
        return next(one.place or 0 for one in result if one.entry_id == first.entry_id)

    assert place(more) <= place(entries)


def test_all_ones_are_nothing_and_all_fives_a_hundred() -> None:
    assert jury_mark([], [60, 40]) is None
    assert jury_mark([[1, 1]], [60, 40]) == 0
    assert jury_mark([[5, 5], [5, 5]], [60, 40]) == 100
    assert jury_mark([[5, 1], [1, 5]], [60, 40]) == 50
    assert jury_mark([[5, 1]], [60, 40]) == 60


def test_who_is_even_shares_the_place_and_the_prizes_of_the_places_they_take() -> None:
    totals = {"a": Fraction(90), "b": Fraction(80), "c": Fraction(80), "d": Fraction(10)}
    places = places_of(totals)
    assert places == {"a": 1, "b": 2, "c": 2, "d": 4}
    assert prizes_of(places, [200, 100, 51]) == {"a": 200, "b": 75, "c": 75, "d": 0}


def test_a_third_that_rounds_is_still_a_tie() -> None:
    one, other = [[2, 1], [1, 1], [1, 1]], [[1, 1], [1, 1], [2, 1]]
    placed = result_of(
        [Judged("a", one, 3), Judged("b", other, 3)], weights=[33, 67], jury_weight=70, prizes=[100]
    )
    assert [(one.place, one.points) for one in placed] == [(1, 50), (1, 50)]


def test_without_a_mark_there_is_no_place_however_many_votes() -> None:
    placed = result_of(
        [Judged("loved", [], 9), Judged("marked", [[1, 1]], 0)], weights=[50, 50], jury_weight=30, prizes=[9]
    )
    assert [(one.entry_id, one.place, one.points) for one in placed] == [("marked", 1, 9), ("loved", None, 0)]
