"""The case desk: what is to be done next, and by whom?"""

import streamlit as st

from lms.feedback.cases import list_cases
from lms.portal.components.case_giving import give_several
from lms.portal.components.case_list import (
    A_BOARD,
    asked_of_cases,
    case_board,
    case_list,
    shape,
)
from lms.portal.components.doing import what_was_done
from lms.portal.components.feedback_narrowing import A_PAGE
from lms.portal.components.trail import shown_page
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _ = visit.gettext
    st.title(_("Cases"), anchor=False)
    what_was_done()
    asked = asked_of_cases(visit)
    as_board = shape(visit) == "board" and asked.which != "closed"
    found = list_cases(
        visit.house.context,
        actor=visit.actor,
        asked=asked,
        skip=0 if as_board else (shown_page() - 1) * A_PAGE,
        limit=A_BOARD if as_board else A_PAGE,
    )
    if as_board:
        case_board(visit, found)
    else:
        case_list(visit, found)
    if asked.which != "closed":
        give_several(visit, found)
