"""Figures of branches drawn: what is held by month, with its gaps; what each counts and whose it is; corrections."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from lms.insight.figures import KINDS, Correction, HeldFigures, Month, SetCard, value_plain, value_said
from lms.people import PersonCard
from lms.platform.cells import Cell
from lms.platform.i18n import Translator
from lms.portal.components.exports import export_buttons
from lms.portal.components.plain import facts, plain
from lms.portal.components.reading_css import ASIDE, ENTRY
from lms.portal.visit import Visit

MISSING = "○"
"""Stands where nothing is held: a sign, that a gap is seen without colour."""
YEARS = 3
MOST_NAMED = 10
"""Branches whose gaps are told one by one."""


def choose_figures(visit: Visit) -> tuple[str, int]:
    """Which kind, and how many years back; both kept in the address."""
    _, context = visit.gettext, visit.house.context
    left, right = st.columns(2, gap="medium")
    kind = left.selectbox(
        _("Figure"),
        list(KINDS),
        format_func=lambda one: _(KINDS[one].name),
        key="figure",
        bind="query-params",
    )
    ends = context.today().replace(day=1)

    def said(back: int) -> str:
        last = Month(ends.year - back, ends.month).later(-1)
        return _("{first} to {last}").format(first=last.later(-11).id, last=last.id)

    back = right.selectbox(_("Months"), list(range(YEARS)), format_func=said, key="figure_back")
    return kind or next(iter(KINDS)), int(back or 0)


def held_drawn(visit: Visit, found: HeldFigures, unit: str) -> None:
    """How much is missing in a sentence, the table, the files of it, and what stands behind."""
    _, tr = visit.gettext, visit.tr
    places = len(found.branches) * len(found.months)
    st.subheader(finding(tr, found), anchor=False)
    if found.gaps == places:
        st.text(
            _("Nothing is held of this figure in these months. Take in a file, or let a system hand it in.")
        )
        return
    headings = [_("Branch"), _("Together"), *(one.id for one in found.months)]
    frame = pd.DataFrame(
        [
            [
                line.unit.name(tr.locale),
                "–" if line.total is None else value_said(tr, found.kind, line.total),
                *(MISSING if one is None else value_said(tr, found.kind, one[0]) for one in line.values),
            ]
            for line in found.branches
        ],
        columns=headings,
    )
    st.table(frame.map(plain).set_index(headings[0]))
    notes = [_("Counted in {unit}.").format(unit=_(found.kind.unit))]
    if found.gaps:
        notes.append(_("{sign} stands where nothing is held.").format(sign=MISSING))
        st.text(gaps_said(tr, found))
    if found.kind.adds == "mean":
        notes.append(
            _("Months are put together weighed by answers; a dash where it is not known how many answered.")
        )
    with st.container(key="quiet-figures"):
        st.text(tr.sentences(*notes))
    rows: list[list[Cell]] = [
        [
            line.unit.name(tr.locale),
            None if line.total is None else value_plain(found.kind, line.total),
            *(None if one is None else value_plain(found.kind, one[0]) for one in line.values),
        ]
        for line in found.branches
    ]
    shown = facts(_(found.kind.name), f"{found.months[0].id} – {found.months[-1].id}", unit)
    export_buttons(visit, key="figures", title=_(found.kind.name), shown=shown, headings=headings, rows=rows)
    _sets(visit, found)
    _corrections(visit, found)


def finding(tr: Translator, found: HeldFigures) -> str:
    """How many gaps there are, and where the most are."""
    _ = tr.gettext
    name = _(found.kind.name)
    if not found.gaps:
        return _("{figure}: all {count} months of all branches are held").format(
            figure=name, count=len(found.months)
        )
    worst = max(found.branches, key=lambda line: (line.gaps, line.unit.code))
    said = tr.ngettext(
        "{figure}: {count} month of a branch is missing, {branch}",
        "{figure}: {count} months of branches are missing, most of them of {branch}",
        found.gaps,
    )
    return said.format(figure=name, count=tr.number(found.gaps), branch=worst.unit.name(tr.locale))


def gaps_said(tr: Translator, found: HeldFigures) -> str:
    """Which months of which branches are missing, the most first; a branch without any at all by its name."""
    _ = tr.gettext
    lacking = sorted((one for one in found.branches if one.gaps), key=lambda one: (-one.gaps, one.unit.code))
    told = []
    for line in lacking[:MOST_NAMED]:
        months = [month.id for month, value in zip(found.months, line.values, strict=True) if value is None]
        said = _("all months") if len(months) == len(found.months) else _(", ").join(months)
        told.append(_("{where}: {what}").format(where=line.unit.name(tr.locale), what=said))
    if len(lacking) > MOST_NAMED:
        told.append(_("And {count} more.").format(count=tr.number(len(lacking) - MOST_NAMED)))
    return "\n".join([_("Missing:"), *told])


def _sets(visit: Visit, found: HeldFigures) -> None:
    _ = visit.gettext
    st.subheader(_("What it counts, and whose it is"), anchor=False)
    with st.container(key="list-figure-sets"):
        for place, one in enumerate(found.sets):
            with st.container(key=f"{ENTRY}-figure-set-{place}", gap=None):
                st.text(one.definition)
                with st.container(key=f"quiet-figure-set-{place}"):
                    st.text(set_said(visit.tr, one))


def set_said(tr: Translator, one: SetCard) -> str:
    """Owner, date of record, months, and who took it in when."""
    _ = tr.gettext
    months = one.first.id if one.first == one.last else f"{one.first.id} – {one.last.id}"
    return facts(
        months,
        _("owner: {name}").format(name=person_said(tr, one.owner)),
        _("as of {day}").format(day=tr.date(one.recorded_on)),
        by_said(tr, one),
    )


def by_said(tr: Translator, one: SetCard | Correction) -> str:
    """Who took it in, and when; by a key where no person did."""
    _ = tr.gettext
    if one.by is None:
        return _("handed in by a system on {day}").format(day=tr.date(one.at))
    return _("taken in by {name} on {day}").format(name=person_said(tr, one.by), day=tr.date(one.at))


def person_said(tr: Translator, card: PersonCard | None) -> str:
    """Name and employee number; a dash for whom is not there any more."""
    return "–" if card is None else f"{card.name(tr.locale)} {card.employee_no}"


def _corrections(visit: Visit, found: HeldFigures) -> None:
    _ = visit.gettext
    if not found.corrections:
        return
    with st.container(key=f"{ASIDE}-corrections"), st.expander(_("What was corrected")):
        for line in corrections_said(visit.tr, found):
            st.text(line)


def corrections_said(tr: Translator, found: HeldFigures) -> Sequence[str]:
    """A line a correction, the newest first."""
    _ = tr.gettext
    return [
        facts(
            one.unit.name(tr.locale),
            one.month.id,
            _("was {was}, is now {now}").format(
                was=value_said(tr, found.kind, one.was), now=value_said(tr, found.kind, one.now)
            ),
            by_said(tr, one),
        )
        for one in found.corrections
    ]
