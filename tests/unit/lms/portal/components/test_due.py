"""Until when something is to be done, in words."""

from datetime import date

import pytest

from lms.platform.i18n import translator
from lms.portal.components.due import due_said


@pytest.mark.parametrize(
    "locale,late,said",
    [
        ("zh-CN", False, "最迟 2026年3月3日完成"),
        ("zh-CN", True, "2026年3月3日到期，已超期"),
        ("en", False, "due by Mar 3, 2026"),
        ("en", True, "overdue since Mar 3, 2026"),
    ],
)
def test_a_day_that_is_over_is_said_to_be_over(locale: str, late: bool, said: str) -> None:
    assert due_said(translator(locale), date(2026, 3, 3), late=late) == said
