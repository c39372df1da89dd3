"""Signals in pictures: how many of each kind from span to span, and from branch to branch."""

import json
from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from lms.platform.i18n import Translator
from lms.portal.components.charts_theme import (
    colour_by,
    in_two_lines,
    inked,
    layered,
    names_axis,
    register_theme,
)
from lms.portal.components.conduct_words import KIND_NAMES
from lms.practice import ConductBranch, ConductReport
from scoring.conduct import KINDS, Kind

# Whoever draws a chart has the look with it.
register_theme()

_SLOTS: Mapping[Kind, str] = {"over_promise": "anxiety", "arguing": "anger", "silence": "confusion"}
_FULL = 0.72
"""What the longest column fills of its row; above it stands its number."""
_ROW, _LINE = 84, 16  # pixels


def totals(branches: Sequence[ConductBranch]) -> dict[Kind, int]:
    """The signals of all branches by kind."""
    return {kind: sum(branch.counts.get(kind, 0) for branch in branches) for kind in KINDS}


def finding(tr: Translator, branches: Sequence[ConductBranch]) -> str:
    """The kind that was heard most, in a sentence."""
    _, by_kind = tr.gettext, totals(branches)
    everything = sum(by_kind.values())
    most = max(KINDS, key=lambda kind: by_kind[kind])
    said = tr.ngettext(
        "{count} signal, most often: {kind}", "{count} signals, most often: {kind}", everything
    )
    if everything == 1:
        said = _("1 signal: {kind}")
    return said.format(count=everything, kind=_(KIND_NAMES[most]))


def span_chart(tr: Translator, report: ConductReport) -> alt.LayerChart:
    """Columns from span to span, a row a kind, each with its number."""
    starts = [tr.day(start) for start in report.period.starts]
    counted = [
        (place, kind, sum(branch.spans[place].get(kind, 0) for branch in report.branches))
        for place in range(report.period.spans)
        for kind in KINDS
    ]
    frame = _frame(tr, [(starts[place], place, kind, count) for place, kind, count in counted])
    when = alt.X(
        "place:O",
        title=None,
        axis=alt.Axis(labelAngle=0, labelOverlap="parity", labelExpr=_expression(starts), labelSeparation=6),
        scale=alt.Scale(domain=list(range(report.period.spans)), paddingInner=0.25),
    )
    base = alt.Chart(frame[frame["count"] > 0]).encode(x=when, tooltip=_tip(tr))
    names = [tr.gettext(KIND_NAMES[kind]) for kind in reversed(KINDS)]
    row = alt.Y(
        "low:Q",
        title=None,
        scale=alt.Scale(domain=[0, len(KINDS)], nice=False),
        axis=alt.Axis(values=list(range(len(KINDS))), labelExpr=_expression(names), labelBaseline="bottom"),
    )
    bars = base.mark_bar().encode(y=row, y2="high:Q", color=colour_by("slot"))
    numbers = inked(base.mark_text(baseline="bottom", dy=-2).encode(y="high:Q", text="count:Q"), "note")
    return layered([bars, numbers], finding(tr, report.branches), height=_ROW * len(KINDS) + 40)


def branch_chart(tr: Translator, branches: Sequence[ConductBranch]) -> alt.LayerChart:
    """Bars from branch to branch, a column a kind, each with its number; in the order of the branches."""
    _ = tr.gettext
    names = [in_two_lines(branch.name(tr.locale)) for branch in branches]
    rows = [
        (names[place], place, kind, branch.counts.get(kind, 0))
        for place, branch in enumerate(branches)
        for kind in KINDS
    ]
    frame = _frame(tr, rows, across=True)
    where = alt.Y("name:N", title=None, sort=names, axis=names_axis(), scale=alt.Scale(domain=names))
    base = alt.Chart(frame[frame["count"] > 0]).encode(y=where, tooltip=_tip(tr))
    # On a telephone two names would meet: each is broken where it can be.
    kinds = [_broken(_(KIND_NAMES[kind])) for kind in KINDS]
    column = alt.X(
        "low:Q",
        title=None,
        scale=alt.Scale(domain=[0, len(KINDS)], nice=False),
        axis=alt.Axis(
            orient="top",
            values=list(range(len(KINDS))),
            labelExpr=_expression(kinds),
            labelLineHeight=_LINE,
            labelPadding=8 + _LINE * (max(map(len, kinds)) - 1),
            labelAlign="left",
            labelOverlap=False,
            labelLimit=82,
        ),
    )
    bars = base.mark_bar().encode(x=column, x2="high:Q", color=colour_by("slot"))
    numbers = inked(base.mark_text(align="left", dx=4).encode(x="high:Q", text="count:Q"), "note")
    some = sum(any(branch.counts.values()) for branch in branches)
    said = tr.ngettext(
        "Heard in {some} of {count} branch", "Heard in {some} of {count} branches", len(branches)
    )
    return layered([bars, numbers], said.format(some=some, count=len(branches)), height=alt.Step(34))


def span_table(tr: Translator, report: ConductReport) -> pd.DataFrame:
    """A row a span, a column a kind."""
    _ = tr.gettext
    columns: dict[str, list[str]] = {_("Days from"): [tr.date(start) for start in report.period.starts]}
    for kind in KINDS:
        columns[_(KIND_NAMES[kind])] = [
            str(sum(branch.spans[place].get(kind, 0) for branch in report.branches))
            for place in range(report.period.spans)
        ]
    return pd.DataFrame(columns)


def branch_table(tr: Translator, branches: Sequence[ConductBranch]) -> pd.DataFrame:
    """A row a branch, with the conversations there were to hear."""
    _ = tr.gettext
    columns: dict[str, list[str]] = {
        _("Unit"): [branch.name(tr.locale) for branch in branches],
        _("Conversations"): [str(branch.conversations) for branch in branches],
    }
    for kind in KINDS:
        columns[_(KIND_NAMES[kind])] = [str(branch.counts.get(kind, 0)) for branch in branches]
    return pd.DataFrame(columns)


def _frame(
    tr: Translator, rows: Sequence[tuple[str, int, Kind, int]], *, across: bool = False
) -> pd.DataFrame:
    """Counts as stretches from ``low`` to ``high``; a kind begins at a whole number, from the top or the left."""
    most = max((count for *_rest, count in rows), default=0) or 1
    return pd.DataFrame(
        [
            {
                "name": name,
                "full": name.replace("\n", " " if name.isascii() else ""),
                "place": place,
                "kind": tr.gettext(KIND_NAMES[kind]),
                "slot": _SLOTS[kind],
                "count": count,
                "low": low,
                "high": low + count / most * (0.62 if across else _FULL),
            }
            for name, place, kind, count in rows
            for low in (KINDS.index(kind) if across else len(KINDS) - 1 - KINDS.index(kind),)
        ]
    )


def _tip(tr: Translator) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("full:N", title=" "),
        alt.Tooltip("kind:N", title=" "),
        alt.Tooltip("count:Q", title=tr.gettext("Signals")),
    ]


def _broken(name: str) -> list[str]:
    """A name in lines: at its blanks, and after its hyphens."""
    return name.replace("-", "- ").split()


def _expression(labels: Sequence[str | list[str]]) -> str:
    """A Vega expression that names whole numbers."""
    return f"{json.dumps(list(labels))}[datum.value]"
