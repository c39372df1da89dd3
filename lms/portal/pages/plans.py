"""Action plans of one's people: with whom is a talk to be held, and what waits for a decision?"""

from typing import cast

import streamlit as st

from lms.feedback.cases.standing import LONGEST
from lms.feedback.findings import decide_grave, plans_to_talk_about, waiting_decisions
from lms.feedback.findings.words import DECISION_NAMES, Decision
from lms.platform.masked import with_masks_named
from lms.portal.components.action_plan import action_plan
from lms.portal.components.branch_plan import plans_for_the_branch
from lms.portal.components.doing import do, what_was_done
from lms.portal.components.long_text import long_text
from lms.portal.visit import Visit, require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _, context = visit.gettext, visit.house.context
    st.title(_("Action plans"), anchor=False)
    what_was_done()
    _decisions(visit)
    plans_for_the_branch(visit)
    plans = plans_to_talk_about(context, actor=visit.actor)
    if not plans:
        st.text(_("None of your people has an action plan."))
    for plan in plans:
        action_plan(visit, plan, own=False)


def _decisions(visit: Visit) -> None:
    _, tr, house = visit.gettext, visit.tr, visit.house
    for one in waiting_decisions(house.context, actor=visit.actor):
        st.subheader(_("You decide: {name}").format(name=one.person.name(tr.locale)), anchor=False)
        with st.container(key=f"better-decide-{one.finding_id}"):
            st.text(with_masks_named(tr, one.text))
        st.text(_("What was found: {why}").format(why=one.why))
        st.text(_("The colleague says: {words}").format(words=one.view or "–"))
        decision = st.selectbox(
            _("What follows?"),
            list(DECISION_NAMES),
            index=None,
            format_func=lambda name: _(DECISION_NAMES[name]),
            placeholder=_("Choose"),
            key=f"decide_{one.finding_id}",
        )
        reason = long_text(visit, _("Why?"), key=f"reason_{one.finding_id}", most=LONGEST)
        if st.button(_("Decide"), key=f"go_{one.finding_id}", type="primary", disabled=decision is None):

            def act(
                finding_id: str = one.finding_id, reason: str = reason or "", decision: str | None = decision
            ) -> None:
                decide_grave(
                    house.context,
                    house.learning,
                    house.catalogue,
                    actor=visit.actor,
                    finding_id=finding_id,
                    decision=cast("Decision", decision),
                    reason=reason,
                )

            do(visit, act, _("Decided, with your name and reason."))
