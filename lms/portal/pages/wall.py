"""The praise wall: what did customers thank us for?"""

import streamlit as st

from lms.culture import praise_wall
from lms.people import Action, list_units, may
from lms.portal.components.branch_plan import topic_card
from lms.portal.components.doing import what_was_done
from lms.portal.components.honours import honours_on_the_wall
from lms.portal.components.praise_wall import letter_of_the_morning, letters, stars, vote_form
from lms.portal.components.stories import story_for_the_morning
from lms.portal.links import link
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _, tr = visit.gettext, visit.tr
    st.title(_("Praise wall"), anchor=False)
    if may(visit.actor, Action.SHARE_PRAISE):
        link("letters", _("My letters"), icon=":material/arrow_forward:")
    link("model_cases", _("Model cases"), icon=":material/arrow_forward:")
    link("stories", _("Story library"), icon=":material/arrow_forward:")
    what_was_done()
    topic_card(visit)
    letter_of_the_morning(visit)
    story_for_the_morning(visit)
    stars(visit)
    honours_on_the_wall(visit)
    vote_form(visit)
    st.subheader(_("Letters"), anchor=False)
    units = {unit.unit_id: unit.name(tr.locale) for unit in list_units(visit.house.context)}
    names = {"branch": units.get(visit.actor.unit_id, ""), "bank": _("The whole bank")}
    where = st.segmented_control(
        _("Where"),
        list(names),
        default="branch",
        required=True,
        format_func=names.__getitem__,
        key="wall_where",
        label_visibility="collapsed",
    )
    unit_id = None if where == "bank" else visit.actor.unit_id
    letters(visit, praise_wall(visit.house.context, actor=visit.actor, unit_id=unit_id), units)
