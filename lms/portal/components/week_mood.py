"""The mood of a week drawn: one's own weeks, and those of groups of five or more."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from lms.culture.staff import GroupWeek, OwnWeek
from lms.culture.staff.words import MOODS
from lms.portal.components.exports import export_frame
from lms.portal.components.plain import facts, plain
from lms.portal.components.reading_css import ENTRY
from lms.portal.visit import Visit


def own_weeks(visit: Visit, found: Sequence[OwnWeek]) -> None:
    """One's own answers, the newest first."""
    _ = visit.gettext
    st.subheader(_("My weeks"), anchor=False)
    if not found:
        st.text(_("You have not answered yet. Your answers stand here, for you alone."))
        return
    with st.container(key="list-weeks"):
        for one in found:
            with st.container(key=f"{ENTRY}-week-{one.week}", gap=None):
                st.text(facts(week_said(visit, one.week), _(MOODS[one.mood])))


def groups(visit: Visit, found: Sequence[GroupWeek], units: Mapping[str, str]) -> None:
    """The newest week of each unit with the one before, then all of them as a table."""
    _, tr = visit.gettext, visit.tr
    st.subheader(_("How the weeks of my units were"), anchor=False)
    st.text(
        _(
            "From 1, heavy, to 5, light. A group is shown once its week is over, if five or more answered and no "
            "comparison gives away fewer; whoever sees groups is not counted in them."
        )
    )
    if not found:
        st.text(_("No group yet. It needs five answers in a week; nobody is to be urged."))
        return
    by_unit: dict[str, list[GroupWeek]] = {}
    for one in found:
        by_unit.setdefault(one.unit_id, []).append(one)
    with st.container(key="list-groups"):
        for unit_id, weeks in sorted(by_unit.items(), key=lambda pair: units.get(pair[0], "")):
            with st.container(key=f"{ENTRY}-group-{unit_id}", gap=None):
                st.markdown(f"**{plain(units.get(unit_id, ''))}** · {tr.number(weeks[0].mood)} / 5")
                count = tr.ngettext("{count} answer", "{count} answers", weeks[0].answers)
                parts = [week_said(visit, weeks[0].week), count.format(count=weeks[0].answers)]
                if len(weeks) > 1:
                    parts.append(_("before that {mood}").format(mood=tr.number(weeks[1].mood)))
                with st.container(key=f"quiet-group-{unit_id}"):
                    st.text(facts(*parts))
    rows = {
        _("Week"): [week_said(visit, one.week) for one in found],
        _("Unit"): [units.get(one.unit_id, "") for one in found],
        _("Mood"): [tr.number(one.mood) for one in found],
        _("Answers"): [one.answers for one in found],
    }
    frame = pd.DataFrame(rows)
    with st.expander(_("All weeks as a table")):
        st.table(frame.set_index(_("Week")))
    shown = _("All my units")
    export_frame(visit, frame, key="mood", title=_("How the weeks of my units were"), shown=shown)


def week_said(visit: Visit, week: str) -> str:
    """A week as people say it."""
    year, _dash, number = week.partition("-W")
    return visit.gettext("Week {week} of {year}").format(week=int(number), year=year)
