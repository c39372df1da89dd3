"""Charts as their readers meet them: the built specification, and the tables beside them."""

import json
import re
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from lms.portal.components.chart_drawing import enlarged
from lms.portal.components.charts import (
    DimensionRow,
    MoodPoint,
    TrendPoint,
    compare_mood_chart,
    compare_mood_table,
    dimension_chart,
    dimension_table,
    mood_chart,
    mood_table,
    most_different,
    register_theme,
    trend_chart,
    trend_table,
    turning_points,
)
from lms.portal.components.charts_theme import in_two_lines
from lms.portal.components.share_bars import share_bars

LABELS = {
    "trust": "信任", "anger": "怒气", "anxiety": "焦虑", "confusion": "困惑", "turn": "第几轮", "low": "没有",
    "high": "很强", "note": "你做了什么", "attempt": "第几次", "score": "得分", "passed": "通过",
    "not_passed": "未通过", "when": "时间", "title": "场景", "dimension": "维度", "result": "结果",
}  # fmt: skip
ROWS = [DimensionRow("体贴共情", 95), DimensionRow("说到做到", 60.4), DimensionRow("合规", None)]
TALK = [
    MoodPoint(0, 0.6, 0.4, 0.3, 0.2),
    MoodPoint(1, 0.6, 0.4, 0.3, 0.2, "问候"),
    MoodPoint(2, 0.3, 0.3, 0.5, 0.2, "道歉"),
    MoodPoint(3, 0.6, 0.5, 0.3, 0.6, "用了术语"),
    MoodPoint(4, 0.1, 0.2, 0.7, 0.2, "陪同办理"),
    MoodPoint(5, 0.1, 0.1, 0.7, 0.1, "道别"),
]
ATTEMPTS = [
    TrendPoint(datetime(2026, 11, 1, 9, tzinfo=UTC) + timedelta(days=day), score, score >= 70, f"场景{day}")
    for day, score in ((2, 82), (0, 41), (1, 66))
]


@pytest.fixture(autouse=True)
def _shared_theme() -> None:
    register_theme()


def find_room(spec: dict[str, Any]) -> float:
    """Pixels kept free at the right of the longest bar."""
    found = re.search(r"width - ([\d.]+)", json.dumps(spec))
    return float(found[1]) if found else 0.0


def _every_chart() -> list[dict[str, Any]]:
    built = [
        dimension_chart(ROWS, "共情做得最好", not_applicable="未涉及", pass_mark=70),
        mood_chart(TALK, LABELS, "第二轮的道歉让他缓下来"),
        trend_chart(ATTEMPTS, "最近一次通过了", labels=LABELS, pass_mark=70),
        compare_mood_chart(TALK, TALK[:4], "trust", LABELS, ("第一次", "第二次"), "第二次早早结束"),
    ]
    return [chart.to_dict() for chart in built]


def test_a_title_is_the_sentence_the_page_gave() -> None:
    titles = ["".join(spec["title"]["text"]) for spec in _every_chart()]
    assert titles == ["共情做得最好", "第二轮的道歉让他缓下来", "最近一次通过了", "第二次早早结束"]


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Empathy", ["Empathy"]),
        ("3 Complaint handling: the first five minutes", ["3 Complaint handling:", "the first five minutes"]),
        (
            "二十四小时自助银行区域的老年客户接待，第三课",
            ["二十四小时自助银行区域", "的老年客户接待，第三课"],
        ),
        ("Donaudampfschifffahrtsgesellschaft", ["Donaudampfschifffahrtsgesellschaft"]),
    ],
)
def test_a_long_name_stands_in_two_lines_and_loses_no_word(name: str, lines: list[str]) -> None:
    assert in_two_lines(name).split("\n") == lines


def test_what_is_measured_in_pixels_grows_with_the_readers_letters_and_no_figure_does() -> None:
    spec = mood_chart(TALK, LABELS, "第二轮的道歉让他缓下来").to_dict()
    twice = enlarged(spec, 2.0)
    assert twice["config"]["axis"]["labelFontSize"] == 2 * spec["config"]["axis"]["labelFontSize"]
    assert twice["height"] == 2 * spec["height"]
    assert twice["datasets"] == spec["datasets"]
    assert enlarged(spec, 1.0) == spec
    bars = share_bars(["a", "b"], [0.5, 1.0], ["1", "2"], "Half").to_dict()
    assert enlarged(bars, 2.0)["height"]["step"] == 2 * bars["height"]["step"]
    room = [find_room(one) for one in (bars, enlarged(bars, 2.0))]
    assert room[1] == 2 * room[0] > 0


def test_no_chart_fixes_a_colour_so_that_dark_and_light_pages_both_read() -> None:
    for spec in _every_chart():
        spec.pop("datasets")
        assert '"#' not in json.dumps(spec) and "black" not in json.dumps(spec)
        assert spec["config"]["background"] == "transparent"


def test_a_feeling_keeps_its_colour_from_chart_to_chart() -> None:
    domains = {
        tuple(layer["encoding"]["color"]["scale"]["domain"])
        for spec in _every_chart()
        for layer in spec["layer"]
        if "color" in layer["encoding"]
    }
    assert domains == {("trust", "anger", "anxiety", "confusion", "note")}


def test_each_bar_is_labelled_and_a_dimension_that_was_not_needed_says_so_in_words() -> None:
    spec = dimension_chart(ROWS, "x", not_applicable="未涉及").to_dict()
    rows = _rows(spec, "shown")
    assert [row["shown"] for row in rows] == ["95", "60", "未涉及"]
    assert [row["label"] for row in rows] == ["体贴共情", "说到做到", "合规"]


def test_lines_are_named_at_their_ends_without_names_lying_on_each_other() -> None:
    spec = mood_chart(TALK, LABELS, "x").to_dict()
    names = [row for row in _rows(spec, "text") if row["turn"] == 5]
    assert {row["text"] for row in names} == {"信任", "怒气", "焦虑", "困惑"}
    heights = sorted(row["value"] for row in names)
    assert all(upper - lower > 0.09 for lower, upper in pairwise(heights))
    assert 0 <= heights[0] and heights[-1] <= 1


def test_the_turns_that_moved_the_mood_most_are_numbered_in_order_of_the_talk() -> None:
    assert [point.turn for point in turning_points(TALK)] == [2, 3, 4]
    spec = mood_chart(TALK, LABELS, "x").to_dict()
    assert [(row["number"], row["note"]) for row in _rows(spec, "number")] == [
        ("1", "道歉"),
        ("2", "用了术语"),
        ("3", "陪同办理"),
    ]


def test_a_talk_in_which_nothing_moved_has_no_numbered_turns() -> None:
    assert turning_points([MoodPoint(turn, 0.2, 0.2, 0.5, 0.1, "说话") for turn in range(4)]) == []


@pytest.mark.parametrize("points", [[], [MoodPoint(0, 0.5, 0.5, 0.5, 0.5)]])
def test_a_talk_that_ended_before_it_began_still_draws(points: list[MoodPoint]) -> None:
    assert mood_chart(points, LABELS, "x").to_dict()["layer"]
    assert compare_mood_chart(points, TALK, "anger", LABELS, ("一", "二"), "x").to_dict()["layer"]
    assert len(mood_table(points, LABELS)) == len(points)


def test_comparing_shows_the_two_feelings_that_differ_most() -> None:
    softer = [MoodPoint(p.turn, p.anger * 0.2, p.anxiety, min(1, p.trust + 0.3), p.confusion) for p in TALK]
    assert most_different(TALK, softer) == ["trust", "anger"]


def test_two_attempts_are_named_at_the_ends_of_their_lines_over_all_turns_of_the_longer_one() -> None:
    spec = compare_mood_chart(TALK[:2], TALK, "anger", LABELS, ("第一次", "第二次"), "x").to_dict()
    assert {row["feeling"] for row in _rows(spec, "name")} == {"anger"}
    assert {(row["text"], row["turn"]) for row in _rows(spec, "text")} == {("第一次", 1), ("第二次", 5)}
    axes = [
        layer["encoding"]["x"]["axis"]["values"]
        for layer in spec["layer"]
        if "axis" in str(layer["encoding"]["x"])
    ]
    assert axes == [[0, 1, 2, 3, 4, 5]] * 2


def test_a_trend_runs_from_the_oldest_and_tells_passed_by_shape_and_word() -> None:
    spec = trend_chart(ATTEMPTS, "x", labels=LABELS).to_dict()
    rows = _rows(spec, "result")
    assert [(row["number"], row["score"], row["result"]) for row in rows] == [
        (1, 41, "未通过"),
        (2, 66, "未通过"),
        (3, 82, "通过"),
    ]
    shapes = [layer["encoding"]["shape"] for layer in spec["layer"] if "shape" in layer["encoding"]]
    assert shapes[0]["scale"]["domain"] == ["通过", "未通过"]


def test_every_chart_has_its_table_in_the_readers_words() -> None:
    assert dimension_table(ROWS, LABELS, not_applicable="未涉及").to_dict("records")[2] == {
        "维度": "合规",
        "得分": "未涉及",
    }
    moods = mood_table(TALK, LABELS)
    assert list(moods.columns) == ["第几轮", "信任", "怒气", "焦虑", "困惑", "你做了什么"]
    assert moods.loc[2, "怒气"] == "30%"
    assert list(trend_table(ATTEMPTS, LABELS)["得分"]) == ["82", "66", "41"]
    compared = compare_mood_table(TALK, TALK[:4], LABELS, ("第一次", "第二次"))
    assert compared.loc[5, "信任 · 第一次"] == "70%" and compared.loc[5, "信任 · 第二次"] == ""


def test_what_a_trainee_did_is_data_in_the_chart_and_never_part_of_its_code() -> None:
    odd = "'; alert(1) // <b>x</b> \" datum.value"
    chart = mood_chart([TALK[0], MoodPoint(1, 0, 0, 1, 0, odd)], LABELS, "x").to_dict()
    datasets = json.dumps(chart.pop("datasets"))
    assert "alert(1)" in datasets and "alert(1)" not in json.dumps(chart)


def _rows(spec: dict[str, Any], column: str) -> list[dict[str, Any]]:
    """The first data set that has a column, joined over layers of the same kind."""
    found = [rows for rows in spec["datasets"].values() if rows and column in rows[0]]
    assert found, f"no data with {column}"
    return [row for rows in found for row in rows]
