"""The entry of one person, for their administrator: what is written of them, what they may do, how they sign in."""

import streamlit as st

from lms.people import Role, jobs_in_words, list_units, read_entry, roles_of
from lms.portal.components.doing import what_was_done
from lms.portal.components.entry_account import account_of, leaving
from lms.portal.components.entry_facts import facts_form
from lms.portal.components.entry_roles import roles_of_entry
from lms.portal.components.plain import facts, plain
from lms.portal.links import asked_for, link
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    tr, _ = visit.tr, visit.gettext
    entry = read_entry(visit.house.context, actor=visit.actor, person_id=asked_for("person"))
    units = {unit.unit_id: unit.name(tr.locale) for unit in list_units(visit.house.context)}
    card = entry.card
    st.title(plain(card.name(tr.locale)), anchor=False)
    link("people", _("People"), icon=":material/arrow_back:")
    # Each in a place of its own: what is said in one must not move the others, which would fold what is open there.
    with st.container():
        what_was_done()
    with st.container(key="quiet-entry"):
        st.text(facts(card.employee_no, jobs_in_words(card.jobs, _), units.get(card.unit_id, "")))
        if not entry.active:
            st.text(_("This entry is closed: they have left. What they did here stays."))
    if entry.active:
        with st.container():
            facts_form(visit, entry, units)
        held = roles_of(visit.house.context, actor=visit.actor, person_id=card.person_id)
        with st.container():
            roles_of_entry(visit, entry, held, units)
        with st.container():
            account_of(visit, entry, administers=any(one.role is Role.ADMIN for one in held))
    leaving(visit, entry)
