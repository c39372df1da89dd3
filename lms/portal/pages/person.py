"""One of my people: how far are they on their path, and what can I arrange for them?"""

import streamlit as st

from lms.learning import clearances_of, observations_of, paths_of, tiers_ahead
from lms.learning.observing import may_read
from lms.people import Action, PersonCard, find_person, jobs_in_words, may
from lms.portal.components.arrangements import arrangements
from lms.portal.components.completion import unit_names
from lms.portal.components.observing_words import clearance_lines, observation_list
from lms.portal.components.path_css import PATH_CSS
from lms.portal.components.path_map import tiers_to_come, trail
from lms.portal.components.plain import facts, plain
from lms.portal.links import asked_for, link
from lms.portal.visit import Visit, require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    tr, _, learning = visit.tr, visit.gettext, visit.house.learning
    person = find_person(visit.house.context, actor=visit.actor, person_id=asked_for("person"))
    paths = paths_of(learning, actor=visit.actor, locale=tr.locale, person_id=person.person_id)
    st.html(PATH_CSS)
    st.title(plain(person.name(tr.locale)), anchor=False)
    with st.container(key="quiet-person", gap=None):
        hired = _("hired {day}").format(day=tr.date(person.hired_on))
        st.text(facts(jobs_in_words(person.jobs, _), unit_names(visit).get(person.unit_id, ""), hired))
    if not paths:
        st.text(_("Not enrolled in anything."))
    for place, path in enumerate(paths):
        if place:
            st.divider()
        trail(visit, path, primary=False, own=False)
    tiers_to_come(
        visit, tiers_ahead(learning, actor=visit.actor, locale=tr.locale, person_id=person.person_id)
    )
    _seen_at_work(visit, person)
    shelf = learning.shelves.shelf(tr.locale)
    arrangements(
        visit,
        person,
        {slug: curriculum.title for slug, curriculum in shelf.curricula.items()},
        {
            one.course.slug: one.course.title
            for path in paths
            for one in path.courses
            if not one.stands.settled
        },
    )


def _seen_at_work(visit: Visit, person: PersonCard) -> None:
    _, learning, actor = visit.gettext, visit.house.learning, visit.actor
    cleared = clearances_of(learning, actor=actor, people=[person], locale=visit.tr.locale)
    if not cleared and not may_read(actor, person):
        return
    st.subheader(_("Seen at work"), anchor=False)
    clearance_lines(visit, cleared.get(person.person_id, ()), key="person")
    if may_read(actor, person):
        seen = observations_of(learning, actor=actor, person_id=person.person_id)
        if seen:
            observation_list(visit, seen, key="person")
        else:
            st.text(_("Not observed yet."))
    if may(actor, Action.OBSERVE, person_id=person.person_id, unit_id=person.unit_id):
        link("observe", _("Sit beside them now"), icon=":material/visibility:", person=person.person_id)
