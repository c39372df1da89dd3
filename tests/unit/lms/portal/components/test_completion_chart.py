"""Completion in a picture: who is furthest behind is named, and nothing small is held against another."""

from lms.insight import Completion, Counts, Group
from lms.people import Job
from lms.platform.i18n import translator
from lms.portal.components.completion_chart import (
    as_frame,
    completion_chart,
    completion_rows,
    finding,
    lines,
)

EN, ZH = translator("en"), translator("zh-CN")
NAMES = {"a": "Arch Street", "b": "Bell Street", "c": "Corn Street"}
FOUND = Completion(
    (
        Group(
            "a", (Job.TELLER,), "foundation", Counts(enrolled=10, completed=6, renewing=2, overdue=2, never=2)
        ),
        Group("b", (Job.TELLER,), "foundation", Counts(enrolled=8, completed=2, open=4, lapsed=2, never=4)),
        Group("c", (Job.SECURITY,), "foundation", Counts(enrolled=2, open=2, never=2)),
    ),
    dict.fromkeys("abc", "a"),
    {"foundation": "foundation"},
)


def test_a_unit_too_small_is_neither_named_nor_ranked() -> None:
    shown = lines(EN, FOUND, "branch", NAMES, {}, minimum=5)
    assert [(line.name, line.shown) for line in shown] == [
        ("Bell Street", True),
        ("Arch Street", True),
        ("Corn Street", False),
    ]
    assert finding(EN, FOUND.total, shown) == "50% completed and valid; furthest to go: Bell Street, 25%"
    assert "Corn" in finding(EN, FOUND.total, lines(EN, FOUND, "branch", NAMES, {}, minimum=2))


def test_a_job_is_drawn_however_few_have_it_but_not_named_before_others() -> None:
    shown = lines(EN, FOUND, "job", NAMES, {}, minimum=5)
    assert all(line.shown for line in shown)
    assert finding(EN, FOUND.total, shown) == "50% of what is to be learnt is completed and valid"


def test_chart_and_table_say_the_same() -> None:
    shown = lines(ZH, FOUND, "branch", NAMES, {}, minimum=5)
    drawn = completion_chart(ZH, FOUND.total, shown).to_dict()
    data = next(iter(drawn["datasets"].values()))
    assert [row["said"] for row in data] == ["25%  2/8", "80%  8/10", "人数太少，不比较"]
    headings, rows = completion_rows(ZH, shown, "网点")
    assert headings[:3] == ["网点", "应学", "有效"]
    assert rows[0] == ["Bell Street", 8, 2, 0, 4, 0, 2, 4]
    assert list(as_frame(headings, rows).iloc[1])[:3] == ["Arch Street", "10", "8"]
