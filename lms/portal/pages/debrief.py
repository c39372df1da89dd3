"""The debrief: how did it go, and what would I say differently?"""

import streamlit as st

from lms.portal.components.better_words import better_words
from lms.portal.components.curves import dimensions, mood_curve
from lms.portal.components.findings import annotated_transcript, discoveries
from lms.portal.components.further import back_to_reading, further, go_back_to, share, whose
from lms.portal.components.hearing import who_heard
from lms.portal.components.opinion import opinion
from lms.portal.components.outcome import headline
from lms.portal.components.review import comment_on, may_mark, review
from lms.portal.components.spending import attempt_spending
from lms.portal.components.work_order import work_order
from lms.portal.links import asked_for, go
from lms.portal.visit import require_visit
from lms.practice import read_attempt
from scoring.schema import load_rubric


def page() -> None:
    """Draw the page; an attempt of one's own that goes on is gone on with instead."""
    visit = require_visit()
    attempt_id = asked_for("attempt")
    view = read_attempt(visit.house.practice, actor=visit.actor, attempt_id=attempt_id)
    mine = view.card.person_id == visit.actor.person_id
    if view.card.open or view.assessment is None:
        go("conversation" if mine else "home", **({"attempt": attempt_id} if mine else {}))
        return
    tr, rubric = visit.tr, load_rubric(view.scenario.rubric)
    headline(tr, view, rubric, whose=None if mine else whose(visit, view))
    if mine:
        further(visit, view)
    else:
        back_to_reading(visit, view)
        attempt_spending(visit, attempt_id)
    can_go_back = mine and view.card.mode == "practice"
    go_back = go_back_to(visit, view) if can_go_back else None
    better_words(tr, view, view.assessment, rubric, go_back=go_back)
    st.subheader(visit.gettext("How the customer felt"), anchor=False)
    mood_curve(tr, view)
    st.subheader(visit.gettext("Your scores"), anchor=False)
    dimensions(tr, view.assessment, rubric, without=view.left_to_people)
    who_heard(tr, view)
    discoveries(tr, view)
    st.subheader(visit.gettext("What was said"), anchor=False)
    marks = may_mark(visit, view)
    say = comment_on(visit, view, rubric, marks=marks)
    annotated_transcript(tr, view, view.assessment, rubric, go_back=go_back, say=say)
    work_order(visit, view)
    review(visit, view, rubric, marks=marks)
    opinion(visit, view, rubric)
    if can_go_back:
        share(visit, view)
