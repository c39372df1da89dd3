"""The daily review: which few questions are worth asking again today?"""

import streamlit as st

from lms.learning import review_today
from lms.portal.components.path_css import PATH_CSS
from lms.portal.components.plain import facts
from lms.portal.components.review_room import afterwards, how_many, how_often, under_way
from lms.portal.links import link
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _ = visit.gettext
    review = review_today(visit.house.learning, actor=visit.actor)
    st.html(PATH_CSS)
    st.title(_("Daily review"), anchor=False)
    said = facts(how_many(visit, review) if review.due else "", how_often(visit, review))
    if said:
        with st.container(key="quiet-review"):
            st.text(said)
    with st.container(key="quiz-body"):
        asked = under_way(visit, review)
        if not asked:
            afterwards(visit, review)
    if asked:
        link("path", _("My path"), icon=":material/arrow_back:")
