"""One's own notes on a lesson: nobody else reads them."""

import streamlit as st

from lms.learning import LessonInHand, keep_place
from lms.learning.lessons import LONGEST_NOTES
from lms.portal.visit import Visit


def lesson_notes(visit: Visit, hand: LessonInHand) -> None:
    """A field folded away until it is wanted; what is in it is kept when one leaves it."""
    _ = visit.gettext
    with st.container(key="aside-notes"), st.expander(_("My notes"), expanded=bool(hand.notes)):
        notes = st.text_area(
            _("Only you see them."),
            value=hand.notes,
            max_chars=LONGEST_NOTES,
            key=f"notes-{hand.lesson.ref}",
        )
        if notes != hand.notes:
            keep_place(visit.house.learning, actor=visit.actor, ref=hand.lesson.ref, notes=notes)
            st.caption(_("Kept."))
