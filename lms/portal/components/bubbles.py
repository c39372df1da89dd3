"""What was said, as it was said: no Markdown, HTML or LaTeX is ever read into it."""

from collections.abc import Iterable

import streamlit as st

from lms.portal.components.page_css import BUBBLE, DIRECTED, MINE
from lms.practice.views import TurnView
from scenarios.spacing import DIRECTION
from scenarios.state import spoken


def parts(line: str) -> tuple[str, str]:
    """Stage directions and words of a customer's line; a direction that is still coming in is held back."""
    opened, closed = line.rfind("«"), line.rfind("»")
    whole = line[:opened] if opened > closed else line
    directions = " ".join(direction.strip("«» ") for direction in DIRECTION.findall(whole))
    return directions, spoken(whole)


def bubble(turn: TurnView, *, prefix: str = "") -> None:
    """One utterance. ``prefix`` keeps keys apart where two transcripts stand on a page."""
    if turn.speaker == "trainee":
        my_words(turn.text, key=f"{prefix}{turn.seq}")
        return
    directions, words = parts(turn.text)
    with st.container(key=f"{DIRECTED if directions else BUBBLE}-{prefix}{turn.seq}"):
        if directions:
            st.text(directions)
        if words:
            st.text(words)


def my_words(text: str, *, key: str) -> None:
    """What the trainee said, to the letter."""
    with st.container(key=f"{MINE}-{key}"):
        st.text(text)


def stream(pieces: Iterable[str], *, seq: int) -> None:
    """Show a customer's line while it comes in; until the first word, that the customer is thinking."""
    said, shown = "", ("", "")
    with st.container(key=f"{DIRECTED}-{seq}"):
        direction_place, words_place = st.empty(), st.empty()
        words_place.text("…")
        for piece in pieces:
            said += piece
            directions, words = parts(said)
            if directions != shown[0]:
                direction_place.text(directions)
            if words and words != shown[1]:
                words_place.text(words)
            shown = (directions, words)
        if said and not shown[1]:
            words_place.empty()
