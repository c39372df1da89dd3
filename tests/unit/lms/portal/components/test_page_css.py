"""Rules hang on beginnings of keys: one beginning must not be another's by accident."""

import pytest

from lms.portal.components.page_css import BUBBLE, DIRECTED


@pytest.mark.parametrize("prefix", ["", "debrief-", "common-", "left-", "right-", "d"])
def test_a_line_without_a_stage_direction_does_not_look_like_one_with_it(prefix: str) -> None:
    assert DIRECTED not in f"{BUBBLE}-{prefix}3"
    assert DIRECTED.startswith(BUBBLE)
