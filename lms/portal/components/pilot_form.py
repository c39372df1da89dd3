"""The form of a new pilot: what, where, for how long, how it is measured, and when it is to be stopped."""

from datetime import timedelta
from typing import Any

import streamlit as st

from lms.feedback.words import CAUSE_NAMES
from lms.insight import PilotPlan, begin_pilot
from lms.insight.pilot_words import METRIC_NAMES
from lms.insight.pilots import LONGEST, LONGEST_TITLE, MOST_WEEKS, SHORTEST, Metric
from lms.insight.weekly import monday_from
from lms.people import Action, UnitKind, list_units, units_open_to
from lms.portal.components.doing import KeptForm
from lms.portal.components.terms import COMPETENCIES, term
from lms.portal.visit import Visit


def pilot_form(visit: Visit) -> None:
    """Ask, begin, and say what came of it; what was refused stays in the form."""
    tr, _, learning = visit.tr, visit.gettext, visit.house.learning
    open_to = units_open_to(visit.actor, Action.RUN_PILOTS)
    names = {
        unit.unit_id: unit.name(tr.locale)
        for unit in list_units(visit.house.context)
        if unit.kind is UnitKind.BRANCH and unit.unit_id in open_to
    }
    titles = {slug: one.title for slug, one in learning.shelves.shelf(tr.locale).curricula.items()}
    metrics: list[Metric] = ["complaints", "mastery"]
    metric: Metric = st.segmented_control(
        _("Measured by"),
        metrics,
        default="complaints",
        required=True,
        format_func=lambda one: _(METRIC_NAMES[one]),
        key="pilot_metric",
    )
    form = KeptForm("pilot")
    with st.form(form.key, border=False):
        title = st.text_input(_("Title"), max_chars=LONGEST_TITLE)
        goal = st.text_area(_("Goal, in a sentence"), max_chars=LONGEST, height=80)
        slug = st.selectbox(_("What is learned"), list(titles), format_func=titles.__getitem__)
        units = st.multiselect(
            _("Branches"), list(names), format_func=names.__getitem__, placeholder=_("Choose")
        )
        cause, competency = None, None
        if metric == "complaints":
            cause = st.selectbox(
                _("Main cause"),
                list(CAUSE_NAMES),
                index=None,
                format_func=lambda one: _(CAUSE_NAMES[one]),
                placeholder=_("All complaints"),
            )
        else:
            competency = st.selectbox(
                _("Competency"), list(COMPETENCIES), format_func=lambda one: term(tr, COMPETENCIES, one)
            )
        begins, weeks, target, percent, after = _numbers(visit)
        sent = st.form_submit_button(_("Begin the pilot"), type="primary")
    given: tuple[Any, ...] = (title, goal, slug, tuple(units), metric, cause, competency, begins, weeks)

    def act() -> str:
        begin_pilot(
            learning,
            actor=visit.actor,
            plan=PilotPlan(
                title,
                goal,
                slug or "",
                tuple(units),
                metric,
                begins,
                weeks,
                target,
                percent,
                after,
                cause,
                competency,
            ),
        )
        return _("The pilot is set up, and its people are enrolled.")

    form.settle(visit, (*given, target, percent, after), act, sent=sent)


def _numbers(visit: Visit) -> tuple[Any, int, int, int, int]:
    _, today = visit.gettext, visit.house.context.today()
    left, right = st.columns(2, gap="medium")
    begins = left.date_input(
        _("Begins (weeks count from the Monday on)"),
        value=monday_from(today),
        min_value=today - timedelta(days=today.weekday()),
        format="YYYY-MM-DD",
    )
    weeks = right.number_input(_("Weeks"), min_value=SHORTEST, max_value=MOST_WEEKS, value=12)
    target = st.number_input(_("Goal: better by how many percent"), min_value=1, max_value=100, value=20)
    left, right = st.columns(2, gap="medium")
    percent = left.number_input(
        _("Exit rule: stop if worse by how many percent"), min_value=1, max_value=100, value=30
    )
    after = right.number_input(
        _("Exit rule: looked at from week"), min_value=1, max_value=MOST_WEEKS, value=4
    )
    return begins, int(weeks), int(target), int(percent), int(after)
