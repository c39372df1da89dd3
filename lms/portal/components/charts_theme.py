"""The one look all charts share.

Text, grid and series colours are left to the page's theme (``.streamlit/config.toml`` names them for light
and dark), so that a chart reads on both. What the theme adds is space, type and quiet axes.
"""

from collections.abc import Iterable
from typing import Any

import altair as alt

FONT = (
    "-apple-system, 'Segoe UI', Roboto, 'PingFang SC', 'HarmonyOS Sans SC', 'Microsoft YaHei', "
    "'Noto Sans CJK SC', 'Noto Sans SC', sans-serif"
)
NAME = "lms"

COLOUR_SLOTS = ("trust", "anger", "anxiety", "confusion", "note")
"""What the first five colours of the page's theme stand for. Always the whole list is a colour scale's
domain, so that a feeling keeps its colour from chart to chart and the quiet fifth serves for words."""

_NEVER_FIRST = "，。；：、！？）”’》·,.;:!?)"
_LETTER = 7.2
"""Pixels that a Latin letter of a chart's text is wide, or half a Chinese one."""


def colour_by(field: str) -> alt.Color:
    """Colours after a column that holds names of slots."""
    return alt.Color(f"{field}:N", scale=alt.Scale(domain=list(COLOUR_SLOTS)), legend=None)


def inked(chart: alt.Chart, slot: str) -> alt.Chart:
    """All marks of a layer in the theme's colour of one slot."""
    return chart.transform_calculate(ink=f"'{slot}'").encode(color=colour_by("ink"))


def register_theme() -> None:
    """Make the shared look Altair's theme for this process. Call it once at start-up; again does no harm."""
    alt.theme.register(NAME, enable=True)(_theme)


def layered(layers: list[alt.Chart], finding: str, *, height: int | alt.Step) -> alt.LayerChart:
    """Lay layers over each other, as wide as the page, under a title that is a sentence.

    The title is drawn by ``chart_drawing``, as text of the page. ``height`` is in pixels, the axis included, or a step
    for each bar.
    """
    title = alt.TitleParams(text=finding)
    return alt.LayerChart(layer=layers).properties(title=title, height=height, width="container")


def _theme() -> alt.theme.ThemeConfig:
    config: dict[str, Any] = {
        "background": "transparent",
        "font": FONT,
        "padding": {"left": 4, "right": 12, "top": 6, "bottom": 4},
        "view": {"stroke": None},
        "axis": {
            "domain": False,
            "ticks": False,
            "grid": False,
            "labelFontSize": 13,
            "titleFontSize": 13,
            "titleFontWeight": "normal",
            "labelPadding": 8,
            "labelLimit": 180,
        },
        "axisQuantitative": {"grid": True, "gridOpacity": 0.6},
        "line": {"strokeWidth": 2.5, "strokeCap": "round", "strokeJoin": "round"},
        "text": {"fontSize": 13},
        "bar": {"cornerRadiusEnd": 4},
    }
    return alt.theme.ThemeConfig(config=config)  # type: ignore[typeddict-item]


def share_scale(said: Iterable[str]) -> alt.Scale:
    """A scale from nobody to everybody that leaves room at its right for the words beside the longest bar.

    Room is reckoned in pixels: a part of the width would be too little on a telephone.
    """
    room = 12 + round(_LETTER * max(map(text_width, said), default=0))
    return alt.Scale(domain=[0, 1], range=[0, alt.ExprRef(f"max(width - {room}, 24)")], nice=False)


NAMES = alt.ExprRef("containerSize()[0] > 700 ? 320 : containerSize()[0] > 480 ? 220 : 150")
"""How many pixels a name beside a bar may take: all it needs on a wide page, under half of a telephone."""
LINE = 22
"""Latin letters in a line of a name that is too long for one."""


def names_axis(**more: Any) -> alt.Axis:
    """The axis of names beside bars: a long one stands in two lines, and is cut only where there is no room."""
    # The first of two lines would stand beside the bar's middle.
    raised: Any = {"condition": {"test": "indexof(datum.label, '\\n') >= 0", "value": -8}, "value": 0}
    return alt.Axis(
        labelExpr="split(datum.label, '\\n')",
        labelLineHeight=15,
        labelLimit=NAMES,
        labelOffset=raised,
        **more,
    )


def in_two_lines(name: str, line: int = LINE) -> str:
    """A name that is longer than ``line`` Latin letters, broken once near its middle, between words or Chinese letters.

    What lies between them is a line end.
    """
    width = text_width(name)
    if width <= line:
        return name
    places = [
        at
        for at in range(1, len(name))
        if name[at] not in _NEVER_FIRST
        and (name[at] == " " or ord(name[at]) > 0x2E7F or ord(name[at - 1]) > 0x2E7F)
    ]
    if not places:
        return name
    at = min(places, key=lambda place: abs(2 * text_width(name[:place]) - width))
    return f"{name[:at].rstrip()}\n{name[at:].lstrip()}"


def text_width(text: str) -> int:
    """The width of a text in Latin letters; a Chinese one is as wide as two."""
    return sum(2 if ord(letter) > 0x2E7F else 1 for letter in text)
