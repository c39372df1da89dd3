"""One competency: what does it look like at work, and what does my level rest on?"""

import streamlit as st

from lms.catalogue.teaching.competencies import load_framework
from lms.catalogue.teaching.vocabulary import COMPETENCIES
from lms.culture import model_cases
from lms.learning import competencies_of, grounds_of
from lms.platform.errors import NotFound
from lms.portal.components.competence_list import grounds, levels
from lms.portal.components.path_css import PATH_CSS
from lms.portal.components.plain import plain
from lms.portal.links import asked_for, link
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page for the competency in the address."""
    visit = require_visit()
    _, learning, about = visit.gettext, visit.house.learning, asked_for("of")
    if about not in COMPETENCIES:
        raise NotFound("There is no such competency.")
    described = load_framework(visit.tr.locale).of(about)
    st.html(PATH_CSS)
    st.title(plain(described.name), anchor=False)
    st.text(described.summary)
    link("competencies", _("My competencies"), icon=":material/arrow_back:")
    shown = len(model_cases(visit.house.context, actor=visit.actor, competency=about))
    if shown:
        said = visit.tr.ngettext(
            "{count} model case from colleagues", "{count} model cases from colleagues", shown
        )
        link("model_cases", said.format(count=shown), icon=":material/arrow_forward:", of=about)
    mine = [view for view in competencies_of(learning, actor=visit.actor) if view.competency == about]
    st.subheader(_("What this rests on"), anchor=False)
    with st.container(key="quiet-model"):
        st.text(
            _(
                "A hard customer tells more than an easy question, what you did lately more than what is long "
                "ago. Only you see this list; your mentor and your manager see the level."
            )
        )
    grounds(visit, grounds_of(learning, actor=visit.actor, competency=about))
    if mine:
        st.subheader(_("What it looks like at work"), anchor=False)
        levels(visit, mine[0])
