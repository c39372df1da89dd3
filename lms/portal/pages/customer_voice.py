"""Voice of the customer: what did customers need in a quarter, what more than before, and what does no cause show?"""

import streamlit as st

from lms.insight.paper import Paper, parts_of, quarters_of, read_paper, three_sentences, usual_quarter
from lms.people import Action, units_open_to
from lms.platform.errors import Refused
from lms.portal.components.doing import what_was_done
from lms.portal.components.paper_choice import chosen_quarter, chosen_rest
from lms.portal.components.paper_files import paper_buttons
from lms.portal.components.paper_hidden import hidden_needs
from lms.portal.components.paper_tables import frequent_needs, how_reckoned, table_of
from lms.portal.visit import Visit, require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _ = visit.gettext
    quarters = quarters_of(visit.house.context, actor=visit.actor)
    st.title(_("Voice of the customer"), anchor=False)
    what_was_done()
    quarter = chosen_quarter(visit, quarters, usual_quarter(visit.house.context, quarters))
    whole = units_open_to(visit.actor, Action.READ_NEEDS) <= units_open_to(visit.actor, Action.NAME_NEEDS)
    rest = chosen_rest(visit, whole=whole)
    try:
        paper = read_paper(visit.house.context, actor=visit.actor, quarter=quarter.id, **rest)
    except Refused as error:
        st.error(visit.tr.error(error), icon=":material/error:")
        return
    _paper(visit, paper, rest["unit_id"])


def _paper(visit: Visit, paper: Paper, unit_id: str | None) -> None:
    tr, _ = visit.tr, visit.gettext
    with st.container(key="paper-sentences", gap="small"):
        first, *others = three_sentences(tr, paper)
        st.subheader(first, anchor=False)
        for sentence in others:
            st.text(sentence)
    paper_buttons(visit, paper, unit_id)
    frequent, rising, hidden, segments, *branches = parts_of(tr, paper)
    st.subheader(frequent.title, anchor=False)
    frequent_needs(visit, paper, frequent)
    st.subheader(rising.title, anchor=False)
    table_of(rising, empty=_("Nothing rises beyond chance, or there is nothing to compare with."))
    st.subheader(hidden.title, anchor=False)
    hidden_needs(visit, paper, hidden)
    st.subheader(segments.title, anchor=False)
    table_of(segments, empty="")
    for part in branches:
        st.subheader(part.title, anchor=False)
        table_of(part, empty="")
    how_reckoned(visit, paper)
