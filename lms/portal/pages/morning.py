"""The morning drill: one customer, the team's replies, and who is there, on one screen."""

import streamlit as st

from lms.learning.hours.classes import class_room
from lms.portal.components.branch_plan import topic_card
from lms.portal.components.class_roster import close, paper
from lms.portal.components.morning import MORNING_CSS, conversation, replies, waiting
from lms.portal.components.praise_wall import letter_of_the_morning
from lms.portal.components.qr_code import qr_code
from lms.portal.components.stories import story_for_the_morning
from lms.portal.links import link
from lms.portal.visit import require_visit
from lms.practice.morning import morning_drill


def page() -> None:
    """Draw today's drill of the visitor's branch."""
    visit = require_visit()
    _ = visit.gettext
    st.html(MORNING_CSS)
    drill = morning_drill(visit.house.practice, actor=visit.actor)
    if drill is None:
        st.title(_("Morning drill"), anchor=False)
        waiting(visit)
        topic_card(visit)
        letter_of_the_morning(visit)
        story_for_the_morning(visit)
        return
    with st.container(key="morning"):
        conversation(visit, drill)
        replies(visit, drill)
    room = class_room(visit.house.learning, actor=visit.actor, session_id=drill.session_id)
    st.subheader(_("Who is there"), anchor=False)
    if room.card.closed_at is None:
        paper(visit, room)
        with st.expander(_("Sign in by QR code")):
            qr_code(visit, drill.session_id, width=280)
        if drill.ending is not None:
            close(visit, room)
    else:
        told = visit.tr.ngettext(
            "{count} was there; the minutes are written.",
            "{count} were there; the minutes are written.",
            room.card.present,
        )
        st.success(told.format(count=room.card.present), icon=":material/check:")
    link("training", _("Back to the training hours"), icon=":material/arrow_back:")
