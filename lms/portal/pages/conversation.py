"""The conversation itself; the clock and every turn draw only their own part of the page."""

import streamlit as st

from lms.portal.components.stage import countdown, stage
from lms.portal.links import asked_for, go
from lms.portal.visit import require_visit
from lms.practice import read_attempt


def page() -> None:
    """Draw the page; an attempt that is over is looked back on instead."""
    visit = require_visit()
    attempt_id = asked_for("attempt")
    view = read_attempt(visit.house.practice, actor=visit.actor, attempt_id=attempt_id)
    if not view.card.open or view.card.person_id != visit.actor.person_id:
        go("debrief", attempt=attempt_id)
    with st.container(key="conversation-head"):
        st.subheader(view.scenario.title, anchor=False)
    if view.card.deadline_at is not None:
        countdown(attempt_id, view.card.deadline_at)
    stage(attempt_id)
