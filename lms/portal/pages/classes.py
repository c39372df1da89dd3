"""Classes: which are coming, which were held, and a new one."""

import streamlit as st

from lms.learning.hours.classes import class_room, classes_of
from lms.people import list_units
from lms.portal.components.class_list import class_list
from lms.portal.components.class_plan import plan_form
from lms.portal.links import asked_for, link
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page; with a class to make up in the address, the form is ready for its absentees."""
    visit = require_visit()
    _, learning = visit.gettext, visit.house.learning
    st.title(_("Classes"), anchor=False)
    cards = classes_of(learning, actor=visit.actor)
    missed = asked_for("make_up")
    room = class_room(learning, actor=visit.actor, session_id=missed) if missed else None
    plan_form(visit, list_units(visit.house.context), room)
    class_list(visit, cards)
    link("training", _("Back to the training hours"), icon=":material/arrow_back:")
