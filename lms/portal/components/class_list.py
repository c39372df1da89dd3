"""The classes, each with when and where, and how many were there."""

from collections.abc import Sequence

import streamlit as st

from lms.learning.hours.classes import ClassCard
from lms.learning.hours.words import TOPIC_NAMES
from lms.portal.components.plain import facts, plain
from lms.portal.components.reading_css import ENTRY
from lms.portal.links import link
from lms.portal.visit import Visit


def class_list(visit: Visit, cards: Sequence[ClassCard]) -> None:
    """Draw them, newest first."""
    _ = visit.gettext
    if not cards:
        st.text(_("No class yet. Plan one above; whoever is there gets the hours."))
        return
    with st.container(key="list-classes"):
        for card in cards:
            with st.container(key=f"{ENTRY}-{card.session_id}", gap=None):
                link("classroom", f"**{plain(card.title)}**", session=card.session_id)
                with st.container(key=f"quiet-{card.session_id}", gap=None):
                    st.text(facts(*told(visit, card)))


def told(visit: Visit, card: ClassCard) -> tuple[str, ...]:
    """When, where, how long, what for, and who came."""
    tr, _ = visit.tr, visit.gettext
    minutes = tr.ngettext("{count} minute", "{count} minutes", card.minutes).format(count=card.minutes)
    came = _("{present} there, {invited} invited").format(present=card.present, invited=card.invited)
    state = _("closed") if card.closed_at else _("not closed yet")
    topics = tuple(_(TOPIC_NAMES[topic]) for topic in card.topics)
    return (tr.moment(card.starts_at), card.place, minutes, *topics, came, state)
