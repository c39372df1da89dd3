"""A chart on the page: what it says as a sentence above it, its letters as large as those of the page.

A chart is a picture: its letters know nothing of the page's, and a sentence in it would be broken for the narrowest
window. So the sentence stands above it as text, and everything measured in pixels grows with the reader's letters.
"""

import re
from typing import Any

import altair as alt
import streamlit as st

from lms.portal.components.account import wants_large_text
from lms.portal.visit import LETTERS_COOKIE

MOST = 2.0
LARGE = 1.25
FINDING = "finding"
"""Key prefix of the sentence above a chart."""

# What of a specification is measured in pixels.
_PIXELS = frozenset(
    {
        "fontSize",
        "labelFontSize",
        "titleFontSize",
        "lineHeight",
        "labelLineHeight",
        "labelPadding",
        "titlePadding",
        "offset",
        "dx",
        "dy",
        "height",
        "step",
        "left",
        "right",
        "top",
        "bottom",
    }
)
_OF_MARKS = frozenset({"bar", "tick", "rect"})
"""Marks whose size is a width; that of a point is an area."""
_ROOM = re.compile(r"(?<=width - )\d+(?:\.\d+)?|(?<=width > )\d+(?:\.\d+)?")


def letters() -> float:
    """How large this reader's letters are, as a part of the usual: 1 to ``MOST``."""
    told = st.context.cookies.get(LETTERS_COOKIE, "")
    size = int(told) / 100 if told.isascii() and told.isdecimal() else 1.0
    return min(MOST, max(size, LARGE if wants_large_text() else 1.0))


def draw_chart(chart: alt.LayerChart, *, key: str) -> None:
    """Draw a chart under its sentence; ``key`` tells the charts of a page apart."""
    finding = str(chart.title.text)
    with st.container(key=f"{FINDING}-{key}"):
        st.text(finding)
    drawn, size = chart.copy(deep=False), letters()
    drawn.title, drawn.description = alt.Undefined, finding
    if size != 1.0:
        drawn = alt.LayerChart.from_dict(enlarged(drawn.to_dict(), size), validate=False)
    st.altair_chart(drawn, width="stretch", key=key)


def enlarged(spec: dict[str, Any], by: float) -> dict[str, Any]:
    """A specification with everything that is measured in pixels so many times as large; its data is left as it is."""
    larger: dict[str, Any] = _enlarged(spec, by)
    return larger


def _enlarged(spec: Any, by: float) -> Any:
    if isinstance(spec, dict):
        wide = {"size"} if spec.get("type") in _OF_MARKS else set()
        return {
            key: value if key in {"data", "datasets"} else _one(key, value, by, key in wide)
            for key, value in spec.items()
        }
    return [_enlarged(one, by) for one in spec] if isinstance(spec, list) else spec


def _one(name: str, value: Any, by: float, wide: bool) -> Any:
    if isinstance(value, bool):
        return value
    if isinstance(value, (int, float)):
        return round(value * by, 1) if wide or name in _PIXELS else value
    if name == "labelOffset" and isinstance(value, dict):
        raised = value["condition"]
        return {**value, "condition": {**raised, "value": raised["value"] * by}}
    if name == "expr" and isinstance(value, str):
        return _ROOM.sub(lambda found: f"{float(found[0]) * by:g}", value)
    return _enlarged(value, by)
