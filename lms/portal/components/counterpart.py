"""Whom one is talking to: face and name, in practice the mood in a word, and how many turns were said."""

from collections.abc import Sequence

import streamlit as st

from lms.portal.components.faces import show_portrait, word_of
from lms.portal.components.theme import FACE
from lms.portal.visit import Visit
from lms.practice.views import AttemptView, TurnView
from scenarios.schema import Mood

FACE_SIZE = 150


def counterpart(visit: Visit, view: AttemptView, turns: Sequence[TurnView]) -> None:
    """Draw the customer as they are after ``turns``; in an exam without a mood."""
    tr, persona = visit.tr, view.scenario.persona
    mood = mood_after(view, turns)
    with st.container(key=f"{FACE}-who", width="content"):
        show_portrait(tr, persona.portrait, persona.called, size=FACE_SIZE, mood=mood)
    said = sum(turn.speaker == "trainee" for turn in turns)
    words = tr.ngettext("{count} reply of yours", "{count} replies of yours", said).format(count=said)
    with st.container(key="who-words", gap=None):
        st.text(persona.called)
        if mood is not None:
            st.text(word_of(tr, mood))
        st.text(words)


def mood_after(view: AttemptView, turns: Sequence[TurnView]) -> Mood | None:
    """The mood after the customer's last words; none where it is not to be seen."""
    if not view.coached:
        return None
    return next((turn.mood for turn in reversed(turns) if turn.mood is not None), view.state.mood)
