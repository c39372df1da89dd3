"""The start: what is the one thing to do next?"""

import streamlit as st

from lms.people import Action, may
from lms.portal.components.duties import duty, duty_of
from lms.portal.components.next_customer import how_far, last_results, next_customer
from lms.portal.components.whom_to_ask import whom_to_ask
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _ = visit.gettext
    st.title(_("Hello, {name}").format(name=visit.name), anchor=False)
    waiting = duty_of(visit)
    if waiting is not None:
        duty(waiting)
    if not may(visit.actor, Action.PRACTISE):
        if waiting is None:
            whom_to_ask(visit)
        return
    if waiting is not None:
        st.subheader(_("For yourself"), anchor=False)
    next_customer(visit, primary=waiting is None)
    how_far(visit)
    last_results(visit)
