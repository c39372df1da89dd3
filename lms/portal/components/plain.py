"""Words that stay words: for labels that Streamlit would otherwise read as Markdown."""

import re

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:&])")


_HOLDS = 12
"""Letters of a fact that fit beside a portrait on a telephone with its text doubled."""


def facts(*parts: str) -> str:
    """A line of short facts, broken between two of them; within one only where it is longer than a narrow line."""
    return "\u00a0· ".join(
        part.replace(" ", "\u00a0") if len(part) <= _HOLDS else part for part in parts if part
    )


def plain(text: str) -> str:
    """Text for a label or caption, with whatever Markdown, LaTeX or HTML would take as a sign escaped.

    Meant for names out of the database. What a trainee wrote is shown with ``st.text`` and needs none of it.
    """
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
