"""The one question of a week. It stands on the first page, which waits for no table and no chart."""

import streamlit as st

from lms.culture.staff import mood_this_week, tell_mood
from lms.culture.staff.words import MOODS
from lms.people import Action, may
from lms.platform.errors import LmsError
from lms.portal.links import link
from lms.portal.visit import Visit

_KEY = "mood_of_the_week"


def mood_question(visit: Visit, *, more: bool = True) -> None:
    """How the week is, by one tap; nothing for whoever is not asked.

    Args:
        visit: whose.
        more: with the way to the page of one's own weeks.
    """
    _, context = visit.gettext, visit.house.context
    if not may(visit.actor, Action.TELL_MOOD):
        return
    st.subheader(_("How is your week?"), anchor=False)
    was = mood_this_week(context, actor=visit.actor)
    chosen = st.segmented_control(
        _("How is your week?"),
        list(MOODS),
        default=was,
        format_func=lambda mood: _(MOODS[mood]),
        key=_KEY,
        label_visibility="collapsed",
    )
    if chosen is not None and chosen != was:
        try:
            tell_mood(context, actor=visit.actor, mood=chosen)
        except LmsError as error:
            st.error(visit.tr.error(error), icon=":material/error:")
            return
        was = chosen
    with st.container(key="quiet-mood"):
        if was is None:
            said = _("If you like: one tap a week. Others see it in groups of five or more alone.")
        else:
            said = _("Noted, thank you. Until Sunday you may choose another.")
        st.text(said)
    if more:
        link("mood", _("My weeks"), icon=":material/arrow_forward:")
