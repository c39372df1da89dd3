"""Signals in pictures: the title says the finding, every count has its number, and a table stands beside."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from lms.people import Job, PersonCard
from lms.platform.i18n import translator
from lms.platform.masked import with_masks_named
from lms.portal.components.conduct_chart import branch_chart, branch_table, finding, span_chart, span_table
from lms.portal.components.conduct_words import counts_words, period_of
from lms.practice import ConductBranch, ConductReport, ConductRow, Period
from scoring.conduct import Kind

EN, ZH = translator("en"), translator("zh-CN")
PERIOD = Period(until=date(2026, 3, 28), spans=4, days=7)


def branch(code: str, *spans: Mapping[Kind, int]) -> ConductBranch:
    counts: dict[Kind, int] = {}
    for span in spans:
        for kind, count in span.items():
            counts[kind] = counts.get(kind, 0) + count
    person = PersonCard(code, f"LJ{code}", "林晓雨", "Lin Xiaoyu", Job.TELLER, code, date(2026, 1, 5))
    return ConductBranch(code, f"{code}支行", f"{code} Branch", (ConductRow(person, counts, 9, None),), spans)


def report(*branches: ConductBranch) -> ConductReport:
    return ConductReport(PERIOD, branches, 0)


def rows(chart: Any) -> list[dict[str, Any]]:
    """The data that a chart draws."""
    (data,) = {str(values): values for values in chart.to_dict()["datasets"].values()}.values()
    return list(data)


ONE = branch("A", {}, {"arguing": 2}, {}, {"over_promise": 1})
OTHER = branch("B", {}, {"arguing": 1}, {}, {})
NONE = branch("C", {}, {}, {}, {})


def test_the_title_says_what_was_heard_most() -> None:
    assert finding(EN, [ONE, OTHER]) == "4 signals, most often: Arguing"
    assert finding(ZH, [ONE, OTHER]) == "共 4 条提示，最多的是顶撞客户"
    assert finding(EN, [OTHER]) == "1 signal: Arguing"


def test_a_column_stands_for_the_counts_of_all_branches_in_a_span() -> None:
    drawn = {(row["name"], row["kind"]): row["count"] for row in rows(span_chart(EN, report(ONE, OTHER)))}
    assert drawn == {("Mar 8", "Arguing"): 3, ("Mar 22", "Over-promising"): 1}


def test_a_bar_stands_for_a_branch_and_nothing_is_drawn_for_nothing() -> None:
    drawn = rows(branch_chart(EN, [ONE, OTHER, NONE]))
    assert {(row["name"], row["kind"]): row["count"] for row in drawn} == {
        ("A Branch", "Arguing"): 2,
        ("A Branch", "Over-promising"): 1,
        ("B Branch", "Arguing"): 1,
    }
    longest = max(drawn, key=lambda row: row["count"])
    assert longest["high"] - longest["low"] < 1


def test_the_tables_hold_every_span_and_every_branch() -> None:
    spans, branches = span_table(EN, report(ONE, OTHER)), branch_table(EN, [ONE, NONE])
    assert list(spans["Arguing"]) == ["0", "3", "0", "0"]
    assert list(branches["Unit"]) == ["A Branch", "C Branch"]
    assert list(branches["Conversations"]) == ["9", "9"]
    assert list(branches["Over-promising"]) == ["1", "0"]


def test_counts_are_told_in_the_order_of_the_kinds_without_what_was_not_heard() -> None:
    assert (
        counts_words(EN, {"silence": 1, "over_promise": 2, "arguing": 0})
        == "Over-promising 2 · Long silence 1"
    )


@pytest.mark.parametrize(("name", "spans", "days"), [("4w", 4, 7), ("52w", 13, 28), ("nonsense", 13, 7)])
def test_a_period_ends_today_and_its_spans_follow_each_other(name: str, spans: int, days: int) -> None:
    period = period_of(name, date(2026, 3, 28))
    assert (period.until, period.spans, period.days) == (date(2026, 3, 28), spans, days)
    assert len(period.starts) == spans
    assert (period.starts[1] - period.starts[0]).days == days
    assert (period.until - period.starts[-1]).days == days - 1


def test_what_was_masked_is_named_in_the_readers_language() -> None:
    said = "我叫[name]，电话[phone]，[别的]。"
    assert with_masks_named(ZH, said) == "我叫[姓名]，电话[电话]，[别的]。"
    assert with_masks_named(EN, said) == "我叫[name]，电话[phone number]，[别的]。"
