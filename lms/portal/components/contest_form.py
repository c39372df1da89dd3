"""The form that opens a contest."""

from datetime import date, timedelta

import streamlit as st

from lms.culture.contest import ContestPlan, open_contest, people_to_judge
from lms.culture.contest.opening import LONGEST_CRITERION, LONGEST_THEME, LONGEST_TITLE, MOST_JURORS
from lms.culture.rules import point_rules
from lms.people import Action, list_units, units_open_to
from lms.platform.identifiers import new_id
from lms.portal.components.doing import KeptForm
from lms.portal.visit import Visit

_KEY = "contest_key"
_CRITERIA = 4
"""So many lines for criteria; what is empty is none."""
_WEEKS = 2


def contest_form(visit: Visit) -> None:
    """All that is set, once and for all; what was refused is kept in the form."""
    _, tr, context = visit.gettext, visit.tr, visit.house.context
    mine = units_open_to(visit.actor, Action.RUN_CONTESTS)
    units = {one.unit_id: one.name(tr.locale) for one in list_units(context) if one.unit_id in mine}
    judges = {one.person_id: one.name(tr.locale) for one in people_to_judge(context, actor=visit.actor)}
    form, limits = KeptForm("contest"), point_rules().contest
    key, today = st.session_state.setdefault(_KEY, new_id()), context.today()
    with st.form(form.key, border=False):
        title = st.text_input(_("What is it called?"), max_chars=LONGEST_TITLE)
        theme = st.text_area(
            _("What are ideas wanted for?"),
            max_chars=LONGEST_THEME,
            height=100,
            placeholder=_("One question that everybody understands, and what will be done with the answers"),
        )
        invited = st.multiselect(
            _("Which units are invited?"), list(units), format_func=units.__getitem__, placeholder=_("Choose")
        )
        left, right = st.columns(2)
        first = _day(left, _("Entries from"), today, 0)
        last = _day(right, _("Entries until"), today, 14 * _WEEKS // 2)
        left, right = st.columns(2)
        vote_until = _day(left, _("Votes until"), today, 14 * _WEEKS)
        jury_until = _day(right, _("Marks of the jury until"), today, 14 * _WEEKS)
        st.text(_("By what does the jury judge? Weights are 100 in all."))
        given = [_criterion(visit, place) for place in range(_CRITERIA)]
        jury = st.multiselect(
            _("Who judges? Three at least."),
            list(judges),
            format_func=judges.__getitem__,
            max_selections=MOST_JURORS,
            placeholder=_("Choose"),
        )
        own = st.checkbox(_("Jurors mark entries of their own branch, too"))
        weight = st.number_input(
            _("How much the jury counts, of 100; the votes have the rest"), 30, 100, 70, 5
        )
        said = _("Points for the places: up to {places} of them, {points} in all")
        st.text(said.format(places=tr.number(limits.most_places), points=tr.number(limits.most_points)))
        with st.container(horizontal=True, key="contest-prizes"):
            prizes = [
                st.number_input(
                    _("Place {number}").format(number=tr.number(place + 1)),
                    min_value=0,
                    max_value=limits.most_points,
                    value=0,
                    step=10,
                    key=f"{form.key}_prize_{place}",
                )
                for place in range(limits.most_places)
            ]
        sent = st.form_submit_button(_("Open the contest"), type="primary")
    contest = ContestPlan(
        title or "",
        theme or "",
        tuple(invited),
        first,
        last,
        vote_until,
        jury_until,
        tuple((name, share) for name, share in given if name),
        tuple(jury),
        tuple(int(one) for one in prizes if one),
        int(weight),
        own,
    )

    def act() -> str:
        open_contest(context, actor=visit.actor, contest=contest, key=key)
        st.session_state[_KEY] = new_id()
        return _("Opened. Whoever is invited finds it beside the suggestions.")

    form.settle(visit, contest, act, sent=sent)


def _day(column: "st.delta_generator.DeltaGenerator", label: str, today: date, ahead: int) -> date:
    return column.date_input(label, value=today + timedelta(days=ahead), min_value=today)


def _criterion(visit: Visit, place: int) -> tuple[str, int]:
    _ = visit.gettext
    left, right = st.columns([3, 1])
    number = visit.tr.number(place + 1)
    name = left.text_input(
        _("Criterion {number}").format(number=number),
        max_chars=LONGEST_CRITERION,
        placeholder=_("Useful to customers, say") if place == 0 else "",
        key=f"contest_criterion_{place}",
    )
    weight = right.number_input(
        _("Weight {number}").format(number=number),
        min_value=0,
        max_value=100,
        step=5,
        key=f"contest_weight_{place}",
    )
    return (name or "").strip(), int(weight)
