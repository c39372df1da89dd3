"""What to train on: what was heard in the words of one's people, where and with whom?"""

import streamlit as st

from lms.portal.components.conduct import branches, choose_period, pictures
from lms.portal.components.conduct_words import for_training_only, period_of
from lms.portal.visit import require_visit
from lms.practice import conduct_report


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _ = visit.gettext
    st.title(_("What to train on"), anchor=False)
    for_training_only(visit)
    period = choose_period(visit)
    today = visit.house.context.today()
    report = conduct_report(visit.house.practice, actor=visit.actor, period=period_of(period, today))
    if not report.branches:
        st.text(_("Nobody is entered under your branches yet. Your administrator can add people."))
        return
    pictures(visit, report, period=period)
    branches(visit, report, period=period)
