"""Charts of a customer's mood over the turns of a conversation."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import altair as alt
import pandas as pd

from lms.portal.components.charts_theme import chart_title

# Always in this order, so that a feeling keeps its colour and its dash from chart to chart.
FEELINGS = ("trust", "anger", "anxiety", "confusion")
_MARKERS = 3
_NOTEWORTHY = 0.08
_TOP = 1.1  # where the numbers of turning points stand, above the scale's end at 1
_LABEL_GAP = 0.085  # least distance between two labels at the lines' ends, on the scale of the feelings

_COLOUR = alt.Color("feeling:N", scale=alt.Scale(domain=list(FEELINGS)), legend=None)
_DASH = alt.StrokeDash(
    "feeling:N", scale=alt.Scale(domain=list(FEELINGS), range=[[1, 0], [1, 0], [7, 4], [2, 4]]), legend=None
)


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


def turning_points(points: Sequence[MoodPoint], most: int = _MARKERS) -> list[MoodPoint]:
    """The turns after which the mood changed most, in the order of the conversation.

    Change is the sum over feelings of the distance from the turn before; turns without a note and
    changes below 0.08 are left out.
    """
    ordered = sorted(points, key=lambda point: point.turn)
    moved = [
        (sum(abs(_value(now, feeling) - _value(before, feeling)) for feeling in FEELINGS), now)
        for before, now in zip(ordered, ordered[1:], strict=False)
        if now.note
    ]
    strongest = sorted(moved, key=lambda pair: (-pair[0], pair[1].turn))[:most]
    return sorted(
        (point for change, point in strongest if change >= _NOTEWORTHY), key=lambda point: point.turn
    )


def mood_chart(points: Sequence[MoodPoint], labels: Mapping[str, str], title: str) -> alt.LayerChart:
    """Four lines over the turns, named at their ends; up to three numbered turns that moved the mood most.

    ``labels`` names the four feelings and ``turn`` (the axis), ``low`` and ``high`` (ends of the scale) and
    ``note``. The numbers are those of ``turning_points``, counted from 1, for the page to spell out.
    """
    ordered = sorted(points, key=lambda point: point.turn)
    ends = _ends(ordered, FEELINGS, labels)
    marked = pd.DataFrame(
        [
            {"turn": point.turn, "number": str(index), "note": point.note, "top": _TOP}
            for index, point in enumerate(turning_points(ordered), start=1)
        ],
        columns=["turn", "number", "note", "top"],
    )
    tip = [alt.Tooltip("turn:Q", title=labels["turn"]), alt.Tooltip("note:N", title=labels["note"])]
    rules = alt.Chart(marked).mark_rule(opacity=0.35, strokeDash=[2, 3]).encode(x="turn:Q", tooltip=tip)
    discs = alt.Chart(marked).mark_point(size=330, filled=False, strokeWidth=1.5, opacity=1)
    numbers = alt.Chart(marked).mark_text(fontWeight=600, baseline="middle", dy=1)
    layers = [
        rules,
        _lines(ordered, FEELINGS, labels, _room(ordered)).encode(strokeDash=_DASH),
        _end_labels(ends),
        discs.encode(x="turn:Q", y="top:Q", tooltip=tip),
        numbers.encode(x="turn:Q", y="top:Q", text="number:N", tooltip=tip),
    ]
    return alt.layer(*layers).properties(title=chart_title(title), height=280, width="container")


def mood_table(points: Sequence[MoodPoint], labels: Mapping[str, str]) -> pd.DataFrame:
    """One row a turn, feelings as whole percents. Columns are named by ``labels`` as in ``mood_chart``."""
    ordered = sorted(points, key=lambda point: point.turn)
    columns: dict[str, list[object]] = {labels["turn"]: [point.turn for point in ordered]}
    for feeling in FEELINGS:
        columns[labels[feeling]] = [f"{_value(point, feeling):.0%}" for point in ordered]
    columns[labels["note"]] = [point.note for point in ordered]
    return pd.DataFrame(columns)


def compare_mood_chart(
    first: Sequence[MoodPoint],
    second: Sequence[MoodPoint],
    labels: Mapping[str, str],
    names: tuple[str, str],
    title: str,
) -> alt.LayerChart:
    """Two attempts in one picture: the two feelings that differ most, the first attempt faint and dashed.

    ``names`` are what to call the attempts at the ends of their lines. ``compare_mood_table`` has all four.
    """
    shown = _most_different(first, second)
    room = _room([*first, *second])
    layers = [
        _lines(first, shown, labels, room, strokeDash=[6, 4], opacity=0.7),
        _lines(second, shown, labels, room),
        _end_labels(_ends(first, shown, labels, names[0]) + _ends(second, shown, labels, names[1])),
    ]
    return alt.layer(*layers).properties(title=chart_title(title), height=280, width="container")


def compare_mood_table(
    first: Sequence[MoodPoint], second: Sequence[MoodPoint], labels: Mapping[str, str], names: tuple[str, str]
) -> pd.DataFrame:
    """One row a turn, every feeling of both attempts side by side; a turn one attempt never had is blank."""
    by_turn = [{point.turn: point for point in points} for points in (first, second)]
    turns = sorted(set(by_turn[0]) | set(by_turn[1]))
    columns: dict[str, list[object]] = {labels["turn"]: list(turns)}
    for feeling in FEELINGS:
        for name, points in zip(names, by_turn, strict=True):
            columns[f"{labels[feeling]} · {name}"] = [
                f"{_value(points[turn], feeling):.0%}" if turn in points else "" for turn in turns
            ]
    return pd.DataFrame(columns)


def _lines(
    points: Sequence[MoodPoint],
    feelings: Sequence[str],
    labels: Mapping[str, str],
    room: tuple[float, float],
    **line: object,
) -> alt.Chart:
    frame = pd.DataFrame(
        [
            {
                "turn": point.turn,
                "feeling": feeling,
                "name": labels[feeling],
                "value": _value(point, feeling),
                "note": point.note,
            }
            for point in points
            for feeling in feelings
        ],
        columns=["turn", "feeling", "name", "value", "note"],
    )
    ends = f"datum.value == 0 ? {json.dumps(labels['low'])} : datum.value == 1 ? {json.dumps(labels['high'])} : ''"
    return (
        alt.Chart(frame)
        .mark_line(point=alt.OverlayMarkDef(size=26), **line)
        .encode(
            x=alt.X(
                "turn:Q",
                title=labels["turn"],
                scale=alt.Scale(domain=list(room), nice=False),
                axis=alt.Axis(
                    grid=False, values=sorted({point.turn for point in points}), format="d", labelOverlap=True
                ),
            ),
            y=alt.Y(
                "value:Q",
                title=None,
                scale=alt.Scale(domain=[0, _TOP + 0.06], nice=False),
                axis=alt.Axis(values=[0, 0.5, 1], labelExpr=ends),
            ),
            color=_COLOUR,
            tooltip=[
                alt.Tooltip("turn:Q", title=labels["turn"]),
                alt.Tooltip("name:N", title=" "),
                alt.Tooltip("value:Q", title=" ", format=".0%"),
                alt.Tooltip("note:N", title=labels["note"]),
            ],
        )
    )


@dataclass(frozen=True, slots=True)
class _End:
    turn: int
    feeling: str
    text: str
    value: float


def _ends(
    points: Sequence[MoodPoint], feelings: Sequence[str], labels: Mapping[str, str], name: str = ""
) -> list[_End]:
    if not points:
        return []
    last = max(points, key=lambda point: point.turn)
    suffix = f" · {name}" if name else ""
    return [_End(last.turn, feeling, labels[feeling] + suffix, _value(last, feeling)) for feeling in feelings]


def _end_labels(ends: Sequence[_End]) -> alt.Chart:
    """The names at the lines' ends, moved apart just enough to be read."""
    ordered = sorted(ends, key=lambda end: end.value)
    heights: list[float] = []
    for end in ordered:
        heights.append(max(end.value, heights[-1] + _LABEL_GAP) if heights else max(end.value, 0.02))
    overshoot = max(0.0, heights[-1] - 1.0) if heights else 0.0
    if overshoot:
        heights = [min(height, 1.0 - _LABEL_GAP * (len(heights) - 1 - i)) for i, height in enumerate(heights)]
    frame = pd.DataFrame(
        [
            {"turn": end.turn, "feeling": end.feeling, "text": end.text, "value": height}
            for end, height in zip(ordered, heights, strict=True)
        ],
        columns=["turn", "feeling", "text", "value"],
    )
    return (
        alt.Chart(frame)
        .mark_text(align="left", dx=10, fontWeight=600, baseline="middle")
        .encode(x="turn:Q", y="value:Q", text="text:N", color=_COLOUR)
    )


def _room(points: Sequence[MoodPoint]) -> tuple[float, float]:
    """The axis of turns, with space to the right for the names at the lines' ends."""
    last = max((point.turn for point in points), default=1)
    first = min((point.turn for point in points), default=0)
    return first, last + max(0.5, 0.28 * (last - first))


def _most_different(first: Sequence[MoodPoint], second: Sequence[MoodPoint]) -> list[str]:
    def distance(feeling: str) -> float:
        return max(
            (
                abs(_mean(first, feeling) - _mean(second, feeling)),
                abs(_final(first, feeling) - _final(second, feeling)),
            )
        )

    best = sorted(FEELINGS, key=lambda feeling: -distance(feeling))[:2]
    return [feeling for feeling in FEELINGS if feeling in best]


def _mean(points: Sequence[MoodPoint], feeling: str) -> float:
    return sum(_value(point, feeling) for point in points) / len(points) if points else 0.0


def _final(points: Sequence[MoodPoint], feeling: str) -> float:
    return _value(max(points, key=lambda point: point.turn), feeling) if points else 0.0


def _value(point: MoodPoint, feeling: str) -> float:
    return min(1.0, max(0.0, float(getattr(point, feeling))))
