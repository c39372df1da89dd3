"""A pilot drawn: how it stands in words, week by week, what came of it, and what may be decided."""

from datetime import timedelta

import pandas as pd
import streamlit as st

from lms.feedback.words import CAUSE_NAMES
from lms.insight import PilotCard, PilotResult, UnitNames, decide_pilot
from lms.insight.pilot_words import METRIC_NAMES, STEP_NAMES
from lms.insight.pilots import LONGEST, NEXT, others_of
from lms.people import Action, may
from lms.platform.cells import Cell
from lms.platform.i18n import Translator, mark
from lms.portal.components.completion_chart import as_frame
from lms.portal.components.doing import do
from lms.portal.components.effect import effect_drawn
from lms.portal.components.exports import export_buttons
from lms.portal.components.plain import facts
from lms.portal.components.terms import COMPETENCIES, term
from lms.portal.visit import Visit

OUTCOMES = {
    "reached": mark("The goal is reached: {moved} beyond the others; the goal was {target}."),
    "missed": mark("The goal is missed: {moved} beyond the others at most; the goal was {target}."),
    "open": mark("Whether the goal is reached cannot be told yet: so far {moved} beyond the others."),
    "too_few": mark("Too little has happened yet to say whether the goal is reached."),
}
DECISIONS = {
    "stopped": mark("Stop it early"),
    "done": mark("End it"),
    "rolled_out": mark("Roll it out"),
}
DECIDED = {
    "stopped": mark("Stopped. Who is enrolled stays enrolled."),
    "done": mark("Ended. What came of it stands below; you can roll it out now."),
    "rolled_out": mark("Rolled out: the people of your other branches are enrolled."),
}


def pilot_line(visit: Visit, card: PilotCard, names: UnitNames) -> str:
    """Where, for how long, how it stands."""
    tr, _ = visit.tr, visit.gettext
    return facts(
        _(STEP_NAMES[card.state]),
        _(", ").join(names[one] for one in card.unit_ids),
        f"{tr.date(card.begins_on)} – {tr.date(card.over - timedelta(days=1))}",
    )


def pilot_drawn(visit: Visit, found: PilotResult, names: UnitNames, *, curriculum: str) -> None:
    """One pilot whole."""
    tr, _, card = visit.tr, visit.gettext, found.card
    with st.container(key="quiet-pilot", gap="xxsmall"):
        st.text(pilot_line(visit, card, names))
        st.text(_("Learned is: {curriculum}").format(curriculum=curriculum))
        st.text(
            _("Measured by {measure}; to become better by {target} at least.").format(
                measure=_measure(visit, card), target=tr.percent(card.target / 100)
            )
        )
        st.text(
            _("To be stopped if worse by {percent} or more from week {week} on.").format(
                percent=tr.percent(card.exit_percent / 100), week=card.exit_after
            )
        )
    st.text(card.goal)
    st.subheader(outcome_said(tr, found), anchor=False)
    if found.leave and card.state == "running":
        st.warning(
            _("The exit rule holds: stop the pilot, or say to whoever asks why it goes on."),
            icon=":material/warning:",
        )
    through = tr.ngettext(
        "{done} of {count} person enrolled in its branches has completed it.",
        "{done} of {count} people enrolled in its branches have completed it.",
        found.enrolled,
    )
    st.text(through.format(done=tr.number(found.completed), count=tr.number(found.enrolled)))
    _decide(visit, card)
    _weeks(visit, found)
    st.subheader(
        _("What came of it so far") if card.state == "running" else _("What came of it"), anchor=False
    )
    effect_drawn(visit, found.measured, names, key="pilot", shown=card.title)
    _steps(visit, card)


def outcome_said(tr: Translator, found: PilotResult) -> str:
    """What the goal's percentage says of what came of it, in a sentence."""
    moved = "" if found.moved is None else _signed(tr, found.moved)
    said = tr.gettext(OUTCOMES[found.outcome])
    return said.format(moved=moved, target=_signed(tr, _target(found.card)))


def week_rows(tr: Translator, found: PilotResult) -> tuple[list[str], list[list[Cell]]]:
    """The weeks that are over, as headings and rows."""
    _ = tr.gettext
    headings = [_("Week"), _("From"), _("Complaints"), _("At the others' rate")]
    return headings, [
        [
            week.number,
            tr.date(week.begins),
            week.complaints,
            "–" if week.others is None else tr.number(week.others, 1),
        ]
        for week in found.weeks
    ]


def _weeks(visit: Visit, found: PilotResult) -> None:
    tr, _ = visit.tr, visit.gettext
    st.subheader(_("Week by week"), anchor=False)
    if not found.weeks:
        st.text(_("No week is over yet. Come back on Monday."))
        return
    headings, rows = week_rows(tr, found)
    st.table(_frame(headings, rows))
    with st.container(key="quiet-weeks", gap="xxsmall"):
        st.text(_("A single week says little: look at the sum, and at what came of it below."))
    export_buttons(
        visit, key="pilot", title=_("Week by week"), shown=found.card.title, headings=headings, rows=rows
    )


def _frame(headings: list[str], rows: list[list[Cell]]) -> pd.DataFrame:
    return as_frame(headings, rows).set_index(headings[0])


def _decide(visit: Visit, card: PilotCard) -> None:
    _ = visit.gettext
    mine = all(may(visit.actor, Action.RUN_PILOTS, unit_id=one) for one in card.unit_ids)
    over = card.over <= visit.house.context.today()
    steps = [one for one in NEXT[card.state] if one != "done" or over] if mine else []
    if not steps:
        return
    with st.popover(_("Decide"), key="pilot_decide"):
        if "rolled_out" in steps:
            others = others_of(visit.house.learning, actor=visit.actor, card=card)
            said = visit.tr.ngettext(
                "Whoever in {count} other branch has not learned it is enrolled in the same curriculum.",
                "Whoever in {count} other branches has not learned it is enrolled in the same curriculum.",
                len(others),
            )
            st.text(said.format(count=visit.tr.number(len(others))))
        reason = st.text_input(_("Why, in a sentence"), key="pilot_reason", max_chars=LONGEST)
        with st.container(horizontal=True):
            for step in steps:
                if st.button(_(DECISIONS[step]), key=f"pilot_{step}"):
                    do(
                        visit,
                        lambda step=step: decide_pilot(  # type: ignore[misc]
                            visit.house.learning,
                            actor=visit.actor,
                            pilot_id=card.pilot_id,
                            step=step,
                            reason=reason,
                        ),
                        _(DECIDED[step]),
                    )


def _steps(visit: Visit, card: PilotCard) -> None:
    tr, _ = visit.tr, visit.gettext
    st.subheader(_("What was decided"), anchor=False)
    for step in card.steps:
        people = tr.ngettext("{count} person enrolled", "{count} people enrolled", step.people)
        enrolled = people.format(count=tr.number(step.people)) if step.people else ""
        with st.container(gap=None):
            st.text(facts(_(STEP_NAMES[step.step]), tr.date(step.at), enrolled))
            st.text(step.reason)


def _measure(visit: Visit, card: PilotCard) -> str:
    tr, _ = visit.tr, visit.gettext
    name = _(METRIC_NAMES[card.metric])
    if card.competency:
        return f"{name} ({term(tr, COMPETENCIES, card.competency)})"
    return f"{name} ({_(CAUSE_NAMES[card.cause])})" if card.cause else name


def _target(card: PilotCard) -> float:
    return (-card.target if card.metric == "complaints" else card.target) / 100


def _signed(tr: Translator, share: float) -> str:
    return f"{'−' if share < 0 else '+'}{tr.percent(abs(share))}"
