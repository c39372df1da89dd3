"""Complaint rates drawn: each branch beside what chance explains, and the plans that an officer confirms."""

from collections.abc import Mapping, Sequence
from functools import partial

import altair as alt
import pandas as pd
import streamlit as st

from lms.feedback.findings import RatePlan, decide_rate_plan, rate_plans
from lms.feedback.findings.rate_plans import LONGEST
from lms.insight.basis import BASES, Basis
from lms.insight.paper.parts import rate_result
from lms.insight.rates import BranchRate, rate_rules
from lms.platform.cells import Cell
from lms.platform.i18n import Translator, mark
from lms.platform.masked import with_masks_named
from lms.portal.components.branch_plan import plan_drawn
from lms.portal.components.charts_theme import in_two_lines, inked, layered, names_axis, register_theme
from lms.portal.components.completion_chart import as_frame
from lms.portal.components.curves import show_chart
from lms.portal.components.doing import do
from lms.portal.components.exports import export_buttons
from lms.portal.components.quarters import quarter_said
from lms.portal.visit import Visit

# Whoever draws a chart has the look with it.
register_theme()

MOST = 15
"""Branches that are drawn at most; the table has all."""
MOST_NAMED = 6
MEASURED: Mapping[Basis, str] = {
    "transactions": mark("For 10,000 transactions"),
    "staff": mark("For 100 staff in a month"),
}
DRAWN: Mapping[Basis, str] = {
    "transactions": mark("Bars: complaints for 10,000 transactions. Strokes: the most that chance explains."),
    "staff": mark("Bars: complaints for 100 staff in a month. Strokes: the most that chance explains."),
}


def plans_to_confirm(visit: Visit) -> None:
    """The plans, those that wait first; what was put aside stands with its reason."""
    _, tr = visit.gettext, visit.tr
    found = rate_plans(visit.house.context, actor=visit.actor)
    if not any(one.plan.state == "proposed" for one in found):
        st.text(_("No plan waits to be confirmed."))
    for one in found:
        with st.container(key=f"rate-plan-{one.plan.plan_id}", gap="small"):
            plan_drawn(visit, one.plan)
            if one.reason:
                st.text(_("Put aside: {why}").format(why=with_masks_named(tr, one.reason)))
            if one.plan.state == "proposed":
                _decide(visit, one)


def rates_drawn(visit: Visit, rates: Sequence[BranchRate], quarter: str) -> None:
    """Each way of measuring apart: a bar a branch with the line that chance does not pass, a table; all as a file."""
    _, tr, rules = visit.gettext, visit.tr, rate_rules()
    fewest = visit.house.context.settings.rate_minimum
    apart = [(basis, [one for one in rates if one.basis == basis]) for basis in BASES]
    shown = [(basis, several) for basis, several in apart if several]
    if len(shown) > 1:
        st.info(two_rankings(tr, rates), icon=":material/balance:")
    for basis, several in shown:
        _measured_alike(visit, basis, several, quarter, fewest)
    with st.container(key="quiet-rates"):
        st.text(
            _(
                "By transactions where they are held of every month of the quarter; else for 100 staff of today in a "
                "month. Branches with fewer than {count} complaints are not ranked. A plan is proposed for the "
                "{percent} % with the highest rate of those measured alike, and only above the line that a branch like "
                "the others would pass once in {often} quarters by chance."
            ).format(count=fewest, percent=rules.bottom_percent, often=tr.number(round(1 / rules.chance)))
        )
    headings = [
        _("Branch"),
        _("Complaints"),
        _("Transactions"),
        _("Staff"),
        _("Rate"),
        _("Measured"),
        _("The others' rate"),
        _("Most that chance explains"),
        _("Result"),
    ]
    rows: list[list[Cell]] = [
        [
            one.unit.name(tr.locale),
            one.complaints,
            one.transactions,
            one.staff,
            round(one.rate, 3),
            _(MEASURED[one.basis]),
            round(one.expected, 3) if one.others else None,
            round(one.limit, 3) if one.others else None,
            rate_result(tr, one),
        ]
        for one in rates
    ]
    said = quarter_said(tr, quarter)
    export_buttons(visit, key="rates", title=_("Complaint rates"), shown=said, headings=headings, rows=rows)


def two_rankings(tr: Translator, rates: Sequence[BranchRate]) -> str:
    """That branches are measured in two ways, which are measured by staff, and that nobody is ranked across."""
    _ = tr.gettext
    by_staff = [one.unit.name(tr.locale) for one in rates if one.basis == "staff"]
    named = _(", ").join(by_staff[:MOST_NAMED]) + (" …" if len(by_staff) > MOST_NAMED else "")
    said = tr.ngettext(
        "Of {count} branch not every month's transactions are held: {names}. It is measured by its staff, and ranked "
        "apart from the others.",
        "Of {count} branches not every month's transactions are held: {names}. They are measured by their staff, and "
        "ranked apart from the others.",
        len(by_staff),
    )
    return said.format(count=tr.number(len(by_staff)), names=named)


def _measured_alike(
    visit: Visit, basis: Basis, rates: Sequence[BranchRate], quarter: str, fewest: int
) -> None:
    _, tr = visit.gettext, visit.tr
    places = 2 if basis == "transactions" else 1
    headings = [
        _("Branch"),
        _("Complaints"),
        _("Transactions") if basis == "transactions" else _("Staff"),
        _(MEASURED[basis]),
        _("The others' rate"),
        _("Most that chance explains"),
        _("Result"),
    ]
    rows: list[list[Cell]] = [
        [
            one.unit.name(tr.locale),
            one.complaints,
            tr.number(one.staff if one.transactions is None else one.transactions),
            tr.number(one.rate, places),
            tr.number(one.expected, places) if one.others else "–",
            tr.number(one.limit, places) if one.others else "–",
            rate_result(tr, one),
        ]
        for one in rates
    ]
    table = as_frame(headings, rows)
    # One that nobody is measured like is held against nobody: no line, no finding.
    ranked = [one for one in rates if one.enough and one.others]
    st.subheader(_(MEASURED[basis]), anchor=False)
    if ranked:
        show_chart(
            tr,
            rate_chart(tr, ranked, quarter),
            table=table,
            key=f"rates-{basis}",
            notes=[_(DRAWN[basis])],
        )
        return
    if not any(one.enough for one in rates):
        st.text(_("No branch had {count} complaints in this quarter.").format(count=fewest))
    st.table(table.set_index(headings[0]))


def rate_chart(tr: Translator, rates: Sequence[BranchRate], quarter: str) -> alt.LayerChart:
    """A bar a branch, the highest rate first, and for each a stroke where chance ends; the title is about all.

    Args:
        tr: language.
        rates: of all branches that are ranked, measured alike; ``MOST`` of them are drawn.
        quarter: which.
    """
    _ = tr.gettext
    above = [one for one in rates if one.above]
    said = _("{quarter}: no branch is above what chance explains")
    if above:
        said = tr.ngettext(
            "{quarter}: {count} branch is above what chance explains: {name}",
            "{quarter}: {count} branches are above what chance explains, {name} with the highest rate",
            len(above),
        )
    title = said.format(
        quarter=quarter_said(tr, quarter),
        count=len(above),
        name=above[0].unit.name(tr.locale) if above else "",
    )
    rates = rates[:MOST]
    frame = pd.DataFrame(
        {
            "name": [in_two_lines(one.unit.name(tr.locale)) for one in rates],
            "full": [one.unit.name(tr.locale) for one in rates],
            "rate": [one.rate for one in rates],
            "limit": [one.limit for one in rates],
            "said": [
                f"{tr.number(one.rate, 2 if one.basis == 'transactions' else 1)} ({one.complaints})"
                for one in rates
            ],
        }
    )
    top = max(*frame["rate"], *frame["limit"]) * 1.65
    scale = alt.Scale(domain=[0, top], nice=False)
    base = alt.Chart(frame).encode(
        y=alt.Y("name:N", sort=None, title=None, axis=names_axis()),
        tooltip=[alt.Tooltip("full:N", title=" "), alt.Tooltip("said:N", title=" ")],
    )
    bars = inked(base.mark_bar(height=16).encode(x=alt.X("rate:Q", title=None, scale=scale)), "trust")
    strokes = inked(
        base.mark_tick(thickness=3, size=24).encode(x=alt.X("limit:Q", title=None, scale=scale)),
        "anger",
    )
    words = base.mark_text(align="right").encode(x=alt.value("width"), text="said:N")
    return layered([bars, strokes, inked(words, "note")], title, height=alt.Step(34))


def _decide(visit: Visit, one: RatePlan) -> None:
    _, context, plan_id = visit.gettext, visit.house.context, one.plan.plan_id
    with st.container(horizontal=True, key=f"rate-ways-{plan_id}"):
        if st.button(_("Confirm it"), key=f"rate_start_{plan_id}", type="primary"):
            act = partial(decide_rate_plan, context, actor=visit.actor, plan_id=plan_id, start=True)
            do(visit, act, _("Confirmed: everybody in the branch finds it under “My feedback”."))
        with st.popover(_("Put it aside"), key=f"rate_aside_open_{plan_id}"):
            reason = st.text_area(_("Why?"), key=f"rate_why_{plan_id}", max_chars=LONGEST, height=90)
            if st.button(_("Put it aside"), key=f"rate_aside_{plan_id}"):
                act = partial(
                    decide_rate_plan,
                    context,
                    actor=visit.actor,
                    plan_id=plan_id,
                    start=False,
                    reason=reason or "",
                )
                do(visit, act, _("Put aside, with your name and reason."))
