"""The start: what is the one thing to do next? One button is primary, whatever else there is."""

import streamlit as st

from lms.learning.reminders.making import note_shown
from lms.people import Action, Role, may
from lms.portal.components.duties import duties, duties_of
from lms.portal.components.mentor_line import mentor_line
from lms.portal.components.mood_question import mood_question
from lms.portal.components.next_customer import how_far, last_results, next_customer
from lms.portal.components.next_on_path import ahead_of, next_on_path, review_line
from lms.portal.components.offices import offices
from lms.portal.components.staff_voice import answer_waits
from lms.portal.components.stories import stories_wait
from lms.portal.components.whom_to_ask import whom_to_ask
from lms.portal.visit import require_visit
from lms.practice import next_step


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _ = visit.gettext
    st.title(_("Hello, {name}").format(name=visit.name), anchor=False)
    waiting = duties_of(visit)
    duties(waiting)
    if Role.MANAGER in visit.actor.roles:
        # Imported here: it reads from the room of figures, which the first page of everybody else need not wait for.
        from lms.portal.components.managers_day import managers_day

        managers_day(visit, primary=not waiting)
    offices(visit)
    if not may(visit.actor, Action.PRACTISE):
        if not waiting:
            whom_to_ask(visit)
        return
    if waiting:
        st.subheader(_("For yourself"), anchor=False)
    mentor_line(visit)
    step = next_step(visit.house.practice, actor=visit.actor, locale=visit.tr.locale)
    ahead = ahead_of(visit)
    # A customer in the middle of a conversation waits for nothing; else what is due soon goes first.
    path_first = ahead is not None and ahead.pressing and (step is None or step.attempt_id is None)
    if ahead is not None:
        # What is due and what is overdue stands below: they have been reminded.
        note_shown(visit.house.learning, actor=visit.actor)
    if ahead is not None and path_first:
        next_on_path(visit, ahead, primary=not waiting, hero=True)
    next_customer(visit, step, primary=not waiting and not path_first, hero=not path_first)
    if ahead is not None and not path_first:
        next_on_path(visit, ahead, primary=False, hero=False)
    review_line(visit)
    how_far(visit)
    last_results(visit)
    answer_waits(visit)
    stories_wait(visit)
    mood_question(visit)
