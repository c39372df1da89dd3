"""Did it help, drawn: a sentence each for complaints and mastery; below them, for whoever wants them, the figures."""

from collections.abc import Mapping

import altair as alt
import pandas as pd
import streamlit as st

from lms.feedback.words import CAUSE_NAMES
from lms.insight import Measured, UnitNames
from lms.platform.cells import Cell
from lms.platform.i18n import Translator
from lms.portal.components.charts_theme import inked, layered, register_theme
from lms.portal.components.completion_chart import as_frame
from lms.portal.components.curves import show_chart
from lms.portal.components.effect_words import (
    PLACES,
    RATES,
    before_after,
    beyond,
    complaints_said,
    mastery_said,
    measure,
    why_not,
)
from lms.portal.components.exports import export_buttons
from lms.portal.components.reading_css import ASIDE
from lms.portal.visit import Visit

# Whoever draws a chart has the look with it.
register_theme()


def effect_drawn(visit: Visit, found: Measured, names: UnitNames, *, key: str, shown: str) -> None:
    """The sentences, what they rest on, and the detail."""
    tr, _ = visit.tr, visit.gettext
    if found.complaints.why_not == "nobody":
        st.text(why_not(tr, found.complaints))
        if found.running:
            st.text(_still(tr, found.running))
        return
    with st.container(key=f"effect-{key}", gap="small"):
        st.subheader(complaints_said(tr, found.complaints, found.by), anchor=False)
        if found.complaints.before is not None:
            change = before_after(tr, found.complaints, places=PLACES[found.by])
            st.text(_("{rate}: {change}.").format(rate=_(RATES[found.by]), change=change))
        st.text(mastery_said(tr, found.mastery))
    if found.complaints.before is not None:
        headings, rows = block_rows(tr, found)
        show_chart(tr, block_chart(tr, found), table=as_frame(headings, rows), key=key)
    with st.container(key=f"{ASIDE}-effect-{key}"), st.expander(_("Figures for analysts")):
        _detail(visit, found, names, key=key, shown=shown)


def _detail(visit: Visit, found: Measured, names: UnitNames, *, key: str, shown: str) -> None:
    tr, _ = visit.tr, visit.gettext
    headings = [
        _("What"),
        _("Before → after"),
        _("The others"),
        _("Beyond the others [95 %]"),
        _("Branches"),
        _("Compared with"),
    ]
    rows = effect_rows(tr, found, names)
    st.table(as_frame(headings, rows).set_index(headings[0]))
    for line in method(tr, found):
        st.text(line)
    export_buttons(
        visit, key=f"effect-{key}", title=_("Did it help?"), shown=shown, headings=headings, rows=rows
    )


def effect_rows(tr: Translator, found: Measured, names: UnitNames) -> list[list[Cell]]:
    """All complaints, each cause, mastery, each branch."""
    _ = tr.gettext
    lines = [(_("All complaints"), found.complaints, False)]
    lines += [(_(CAUSE_NAMES[cause]), one, False) for cause, one in found.by_cause.items()]
    lines += [(_("Mastery, of 100"), found.mastery, True)]
    lines += [(names[unit], one, False) for unit, one in found.by_branch.items()]
    rows: list[list[Cell]] = []
    places = PLACES[found.by]
    for name, one, share in lines:
        others = "–"
        if one.compared_before is not None and one.compared_after is not None:
            before, after = one.compared_before, one.compared_after
            others = " → ".join(measure(tr, rate, share=share, places=places) for rate in (before, after))
        rows.append(
            [
                name,
                before_after(tr, one, share=share, places=places),
                others,
                beyond(tr, one, share=share, places=places),
                tr.number(one.branches),
                tr.number(one.compared) if one.value is not None else "–",
            ]
        )
    return rows


def method(tr: Translator, found: Measured) -> list[str]:
    """How it was reckoned, and what to beware of."""
    _ = tr.gettext
    lines = [
        _(
            "Difference in differences: each branch gives one number, its change from before to after. The means of "
            "the two groups are compared by Welch's interval of 95 %, which allows unequal spread; one branch alone "
            "borrows the others' spread."
        ),
        counted_said(tr, found),
        _(
            "Branches that were chosen because they did badly tend to become better by themselves; nothing here "
            "corrects for that."
        ),
    ]
    if found.uncounted:
        uncounted = tr.ngettext(
            "{count} other branch is not compared with: its transactions are not held of all these weeks.",
            "{count} other branches are not compared with: their transactions are not held of all these weeks.",
            found.uncounted,
        )
        lines.append(uncounted.format(count=tr.number(found.uncounted)))
    if found.left_out:
        left = tr.ngettext(
            "{count} branch learned too late to leave five to compare with; it is not in the first line.",
            "{count} branches learned too late to leave five to compare with; they are not in the first line.",
            found.left_out,
        )
        lines.append(left.format(count=tr.number(found.left_out)))
    if found.running:
        lines.append(_still(tr, found.running))
    return lines


def counted_said(tr: Translator, found: Measured) -> str:
    """How complaints and mastery are counted."""
    if found.by == "transactions":
        return tr.gettext(
            "Complaints are counted once each, for 10,000 transactions, a month's spread evenly over its days. Mastery "
            "is that of what was taught, of people of whom something had been seen before."
        )
    return tr.gettext(
        "Complaints are counted once each, for 100 staff of today in a month, for transactions are not held of all "
        "these weeks. Mastery is that of what was taught, of people of whom something had been seen before."
    )


def _still(tr: Translator, count: int) -> str:
    said = tr.ngettext(
        "{count} branch has learned it, but not for so many weeks yet.",
        "{count} branches have learned it, but not for so many weeks yet.",
        count,
    )
    return said.format(count=tr.number(count))


def block_chart(tr: Translator, found: Measured) -> alt.LayerChart:
    """Two lines of four weeks each: where people learned, and elsewhere; a rule where learning began."""
    _ = tr.gettext
    here, there = _("learned it"), _("had not")
    places = [block.place for block in found.blocks]
    lines: Mapping[str, list[float | None]] = {
        here: [block.learned for block in found.blocks],
        there: [block.others for block in found.blocks],
    }
    frame = pd.DataFrame(
        [
            {"place": place + (1 if place >= 0 else 0), "who": who, "rate": rate}
            for who, rates in lines.items()
            for place, rate in zip(places, rates, strict=True)
            if rate is not None
        ]
    )
    x = alt.X(
        "place:Q",
        title=_("Four weeks each, before and after"),
        scale=alt.Scale(domain=[min(frame["place"]) - 0.2, max(frame["place"]) + 1.4], nice=False),
        axis=alt.Axis(values=sorted(frame["place"].unique().tolist()), format="+d", grid=False),
    )
    layers = []
    for who, slot, dash in ((here, "trust", [1, 0]), (there, "note", [5, 4])):
        of_one = frame[frame["who"] == who]
        if of_one.empty:
            continue
        base = alt.Chart(of_one).encode(
            x=x,
            y=alt.Y("rate:Q", title=None, scale=alt.Scale(zero=True)),
            tooltip=[
                alt.Tooltip("who:N", title=" "),
                alt.Tooltip("rate:Q", title=" ", format=f".{PLACES[found.by]}f"),
            ],
        )
        layers.append(inked(base.mark_line(point=True, strokeDash=dash), slot))
        last = of_one[of_one["place"] == of_one["place"].max()]
        named = alt.Chart(last).mark_text(align="left", dx=8, fontWeight=600)
        layers.append(inked(named.encode(x=x, y="rate:Q", text="who:N"), slot))
    rule = alt.Chart(pd.DataFrame({"place": [0]})).mark_rule(strokeDash=[2, 3], color="#808080").encode(x=x)
    return layered([rule, *layers], _(RATES[found.by]), height=260)


def block_rows(tr: Translator, found: Measured) -> tuple[list[str], list[list[Cell]]]:
    """The same as headings and rows."""
    _ = tr.gettext
    headings = [_("Four weeks each, before and after"), _("learned it"), _("had not")]
    return headings, [
        [
            f"{block.place + (1 if block.place >= 0 else 0):+d}".replace("-", "−"),
            measure(tr, block.learned, places=PLACES[found.by]),
            "–" if block.others is None else measure(tr, block.others, places=PLACES[found.by]),
        ]
        for block in found.blocks
    ]
