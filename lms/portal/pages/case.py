"""One case on one screen: what was said, how long there is, and the step that comes next."""

import streamlit as st

from lms.feedback import read_feedback
from lms.feedback.cases import read_case
from lms.feedback.findings import finding_of
from lms.portal.components.case_clocks import clocks, steps
from lms.portal.components.case_draft import scenario_draft
from lms.portal.components.case_finding import whose_doing
from lms.portal.components.case_history import history
from lms.portal.components.case_step import next_step
from lms.portal.components.case_ways import other_ways
from lms.portal.components.case_words import said, words_that_help
from lms.portal.components.doing import what_was_done
from lms.portal.components.feedback_item import original
from lms.portal.links import asked_for, link
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    context = visit.house.context
    view = read_case(context, actor=visit.actor, case_id=asked_for("case"))
    link("cases", visit.gettext("Cases"), icon=":material/arrow_back:")
    with st.container(key="sheet"):
        with st.container(key="sheet-said"):
            said(visit, view)
            steps(visit, view)
            clocks(visit, view)
        found = finding_of(context, actor=visit.actor, case_id=view.card.case_id)
        with st.container(key="sheet-do"):
            what_was_done()
            next_step(visit, view)
            words_that_help(visit, view, found)
            whose_doing(visit, view, found)
            scenario_draft(visit, view, found)
            other_ways(visit, view)
            history(visit, view)
            if view.may_handle:
                item = read_feedback(context, actor=visit.actor, item_id=view.card.item_id)
                original(visit, item)
