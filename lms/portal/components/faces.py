"""Customers' portraits as elements, drawn once and remembered."""

from functools import lru_cache

import streamlit as st

from lms.platform.i18n import Translator
from lms.portal.components.portrait import MoodFace, PortraitLook, mood_word, portrait_image
from lms.portal.components.terms import MOODS, term
from scenarios.persona import Portrait
from scenarios.schema import Mood

# Roughly 10 KB each; the busiest page shows two dozen.
_draw = lru_cache(maxsize=512)(portrait_image)


def face_of(mood: Mood | None) -> MoodFace | None:
    """A mood as a face shows it, in steps of a tenth, so that equal faces are drawn once."""
    if mood is None:
        return None
    return MoodFace(
        anger=round(mood.anger, 1),
        anxiety=round(mood.anxiety, 1),
        trust=round(mood.trust, 1),
        confusion=round(mood.confusion, 1),
    )


def word_of(tr: Translator, mood: Mood) -> str:
    """The mood in one word."""
    face = MoodFace(anger=mood.anger, anxiety=mood.anxiety, trust=mood.trust, confusion=mood.confusion)
    return term(tr, MOODS, mood_word(face))


def portrait_html(
    tr: Translator, portrait: Portrait, name: str, *, size: int, mood: Mood | None = None
) -> str:
    """The picture with its text alternative; ``mood`` of None shows the neutral face."""
    look = PortraitLook(**portrait.model_dump())
    label = tr.gettext("Portrait of {name}").format(name=name)
    if mood is not None:
        label = f"{label}, {word_of(tr, mood)}"
    return _draw(look, face_of(mood), size=size, label=label)


def show_portrait(
    tr: Translator, portrait: Portrait, name: str, *, size: int, mood: Mood | None = None
) -> None:
    """Put the picture on the page."""
    st.html(portrait_html(tr, portrait, name, size=size, mood=mood), width=size)
