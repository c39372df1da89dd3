"""The conversation itself; the clock and every turn draw only their own part of the page."""

import streamlit as st

from lms.portal.components.clock import clock
from lms.portal.components.engine_label import engine_label, engine_of
from lms.portal.components.plain import facts
from lms.portal.components.stage import stage
from lms.portal.links import asked_for, go
from lms.portal.visit import require_visit
from lms.practice import read_attempt


def page() -> None:
    """Draw the page; an attempt that is over, or somebody else's, is looked back on instead."""
    visit = require_visit()
    _, attempt_id = visit.gettext, asked_for("attempt")
    view = read_attempt(visit.house.practice, actor=visit.actor, attempt_id=attempt_id)
    card = view.card
    if not card.open or card.person_id != visit.actor.person_id:
        go("debrief", attempt=attempt_id)
    with st.container(key="bar", horizontal=True, vertical_alignment="center", wrap=False):
        with st.container(gap=None):
            st.subheader(view.scenario.title, anchor=False)
            with st.container(key="quiet-bar"):
                mode = _("Exam") if card.mode == "exam" else _("Practice")
                st.text(facts(mode, engine_label(engine_of(card), visit.tr)))
        now = visit.house.context.now()
        clock(attempt_id, opened_at=card.opened_at, deadline_at=card.deadline_at, now=now)
    stage(attempt_id)
