"""A year's training hours of a topic: the groups, the branches, who is not there yet, and the targets."""

from collections.abc import Mapping

import streamlit as st

from lms.learning import Coverage, set_target
from lms.learning.hours.coverage import GroupCoverage, Short
from lms.learning.hours.rules import TOPICS
from lms.learning.hours.targets import GROUPS, StaffGroup
from lms.learning.hours.words import GROUP_NAMES, TOPIC_NAMES
from lms.people import UnitCard, people_by_id
from lms.platform.cells import Cell
from lms.platform.errors import LmsError
from lms.portal.components.completion_chart import as_frame
from lms.portal.components.exports import export_buttons
from lms.portal.components.hours_own import minutes_said
from lms.portal.components.plain import facts, plain
from lms.portal.components.reading_css import ASIDE, ENTRY
from lms.portal.components.terms import listed
from lms.portal.links import link
from lms.portal.visit import Visit

A_PAGE = 20
YEARS_BACK = 4


def choice(visit: Visit) -> tuple[str, int]:
    """The topic and the year somebody asks for; kept in the address."""
    _, today = visit.gettext, visit.house.context.today()
    left, right = st.columns([3, 1], gap="medium")
    topic = left.selectbox(
        _("Topic"), TOPICS, format_func=lambda one: _(TOPIC_NAMES[one]), key="topic", bind="query-params"
    )
    years = [today.year - back for back in range(YEARS_BACK + 1)]
    year = right.selectbox(_("Year"), years, format_func=str, key="training_year")
    return topic, year


def groups(visit: Visit, found: Coverage) -> None:
    """Each group with how many of it have what is asked."""
    _ = visit.gettext
    for group in GROUPS:
        one = found.groups[group]
        asked = found.targets.get((found.topic, group), 0)
        said = _("{group}: {covered} of {people} have the {target} asked")
        words = said.format(
            group=_(GROUP_NAMES[group]),
            covered=one.covered,
            people=one.people,
            target=minutes_said(visit, asked),
        )
        st.progress(one.covered / one.people if one.people else 0.0, text=plain(words))
    with st.container(key="quiet-counted"):
        st.text(
            _(
                "This counts everybody who works here today and was hired before the year ended. "
                "Whoever came this year is a new hire as well."
            )
        )


def short(visit: Visit, found: Coverage, units: Mapping[str, UnitCard]) -> None:
    """Who has not what is asked yet: who has least first, a page at a time."""
    _, count = visit.gettext, len(found.short)
    if not found.people:
        st.text(_("Nobody of whom training is asked is within your reach."))
        return
    if not count:
        st.success(_("Everybody has what is asked."), icon=":material/check:")
        return
    st.subheader(_("Not there yet: {count}").format(count=count), anchor=False)
    pages = max(1, -(-count // A_PAGE))
    shown = min(st.pagination(pages, key="short_page", bind="query-params"), pages) if pages > 1 else 1
    on_page = found.short[(shown - 1) * A_PAGE : shown * A_PAGE]
    cards = people_by_id(visit.house.context, [one.person_id for one in on_page])
    with st.container(key="list-short"):
        for one in on_page:
            if one.person_id in cards:
                _person(visit, found, one, cards[one.person_id].name(visit.tr.locale), units)


def _person(visit: Visit, found: Coverage, one: Short, name: str, units: Mapping[str, UnitCard]) -> None:
    _ = visit.gettext
    with st.container(key=f"{ENTRY}-{one.person_id}", gap=None):
        link("hours", f"**{plain(name)}**", person=one.person_id, year=str(found.year))
        with st.container(key=f"quiet-{one.person_id}"):
            has = _("{minutes} of {target}").format(
                minutes=one.minutes, target=minutes_said(visit, one.target)
            )
            named = [_(GROUP_NAMES[group]) for group in GROUPS if group in one.groups]
            st.text(facts(has, *named, units[one.unit_id].name(visit.tr.locale)))


def branches(visit: Visit, found: Coverage, units: Mapping[str, UnitCard]) -> None:
    """Each branch by group, as a table; of one branch the groups above say it all."""
    if len(found.units) < 2:
        return
    _, locale = visit.gettext, visit.tr.locale
    st.subheader(_("By branch"), anchor=False)
    st.text(_("Read: of so many people, so many have what is asked."))
    names = {group: _(GROUP_NAMES[group]) for group in GROUPS}
    rows = [
        {_("Branch"): plain(units[unit_id].name(locale))}
        | {names[group]: _cell(of.get(group)) for group in GROUPS}
        for unit_id, of in sorted(found.units.items(), key=lambda pair: units[pair[0]].code)
    ]
    st.table(as_frame(list(rows[0]), [list(row.values()) for row in rows]).set_index(_("Branch")))
    figures = [_("{group}: people"), _("{group}: have what is asked")]
    export_buttons(
        visit,
        key="coverage",
        title=_("Training hours by branch"),
        shown=_shown(visit, found),
        headings=[
            _("Unit code"),
            _("Branch"),
            *(one.format(group=names[group]) for group in GROUPS for one in figures),
        ],
        rows=[
            [units[unit_id].code, units[unit_id].name(locale), *_figures(of)]
            for unit_id, of in sorted(found.units.items(), key=lambda pair: units[pair[0]].code)
        ],
    )


def short_export(visit: Visit, found: Coverage, units: Mapping[str, UnitCard]) -> None:
    """Everybody who is not there yet as a file, whatever page is shown."""
    if not found.short:
        return
    _, tr = visit.gettext, visit.tr

    def rows() -> list[list[Cell]]:
        cards = people_by_id(visit.house.context, [one.person_id for one in found.short])
        return [
            [
                cards[one.person_id].employee_no,
                cards[one.person_id].name(tr.locale),
                units[one.unit_id].code,
                units[one.unit_id].name(tr.locale),
                listed(tr, [_(GROUP_NAMES[group]) for group in GROUPS if group in one.groups]),
                one.minutes,
                one.target,
            ]
            for one in found.short
            if one.person_id in cards
        ]

    export_buttons(
        visit,
        key="short",
        title=_("Not there yet"),
        shown=_shown(visit, found),
        headings=[
            _("Employee number"),
            _("Name"),
            _("Unit code"),
            _("Branch"),
            _("Groups"),
            _("Minutes"),
            _("Minutes asked"),
        ],
        rows=rows,
    )


def _shown(visit: Visit, found: Coverage) -> str:
    """The filter in words: the topic, with the code by which files and commands know it, and the year."""
    return f"{visit.gettext(TOPIC_NAMES[found.topic])} ({found.topic}) · {found.year}"


def _figures(of: Mapping[StaffGroup, GroupCoverage]) -> list[Cell]:
    return [
        figure
        for group in GROUPS
        for figure in ((of[group].people, of[group].covered) if group in of else (None, None))
    ]


def _cell(one: GroupCoverage | None) -> str:
    return f"{one.covered} / {one.people}" if one else "–"


def targets(visit: Visit, found: Coverage) -> None:
    """The form in which the bank sets what it asks."""
    _ = visit.gettext
    with (
        st.container(key=f"{ASIDE}-targets"),
        st.expander(_("What is asked a year")),
        st.form("targets", border=False),
    ):
        st.text(
            _(
                "The rules ask for training every year and name no minutes. What stands here at first is a suggestion; "
                "your bank sets its own. It holds from {year} on, until you set another."
            ).format(year=found.year)
        )
        given = {
            group: st.number_input(
                plain(_(GROUP_NAMES[group])),
                0,
                12_000,
                found.targets.get((found.topic, group), 0),
                step=10,
                key=f"target-{found.topic}-{found.year}-{group}",
            )
            for group in GROUPS
        }
        if not st.form_submit_button(_("Set")):
            return
        try:
            for group, minutes in given.items():
                if int(minutes) != found.targets.get((found.topic, group), 0):
                    set_target(
                        visit.house.learning,
                        actor=visit.actor,
                        topic=found.topic,
                        group=group,
                        year=found.year,
                        minutes=int(minutes),
                    )
        except LmsError as error:
            st.error(visit.tr.error(error), icon=":material/error:")
            return
        st.rerun()
