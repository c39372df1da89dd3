"""Somebody's points over time: a line that goes up and down in steps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import altair as alt
import pandas as pd

from lms.portal.components.charts_theme import inked, layered


@dataclass(frozen=True, slots=True)
class PointsAt:
    """What was there after points came or went; ``at`` in the reader's time zone, ``why`` in their language."""

    at: datetime
    after: int
    amount: int
    why: str


def points_chart(points: Sequence[PointsAt], title: str, *, labels: Mapping[str, str]) -> alt.LayerChart:
    """Draw it, oldest first; ``labels`` names ``when``, ``why`` and ``points``. What is there now is written."""
    ordered = sorted(points, key=lambda point: point.at)
    frame = pd.DataFrame(
        {
            "at": [point.at.replace(tzinfo=None) for point in ordered],
            "when": [f"{point.at:%Y-%m-%d}" for point in ordered],
            "after": [point.after for point in ordered],
            "why": [f"{point.amount:+d} {point.why}" for point in ordered],
            "last": [place == len(ordered) - 1 for place in range(len(ordered))],
        }
    )
    base = alt.Chart(frame).encode(
        x=alt.X("at:T", title=None, axis=alt.Axis(format="%m-%d", tickCount=5, labelOverlap=True)),
        y=alt.Y("after:Q", title=None, scale=alt.Scale(domainMin=0), axis=alt.Axis(tickMinStep=10)),
        tooltip=[
            alt.Tooltip("when:N", title=labels["when"]),
            alt.Tooltip("why:N", title=labels["why"]),
            alt.Tooltip("after:Q", title=labels["points"]),
        ],
    )
    line = inked(base.mark_line(interpolate="step-after"), "trust")
    marks = inked(base.mark_point(filled=True, size=60, opacity=1), "trust")
    last = base.transform_filter("datum.last").mark_text(dy=-14, fontWeight=600, fontSize=14)
    return layered([line, marks, inked(last.encode(text="after:Q"), "trust")], title, height=240)
