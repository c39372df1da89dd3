"""Completion in a picture: a bar a unit, job or tier with its share, and all counts as rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import altair as alt
import pandas as pd

from lms.insight import Axis, Completion, Counts, UnitNames
from lms.people import JOB_NAMES, Job
from lms.platform.cells import Cell
from lms.platform.i18n import Translator, mark
from lms.portal.components.charts_theme import register_theme
from lms.portal.components.path_map import TIERS
from lms.portal.components.share_bars import share_bars
from lms.portal.components.terms import term

# Whoever draws a chart has the look with it.
register_theme()

AXES: Mapping[Axis, str] = {
    "region": mark("By region"),
    "branch": mark("By branch"),
    "job": mark("By job"),
    "tier": mark("By tier"),
    "curriculum": mark("By curriculum"),
}
HEADS: Mapping[Axis, str] = {
    "region": mark("Region"),
    "branch": mark("Branch"),
    "job": mark("Job"),
    "tier": mark("Tier"),
    "curriculum": mark("Curriculum"),
}
RANKED: frozenset[Axis] = frozenset({"region", "branch"})
"""Where a bar stands for a unit, and its place for how well it does: nothing small is held against another."""
COLUMNS = (
    mark("Enrolments"),
    mark("Valid"),
    mark("of these to be renewed"),
    mark("Under way"),
    mark("Overdue"),
    mark("Lapsed"),
    mark("Never completed"),
)
MOST = 12
"""Bars that are drawn at most; the table has all."""


@dataclass(frozen=True)
class Line:
    """One bar and one row.

    Attributes:
        enough: whether there are enough enrolments to name it before others.
        shown: whether its share is drawn; a unit's is where there are enough.
    """

    name: str
    counts: Counts
    enough: bool
    shown: bool


def lines(
    tr: Translator,
    found: Completion,
    axis: Axis,
    names: UnitNames,
    titles: Mapping[str, str],
    *,
    minimum: int,
) -> list[Line]:
    """The lines along an axis, the furthest from done first; units too small to be compared last, by name.

    Args:
        tr: the reader's language.
        found: the counts.
        axis: what a line stands for.
        names: of units by id.
        titles: of curricula by slug.
        minimum: enrolments below which a line is not compared.
    """

    def name(place: str) -> str:
        match axis:
            case "region" | "branch":
                return names.get(place, "–")
            case "job":
                return tr.gettext(JOB_NAMES[Job(place)])
            case "tier":
                return term(tr, TIERS, place)
        return titles.get(place, place)

    enough = {place: counts.enrolled >= minimum for place, counts in found.by(axis).items()}
    made = [
        Line(name(place), counts, enough[place], axis not in RANKED or enough[place])
        for place, counts in found.by(axis).items()
    ]
    return sorted(made, key=lambda line: (not line.shown, line.counts.share if line.shown else 0, line.name))


def finding(tr: Translator, total: Counts, shown: Sequence[Line]) -> str:
    """How far all are, and who has furthest to go, in a sentence."""
    _ = tr.gettext
    compared = [line for line in shown if line.enough]
    share = tr.percent(total.share)
    if len(compared) > 1 and compared[0].counts.share < compared[-1].counts.share:
        said = _("{share} completed and valid; furthest to go: {name}, {low}")
        return said.format(share=share, name=compared[0].name, low=tr.percent(compared[0].counts.share))
    return _("{share} of what is to be learnt is completed and valid").format(share=share)


def completion_chart(tr: Translator, total: Counts, shown: Sequence[Line]) -> alt.LayerChart:
    """A bar a line, its share and how many of how many at the right; at most ``MOST`` of them."""
    drawn = shown[:MOST]
    return share_bars(
        [line.name for line in drawn],
        [line.counts.share if line.shown else 0.0 for line in drawn],
        [_said(tr, line) for line in drawn],
        finding(tr, total, shown),
    )


def completion_rows(tr: Translator, shown: Sequence[Line], what: str) -> tuple[list[str], list[list[Cell]]]:
    """Headings and rows of all lines, numbers as numbers; ``what`` heads the first column."""
    _ = tr.gettext
    rows: list[list[Cell]] = [
        [
            line.name,
            line.counts.enrolled,
            line.counts.holding,
            line.counts.renewing,
            line.counts.open,
            line.counts.overdue,
            line.counts.lapsed,
            line.counts.never,
        ]
        for line in shown
    ]
    return [what, *map(_, COLUMNS)], rows


def as_frame(headings: Sequence[str], rows: Sequence[Sequence[Cell]]) -> pd.DataFrame:
    """The same for a table on a page."""
    return pd.DataFrame(
        {
            heading: ["" if row[place] is None else str(row[place]) for row in rows]
            for place, heading in enumerate(headings)
        }
    )


def _said(tr: Translator, line: Line) -> str:
    if not line.shown:
        return tr.gettext("too few to compare")
    counts = line.counts
    return f"{tr.percent(counts.share)}  {tr.number(counts.holding)}/{tr.number(counts.enrolled)}"
