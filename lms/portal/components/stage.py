"""The stage of a conversation: the customer's face, what was said, and where the trainee speaks.

It is a fragment: a turn draws this part alone. Nothing is remembered between runs but a draft that was refused and
the hint last given; what was said is read anew, so that a reload or a second tab goes on where things stand.
"""

from collections.abc import Iterator
from datetime import datetime
from uuid import uuid4

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lms.platform.errors import LmsError
from lms.portal.components.bubbles import bubble, my_words, stream
from lms.portal.components.faces import portrait_html, word_of
from lms.portal.components.page_css import ACTION
from lms.portal.components.theme import FACE
from lms.portal.links import go
from lms.portal.visit import Visit, require_visit
from lms.practice import close_attempt, hint, read_attempt, resume, say
from lms.practice.views import AttemptView
from scenarios.conversation import ReplyRefused

PANE_HEIGHT = 420  # pixels, where the style sheet has no better idea
FACE_SIZE = 150


@st.fragment
def stage(attempt_id: str) -> None:
    """Draw the stage and take a turn."""
    visit = require_visit()
    view = read_attempt(visit.house.practice, actor=visit.actor, attempt_id=attempt_id)
    with st.container(key="stage-columns"):
        who = st.container(key="who")
        with st.container(key="talk"):
            pane = st.container(key="transcript", height=PANE_HEIGHT, autoscroll=True)
            foot = st.empty()
    with who:
        face, state = _who(visit, view)
    with pane:
        for turn in view.turns:
            bubble(turn)
    if not view.card.open:
        _over(visit, view, foot)
        return
    if view.pending:
        with pane:
            _listen(visit, view, resume(visit.house.practice, actor=visit.actor, attempt_id=attempt_id))
    said = _foot(visit, view, foot)
    if said is not None:
        _speak(visit, view, said, pane)
    if said is not None or view.pending:
        view = read_attempt(visit.house.practice, actor=visit.actor, attempt_id=attempt_id)
        _show_mood(visit, view, face, state)
        if not view.card.open:
            _over(visit, view, foot)
