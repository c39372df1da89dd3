"""Agreement as a picture: a dot for each coefficient, a line for how sure it is, the bar it is held against."""

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd

from lms.platform.i18n import Translator
from lms.portal.components.charts_theme import layered, register_theme
from lms.practice import MeasuredLine
from scoring.agreement import Agreement

# Whoever draws a chart has the look with it.
register_theme()

_SHAPES = ("circle", "diamond", "triangle-up")
_WIDEST = 24
"""Letters of a name on one line."""

_LOWEST = -0.2
"""Where the scale begins: of a line that goes further down nobody needs to know how far."""


@dataclass(frozen=True, slots=True)
class Series:
    """Who is compared: the name on screen, and the judge's id; none for people with each other."""

    name: str
    judge: str | None

    def of(self, line: MeasuredLine) -> Agreement | None:
        """What was found of a line."""
        return line.people if self.judge is None else line.judges.get(self.judge)


def series_of(tr: Translator, lines: Sequence[MeasuredLine], judges: Mapping[str, str]) -> list[Series]:
    """People with each other, and every judge that marked; ``judges`` names them by id."""
    _ = tr.gettext
    there = {judge for line in lines for judge in line.judges}
    return [
        Series(_("people with each other"), None),
        *(
            Series(_("{judge} with people").format(judge=name), judge)
            for judge, name in judges.items()
            if judge in there
        ),
    ]


def agreement_chart(
    tr: Translator,
    lines: Sequence[tuple[str, MeasuredLine]],
    series: Sequence[Series],
    finding: str,
    *,
    bar: float,
) -> alt.LayerChart:
    """A row for each named line, in the order given, with what each of the series found."""
    _ = tr.gettext
    rows: list[dict[str, Any]] = []
    for name, line in lines:
        for one in series:
            found = one.of(line)
            if found is None or found.counts.value is None:
                continue
            figure = found.counts
            rows.append(
                {
                    "line": "\n".join(textwrap.wrap(name, _WIDEST)),
                    "name": name,
                    "who": one.name,
                    "value": figure.value,
                    "low": figure.value if figure.low is None else figure.low,
                    "high": figure.value if figure.high is None else figure.high,
                    "how": _("Gwet's coefficient") if found.counts is found.gwet else _("kappa"),
                    "exams": found.n,
                }
            )
    frame = pd.DataFrame(rows)
    names = [one.name for one in series]
    lowest = max(_LOWEST, min([0.0, *(float(row["low"]) for row in rows)]))
    base = alt.Chart(frame).encode(
        y=alt.Y(
            "line:N",
            sort=None,
            title=None,
            axis=alt.Axis(
                labelExpr="split(datum.label, '\\n')",
                labelLineHeight=15,
                labelOverlap=False,
                grid=True,
                gridOpacity=0.4,
            ),
        ),
        yOffset=alt.YOffset("who:N", sort=names, scale=alt.Scale(paddingOuter=0.35)),
        tooltip=[
            alt.Tooltip("name:N", title=" "),
            alt.Tooltip("who:N", title=" "),
            alt.Tooltip("value:Q", title=_("agreement"), format=".2f"),
            alt.Tooltip("low:Q", title=_("from"), format=".2f"),
            alt.Tooltip("high:Q", title=_("to"), format=".2f"),
            alt.Tooltip("how:N", title=_("measured by")),
            alt.Tooltip("exams:Q", title=_("exams")),
        ],
    )
    scale = alt.Scale(domain=[lowest, 1.02], nice=False)
    axis = alt.Axis(values=[0, bar, 1], format=".1~f", grid=True, orient="top")
    # One below the other: side by side they are too long for a telephone.
    legend = alt.Legend(title=None, orient="top", direction="vertical", symbolSize=90, labelLimit=0)
    shape = alt.Shape(
        "who:N",
        scale=alt.Scale(domain=names, range=list(_SHAPES[: len(names)])),
        legend=legend,
    )
    colour = alt.Color("who:N", scale=alt.Scale(domain=names), legend=legend)
    sure = base.mark_rule(strokeWidth=2, opacity=0.6, clip=True).encode(
        x=alt.X("low:Q", title=None, scale=scale, axis=axis), x2="high:Q", color=colour
    )
    dots = base.mark_point(size=80, filled=True, opacity=1).encode(
        x=alt.X("value:Q", title=None, scale=scale, axis=axis), shape=shape, color=colour
    )
    held = alt.Chart(pd.DataFrame({"at": [bar]})).mark_rule(strokeDash=[4, 4])
    # The colours belong to who is compared; grey reads on light and on dark.
    return layered(
        [sure, dots, held.encode(x="at:Q", color=alt.value("#808080"))], finding, height=alt.Step(15)
    )


def agreement_table(
    tr: Translator,
    lines: Sequence[tuple[str, MeasuredLine]],
    series: Sequence[Series],
    why: Mapping[str, str],
    *,
    heading: str,
) -> pd.DataFrame:
    """The same to read, a row for each line; ``why`` says in words why one is flagged, ``heading`` what they are."""
    _ = tr.gettext
    columns: dict[str, list[str]] = {heading: [name for name, _line in lines]}
    for one in series:
        columns[one.name] = [_cell(tr, one.of(line)) for _name, line in lines]
    columns[_("Exams")] = [str(line.people.n) if line.people else "–" for _name, line in lines]
    columns[_("Flag")] = [_(why[line.why]) if line.why else "" for _name, line in lines]
    return pd.DataFrame(columns)


def _cell(tr: Translator, found: Agreement | None) -> str:
    if found is None or found.counts.value is None:
        return "–"
    star = "*" if found.counts is found.gwet else ""
    said = f"{tr.number(found.counts.value, 2)}{star}"
    if found.counts.low is None or found.counts.high is None:
        return said
    return f"{said} [{tr.number(found.counts.low, 2)} … {tr.number(found.counts.high, 2)}]"
