"""My attempts: am I getting better, and what do I want to look at again?"""

import streamlit as st

from lms.portal.components.attempt_list import attempt_list, trend
from lms.portal.links import link
from lms.portal.visit import require_visit
from lms.practice import list_attempts


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _ = visit.gettext
    st.title(_("My attempts"), anchor=False)
    cards = list_attempts(visit.house.practice, actor=visit.actor, limit=200)
    if not cards:
        st.text(_("You have not met a customer yet."))
        link("practice", _("Choose one"), icon=":material/forum:")
        return
    titles = visit.house.catalogue.titles(visit.tr.locale)
    trend(visit, cards, titles)
    attempt_list(visit, cards, titles)
    link("heard", _("What was heard in my exams"), icon=":material/record_voice_over:")
