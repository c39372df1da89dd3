"""The morning drill: one customer, the team's replies, and who is there, on one screen."""

import streamlit as st

from lms.feedback.findings import to_explain
from lms.learning.hours.classes import class_room
from lms.portal.components.branch_plan import topic_card
from lms.portal.components.doing import what_was_done
from lms.portal.components.morning import MORNING_CSS, conversation, replies, waiting
from lms.portal.components.morning_roster import left_open, who_is_there
from lms.portal.components.praise_wall import letter_of_the_morning
from lms.portal.components.root_cause_card import explanations
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
        left_open(visit)
        waiting(visit)
        topic_card(visit)
        explanations(visit, to_explain(visit.house.context, actor=visit.actor))
        letter_of_the_morning(visit)
        story_for_the_morning(visit)
        return
    with st.container(key="morning"):
        conversation(visit, drill)
        what_was_done()
        replies(visit, drill)
    room = class_room(visit.house.learning, actor=visit.actor, session_id=drill.session_id)
    who_is_there(visit, room, over=drill.ending is not None)
    left_open(visit)
    with st.container(horizontal=True, key="from-morning", gap="medium"):
        link("home", _("Back to the start"), icon=":material/arrow_back:")
        link("training", _("Training hours"), icon=":material/schedule:")
