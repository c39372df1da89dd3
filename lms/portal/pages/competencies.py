"""My competencies: how far am I in what I need, and how sure is that?"""

import streamlit as st

from lms.learning import competencies_of
from lms.people import find_person
from lms.portal.components.competence_chart import competence_chart, competence_table
from lms.portal.components.competence_list import competence_list
from lms.portal.components.curves import show_chart
from lms.portal.components.plain import plain
from lms.portal.components.reading_css import ASIDE
from lms.portal.links import asked_for, link
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page for the person in the address, the visitor when there is none."""
    visit = require_visit()
    _, house = visit.gettext, visit.house
    about = asked_for("person") or visit.actor.person_id
    mine = about == visit.actor.person_id
    views = competencies_of(house.learning, actor=visit.actor, person_id=about)
    if mine:
        st.title(_("My competencies"), anchor=False)
        link("path", _("My path"), icon=":material/arrow_back:")
    else:
        person = find_person(house.context, actor=visit.actor, person_id=about)
        title = _("{name}: competencies").format(name=plain(person.name(visit.tr.locale)))
        st.title(title, anchor=False)
    if not views:
        st.text(_("No competency is asked of this job yet, and nothing has been seen."))
        return
    needed = [view for view in views if view.needed is not None]
    others = [view for view in views if view.needed is None]
    first = needed or others
    with st.container(key="quiet-how"):
        st.text(
            _(
                "The dot is where you are, the bar where you are nine times in ten, the upright line what "
                "your path and your job need. Without practice it slowly fades."
            )
        )
    chart, table = competence_chart(visit.tr, first), competence_table(visit.tr, first)
    show_chart(visit.tr, chart, table=table, key="competencies")
    if mine:
        st.subheader(_("What this rests on"), anchor=False)
    competence_list(visit, first, mine=mine)
    if needed and others:
        folded = _("Seen as well, though your path does not ask for it: {count}").format(count=len(others))
        with st.container(key=f"{ASIDE}-others"), st.expander(folded):
            competence_list(visit, others, mine=mine)
