"""Who heard what a visit was marked by: said quietly, and of a red line that was told by meaning alone besides."""

from collections.abc import Mapping

import streamlit as st

from lms.platform.i18n import Translator, mark
from lms.practice.views import AttemptView
from scoring.heard_acts import Why

_FULL = mark(
    "Marked by patterns, words and meaning, once the visit was over. The customer reacted in the moment, to patterns "
    "alone: what you said in words of your own may count here without having moved them."
)
_PATTERNS: Mapping[Why | None, str] = {
    "missing": mark(
        "Marked by patterns alone, which miss what is said in other words: this server could not read the meaning."
    ),
    "demo": mark("Marked by patterns alone: this visit was played from a script, for the demo bank."),
    None: mark("Marked by patterns alone: at that time the meaning was not read yet."),
}


def who_heard(tr: Translator, view: AttemptView) -> None:
    """Say quietly by whom a closed attempt was heard, and where by patterns alone, why."""
    with st.container(key="quiet-heard"):
        st.text(_by(tr, view))


def told_by_meaning(tr: Translator, view: AttemptView) -> None:
    """Say of crossed red lines that no pattern told them, and what to do where they were heard wrongly."""
    if not view.crossed_by_meaning:
        return
    if view.card.mode == "exam":
        said = mark(
            "This was heard from the meaning of the words, not from a fixed phrase, and may have been heard wrongly. "
            "Object to the mark below, and a person decides."
        )
    else:
        said = mark(
            "This was heard from the meaning of the words, not from a fixed phrase, and may have been heard wrongly: "
            "look at the words themselves."
        )
    st.text(tr.gettext(said))


def _by(tr: Translator, view: AttemptView) -> str:
    if view.heard is not None and view.heard.reader == "full":
        return tr.gettext(_FULL)
    return tr.gettext(_PATTERNS[view.heard.why if view.heard is not None else None])
