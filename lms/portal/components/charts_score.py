"""Charts of scores: the dimensions of one result, and results over time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import altair as alt
import pandas as pd

from lms.portal.components.charts_theme import inked, layered

_EDGE = 112
"""Right end of a scale of scores: 100, and room for a number."""


@dataclass(frozen=True, slots=True)
class DimensionRow:
    """One dimension of a result: its translated name and its score from 0 to 100.

    A score of ``None`` means that nothing in the conversation called for it.
    """

    label: str
    score: float | None


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One finished attempt: when (in the reader's time zone), score 0 to 100, and what it was."""

    at: datetime
    score: float
    passed: bool
    title: str


def dimension_chart(
    rows: Sequence[DimensionRow], title: str, *, not_applicable: str, pass_mark: float | None = None
) -> alt.LayerChart:
    """Horizontal bars, in the order given, each with its score written at the right.

    ``not_applicable`` is the words shown in place of a bar that has no score; ``pass_mark`` (0 to 100)
    draws a dashed line and stands on the axis.
    """
    frame = pd.DataFrame(
        {
            "label": [row.label for row in rows],
            "score": [0.0 if row.score is None else float(row.score) for row in rows],
            "shown": [not_applicable if row.score is None else f"{row.score:.0f}" for row in rows],
            "scored": [row.score is not None for row in rows],
        }
    )
    base = alt.Chart(frame).encode(
        y=alt.Y("label:N", sort=None, title=None, axis=alt.Axis(labelLimit=220, labelFontSize=14)),
        x=alt.X(
            "score:Q",
            title=None,
            scale=alt.Scale(domain=[0, _EDGE], nice=False),
            axis=alt.Axis(values=_ticks(pass_mark), grid=True),
        ),
        tooltip=[alt.Tooltip("label:N", title=" "), alt.Tooltip("shown:N", title=" ")],
    )
    bars = inked(base.mark_bar(height=16), "trust")
    # In a column at the right, where no bar and no pass mark runs through a number.
    scores = base.transform_filter("datum.scored").mark_text(align="right", fontWeight=600)
    scores = scores.encode(x=alt.datum(_EDGE))
    missing = base.transform_filter("!datum.scored").mark_text(align="left", dx=2)
    layers: list[alt.Chart] = [
        bars,
        *(inked(words.encode(text="shown:N"), "note") for words in (scores, missing)),
    ]
    if pass_mark is not None:
        layers.append(_pass_line(pass_mark, "x"))
    return layered(layers, title, height=alt.Step(38))


def dimension_table(
    rows: Sequence[DimensionRow], labels: Mapping[str, str], *, not_applicable: str
) -> pd.DataFrame:
    """The same as rows to read. ``labels`` gives the column names for ``dimension`` and ``score``."""
    return pd.DataFrame(
        {
            labels["dimension"]: [row.label for row in rows],
            labels["score"]: [not_applicable if row.score is None else f"{row.score:.0f}" for row in rows],
        }
    )


def trend_chart(
    points: Sequence[TrendPoint], title: str, *, labels: Mapping[str, str], pass_mark: float | None = None
) -> alt.LayerChart:
    """Scores attempt by attempt, oldest first: a disc was passed, a triangle was not.

    ``labels`` names ``attempt`` (the axis), ``score``, ``passed``, ``not_passed``, ``when`` and ``title``.
    The last score is written beside its mark.
    """
    ordered = sorted(points, key=lambda point: point.at)
    frame = pd.DataFrame(
        {
            "number": range(1, len(ordered) + 1),
            "score": [float(point.score) for point in ordered],
            "result": [labels["passed"] if point.passed else labels["not_passed"] for point in ordered],
            "passed": [point.passed for point in ordered],
            "title": [point.title for point in ordered],
            "when": [f"{point.at:%Y-%m-%d %H:%M}" for point in ordered],
            "last": [index == len(ordered) - 1 for index in range(len(ordered))],
        }
    )
    count = max(1, len(ordered))
    base = alt.Chart(frame).encode(
        x=alt.X(
            "number:Q",
            title=labels["attempt"],
            scale=alt.Scale(domain=[0.6, count + 0.6], nice=False),
            axis=alt.Axis(grid=False, tickMinStep=1, format="d", tickCount=min(count, 12)),
        ),
        y=alt.Y(
            "score:Q",
            title=None,
            scale=alt.Scale(domain=[0, 105], nice=False),
            axis=alt.Axis(values=_ticks(pass_mark)),
        ),
        tooltip=[
            alt.Tooltip("title:N", title=labels["title"]),
            alt.Tooltip("when:N", title=labels["when"]),
            alt.Tooltip("score:Q", title=labels["score"], format=".0f"),
            alt.Tooltip("result:N", title=" "),
        ],
    )
    layers: list[alt.Chart] = [inked(base.mark_line(opacity=0.45, strokeWidth=2), "trust")]
    if pass_mark is not None:
        layers.append(_pass_line(pass_mark, "y"))
    shape = alt.Shape(
        "result:N",
        scale=alt.Scale(domain=[labels["passed"], labels["not_passed"]], range=["circle", "triangle-down"]),
        legend=alt.Legend(
            title=None, orient="top", direction="horizontal", symbolSize=90, symbolStrokeWidth=2
        ),
    )
    layers.append(base.mark_point(size=110, strokeWidth=2, opacity=1).encode(shape=shape))
    for form, these in (("circle", "datum.passed"), ("triangle-down", "!datum.passed")):
        marks = base.transform_filter(these).mark_point(size=110, filled=True, shape=form, opacity=1)
        layers.append(inked(marks, "trust"))
    last = base.transform_filter("datum.last").mark_text(dy=-16, fontWeight=600, fontSize=14)
    layers.append(inked(last.encode(text=alt.Text("score:Q", format=".0f")), "trust"))
    return layered(layers, title, height=300)


def trend_table(points: Sequence[TrendPoint], labels: Mapping[str, str]) -> pd.DataFrame:
    """Newest first. ``labels`` names the columns as in ``trend_chart``, and ``result``."""
    newest_first = sorted(points, key=lambda point: point.at, reverse=True)
    return pd.DataFrame(
        {
            labels["when"]: [f"{point.at:%Y-%m-%d %H:%M}" for point in newest_first],
            labels["title"]: [point.title for point in newest_first],
            labels["score"]: [f"{point.score:.0f}" for point in newest_first],
            labels["result"]: [
                labels["passed"] if point.passed else labels["not_passed"] for point in newest_first
            ],
        }
    )


def _ticks(pass_mark: float | None) -> list[float]:
    """Where a scale of scores is labelled: its ends, and the mark that decides."""
    return [0, 50 if pass_mark is None else pass_mark, 100]


def _pass_line(at: float, axis: str) -> alt.Chart:
    rule = alt.Chart(pd.DataFrame({"at": [at]})).mark_rule(strokeDash=[4, 4], opacity=0.8)
    return inked(rule.encode(x="at:Q") if axis == "x" else rule.encode(y="at:Q"), "note")
