"""Shares as bars, each with its words."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from lms.portal.components.charts_theme import in_two_lines, inked, layered, names_axis, share_scale


def share_bars(
    names: Sequence[str], shares: Sequence[float], said: Sequence[str], finding: str, *, step: int = 34
) -> alt.LayerChart:
    """A bar a name, from nobody to everybody, with words at its right.

    Args:
        names: from above to below, no two alike.
        shares: of each, 0 to 1.
        said: of each, what stands at the right, such as “12 of 30”.
        finding: the chart's title.
        step: pixels from bar to bar.
    """
    frame = pd.DataFrame(
        {"name": [*map(in_two_lines, names)], "full": list(names), "share": list(shares), "said": list(said)}
    )
    base = alt.Chart(frame).encode(
        y=alt.Y("name:N", sort=None, title=None, axis=names_axis()),
        x=alt.X(
            "share:Q",
            title=None,
            scale=share_scale(said),
            axis=alt.Axis(values=[0, 0.5, 1], format="%", grid=True),
        ),
        tooltip=[alt.Tooltip("full:N", title=" "), alt.Tooltip("said:N", title=" ")],
    )
    words = base.mark_text(align="right").encode(x=alt.value("width"), text="said:N")
    bars = [inked(base.mark_bar(height=16), "trust"), inked(words, "note")]
    return layered(bars, finding, height=alt.Step(step))
