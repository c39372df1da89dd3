"""A field for words that takes what is too long, and says so: a field with a limit of its own drops what is pasted."""

from typing import Any

import streamlit as st

from lms.portal.visit import Visit


def long_text(visit: Visit, label: str, *, most: int, **field: Any) -> str:
    """Draw the field; what is written in it, however long: the service that is given it refuses what is longer.

    Args:
        visit: whose.
        label: of the field.
        most: characters that may be kept.
        field: what else ``st.text_area`` is told.
    """
    tr, _ = visit.tr, visit.gettext
    text = st.text_area(label, **field) or ""
    if len(text) > most:
        said = _(
            "You have written {count} characters, and {most} is the most. Nothing is lost: shorten it here."
        )
        st.error(said.format(count=tr.number(len(text)), most=tr.number(most)), icon=":material/edit_note:")
    return text
