"""One class: the code to sign in with, who is there, who is not, and its end."""

import streamlit as st

from lms.learning.hours.classes import class_room
from lms.portal.components.class_list import told
from lms.portal.components.class_roster import absent, close, paper, roster_of
from lms.portal.components.plain import facts
from lms.portal.components.qr_code import qr_code
from lms.portal.links import asked_for, link
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the class in the address."""
    visit = require_visit()
    session_id = asked_for("session")
    room = class_room(visit.house.learning, actor=visit.actor, session_id=session_id)
    st.title(room.card.title, anchor=False)
    with st.container(key="quiet-class", gap=None):
        st.text(facts(*told(visit, room.card)))
    if room.card.closed_at is None:
        qr_code(visit, session_id)
        paper(visit, room)
        close(visit, room)
    else:
        absent(visit, room)
    roster_of(visit, room)
    link("classes", visit.gettext("Back to the classes"), icon=":material/arrow_back:")
