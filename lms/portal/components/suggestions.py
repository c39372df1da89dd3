"""Suggestions drawn: the form, one's own with every step, and those a manager reviews."""

import streamlit as st

from lms.culture import SuggestionView, hand_in, record_saving, review_suggestion
from lms.culture.rules import point_rules
from lms.culture.suggesting import LONGEST, LONGEST_REASON
from lms.culture.words import STEP_NAMES
from lms.platform.identifiers import new_id
from lms.platform.masked import with_masks_named
from lms.portal.components.doing import KeptForm, do
from lms.portal.components.plain import facts, plain
from lms.portal.components.points import points_said
from lms.portal.components.reading_css import ENTRY
from lms.portal.visit import Visit

_KEY = "suggestion_key"


def suggestion_form(visit: Visit) -> None:
    """Words, and off they go; what was refused is kept in the form."""
    _ = visit.gettext
    form = KeptForm("suggestion")
    key = st.session_state.setdefault(_KEY, new_id())
    with st.form(form.key, border=False):
        text = st.text_area(
            _("What would you do otherwise, and what is it good for?"),
            height=140,
            max_chars=LONGEST,
            placeholder=_("No customer's name or number, please."),
        )
        sent = st.form_submit_button(_("Hand it in"), type="primary")

    def act() -> str:
        hand_in(visit.house.context, actor=visit.actor, text=text, key=key)
        st.session_state[_KEY] = new_id()
        return _("Handed in. Below you see each step, and the reason at the end.")

    form.settle(visit, text, act, sent=sent)


def own_suggestions(visit: Visit, found: tuple[SuggestionView, ...]) -> None:
    """One entry each, with every step so far."""
    _ = visit.gettext
    st.subheader(_("What I suggested"), anchor=False)
    if not found:
        st.text(_("Nothing yet. A small thing that costs everybody five minutes a day is a good start."))
    for one in found:
        with st.container(key=f"{ENTRY}-suggestion-{one.suggestion_id}", gap="small"):
            _said(visit, one)


def to_review(visit: Visit, found: tuple[SuggestionView, ...]) -> None:
    """What waits first; each with the one or two things that can follow."""
    _, tr = visit.gettext, visit.tr
    if not found:
        st.text(_("Nobody of your people has suggested anything yet."))
    for one in found:
        with st.container(key=f"{ENTRY}-review-{one.suggestion_id}", gap="small"):
            st.markdown(f"**{plain(one.person.name(tr.locale))}**")
            _said(visit, one)
            if one.state == "handed_in":
                if st.button(_("Take it up"), key=f"take_up_{one.suggestion_id}"):
                    _review(visit, one, "in_review", "", _("Taken up. Whoever suggested it sees so."))
            elif one.state == "in_review":
                _decision(visit, one)
            elif one.state == "adopted" and one.saved_cents is None:
                _saving(visit, one)


def _said(visit: Visit, one: SuggestionView) -> None:
    _, tr = visit.gettext, visit.tr
    st.text(with_masks_named(tr, one.text))
    with st.container(key=f"quiet-suggestion-{one.suggestion_id}", gap=None):
        for step in one.steps:
            st.text(facts(_(STEP_NAMES[step.step]), tr.date(step.at)))
            if step.reason:
                st.text(_("Reason: {reason}").format(reason=step.reason))
        if one.saved_cents is not None and one.percent is not None and one.points is not None:
            said = _("Saved {yuan} yuan, {percent} of it: {points}")
            st.text(
                said.format(
                    yuan=tr.number(one.saved_cents / 100),
                    percent=tr.percent(one.percent / 100),
                    points=points_said(visit, one.points),
                )
            )


def _decision(visit: Visit, one: SuggestionView) -> None:
    _ = visit.gettext
    reason = st.text_input(
        _("Why, in a sentence they will read"), key=f"reason_{one.suggestion_id}", max_chars=LONGEST_REASON
    )
    with st.container(horizontal=True):
        if st.button(_("Adopt it"), key=f"adopt_{one.suggestion_id}", type="primary"):
            _review(visit, one, "adopted", reason, _("Adopted. It has earned its points already."))
        if st.button(_("Decline it"), key=f"decline_{one.suggestion_id}"):
            _review(visit, one, "declined", reason, _("Declined. Your reason is with whoever suggested it."))


def _saving(visit: Visit, one: SuggestionView) -> None:
    _, rate = visit.gettext, point_rules().saving
    with st.popover(_("Record what it saved"), key=f"saving_{one.suggestion_id}"):
        yuan = st.number_input(
            _("Saved in a year, in yuan"), min_value=0.0, step=100.0, key=f"yuan_{one.suggestion_id}"
        )
        percent = st.slider(
            _("Percent of it as a reward"),
            rate.least_percent,
            rate.most_percent,
            key=f"percent_{one.suggestion_id}",
        )
        if st.button(_("Record it"), key=f"record_{one.suggestion_id}"):
            do(
                visit,
                lambda: record_saving(
                    visit.house.context,
                    actor=visit.actor,
                    suggestion_id=one.suggestion_id,
                    cents=round(yuan * 100),
                    percent=percent,
                ),
                _("Recorded, and the points are given."),
            )


def _review(visit: Visit, one: SuggestionView, step: str, reason: str, said: str) -> None:
    do(
        visit,
        lambda: review_suggestion(
            visit.house.context,
            actor=visit.actor,
            suggestion_id=one.suggestion_id,
            step=step,
            reason=reason,
        ),
        said,
    )
