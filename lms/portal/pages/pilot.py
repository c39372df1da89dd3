"""One pilot: how does it go, and what came of it?"""

import streamlit as st

from lms.insight import pilot_result
from lms.portal.components.completion import unit_names
from lms.portal.components.doing import what_was_done
from lms.portal.components.pilot import pilot_drawn
from lms.portal.components.plain import plain
from lms.portal.links import asked_for, link
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _, learning = visit.gettext, visit.house.learning
    found = pilot_result(learning, actor=visit.actor, pilot_id=asked_for("pilot"))
    st.title(plain(found.card.title), anchor=False)
    what_was_done()
    curricula = learning.shelves.shelf(visit.tr.locale).curricula
    slug = found.card.curriculum
    title = curricula[slug].title if slug in curricula else slug
    pilot_drawn(visit, found, unit_names(visit), curriculum=title)
    link("pilots", _("Pilots"), icon=":material/arrow_back:")
