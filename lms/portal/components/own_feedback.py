"""What customers said of oneself drawn, with what was done about it and the field for one's own view."""

import streamlit as st

from lms.feedback.cases.standing import LONGEST
from lms.feedback.cases.words import CLOSED, STEP_NAMES
from lms.feedback.doings import DOING_NAMES
from lms.feedback.findings import OwnCase, give_view
from lms.feedback.findings.words import DECISION_NAMES
from lms.platform.masked import with_masks_named
from lms.portal.components.doing import do
from lms.portal.components.feedback_words import in_a_line
from lms.portal.components.long_text import long_text
from lms.portal.components.page_css import ACTION
from lms.portal.components.plain import facts, plain
from lms.portal.components.reading_css import BETTER, ENTRY
from lms.portal.visit import Visit


def own_case(visit: Visit, one: OwnCase) -> None:
    """Draw one thing that was said."""
    tr, _ = visit.tr, visit.gettext
    key = f"own-{one.number}"
    with st.container(key=f"{ENTRY}-{key}"), st.container(key=key, gap="small"):
        st.markdown(f"**{plain(in_a_line(tr, one.labels))}**")
        with st.container(key=f"{BETTER}-own-{one.number}"):
            st.text(_("The words were erased.") if one.text is None else with_masks_named(tr, one.text))
        with st.container(key=f"quiet-own-{one.number}"):
            parts = [one.number, tr.moment(one.received_at)]
            if one.step is not None:
                done = one.step == CLOSED
                parts.append(
                    _("closed") if done else _("next step: {step}").format(step=_(STEP_NAMES[one.step]))
                )
            st.text(facts(*parts))
        if one.view:
            st.text(_("You said: {words}").format(words=with_masks_named(tr, one.view)))
        if one.doing is not None:
            _found(visit, one)
        elif one.may_say and one.case_id is not None:
            _ask(visit, one)


def _found(visit: Visit, one: OwnCase) -> None:
    _ = visit.gettext
    assert one.doing is not None
    if one.doing != "employee":
        said = _("It was not your doing: {whose}. {why}")
        st.text(said.format(whose=_(DOING_NAMES[one.doing]), why=one.why))
        return
    st.text(_("It was found to be yours: {why}").format(why=one.why))
    if not one.grave:
        st.text(_("Slight and not wilful. You learn from it; nothing else follows."))
    elif one.decision is None:
        st.text(_("A manager decides on it, in person. Nothing follows by itself."))
    else:
        st.text(
            _("Decided: {what}. {why}").format(what=_(DECISION_NAMES[one.decision]), why=one.reason or "")
        )


def _ask(visit: Visit, one: OwnCase) -> None:
    _, tr = visit.gettext, visit.tr
    assert one.asked_until is not None and one.case_id is not None
    case_id = one.case_id
    st.text(
        _("Before anything is found, say how you see it. You have until {moment}.").format(
            moment=tr.moment(one.asked_until)
        )
    )
    text = long_text(
        visit,
        _("How do you see it?"),
        key=f"own_view_{case_id}",
        most=LONGEST,
        placeholder=_("What happened, in your words; what you would do otherwise, or not"),
    )
    with st.container(key=f"{ACTION}-own-view"):
        if st.button(_("Send my view"), key=f"give_view_{case_id}", type="primary"):
            do(
                visit,
                lambda: give_view(visit.house.context, actor=visit.actor, case_id=case_id, text=text or ""),
                _("Your view stands with the case."),
            )
