"""Rehearsal beside work: the finding in a sentence, a dot for each question with how sure it is, and a table."""

import textwrap

import altair as alt
import pandas as pd
import streamlit as st

from lms.insight import FEW, FEWEST, Foresight
from lms.platform.i18n import Translator
from lms.portal.components.charts_theme import layered, register_theme
from lms.portal.components.criteria import criterion_name
from lms.portal.components.curves import show_chart
from lms.portal.components.exports import export_buttons
from lms.portal.visit import Visit
from scoring.agreement import Figure
from scoring.schema import load_rubric

# Whoever draws a chart has the look with it.
register_theme()

RUBRIC = "service-core"
WIDEST = 22
"""Letters of a name on one line."""


def foresight_drawn(visit: Visit, found: Foresight, *, shown: str) -> None:
    """Draw what was found, or say that it is too little to be told."""
    tr, _ = visit.tr, visit.gettext
    if not found.people:
        st.text(
            _(
                "Fewer than {count} people here have both rehearsed and been seen at work. The comparison begins with "
                "{count}, so that nobody is told by it."
            ).format(count=FEWEST)
        )
        return
    st.subheader(finding(tr, found), anchor=False)
    with st.container(key="foresight-said", gap="xsmall"):
        for line in said(tr, found):
            st.text(line)
    if not found.lines:
        st.text(_("Of no single question are there enough answers yet."))
        return
    headings, rows = foresight_rows(tr, found)
    show_chart(tr, foresight_chart(tr, found), table=pd.DataFrame(rows, columns=headings), key="foresight")
    with st.container(key="quiet-foresight", gap="xxsmall"):
        st.text(
            _(
                "For each person: the last observation, and what the last rehearsal before it said to the same "
                "question. Questions with fewer than {count} people are left out. The lines are intervals of 95 %."
            ).format(count=FEWEST)
        )
    export_buttons(
        visit, key="foresight", title=_("Rehearsal and work"), shown=shown, headings=headings, rows=rows
    )


def said(tr: Translator, found: Foresight) -> list[str]:
    """What it means, how sure it is, and whether they are few: a plain sentence each."""
    _ = tr.gettext
    lines = []
    if found.order.value is not None:
        lines.append(
            _(
                "Of two people, one ready at work and one not, rehearsal put the ready one first in {figure} of cases."
            ).format(figure=_share(tr, found.order))
        )
    if found.rank.value is not None:
        lines.append(
            _("Rank correlation of rehearsal and work: {figure}.").format(figure=_number(tr, found.rank))
        )
    people = tr.ngettext(
        "{count} person, {ready} of them ready.", "{count} people, {ready} of them ready.", found.people
    )
    lines.append(people.format(count=found.people, ready=found.ready))
    if found.people < FEW:
        lines.append(_("These are few people: take it for a hint, not for a finding."))
    return lines


def finding(tr: Translator, found: Foresight) -> str:
    """What the rank correlation says, by whether its interval leaves nought out."""
    _, rank = tr.gettext, found.rank
    if rank.value is None or rank.low is None or rank.high is None:
        return _("So far everybody is alike in one of the two, so nothing can be compared")
    if rank.low > 0:
        return _("Who rehearses better does better at work")
    if rank.high < 0:
        return _("Who rehearses better does worse at work: look at what is rehearsed")
    return _("So far rehearsal does not tell how somebody does at work")


def foresight_chart(tr: Translator, found: Foresight) -> alt.LayerChart:
    """A dot a question, with its interval."""
    _, rubric = tr.gettext, load_rubric(RUBRIC)
    names = [_broken(criterion_name(tr, rubric, line.criterion)) for line in found.lines]
    frame = pd.DataFrame(
        {
            "name": names,
            "agreed": [line.agreed.value for line in found.lines],
            "low": [line.agreed.low for line in found.lines],
            "high": [line.agreed.high for line in found.lines],
            "people": [line.people for line in found.lines],
        }
    )
    base = alt.Chart(frame).encode(
        y=alt.Y(
            "name:N",
            title=None,
            sort=names,
            axis=alt.Axis(
                labelExpr="split(datum.label, '\\n')", labelLineHeight=15, labelLimit=170, labelOverlap=False
            ),
        ),
        tooltip=[
            alt.Tooltip("name:N", title=" "),
            alt.Tooltip("agreed:Q", title=_("same answer"), format=".0%"),
            alt.Tooltip("low:Q", title=_("from"), format=".0%"),
            alt.Tooltip("high:Q", title=_("to"), format=".0%"),
            alt.Tooltip("people:Q", title=_("People")),
        ],
    )
    scale = alt.Scale(domain=[0, 1], nice=False)
    axis = alt.Axis(values=[0, 0.5, 1], format=".0%", orient="top")
    # Grey reads on light and on dark.
    sure = base.mark_rule(strokeWidth=2, color="#808080").encode(
        x=alt.X("low:Q", title=None, scale=scale, axis=axis), x2="high:Q"
    )
    dots = base.mark_point(size=80, filled=True, opacity=1).encode(
        x=alt.X("agreed:Q", title=None, scale=scale, axis=axis)
    )
    title = _("The same answer as in rehearsal, least often: {what}").format(
        what=criterion_name(tr, rubric, found.lines[-1].criterion)
    )
    return layered([sure, dots], title, height=alt.Step(34))


def _broken(name: str) -> str:
    """A name in lines that fit beside a chart on a telephone."""
    return "\n".join(textwrap.wrap(name, WIDEST))


def foresight_rows(tr: Translator, found: Foresight) -> tuple[list[str], list[list[str]]]:
    """The same to read and to take along."""
    _, rubric = tr.gettext, load_rubric(RUBRIC)
    headings = [
        _("Question"),
        _("People"),
        _("Same answer"),
        _("Interval of 95 %"),
        _("Beyond chance (Gwet)"),
    ]
    rows = [
        [
            criterion_name(tr, rubric, line.criterion),
            str(line.people),
            tr.percent(line.agreed.value or 0),
            f"{tr.percent(line.agreed.low or 0)} … {tr.percent(line.agreed.high or 0)}",
            "–" if line.beyond_chance is None else tr.number(line.beyond_chance, 2),
        ]
        for line in found.lines
    ]
    return headings, rows


def _share(tr: Translator, figure: Figure) -> str:
    value = tr.percent(figure.value or 0)
    if figure.low is None or figure.high is None:
        return value
    return f"{value} [{tr.percent(figure.low)} … {tr.percent(figure.high)}]"


def _number(tr: Translator, figure: Figure) -> str:
    value = tr.number(figure.value or 0, 2)
    if figure.low is None or figure.high is None:
        return value
    return f"{value} [{tr.number(figure.low, 2)} … {tr.number(figure.high, 2)}]"
