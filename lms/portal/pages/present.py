"""Where a class's QR code leads: you are signed in, or the code has run out."""

import streamlit as st

from lms.learning.hours.attendance import be_present
from lms.portal.components.class_list import told
from lms.portal.components.plain import facts, plain
from lms.portal.links import asked_for, link
from lms.portal.visit import require_visit


def page() -> None:
    """Sign the visitor in, and say so."""
    visit = require_visit()
    _ = visit.gettext
    card = be_present(visit.house.learning, actor=visit.actor, ticket=asked_for("ticket"))
    st.title(_("You are signed in"), anchor=False)
    words = _("{name}, you are present in “{title}”.").format(name=visit.name, title=card.title)
    st.success(plain(words), icon=":material/check:")
    with st.container(key="quiet-class", gap=None):
        st.text(facts(*told(visit, card)[:3]))
    st.text(_("When the trainer closes the class, its minutes stand among your training hours."))
    link("hours", _("My training hours"), icon=":material/schedule:")
