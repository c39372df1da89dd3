"""The QR code of a class, large on the screen; it changes by itself."""

import io
from urllib.parse import urlsplit

import streamlit as st

from lms.learning.hours.attendance import count_present
from lms.learning.hours.tickets import ROTATES_S, ticket_for
from lms.portal.links import site_path
from lms.portal.visit import Visit

LOOKS_AGAIN_S = ROTATES_S // 3
"""Often enough that the code on the screen is never more than a turn old."""
WIDTH = 360


def address_of(ticket: str) -> str:
    """Where the code leads: the portal as this browser reached it."""
    address = st.context.url
    here = urlsplit(address if isinstance(address, str) else "")
    return f"{here.scheme}://{here.netloc}{site_path()}/present?ticket={ticket}"


def qr_code(visit: Visit, session_id: str, *, width: int = WIDTH) -> None:
    """Draw the code and how many are there; both are drawn anew every few seconds."""

    @st.fragment(run_every=LOOKS_AGAIN_S)
    def code() -> None:
        import segno

        _ = visit.gettext
        picture = io.BytesIO()
        made = segno.make(address_of(ticket_for(visit.house.context, session_id)), error="m", micro=False)
        made.save(picture, kind="png", scale=8, border=3)
        st.image(picture.getvalue(), width=width)
        there = count_present(visit.house.learning, actor=visit.actor, session_id=session_id)
        st.text(visit.tr.ngettext("{count} is there", "{count} are there", there).format(count=there))
        with st.container(key="quiet-code"):
            st.text(
                _(
                    "Scan it with the phone on which you are signed in to the portal. It changes every half minute."
                )
            )

    code()
