"""The lines of a mood chart, and the names written at their ends."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import altair as alt
import pandas as pd

from lms.portal.components.charts_theme import colour_by, text_width

# Always in this order, so that a feeling keeps its colour and its dash from chart to chart.
FEELINGS = ("trust", "anger", "anxiety", "confusion")

TOP = 1.1
"""Where the numbers of turning points stand, above the scale's end at 1."""

_ALL_TURNS_LABELLED = 16
_NARROW = 280  # pixels a plot has on a telephone
_LETTER = 7.6  # pixels of a Latin letter in a label
_LABEL_GAP = 0.095  # least distance between two names, on the scale of the feelings


@dataclass(frozen=True, slots=True)
class MoodPoint:
    """The mood after one turn: ``turn`` counts from 0 (before the trainee spoke), feelings run from 0 to 1.

    ``note`` says in the reader's language what the trainee did in that turn; it may be empty.
    """

    turn: int
    anger: float
    anxiety: float
    trust: float
    confusion: float
    note: str = ""


@dataclass(frozen=True, slots=True)
class LineName:
    """A name to write beside a line: where, for which feeling, in which words."""

    turn: int
    feeling: str
    text: str
    value: float


def feeling_of(point: MoodPoint, feeling: str) -> float:
    """One feeling's strength, held within 0 and 1."""
    return min(1.0, max(0.0, float(getattr(point, feeling))))


def feeling_lines(
    points: Sequence[MoodPoint],
    feelings: Sequence[str],
    labels: Mapping[str, str],
    room: tuple[float, float],
    *,
    turns: Sequence[int] | None = None,
    **line: Any,
) -> alt.Chart:
    """One line a feeling over the turns; ``room`` is the first and last turn of the axis.

    The axis is labelled at the turns of ``points``, or at ``turns`` where another line goes on for longer.
    """
    frame = pd.DataFrame(
        [
            {
                "turn": point.turn,
                "feeling": feeling,
                "name": labels[feeling],
                "value": feeling_of(point, feeling),
                "note": point.note,
            }
            for point in points
            for feeling in feelings
        ],
        columns=["turn", "feeling", "name", "value", "note"],
    )
    turns = sorted({point.turn for point in points}) if turns is None else turns
    low, high = json.dumps(labels["low"]), json.dumps(labels["high"])
    ends = f"datum.value == 0 ? {low} : datum.value == 1 ? {high} : ''"
    axis = alt.Axis(grid=False, values=turns, format="d", labelOverlap=len(turns) > _ALL_TURNS_LABELLED)
    lines: alt.Chart = (
        alt.Chart(frame)
        .mark_line(point=alt.OverlayMarkDef(size=26), **line)
        .encode(
            x=alt.X(
                "turn:Q", title=labels["turn"], scale=alt.Scale(domain=list(room), nice=False), axis=axis
            ),
            y=alt.Y(
                "value:Q",
                title=None,
                scale=alt.Scale(domain=[0, TOP + 0.06], nice=False),
                axis=alt.Axis(values=[0, 0.5, 1], labelExpr=ends),
            ),
            color=colour_by("feeling"),
            tooltip=[
                alt.Tooltip("turn:Q", title=labels["turn"]),
                alt.Tooltip("name:N", title=" "),
                alt.Tooltip("value:Q", title=" ", format=".0%"),
                alt.Tooltip("note:N", title=labels["note"]),
            ],
        )
    )
    return lines


def line_ends(
    points: Sequence[MoodPoint], feelings: Sequence[str], names: Mapping[str, str]
) -> list[LineName]:
    """A name for each line at its last turn; none without points."""
    last = max(points, key=lambda point: point.turn, default=None)
    if last is None:
        return []
    return [LineName(last.turn, feeling, names[feeling], feeling_of(last, feeling)) for feeling in feelings]


def spread(names: Sequence[LineName], *, gap: float = _LABEL_GAP) -> list[LineName]:
    """Move names apart just enough to be read, keeping their order and staying within the scale."""
    ordered = sorted(names, key=lambda name: name.value)
    heights: list[float] = []
    for name in ordered:
        heights.append(max(name.value, heights[-1] + gap) if heights else max(name.value, 0.03))
    for back in range(len(heights)):
        heights[-1 - back] = min(heights[-1 - back], 1.0 - gap * back)
    return [replace(name, value=height) for name, height in zip(ordered, heights, strict=True)]


def line_names(names: Sequence[LineName]) -> alt.Chart:
    """The names in their lines' colours, to the right of a point."""
    frame = pd.DataFrame(
        [
            {"turn": name.turn, "feeling": name.feeling, "text": name.text, "value": name.value}
            for name in names
        ],
        columns=["turn", "feeling", "text", "value"],
    )
    words: alt.Chart = (
        alt.Chart(frame)
        .mark_text(align="left", fontWeight=600, baseline="middle", dx=10)
        .encode(x="turn:Q", y="value:Q", text="text:N", color=colour_by("feeling"))
    )
    return words


def room_for(points: Sequence[MoodPoint], names: Sequence[LineName]) -> tuple[float, float]:
    """The axis of turns with space at the right for the longest name, on a telephone too."""
    last = max((point.turn for point in points), default=1)
    first = min((point.turn for point in points), default=0)
    longest = max((text_width(name.text) for name in names), default=0)
    share = min(0.6, (longest * _LETTER + 14) / _NARROW)
    return first, last + max(1, last - first) * share / (1 - share)
