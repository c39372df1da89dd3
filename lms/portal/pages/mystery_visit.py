"""One mystery visit: what was seen, point by point?"""

import streamlit as st

from lms.feedback.visits import read_visit
from lms.portal.components.doing import what_was_done
from lms.portal.components.plain import facts, plain
from lms.portal.components.visits import take_back, visit_points
from lms.portal.links import asked_for, link
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _, tr = visit.gettext, visit.tr
    one = read_visit(visit.house.context, actor=visit.actor, visit_id=asked_for("visit"))
    link("mystery_visits", _("Mystery visits"), icon=":material/arrow_back:")
    st.title(plain(facts(one.unit.name(tr.locale), tr.date(one.visited_on))), anchor=False)
    what_was_done()
    visit_points(visit, one)
    take_back(visit, one)
