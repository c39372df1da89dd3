"""The bank's people, for an administrator: who is there, and who can sign in?"""

import streamlit as st

from lms.people import list_leavers, list_people, list_units
from lms.portal.components.entry_facts import look_anew
from lms.portal.components.name_mentor import mentor_form
from lms.portal.components.new_account import new_account
from lms.portal.components.roster import roster
from lms.portal.links import link
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    tr, _ = visit.tr, visit.gettext
    st.title(_("People"), anchor=False)
    look_anew()
    units = {unit.unit_id: unit.name(tr.locale) for unit in list_units(visit.house.context)}
    above = st.container()
    link("lists", _("Take in a list"), icon=":material/upload_file:")
    link("permissions", _("Who may do what"), icon=":material/key:")
    new_account(visit, units)
    mentor_form(visit)
    left = st.toggle(_("Who has left"), key="people_left")
    # Read after the form, so that whoever was entered a moment ago is in the list.
    people = list_people(visit.house.context, actor=visit.actor)
    above.text(
        tr.ngettext("{count} person works here.", "{count} people work here.", len(people)).format(
            count=len(people)
        )
    )
    roster(visit, list_leavers(visit.house.context, actor=visit.actor) if left else people, units)
