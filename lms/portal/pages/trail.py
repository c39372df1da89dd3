"""The audit trail, for an auditor and a data officer: who read or changed whose data, when, and by what right?"""

import streamlit as st

from lms.people import read_trail
from lms.portal.components.trail import A_PAGE, asked_of_trail, shown_page, trail_list
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _ = visit.gettext
    st.title(_("Who read whose data"), anchor=False)
    with st.container(key="quiet-trail-about"):
        st.text(
            _(
                "Every reading and every change of somebody else's data, in your units. What people read of their "
                "own is not in it."
            )
        )
    kind, days, words = asked_of_trail(visit)
    place = shown_page()
    found = read_trail(
        visit.house.context,
        actor=visit.actor,
        kind=kind,
        days=days,
        words=words,
        skip=(place - 1) * A_PAGE,
        limit=A_PAGE,
    )
    trail_list(visit, found)
