"""What else can be done about a case: passed up, more time, an appraisal, mediation, left, reopened, reviewed."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from lms.feedback.cases import (
    CaseView,
    ask_review,
    begin_appraisal,
    begin_mediation,
    end_appraisal,
    escalate,
    extend,
    leave,
    reopen,
)
from lms.feedback.cases.clocks import COMPLEX_DAYS, DAYS, MOST_DAYS
from lms.feedback.cases.standing import LONGEST
from lms.feedback.cases.words import STEPS, WAY_OUT_NAMES, WayOut
from lms.portal.components.doing import do
from lms.portal.components.long_text import long_text
from lms.portal.components.reading_css import ASIDE
from lms.portal.visit import Visit

Act = Callable[[str, bool], object]


@dataclass(frozen=True)
class _Way:
    """One of the ways.

    Attributes:
        notice: whether the customer has to be told first.
    """

    key: str
    name: str
    asks: str
    act: Act
    notice: bool = False


def other_ways(visit: Visit, view: CaseView) -> None:
    """Draw the ways that are open to the visitor; one form for whichever they choose."""
    _ = visit.gettext
    ways = {way.key: way for way in _ways(visit, view)}
    if not ways:
        return
    with (
        st.container(key=f"{ASIDE}-ways"),
        st.expander(_("What else can be done"), expanded=view.card.closed_at is not None),
    ):
        chosen = st.selectbox(
            _("What is to be done?"),
            list(ways),
            index=None,
            format_func=lambda key: ways[key].name,
            placeholder=_("Choose"),
            key=f"way_{view.card.case_id}_{view.card.step}",
        )
        if chosen is None:
            return
        way = ways[chosen]
        key = f"way_{way.key}_{view.card.case_id}"
        text = long_text(visit, way.asks, key=f"{key}_text", most=LONGEST)
        told = st.checkbox(_("The customer was told"), key=f"{key}_told") if way.notice else False
        if st.button(way.name, key="way_go", type="primary"):

            def act() -> None:
                way.act(text or "", told)
                st.session_state.pop(f"{key}_text", None)

            do(visit, act, _("Noted, with who and when."))


def _ways(visit: Visit, view: CaseView) -> list[_Way]:
    _, card = visit.gettext, view.card
    context, actor, case = visit.house.context, visit.actor, card.case_id
    why = _("Why?")
    if card.closed_at is not None:
        if not view.may_handle:
            return []
        return [
            _Way(
                "reopen",
                _("Reopen it"),
                why,
                lambda text, _told: reopen(context, actor=actor, case_id=case, reason=text),
            ),
            _Way(
                "review",
                _("The customer asks for a review"),
                _("What does the customer not accept?"),
                lambda text, _told: ask_review(context, actor=actor, case_id=case, reason=text),
            ),
        ]
    ways: list[_Way] = []
    if view.may_assign:
        ways.append(
            _Way(
                "escalate",
                _("Pass it to the unit above"),
                why,
                lambda text, _told: escalate(context, actor=actor, case_id=case, reason=text),
            )
        )
    handles = view.may_handle and (view.mine or card.handler is None)
    if card.track == "complex" and (
        (view.days == DAYS and handles) or (view.days == COMPLEX_DAYS and view.may_approve)
    ):
        days = COMPLEX_DAYS if view.days == DAYS else MOST_DAYS
        ways.append(
            _Way(
                "extend",
                _("{days} days for the decision").format(days=days),
                why,
                lambda text, told: extend(
                    context, actor=actor, case_id=case, reason=text, customer_told=told
                ),
                notice=True,
            )
        )
    if not handles:
        return ways
    if view.paused:
        ways.append(
            _Way(
                "appraised",
                _("The appraisal is over"),
                _("What did it say?"),
                lambda text, _told: end_appraisal(context, actor=actor, case_id=case, text=text),
            )
        )
    else:
        ways.append(
            _Way(
                "appraise",
                _("An appraisal by somebody outside"),
                _("What is appraised, and by whom?"),
                lambda text, told: begin_appraisal(
                    context, actor=actor, case_id=case, text=text, customer_told=told
                ),
                notice=True,
            )
        )
    if card.step != STEPS[0]:
        ways.append(
            _Way(
                "mediate",
                _("Call in a mediator"),
                _("Who mediates, and when?"),
                lambda text, _told: begin_mediation(context, actor=actor, case_id=case, text=text),
            )
        )
    outs: tuple[WayOut, ...] = ("withdrawn", "not_needed" if card.step == STEPS[0] else "mediated")
    ways += [_out(visit, case, out) for out in outs]
    return ways


def _out(visit: Visit, case_id: str, out: WayOut) -> _Way:
    _ = visit.gettext

    def act(text: str, _told: bool) -> None:
        leave(visit.house.context, actor=visit.actor, case_id=case_id, way=out, text=text)

    name = _("Close: {way}").format(way=_(WAY_OUT_NAMES[out]))
    return _Way(out, name, _("What was said or agreed?"), act)
