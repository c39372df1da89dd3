"""One class: the code to sign in with, who is there, who is not, and its end; a morning drill of earlier, too."""

import streamlit as st

from lms.learning.hours.classes import class_room
from lms.portal.components.class_list import told
from lms.portal.components.class_roster import absent, close, paper, roster_of
from lms.portal.components.doing import what_was_done
from lms.portal.components.plain import facts
from lms.portal.components.qr_code import qr_code
from lms.portal.links import asked_for, link
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the class in the address."""
    visit = require_visit()
    _ = visit.gettext
    session_id = asked_for("session")
    room = class_room(visit.house.learning, actor=visit.actor, session_id=session_id)
    morning = room.card.kind == "morning"
    st.title(_("Morning drill") if morning else room.card.title, anchor=False)
    with st.container(key="quiet-class", gap=None):
        st.text(facts(*([room.card.title] if morning else []), *told(visit, room.card)))
    what_was_done()
    if room.card.closed_at is None:
        if not morning:
            qr_code(visit, session_id)
        paper(visit, room)
        close(visit, room)
    elif not morning:
        absent(visit, room)
    roster_of(visit, room)
    if morning:
        link("morning", _("Back to the morning drill"), icon=":material/arrow_back:")
    else:
        link("classes", _("Back to the classes"), icon=":material/arrow_back:")
