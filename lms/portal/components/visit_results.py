"""What mystery visits come to, drawn: by group of the checklist, and by branch and quarter with the count behind it."""

from collections.abc import Mapping, Sequence

import streamlit as st

from lms.feedback.visits import (
    BranchResult,
    checklist,
    checklist_words,
    results_of_my_branch,
    visit_results,
)
from lms.feedback.visits.checklist import added, percent
from lms.platform.cells import Cell
from lms.platform.quarters import later, quarter_of
from lms.portal.components.charts_theme import register_theme
from lms.portal.components.completion_chart import as_frame
from lms.portal.components.curves import show_chart
from lms.portal.components.exports import export_buttons
from lms.portal.components.quarters import quarter_said
from lms.portal.components.share_bars import share_bars
from lms.portal.components.visits import share
from lms.portal.visit import Visit

# Whoever draws a chart has the look with it.
register_theme()

QUARTERS = 4


def results_drawn(visit: Visit, unit_id: str | None, names: Mapping[str, str]) -> None:
    """The groups of the newest quarter with visits, the weakest first; below them the branches over time."""
    context = visit.house.context
    found = visit_results(context, actor=visit.actor, unit_id=unit_id, quarters=QUARTERS)
    if not found:
        return
    newest = found[0].quarter
    _groups(visit, [one for one in found if one.quarter == newest], newest)
    _branches(visit, found, names[unit_id] if unit_id else visit.gettext("All my units"))


def results_of_mine(visit: Visit) -> None:
    """What visitors found in the visitor's own branch: figures by group, and nothing else."""
    _, tr = visit.gettext, visit.tr
    found = results_of_my_branch(visit.house.context, actor=visit.actor)
    if not found:
        return
    newest = found[0]
    st.subheader(_("What mystery visitors found in my branch"), anchor=False)
    said = tr.ngettext("{count} visit in {quarter}", "{count} visits in {quarter}", newest.visits)
    counted = said.format(count=newest.visits, quarter=quarter_said(tr, newest.quarter))
    with st.container(key="quiet-my-visits"):
        st.text(f"{share(visit, newest.percent)} · {counted}")
    _groups(visit, [newest], newest.quarter)


def shares_of(groups: Mapping[str, tuple[int, int]]) -> dict[str, float]:
    """The share of each group that was seen, from 0 to 1, the weakest first."""
    shares = {group: met / seen for group, (met, seen) in groups.items() if seen}
    return dict(sorted(shares.items(), key=lambda pair: pair[1]))


def _groups(visit: Visit, results: Sequence[BranchResult], quarter: str) -> None:
    tr, _ = visit.tr, visit.gettext
    groups = added(one.groups for one in results)
    words, shares = checklist_words(tr.locale), shares_of(groups)
    names = {group: words[group].name for group in shares if group in words}
    if not names:
        return
    headings = [_("Part of the checklist"), _("Done as it should be"), _("Weight seen")]
    rows: list[list[Cell]] = [
        [name, tr.percent(shares[group]), groups[group][1]] for group, name in names.items()
    ]
    title = _("{quarter}: {share} as it should be; weakest: {group}, {low}").format(
        quarter=quarter_said(tr, quarter),
        share=share(visit, percent(groups)),
        group=rows[0][0],
        low=rows[0][1],
    )
    chart = share_bars(
        list(names.values()),
        [shares[group] for group in names],
        [str(row[1]) for row in rows],
        title,
        step=30,
    )
    show_chart(tr, chart, table=as_frame(headings, rows), key="visit-groups")


def _branches(visit: Visit, found: Sequence[BranchResult], unit: str) -> None:
    """A row a branch: those with enough visits this quarter first, by their share; the others by their code."""
    tr, _ = visit.tr, visit.gettext
    last = quarter_of(visit.house.context.today()).id
    asked = [later(last, -back) for back in range(QUARTERS)]
    # Quarters without any visit say nothing.
    quarters = [quarter for quarter in asked if any(one.quarter == quarter for one in found)]
    by_branch: dict[str, dict[str, BranchResult]] = {}
    for one in found:
        by_branch.setdefault(one.unit.unit_id, {})[one.quarter] = one

    def place(of_one: Mapping[str, BranchResult]) -> tuple[bool, int, str]:
        now, code = of_one.get(last), next(iter(of_one.values())).unit.code
        enough = now is not None and now.compared
        return (not enough, -(now.percent or 0) if now is not None and enough else 0, code)

    headings = [_("Branch"), *(quarter_said(tr, quarter) for quarter in quarters)]
    rows: list[list[Cell]] = []
    for of_one in sorted(by_branch.values(), key=place):
        cells: list[Cell] = [next(iter(of_one.values())).unit.name(tr.locale)]
        for quarter in quarters:
            result = of_one.get(quarter)
            told = "–" if result is None else f"{share(visit, result.percent)} ({tr.number(result.visits)})"
            cells.append(told)
        rows.append(cells)
    st.subheader(_("Branches over time"), anchor=False)
    st.table(as_frame(headings, rows).set_index(headings[0]))
    with st.container(key="quiet-visits-method"):
        st.text(
            _(
                "In brackets: how many visits. Branches with fewer than {count} in this quarter stand below, by their "
                "number, and are not compared."
            ).format(count=checklist().fewest_visits)
        )
    export_buttons(
        visit,
        key="visits",
        title=_("Mystery visits"),
        shown=f"{unit} · {_('The last four quarters')}",
        headings=headings,
        rows=rows,
    )
