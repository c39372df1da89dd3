"""What came from whom lately is counted within its window, and forgotten after it."""

from hypothesis import given
from hypothesis import strategies as st

from lms.platform.recent import Recent


@given(st.lists(st.tuples(st.sampled_from("ab"), st.floats(0, 100))))
def test_each_counts_for_the_length_of_the_window_and_for_its_own_key_alone(
    came: list[tuple[str, float]],
) -> None:
    recent: Recent[str] = Recent(window_s=10, remembered=5)
    now = 0.0
    moments: dict[str, list[float]] = {"a": [], "b": []}
    for key, later in came:
        now += later
        recent.add(key, now)
        moments[key].append(now)
        for each, all_ in moments.items():
            assert recent.many(each, now) == sum(moment > now - 10 for moment in all_)


def test_of_more_keys_than_are_remembered_the_one_that_came_longest_ago_is_forgotten() -> None:
    recent: Recent[str] = Recent(window_s=10, remembered=2)
    for key in ("a", "b", "a", "c"):
        recent.add(key, 1.0)
    assert [recent.many(key, 1.0) for key in ("a", "b", "c")] == [2, 0, 1]
