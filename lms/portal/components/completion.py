"""What a manager chooses to look at, and completion drawn for it."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from lms.insight import Axis, BehindPage, Completion, UnitNames, people_behind
from lms.people import JOB_NAMES, Action, Job, list_units
from lms.portal.components.behind import A_PAGE, behind_list, behind_rows
from lms.portal.components.completion_chart import (
    AXES,
    HEADS,
    MOST,
    as_frame,
    completion_chart,
    completion_rows,
    lines,
)
from lms.portal.components.curves import show_chart
from lms.portal.components.exports import export_buttons
from lms.portal.components.path_map import TIERS
from lms.portal.components.terms import term
from lms.portal.components.unit_choice import choose_unit
from lms.portal.visit import Visit
from scenarios.schema import Tier


@dataclass(frozen=True)
class Look:
    """What is looked at: a unit with all below, a job, a tier; all where none is named."""

    unit_id: str | None
    job: Job | None
    tier: Tier | None
    said: str


def choose(visit: Visit, names: UnitNames) -> Look:
    """Let the visitor narrow down what is shown; folded until it is wanted."""
    tr, _ = visit.tr, visit.gettext
    with st.container(key="aside-narrow"), st.expander(_("Narrow down")):
        unit = choose_unit(visit, Action.READ_PROGRESS, names)
        job = st.selectbox(
            _("Job"),
            list(Job),
            index=None,
            format_func=lambda one: _(JOB_NAMES[one]),
            placeholder=_("All"),
            key="job",
        )
        tiers: list[Tier] = ["foundation", "in_service", "leadership"]
        tier = st.selectbox(
            _("Tier"),
            tiers,
            index=None,
            format_func=lambda one: term(tr, TIERS, one),
            placeholder=_("All"),
            key="tier",
        )
    parts = [
        names[unit] if unit else _("All my units"),
        _(JOB_NAMES[job]) if job else _("all jobs"),
        term(tr, TIERS, tier) if tier else _("all tiers"),
    ]
    return Look(unit, job, tier, " · ".join(parts))


def completion_drawn(
    visit: Visit, found: Completion, look: Look, names: UnitNames, titles: Mapping[str, str]
) -> None:
    """The chart along an axis of the visitor's choice, its table, and the way to take it along."""
    tr, _ = visit.tr, visit.gettext
    if not found.groups:
        st.text(_("Nobody is enrolled in anything here."))
        return
    axes = [axis for axis in AXES if axis in {"job", "tier", "curriculum"} or len(found.by(axis)) > 1]
    chosen: Axis | None = st.segmented_control(
        _("Compare"),
        axes,
        default=axes[0],
        required=True,
        format_func=lambda one: _(AXES[one]),
        key="axis",
        label_visibility="collapsed",
    )
    axis = chosen or axes[0]
    shown = lines(tr, found, axis, names, titles, minimum=visit.house.context.settings.comparison_minimum)
    headings, rows = completion_rows(tr, shown, _(HEADS[axis]))
    chart = completion_chart(tr, found.total, shown)
    show_chart(tr, chart, table=as_frame(headings, rows), key="completion")
    with st.container(key="quiet-completion", gap="xxsmall"):
        if len(shown) > MOST:
            st.text(
                _("Drawn are the {count} that have furthest to go; the table has all.").format(count=MOST)
            )
        st.text(
            _(
                "Counted are enrolments: a person and a curriculum. Units with fewer than {count} are not compared."
            ).format(count=visit.house.context.settings.comparison_minimum)
        )
        if axis == "job":
            st.text(_("Who holds several jobs counts with each for which they learn."))
    export_buttons(
        visit, key="completion", title=_("Completion"), shown=look.said, headings=headings, rows=rows
    )


def unit_names(visit: Visit) -> UnitNames:
    """The units' names in the visitor's language; a region and head office say what they are by themselves."""
    return {unit.unit_id: unit.name(visit.tr.locale) for unit in list_units(visit.house.context)}


def late_people(visit: Visit, look: Look, names: UnitNames, titles: Mapping[str, str]) -> None:
    """Who is overdue or lapsed, a page at a time, and that page to take along."""
    _, above = visit.gettext, st.container()

    def ask(shown: int) -> BehindPage:
        return people_behind(
            visit.house.learning,
            actor=visit.actor,
            unit_id=look.unit_id,
            job=look.job,
            tier=look.tier,
            limit=A_PAGE,
            offset=(shown - 1) * A_PAGE,
        )

    found = ask(1)
    above.subheader(_("Overdue or lapsed: {count}").format(count=visit.tr.number(found.count)), anchor=False)
    if not found.count:
        st.text(_("Everything is in time."))
        return
    pages = -(-found.count // A_PAGE)
    shown = min(st.pagination(pages, key="behind", bind="query-params"), pages) if pages > 1 else 1
    if shown > 1:
        found = ask(shown)
    behind_list(visit, found.people, names, titles, key="behind")
    headings, cells = behind_rows(visit, found, names, titles)
    export_buttons(
        visit,
        key="behind",
        title=_("Overdue or lapsed"),
        shown=_("{look}, page {page} of {pages}").format(look=look.said, page=shown, pages=pages),
        headings=headings,
        rows=cells,
    )
