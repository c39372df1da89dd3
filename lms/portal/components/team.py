"""People one is responsible for: who has rehearsed, who has not, and how well."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime

import streamlit as st

from lms.insight import regions
from lms.learning import LastDrill
from lms.people import UnitCard, jobs_in_words, list_units
from lms.portal.components.plain import facts, plain
from lms.portal.components.reading_css import ENTRY
from lms.portal.links import link
from lms.portal.visit import Visit
from lms.practice import TeamFigures, TeamPage, TeamRow, team_page

A_PAGE = 20
MOST_UNITS = 40
"""Branches shown below each other; more are gathered by region."""


def summary(visit: Visit, figures: Sequence[TeamFigures]) -> None:
    """How many have begun."""
    tr, _ = visit.tr, visit.gettext
    begun, people = sum(one.begun for one in figures), sum(one.people for one in figures)
    st.text(_("{begun} of {all} have rehearsed").format(begun=tr.number(begun), all=tr.number(people)))


def by_branch(visit: Visit, figures: Sequence[TeamFigures]) -> None:
    """Each branch with the share of its people who have rehearsed; by region, each with a way into it, where many."""
    tr, _ = visit.tr, visit.gettext
    gathered = len(figures) > MOST_UNITS
    if gathered:
        unit_of = regions(visit.house.context)
    else:
        unit_of = {unit.unit_id: unit for unit in list_units(visit.house.context)}
    units: dict[UnitCard, list[TeamFigures]] = defaultdict(list)
    for one in figures:
        units[unit_of[one.unit_id]].append(one)
    if len(units) < 2:
        return
    for unit, parts in sorted(units.items(), key=lambda entry: entry[0].name(tr.locale)):
        begun, people = sum(one.begun for one in parts), sum(one.people for one in parts)
        words = _("{branch}: {begun} of {all}").format(
            branch=plain(unit.name(tr.locale)), begun=tr.number(begun), all=tr.number(people)
        )
        st.progress(begun / people, text=words)
        if gathered:
            link("branch", _("See {unit}").format(unit=plain(unit.name(tr.locale))), unit=unit.unit_id)


def people_by_need(
    visit: Visit,
    *,
    unit_id: str | None = None,
    among: Collection[str] | None = None,
    words: str = "",
    drills: Mapping[str, LastDrill] | None = None,
) -> None:
    """First those whom a word would help, the longest quiet first; then those who practise, the latest first.

    Args:
        visit: who looks.
        unit_id: at one unit and all below it.
        among: at some people only, by their ids.
        words: at those of whose name, number or unit this is part.
        drills: the last drill of each by their id, where it is to be told.
    """
    tr, _ = visit.tr, visit.gettext
    nobody = True
    for key, quiet, title in (
        ("quiet", True, _("No practice for two weeks or more: {count}")),
        ("active", False, _("Practising: {count}")),
    ):

        def ask(shown: int, quiet: bool = quiet) -> TeamPage:
            return team_page(
                visit.house.practice,
                actor=visit.actor,
                quiet=quiet,
                unit_id=unit_id,
                among=among,
                words=words,
                limit=A_PAGE,
                offset=(shown - 1) * A_PAGE,
            )

        found = ask(1)
        if found.count:
            nobody = False
            st.subheader(title.format(count=tr.number(found.count)), anchor=False)
            _page(visit, found, ask, drills, key=key)
    if nobody and words:
        st.text(_("Nobody fits. Search for less."))
    with st.container(key="quiet-whose"):
        st.text(
            _("What people say in practice is theirs: unless they share it, you see how long and how well.")
        )


def _page(
    visit: Visit,
    found: TeamPage,
    ask: Callable[[int], TeamPage],
    drills: Mapping[str, LastDrill] | None,
    *,
    key: str,
) -> None:
    """The first page of a list, or the one that was turned to."""
    pages = -(-found.count // A_PAGE)
    shown = min(st.pagination(pages, key=key, bind="query-params"), pages) if pages > 1 else 1
    rows = found.rows if shown == 1 else ask(shown).rows
    # Whoever has one branch knows where its people work.
    several = {row.person.unit_id for row in rows} != {visit.actor.unit_id}
    now = visit.house.context.now()
    with st.container(key=f"list-{key}"):
        for row in rows:
            last = drills.get(row.person.person_id) if drills else None
            _entry(visit, row, now, last, with_branch=several)


def _entry(visit: Visit, row: TeamRow, now: datetime, drill: LastDrill | None, *, with_branch: bool) -> None:
    tr, _, person, done = visit.tr, visit.gettext, row.person, row.progress
    with st.container(key=f"{ENTRY}-{person.person_id}", gap=None):
        job = jobs_in_words(person.jobs, _)
        where = f"{job} · {row.unit_name(tr.locale)}" if with_branch else job
        link("person", f"**{plain(person.name(tr.locale))}** · {plain(where)}", person=person.person_id)
        with st.container(key=f"quiet-{person.person_id}", gap=None):
            if drill is not None:
                titles = visit.house.catalogue.titles(tr.locale)
                result = _("passed") if drill.passed else _("not passed")
                st.text(
                    facts(
                        _("Last drill: {title}").format(title=titles.get(drill.scenario, drill.scenario)),
                        result,
                        tr.ago(drill.at, now),
                    )
                )
            if done.last_at is None:
                st.text(_("Has not begun yet"))
                return
            passed = tr.ngettext(
                "{passed} of {count} scenario passed", "{passed} of {count} scenarios passed", done.tried
            )
            parts = [
                _("Last practice {when}").format(when=tr.ago(done.last_at, now)),
                passed.format(passed=done.passed, count=done.tried),
            ]
            if done.exams_passed:
                exams = tr.ngettext("{count} exam passed", "{count} exams passed", done.exams_passed)
                parts.append(exams.format(count=done.exams_passed))
            minutes = tr.ngettext("{count} minute", "{count} minutes", done.minutes)
            parts.append(minutes.format(count=done.minutes))
            st.text(" · ".join(parts))
