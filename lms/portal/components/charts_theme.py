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

_LETTER = 7.2
"""Pixels that a Latin letter of a chart's text is wide, or half a Chinese one."""
_NEVER_FIRST = "，。；：、！？）”’》,.;:!?)"


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

    ``height`` is in pixels, title and axis included, or a step for each bar.
    """
    title = alt.TitleParams(text=_lines(finding), anchor="start", frame="bounds", fontWeight=600, offset=14)
    return alt.LayerChart(layer=layers).properties(title=title, height=height, width="container")


def _theme() -> alt.theme.ThemeConfig:
    config: dict[str, Any] = {
        "background": "transparent",
        "font": FONT,
        "padding": {"left": 4, "right": 12, "top": 6, "bottom": 4},
        "view": {"stroke": None},
        "title": {"fontSize": 15, "lineHeight": 21},
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


def _lines(finding: str, most: int = 40) -> list[str]:
    """Break a sentence into even lines of at most about ``most`` Latin or half as many Chinese letters.

    That many fit beside each other on a telephone.
    """
    words = _words(finding)
    total = sum(map(text_width, words))
    even = total / max(1, -(-total // most))
    lines: list[str] = []
    line = ""
    for word in words:
        full = text_width(line) >= even - 1 or text_width(line + word) > most
        if line.strip() and full and word.strip() and word[0] not in _NEVER_FIRST:
            lines.append(line.strip())
            line = ""
        line += word
    return [*lines, line.strip()]


def share_scale(said: Iterable[str]) -> alt.Scale:
    """A scale from nobody to everybody that leaves room at its right for the words beside the longest bar.

    Room is reckoned in pixels: a part of the width would be too little on a telephone.
    """
    room = 12 + round(_LETTER * max(map(text_width, said), default=0))
    return alt.Scale(domain=[0, 1], range=[0, alt.ExprRef(f"max(width - {room}, 24)")], nice=False)


def text_width(text: str) -> int:
    """The width of a text in Latin letters; a Chinese one is as wide as two."""
    return sum(2 if ord(letter) > 0x2E7F else 1 for letter in text)


def _words(text: str) -> list[str]:
    """Latin words and blanks whole, Chinese letter by letter: where a line may break."""
    words: list[str] = []
    for letter in text:
        joins = (
            words
            and ord(letter) < 0x2E80
            and letter != " "
            and words[-1] != " "
            and ord(words[-1][-1]) < 0x2E80
        )
        if joins:
            words[-1] += letter
        else:
            words.append(letter)
    return words
