"""The mood of a week drawn: the one question, one's own weeks, and those of groups of five or more."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from lms.culture.staff import GroupWeek, OwnWeek, mood_this_week, tell_mood
from lms.culture.staff.words import MOODS
from lms.people import Action, may
from lms.platform.errors import LmsError
from lms.portal.components.plain import facts, plain
from lms.portal.components.reading_css import ENTRY
from lms.portal.links import link
from lms.portal.visit import Visit

_KEY = "mood_of_the_week"


def mood_question(visit: Visit, *, more: bool = True) -> None:
    """How the week is, by one tap; nothing for whoever is not asked.

    Args:
        visit: whose.
        more: with the way to the page of one's own weeks.
    """
    _, context = visit.gettext, visit.house.context
    if not may(visit.actor, Action.TELL_MOOD):
        return
    st.subheader(_("How is your week?"), anchor=False)
    was = mood_this_week(context, actor=visit.actor)
    chosen = st.segmented_control(
        _("How is your week?"),
        list(MOODS),
        default=was,
        format_func=lambda mood: _(MOODS[mood]),
        key=_KEY,
        label_visibility="collapsed",
    )
    if chosen is not None and chosen != was:
        try:
            tell_mood(context, actor=visit.actor, mood=chosen)
        except LmsError as error:
            st.error(visit.tr.error(error), icon=":material/error:")
            return
        was = chosen
    with st.container(key="quiet-mood"):
        if was is None:
            said = _("If you like: one tap a week. Others see it in groups of five or more alone.")
        else:
            said = _("Noted, thank you. Until Sunday you may choose another.")
        st.text(said)
    if more:
        link("mood", _("My weeks"), icon=":material/arrow_forward:")


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
    with st.expander(_("All weeks as a table")):
        st.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch")


def week_said(visit: Visit, week: str) -> str:
    """A week as people say it."""
    year, _dash, number = week.partition("-W")
    return visit.gettext("Week {week} of {year}").format(week=int(number), year=year)
