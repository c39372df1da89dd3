"""Who of a team is cleared for independent work: how many, who is not yet and why, and the same to take along."""

import streamlit as st

from lms.insight import UnitNames, units_within
from lms.learning.observing import clearances_within
from lms.learning.observing.clearing import MOST_PEOPLE
from lms.people import Action, jobs_in_words
from lms.portal.components.exports import export_buttons
from lms.portal.components.observing_words import missing_said
from lms.portal.components.plain import facts, plain
from lms.portal.components.reading_css import ENTRY
from lms.portal.links import link
from lms.portal.visit import Visit

MOST = 12


def cleared_people(visit: Visit, unit_id: str | None, names: UnitNames) -> None:
    """Draw it for a unit with all below, or for all the visitor's units."""
    tr, _, learning = visit.tr, visit.gettext, visit.house.learning
    units = units_within(learning.context, actor=visit.actor, action=Action.READ_PROGRESS, unit_id=unit_id)
    found = clearances_within(learning, actor=visit.actor, unit_ids=units, locale=tr.locale)
    if not found:
        st.text(_("Nobody here is on the way to independent work just now."))
        return
    done = sum(one.cleared for _card, one in found)
    st.subheader(
        _("Cleared for independent work: {done} of {all}").format(done=done, all=len(found)), anchor=False
    )
    waiting = [pair for pair in found if not pair[1].cleared]
    with st.container(key="list-clearances"):
        for card, one in waiting[:MOST]:
            with st.container(key=f"{ENTRY}-clearance-{card.person_id}-{one.course}", gap=None):
                label = f"**{plain(card.name(tr.locale))}** · {plain(jobs_in_words(card.jobs, _))}"
                link("person", label, person=card.person_id)
                with st.container(key=f"quiet-clearance-{card.person_id}-{one.course}", gap=None):
                    st.text(facts(names.get(card.unit_id, "")))
                    st.text(missing_said(tr, one))
    if len(found) >= MOST_PEOPLE:
        st.text(
            _("Shown are the {count} who began last; choose a unit to see the others.").format(
                count=tr.number(MOST_PEOPLE)
            )
        )
    if len(waiting) > MOST:
        with st.container(key="quiet-clearances"):
            st.text(_("The files have all of them."))
    export_buttons(
        visit,
        key="clearances",
        title=_("Cleared for independent work"),
        shown=names[unit_id] if unit_id else _("All my units"),
        headings=[
            _("Employee number"),
            _("Name"),
            _("Unit"),
            _("Job"),
            _("Work"),
            _("Cleared"),
            _("How far"),
        ],
        rows=[
            [
                card.employee_no,
                card.name(tr.locale),
                names.get(card.unit_id, ""),
                jobs_in_words(card.jobs, _),
                one.work,
                _("yes") if one.cleared else _("no"),
                missing_said(tr, one),
            ]
            for card, one in found
        ],
    )
