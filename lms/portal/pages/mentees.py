"""A mentor's people: how are they getting on, and what have they shared with me?"""

import streamlit as st

from lms.people import mentees_of
from lms.portal.components.reading_list import reading_list
from lms.portal.components.team import people_by_need
from lms.portal.visit import require_visit
from lms.practice import exams_to_read, shared_with_me, team_progress


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _, practice = visit.gettext, visit.house.practice
    st.title(_("My mentees"), anchor=False)
    mentees = {person.person_id for person in mentees_of(visit.house.context, actor=visit.actor)}
    if not mentees:
        st.text(_("Nobody has been given to you yet. Your manager names mentors."))
        return
    rows = [row for row in team_progress(practice, actor=visit.actor) if row.person.person_id in mentees]
    people_by_need(visit, rows)
    st.subheader(_("Shared with you"), anchor=False)
    shared = [row for row in shared_with_me(practice, actor=visit.actor) if row.person.person_id in mentees]
    if shared:
        reading_list(visit, shared, key="shared")
    else:
        st.text(_("Nothing yet. Under each debrief your mentees can let you read a conversation."))
    st.subheader(_("Exams"), anchor=False)
    exams = [row for row in exams_to_read(practice, actor=visit.actor) if row.person.person_id in mentees]
    if exams:
        reading_list(visit, exams, key="exams")
    else:
        st.text(_("Your mentees have not sat an exam yet."))
