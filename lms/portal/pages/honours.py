"""Honours of a quarter: whom does the rule propose, and whom do we honour?"""

import streamlit as st

from lms.culture.honours import propose_honours, quarters_to_honour
from lms.portal.components.doing import what_was_done
from lms.portal.components.honours import branches_table, decided, decision_form, letters_proposed, rule_said
from lms.portal.components.quarters import quarter_said
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _, tr, context = visit.gettext, visit.tr, visit.house.context
    quarters = quarters_to_honour(context, actor=visit.actor)
    st.title(_("Honours of a quarter"), anchor=False)
    what_was_done()
    quarter = st.selectbox(
        _("Quarter"),
        quarters,
        format_func=lambda one: quarter_said(tr, one),
        key="quarter",
        bind="query-params",
    )
    with st.spinner(_("Reckoning the quarter …")):
        proposal, honours = propose_honours(context, actor=visit.actor, quarter=quarter)
    if honours is not None:
        decided(visit, honours)
    elif not proposal.over:
        st.text(
            _("This quarter is not over: the figures are those up to {day}.").format(
                day=tr.date(context.today())
            )
        )
    if honours is None and proposal.over:
        decision_form(visit, proposal)
    branches_table(visit, proposal, as_decided=honours is not None)
    if honours is None:
        letters_proposed(visit, proposal)
    rule_said(visit, proposal)
