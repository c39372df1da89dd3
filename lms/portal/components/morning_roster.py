"""Who is at the morning drill, folded away so that the customer has the screen; and drills left open before."""

import streamlit as st

from lms.learning.hours.classes import ClassRoom
from lms.learning.hours.left_open import mornings_left_open
from lms.portal.components.class_roster import close, paper, roster_of
from lms.portal.components.plain import plain
from lms.portal.components.qr_code import qr_code
from lms.portal.links import link
from lms.portal.visit import Visit

QR = 280


def who_is_there(visit: Visit, room: ClassRoom, *, over: bool) -> None:
    """How many are there, and the ways to enter them; once the customer has left, also the way to close the drill.

    Args:
        visit: who leads it.
        room: its roster.
        over: whether the customer has left.
    """
    tr, _, card = visit.tr, visit.gettext, room.card
    if card.closed_at is not None:
        told = tr.ngettext(
            "{count} was there; the minutes are written.",
            "{count} were there; the minutes are written.",
            card.present,
        )
        st.success(told.format(count=card.present), icon=":material/check:")
        with st.popover(_("Roster"), icon=":material/groups:"):
            roster_of(visit, room)
        return
    with st.container(horizontal=True, key="morning-there", vertical_alignment="center", gap="small"):
        there = _("Who is there: {present} of {invited}").format(present=card.present, invited=card.invited)
        with st.popover(there, icon=":material/groups:"):
            paper(visit, room)
            roster_of(visit, room)
        with st.popover(_("Sign in by QR code"), icon=":material/qr_code:"):
            qr_code(visit, card.session_id, width=QR)
        if over:
            close(visit, room)
    with st.container(key="quiet-night"):
        st.text(
            _("Whoever is entered gets the minutes, also where nobody closes the drill: the night does it.")
        )


def left_open(visit: Visit) -> None:
    """Drills of earlier days of which nobody has said who was there; nothing where there are none."""
    tr, _ = visit.tr, visit.gettext
    cards = mornings_left_open(visit.house.learning, actor=visit.actor)
    if not cards:
        return
    with st.container(key="morning-left-open", gap=None):
        st.text(_("Not closed yet; enter who was there, or nobody gets the minutes:"))
        for card in cards:
            label = plain(f"{tr.date(card.starts_at)} · {card.title}")
            link("classroom", label, icon=":material/edit_calendar:", session=card.session_id)
