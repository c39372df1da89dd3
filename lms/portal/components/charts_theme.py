"""The one look all charts share.

Text, grid and series colours are left to the page's theme (``.streamlit/config.toml`` names them for light
and dark), so that a chart reads on both. What the theme adds is space, type and quiet axes.
"""

from typing import Any

import altair as alt

FONT = (
    "system-ui, -apple-system, 'Segoe UI', 'PingFang SC', 'HarmonyOS Sans SC', 'Microsoft YaHei', "
    "'Noto Sans CJK SC', 'Noto Sans SC', sans-serif"
)
NAME = "lms"


def register_theme() -> None:
    """Make the shared look Altair's theme for this process. Call it once at start-up; again does no harm."""
    alt.theme.register(NAME, enable=True)(_theme)


def chart_title(finding: str) -> alt.TitleParams:
    """A chart's title: a sentence that says what is to be seen. Long ones break into lines."""
    return alt.TitleParams(text=_lines(finding), anchor="start", frame="group", fontWeight=600, offset=14)


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
        "axisQuantitative": {"grid": True, "gridOpacity": 0.6, "tickCount": 4},
        "line": {"strokeWidth": 2.5, "strokeCap": "round", "strokeJoin": "round"},
        "text": {"fontSize": 13},
        "bar": {"cornerRadiusEnd": 4},
    }
    return alt.theme.ThemeConfig(config=config)  # type: ignore[typeddict-item]


def _lines(finding: str, width: int = 44) -> list[str]:
    """Break a sentence into lines of about ``width`` Latin or half as many Chinese letters."""
    lines: list[str] = []
    line, used = "", 0
    for word in _words(finding):
        wide = sum(2 if ord(letter) > 0x2E7F else 1 for letter in word)
        if line.strip() and used + wide > width and word.strip() and word[0] not in "，。；：、！？）”’》":
            lines.append(line.strip())
            line, used = "", 0
        line, used = line + word, used + wide
    return [*lines, line.strip()]


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
