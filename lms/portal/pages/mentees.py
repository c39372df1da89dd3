"""A mentor's people: what waits for me, how are they getting on, and what have they shared with me?"""

import streamlit as st

from lms.learning import clearances_of, last_drills, observations_due, quizzes_used_up, signatures_due
from lms.people import mentees_of
from lms.portal.components.observing_words import clearance_lines
from lms.portal.components.plain import plain
from lms.portal.components.reading_list import reading_list
from lms.portal.components.signatures import once_more, signatures
from lms.portal.components.team import people_by_need
from lms.portal.components.to_observe import due_list
from lms.portal.visit import require_visit
from lms.practice import exams_to_read, shared_with_me


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _, practice, learning, actor = visit.gettext, visit.house.practice, visit.house.learning, visit.actor
    st.title(_("My mentees"), anchor=False)
    people = mentees_of(visit.house.context, actor=actor)
    if not people:
        st.text(_("Nobody has been given to you yet. Your manager names mentors."))
        return
    locale = visit.tr.locale
    signatures(visit, signatures_due(learning, actor=actor, people=people, locale=locale))
    once_more(visit, quizzes_used_up(learning, actor=actor, people=people, locale=locale))
    due = observations_due(learning, actor=actor, people=people, locale=locale)
    if due:
        st.subheader(_("Waiting to be seen at work: {count}").format(count=len(due)), anchor=False)
        due_list(visit, due, key="mentees")
    cleared = clearances_of(learning, actor=actor, people=people, locale=locale)
    for person in people:
        done = [one for one in cleared.get(person.person_id, ()) if one.cleared]
        if done:
            st.markdown(f"**{plain(person.name(locale))}**")
            clearance_lines(visit, done, key=person.person_id)
    mentees = {person.person_id for person in people}
    people_by_need(visit, among=mentees, drills=last_drills(learning, actor=actor, people=people))
    st.subheader(_("Shared with you"), anchor=False)
    shared = [row for row in shared_with_me(practice, actor=actor) if row.person.person_id in mentees]
    if shared:
        reading_list(visit, shared, key="shared")
    else:
        st.text(_("Nothing yet. Under each debrief your mentees can let you read a conversation."))
    st.subheader(_("Exams"), anchor=False)
    exams = [row for row in exams_to_read(practice, actor=actor) if row.person.person_id in mentees]
    if exams:
        reading_list(visit, exams, key="exams")
    else:
        st.text(_("Your mentees have not sat an exam yet."))
