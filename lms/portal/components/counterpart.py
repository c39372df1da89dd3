"""Whom one is talking to: face and name, in practice the mood in a word, and how many turns were said."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from lms.portal.components.engine_label import stepped_in
from lms.portal.components.faces import portrait_html, word_of
from lms.portal.visit import Visit
from lms.practice.views import AttemptView, TurnView
from scenarios.schema import Mood

FACE_SIZE = 150


def counterpart(visit: Visit, view: AttemptView, turns: Sequence[TurnView]) -> None:
    """Draw the customer as they are after ``turns``; in an exam without a mood."""
    tr, persona = visit.tr, view.scenario.persona
    mood = mood_after(view, turns)
    face = portrait_html(tr, persona.portrait, persona.called, size=FACE_SIZE, mood=mood)
    said = sum(turn.speaker == "trainee" for turn in turns)
    lines = [f"<b>{escape(persona.called)}</b>"]
    if mood is not None:
        lines.append(f'<span class="lms-mood">{escape(word_of(tr, mood))}</span>')
    if said:
        count = tr.ngettext("{count} reply of yours", "{count} replies of yours", said).format(count=said)
        lines.append(f"<small>{escape(count)}</small>")
    if stepped_in(turns):
        lines.append(
            f"<small>{escape(tr.gettext('The built-in customer stepped in for this answer.'))}</small>"
        )
    # One element, of our own words and the scenario's: it is drawn anew at every turn.
    st.html(f'<div class="lms-who">{face}<div>{"".join(lines)}</div></div>')


def mood_after(view: AttemptView, turns: Sequence[TurnView]) -> Mood | None:
    """The mood after the customer's last words; none where it is not to be seen."""
    if not view.coached:
        return None
    return next((turn.mood for turn in reversed(turns) if turn.mood is not None), view.state.mood)
