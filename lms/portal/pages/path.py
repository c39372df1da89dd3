"""My path: what am I to learn, how far am I, and what comes next?"""

import streamlit as st

from lms.learning import clearances_of, observations_of, paths_of, tiers_ahead
from lms.people import find_person
from lms.portal.components.certificates import own_certificates
from lms.portal.components.mentor_line import mentor_line
from lms.portal.components.observing_words import clearance_lines, observation_list
from lms.portal.components.path_css import PATH_CSS
from lms.portal.components.path_map import tiers_to_come, trail
from lms.portal.links import go, link
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _ = visit.gettext
    st.html(PATH_CSS)
    st.title(_("My path"), anchor=False)
    with st.container(horizontal=True, key="way-mine", gap="medium"):
        link("competencies", _("My competencies"), icon=":material/radar:")
        link("review", _("Daily review"), icon=":material/replay:")
        link("hours", _("My training hours"), icon=":material/schedule:")
    mentor_line(visit)
    paths = paths_of(visit.house.learning, actor=visit.actor, locale=visit.tr.locale)
    if not paths:
        st.text(
            _(
                "No curriculum is waiting for you. Your trainer can enrol you; meanwhile every scenario is open."
            )
        )
        if st.button(_("See all scenarios"), key="all_scenarios", type="primary"):
            go("practice")
    for place, path in enumerate(paths):
        if place:
            st.divider()
        trail(visit, path, primary=place == 0)
    tiers_to_come(visit, tiers_ahead(visit.house.learning, actor=visit.actor, locale=visit.tr.locale))
    me, learning = visit.actor.person_id, visit.house.learning
    card = find_person(visit.house.context, actor=visit.actor, person_id=me)
    cleared = clearances_of(learning, actor=visit.actor, people=[card], locale=visit.tr.locale).get(me, ())
    seen = observations_of(learning, actor=visit.actor)
    if cleared or seen:
        st.subheader(_("Seen at work"), anchor=False)
        clearance_lines(visit, cleared, key="own")
        observation_list(visit, seen, key="own")
    own_certificates(visit)
