"""People one is responsible for: who has rehearsed, who has not, and how well."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import streamlit as st

from lms.learning import LastDrill
from lms.people import JOB_NAMES
from lms.portal.components.plain import facts, plain
from lms.portal.components.reading_css import ENTRY
from lms.portal.links import link
from lms.portal.visit import Visit
from lms.practice import TeamRow

QUIET_DAYS = 14
"""Days without practice after which somebody is asked after."""


def needs_a_word(row: TeamRow, now: datetime) -> bool:
    """Whether to talk to somebody: they have not begun, or not practised for two weeks."""
    last = row.progress.last_at
    return last is None or (now - last).days >= QUIET_DAYS


def summary(visit: Visit, rows: Sequence[TeamRow]) -> None:
    """How many have begun."""
    _ = visit.gettext
    begun = sum(row.progress.attempts > 0 for row in rows)
    st.text(_("{begun} of {all} have rehearsed").format(begun=begun, all=len(rows)))


def by_branch(visit: Visit, rows: Sequence[TeamRow]) -> None:
    """Each branch with the share of its people who have rehearsed."""
    tr, _ = visit.tr, visit.gettext
    units: dict[str, list[TeamRow]] = {}
    for row in rows:
        units.setdefault(row.unit_name(tr.locale), []).append(row)
    if len(units) < 2:
        return
    for name, people in sorted(units.items()):
        begun = sum(row.progress.attempts > 0 for row in people)
        words = _("{branch}: {begun} of {all}").format(branch=plain(name), begun=begun, all=len(people))
        st.progress(begun / len(people), text=words)


def people_by_need(
    visit: Visit, rows: Sequence[TeamRow], drills: Mapping[str, LastDrill] | None = None
) -> None:
    """First those whom a word would help, the longest quiet first; then those who practise, the latest first.

    ``drills`` has the last drill of each by their id, where it is to be told.
    """
    _, now = visit.gettext, visit.house.context.now()
    quiet = sorted((row for row in rows if needs_a_word(row, now)), key=_last)
    active = sorted((row for row in rows if not needs_a_word(row, now)), key=_last, reverse=True)
    several = len({row.person.unit_id for row in rows}) > 1
    for key, title, people in (
        ("quiet", _("No practice for two weeks or more: {count}"), quiet),
        ("active", _("Practising: {count}"), active),
    ):
        if people:
            st.subheader(title.format(count=len(people)), anchor=False)
            with st.container(key=f"list-{key}"):
                for row in people:
                    last = drills.get(row.person.person_id) if drills else None
                    _entry(visit, row, now, last, with_branch=several)
    with st.container(key="quiet-whose"):
        st.text(
            _("What people say in practice is theirs: unless they share it, you see how long and how well.")
        )


def _entry(visit: Visit, row: TeamRow, now: datetime, drill: LastDrill | None, *, with_branch: bool) -> None:
    tr, _, person, done = visit.tr, visit.gettext, row.person, row.progress
    with st.container(key=f"{ENTRY}-{person.person_id}", gap=None):
        job = _(JOB_NAMES[person.job])
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


def _last(row: TeamRow) -> float:
    last = row.progress.last_at
    return last.timestamp() if last else 0.0
