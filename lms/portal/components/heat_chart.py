"""Competencies by branch as a picture: a field for each, its number written in it, darker where more is to be done."""

from typing import Literal

import altair as alt
import pandas as pd

from lms.learning import HeatCell, HeatMap
from lms.people import UnitCard
from lms.platform.i18n import Translator
from lms.portal.components.charts_theme import NAMES, inked, layered, register_theme
from lms.portal.components.terms import COMPETENCIES, term

# Whoever draws a chart has the look with it.
register_theme()

Figure = Literal["below", "mean"]
TOO_FEW = "·"
_ROOM = 40
"""Pixels a field needs for its number."""


def heat_chart(tr: Translator, found: HeatMap, figure: Figure) -> alt.LayerChart:
    """A column for each unit, a row for each competency; what says nothing of anybody is left to the table."""
    told = {place for place, cell in found.cells.items() if cell.below is not None}
    shown = [unit for unit in found.units if any(unit.unit_id == at for at, _ in told)]
    rows = [
        {
            "unit": unit.name(tr.locale),
            "competency": term(tr, COMPETENCIES, competency),
            "value": cell.below if figure == "below" else cell.mean,
            "said": cell_words(tr, cell, figure),
            "seen": tr.gettext("{seen} of {people} people").format(seen=cell.seen, people=cell.people),
        }
        for unit in shown
        for competency in found.competencies
        if (cell := found.cells.get((unit.unit_id, competency))) is not None and cell.below is not None
    ]
    names = [
        term(tr, COMPETENCIES, one)
        for one in found.competencies
        if any(one == competency for _, competency in told)
    ]
    frame = pd.DataFrame(rows, columns=["unit", "competency", "value", "said", "seen"])
    layers = _bars(tr, frame, names, figure) if len(shown) == 1 else _fields(tr, frame, names, shown, figure)
    return layered(layers, finding(tr, found), height=alt.Step(30))


def _bars(tr: Translator, frame: pd.DataFrame, names: list[str], figure: Figure) -> list[alt.Chart]:
    """One unit: a bar for each competency."""
    most = 1.0 if figure == "below" else 4.0
    # In pixels: a part of the width would be too little on a telephone.
    scale = alt.Scale(domain=[0, most], range=[0, alt.ExprRef(f"max(width - {_ROOM + 10}, 24)")], nice=False)
    base = _base(tr, frame, names, figure).encode(x=alt.X("value:Q", title=None, scale=scale, axis=None))
    words = inked(base.mark_text(align="left", dx=6, fontWeight=600), "note").encode(text="said:N")
    return [inked(base.mark_bar(size=16), "trust"), words]


def _fields(
    tr: Translator, frame: pd.DataFrame, names: list[str], shown: list[UnitCard], figure: Figure
) -> list[alt.Chart]:
    """Several: a field for each, with its number where there is room."""
    axis = alt.Axis(orient="top", labelAngle=-60, labelFontSize=12, labelLimit=130, labelOverlap=False)
    units = [unit.name(tr.locale) for unit in shown]
    base = _base(tr, frame, names, figure).encode(x=alt.X("unit:N", sort=units, title=None, axis=axis))
    domain = [0, 1] if figure == "below" else [4, 1]
    fields = inked(base.mark_rect(cornerRadius=3), "trust").encode(
        opacity=alt.Opacity("value:Q", scale=alt.Scale(domain=domain, range=[0.06, 0.62]), legend=None)
    )
    room = alt.ExprRef(f"width > {_ROOM * len(units)} ? 1 : 0")
    return [fields, inked(base.mark_text(fontWeight=600, opacity=room), "note").encode(text="said:N")]


def _base(tr: Translator, frame: pd.DataFrame, names: list[str], figure: Figure) -> alt.Chart:
    _ = tr.gettext
    chart: alt.Chart = alt.Chart(frame).encode(
        y=alt.Y(
            "competency:N",
            sort=names,
            title=None,
            axis=alt.Axis(labelOverlap=False, labelLimit=NAMES, labelBaseline="middle", labelFlush=False),
        ),
        tooltip=[
            alt.Tooltip("competency:N", title=" "),
            alt.Tooltip("unit:N", title=" "),
            alt.Tooltip(
                "said:N", title=_("Below the level needed") if figure == "below" else _("Mean level")
            ),
            alt.Tooltip("seen:N", title=_("People seen")),
        ],
    )
    return chart


def heat_table(tr: Translator, found: HeatMap) -> pd.DataFrame:
    """The same to read: share below what is needed, and the mean level."""
    _ = tr.gettext
    columns = {_("Competency"): [term(tr, COMPETENCIES, one) for one in found.competencies]}
    for unit in found.units:
        cells = [found.cells.get((unit.unit_id, one)) for one in found.competencies]
        columns[unit.name(tr.locale)] = [
            "–"
            if cell is None
            else TOO_FEW
            if cell.below is None
            else f"{cell_words(tr, cell, 'below')} ({cell_words(tr, cell, 'mean')})"
            for cell in cells
        ]
    return pd.DataFrame(columns)


def finding(tr: Translator, found: HeatMap) -> str:
    """The competency in which the largest share is below what is needed, in a sentence."""
    _ = tr.gettext
    short: dict[str, list[HeatCell]] = {}
    for (_unit, competency), cell in found.cells.items():
        if cell.below is not None:
            short.setdefault(competency, []).append(cell)
    if not short:
        return _("Of too few people enough has been seen to say anything")

    def share(competency: str) -> float:
        cells = short[competency]
        return sum((cell.below or 0) * cell.seen for cell in cells) / sum(cell.seen for cell in cells)

    most = max(found.competencies, key=lambda one: share(one) if one in short else -1.0)
    if not share(most):
        return _("Everybody seen so far has what their job needs")
    return _("Most to gain: {competency}; {percent} of those seen are below what their job needs").format(
        competency=term(tr, COMPETENCIES, most), percent=tr.percent(share(most))
    )


def cell_words(tr: Translator, cell: HeatCell, figure: Figure) -> str:
    """A field's number."""
    if cell.below is None or cell.mean is None:
        return TOO_FEW
    return tr.percent(cell.below) if figure == "below" else tr.number(cell.mean, 1)
