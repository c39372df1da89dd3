"""Model cases: what did colleagues do that a customer thanked them for, and what does it show?"""

import streamlit as st

from lms.catalogue.teaching.competencies import load_framework
from lms.catalogue.teaching.vocabulary import COMPETENCIES, COMPETENCY_NAMES
from lms.culture import model_cases
from lms.culture.stories import Wanted, find_stories
from lms.feedback.findings.plans import lesson_for
from lms.people import list_units
from lms.portal.components.action_plan import title_of
from lms.portal.components.doing import what_was_done
from lms.portal.components.model_case import model_case
from lms.portal.components.stories import model_stories
from lms.portal.links import asked_for, link
from lms.portal.visit import require_visit


def page() -> None:
    """Draw those of the competency in the address, or all, competency by competency."""
    visit = require_visit()
    _, tr, house = visit.gettext, visit.tr, visit.house
    about = asked_for("of") if asked_for("of") in COMPETENCIES else None
    found = model_cases(house.context, actor=visit.actor, competency=about)
    units = {unit.unit_id: unit.name(tr.locale) for unit in list_units(house.context)}
    link("wall", _("Praise wall"), icon=":material/arrow_back:")
    st.title(_("Model cases"), anchor=False)
    what_was_done()
    told = find_stories(
        house.context, actor=visit.actor, wanted=Wanted(tr.locale, competency=about, model=True)
    )
    if not found and not told:
        st.text(_("None is offered yet. Whoever is praised offers one under “My letters”."))
    framework = load_framework(tr.locale)
    shown = {case.competency for case in found} | {story.competency for story in told}
    for competency in [one for one in COMPETENCIES if one in shown]:
        st.subheader(_(COMPETENCY_NAMES[competency]), anchor=False)
        st.text(framework.of(competency).summary)
        with st.container(key=f"grid-models-{competency}"):
            for one in [case for case in found if case.competency == competency]:
                model_case(visit, one, units.get(one.unit_id, ""))
        model_stories(visit, competency, told)
        with st.container(horizontal=True, key=f"model-ways-{competency}"):
            link("competency", _("What it looks like at work"), of=competency)
            for ref in lesson_for(house.learning, competency):
                link("lesson", title_of(visit, "lesson", ref), lesson=ref)
    if about is not None:
        link("model_cases", _("All model cases"), icon=":material/arrow_forward:")
