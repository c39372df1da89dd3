"""Two attempts side by side: what changed, and what did it change?"""

import streamlit as st

from lms.portal.components.attempt_list import title_of
from lms.portal.components.side_by_side import columns_of_words, difference_in_mood, differences, verdict
from lms.portal.links import asked_for
from lms.portal.visit import require_visit
from lms.practice import compare_attempts


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    tr = visit.tr
    found = compare_attempts(
        visit.house.practice, actor=visit.actor, left=asked_for("left"), right=asked_for("right")
    )
    titles = visit.house.catalogue.titles(tr.locale)
    st.title(title_of(visit, found.right.card, titles), anchor=False)
    verdict(tr, found)
    differences(tr, found)
    difference_in_mood(tr, found)
    columns_of_words(tr, found)
