"""A paper's tables and its chart."""

import altair as alt
import pandas as pd
import streamlit as st

from lms.insight.paper import Paper, Part, method, need_name
from lms.platform.i18n import Translator
from lms.portal.components.chart_drawing import draw_chart
from lms.portal.components.charts_theme import (
    in_two_lines,
    inked,
    layered,
    names_axis,
    register_theme,
    text_width,
)
from lms.portal.components.completion_chart import as_frame
from lms.portal.components.plain import plain
from lms.portal.components.reading_css import ASIDE
from lms.portal.visit import Visit

# Whoever draws a chart has the look with it.
register_theme()

DRAWN = 8
"""Bars at most; the table has all."""


def frequent_needs(visit: Visit, paper: Paper, part: Part) -> None:
    """The chart, and the table below it."""
    lines = [line for line in paper.figures.frequent if line.need is not None]
    if lines:
        draw_chart(frequent_chart(visit.tr, paper), key="chart-frequent")
    table_of(part, empty=visit.gettext("Nobody has told a need in this time."))


def frequent_chart(tr: Translator, paper: Paper) -> alt.LayerChart:
    """A bar a need, how many and which share beside it."""
    lines = [line for line in paper.figures.frequent if line.need is not None][:DRAWN]
    frame = pd.DataFrame(
        {
            "name": [in_two_lines(need_name(tr, line.need)) for line in lines],
            "full": [need_name(tr, line.need) for line in lines],
            "count": [line.count for line in lines],
            "said": [f"{tr.number(line.count)} · {tr.percent(line.share)}" for line in lines],
        }
    )
    room = 12 + round(7.2 * max(map(text_width, frame["said"])))
    scale = alt.Scale(
        domain=[0, max(frame["count"])], range=[0, alt.ExprRef(f"max(width - {room}, 24)")], nice=False
    )
    base = alt.Chart(frame).encode(
        y=alt.Y("name:N", sort=None, title=None, axis=names_axis()),
        x=alt.X("count:Q", title=None, scale=scale, axis=None),
        tooltip=[alt.Tooltip("full:N", title=" "), alt.Tooltip("said:N", title=" ")],
    )
    words = base.mark_text(align="right").encode(x=alt.value("width"), text="said:N")
    finding = tr.gettext("Most often: {need}").format(need=frame["full"][0])
    return layered(
        [inked(base.mark_bar(height=16), "trust"), inked(words, "note")], finding, height=alt.Step(34)
    )


def table_of(part: Part, *, empty: str) -> None:
    """A table to read; a sentence where it has no rows."""
    if not part.rows:
        if empty:
            st.text(empty)
        return
    # A table of Streamlit reads its cells as Markdown; what people typed stays what they typed.
    rows = [[plain(cell) if isinstance(cell, str) else cell for cell in row] for row in part.rows]
    frame = as_frame(part.headings, rows)
    st.table(frame.set_index(frame.columns[0]))


def how_reckoned(visit: Visit, paper: Paper) -> None:
    """The method and its limits, folded away."""
    with st.container(key=f"{ASIDE}-paper"), st.expander(visit.gettext("How it was reckoned")):
        for line in method(visit.tr, paper):
            st.text(line)
