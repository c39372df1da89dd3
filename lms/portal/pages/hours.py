"""Training hours of one person: how many minutes this year, for what, and from what?"""

import streamlit as st

from lms.learning import hours_of
from lms.people import people_by_id
from lms.portal.components.hours_own import by_topic, entries
from lms.portal.components.plain import plain
from lms.portal.links import asked_for, link
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page: one's own hours, or those of the person in the address."""
    visit = require_visit()
    _, learning = visit.gettext, visit.house.learning
    person_id = asked_for("person") or visit.actor.person_id
    own = person_id == visit.actor.person_id
    asked = asked_for("year")
    year = hours_of(
        learning,
        actor=visit.actor,
        person_id=person_id,
        year=int(asked) if asked.isdecimal() and len(asked) == 4 else None,
    )
    if own:
        st.title(_("My training hours"), anchor=False)
    else:
        # Whoever may see the hours may see whose they are: hours_of has asked.
        person = people_by_id(visit.house.context, [person_id])[person_id]
        st.title(_("Training hours: {name}").format(name=plain(person.name(visit.tr.locale))), anchor=False)
    by_topic(visit, year)
    entries(visit, year, correct=not own)
    if own:
        link("path", _("Back to my path"), icon=":material/arrow_back:")
    else:
        link("training", _("Back to the training hours"), icon=":material/arrow_back:")
