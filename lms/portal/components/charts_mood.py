"""Charts of a customer's mood over the turns of a conversation."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

import altair as alt
import pandas as pd

from lms.portal.components.charts_lines import (
    FEELINGS,
    TOP,
    MoodPoint,
    feeling_lines,
    feeling_of,
    line_ends,
    line_names,
    room_for,
    spread,
)
from lms.portal.components.charts_theme import inked, layered

_MARKERS = 3
_NOTEWORTHY = 0.08
_GAP_WHEN_LOW = 0.16  # least distance between two names in a chart that is not high
_DASH = alt.StrokeDash(
    "feeling:N", scale=alt.Scale(domain=list(FEELINGS), range=[[1, 0], [1, 0], [7, 4], [2, 4]]), legend=None
)


def turning_points(points: Sequence[MoodPoint], most: int = _MARKERS) -> list[MoodPoint]:
    """The turns after which the mood changed most, in the order of the conversation.

    Change is the sum over feelings of the distance from the turn before; turns without a note and
    changes below 0.08 are left out.
    """
    ordered = sorted(points, key=lambda point: point.turn)
    moved = [
        (sum(abs(feeling_of(now, feeling) - feeling_of(before, feeling)) for feeling in FEELINGS), now)
        for before, now in pairwise(ordered)
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
    ends = line_ends(ordered, FEELINGS, labels)
    marked = pd.DataFrame(
        [
            {"turn": point.turn, "number": str(index), "note": point.note, "top": TOP}
            for index, point in enumerate(turning_points(ordered), start=1)
        ],
        columns=["turn", "number", "note", "top"],
    )
    tip = [alt.Tooltip("turn:Q", title=labels["turn"]), alt.Tooltip("note:N", title=labels["note"])]
    rules = alt.Chart(marked).mark_rule(opacity=0.6, strokeDash=[2, 3])
    discs = alt.Chart(marked).mark_point(size=330, filled=False, strokeWidth=1.5, opacity=1)
    numbers = alt.Chart(marked).mark_text(fontWeight=600, baseline="middle", dy=1)
    layers = [
        inked(rules.encode(x="turn:Q", tooltip=tip), "note"),
        feeling_lines(ordered, FEELINGS, labels, room_for(ordered, ends)).encode(strokeDash=_DASH),
        line_names(spread(ends)),
        inked(discs.encode(x="turn:Q", y="top:Q", tooltip=tip), "note"),
        inked(numbers.encode(x="turn:Q", y="top:Q", text="number:N", tooltip=tip), "note"),
    ]
    return layered(layers, title, height=360)


def mood_table(points: Sequence[MoodPoint], labels: Mapping[str, str]) -> pd.DataFrame:
    """One row a turn, feelings as whole percents. Columns are named by ``labels`` as in ``mood_chart``."""
    ordered = sorted(points, key=lambda point: point.turn)
    columns: dict[str, list[object]] = {labels["turn"]: [point.turn for point in ordered]}
    for feeling in FEELINGS:
        columns[labels[feeling]] = [f"{feeling_of(point, feeling):.0%}" for point in ordered]
    columns[labels["note"]] = [point.note for point in ordered]
    return pd.DataFrame(columns)


def compare_mood_chart(
    first: Sequence[MoodPoint],
    second: Sequence[MoodPoint],
    feeling: str,
    labels: Mapping[str, str],
    names: tuple[str, str],
    title: str,
) -> alt.LayerChart:
    """One feeling in two attempts; the first is dashed. ``compare_mood_table`` has all four feelings.

    ``names`` are what to call the attempts, at the ends of their lines.
    """
    ends = line_ends(first, [feeling], {feeling: names[0]}) + line_ends(
        second, [feeling], {feeling: names[1]}
    )
    both = [*first, *second]
    room, turns = room_for(both, ends), sorted({point.turn for point in both})
    layers = [
        feeling_lines(first, [feeling], labels, room, turns=turns, strokeDash=[6, 4], opacity=0.7),
        feeling_lines(second, [feeling], labels, room, turns=turns),
        line_names(spread(ends, gap=_GAP_WHEN_LOW)),
    ]
    return layered(layers, title, height=240)


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
                f"{feeling_of(points[turn], feeling):.0%}" if turn in points else "" for turn in turns
            ]
    return pd.DataFrame(columns)


def most_different(first: Sequence[MoodPoint], second: Sequence[MoodPoint], most: int = 2) -> list[str]:
    """The feelings that stand furthest apart at the end of two talks, in the order of ``FEELINGS``."""
    one, other = first[-1], second[-1]
    apart = {feeling: abs(feeling_of(one, feeling) - feeling_of(other, feeling)) for feeling in FEELINGS}
    best = sorted(FEELINGS, key=lambda feeling: -apart[feeling])[:most]
    return [feeling for feeling in FEELINGS if feeling in best]
