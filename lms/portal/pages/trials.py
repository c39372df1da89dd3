"""Whether the scenarios are fit to be rehearsed: which of them need mending?"""

import streamlit as st

from lms.authoring import list_trials
from lms.authoring.drafting import drafts_waiting
from lms.people import Action, may
from lms.portal.components.trials_list import trials_entries, trials_filters, trials_outline
from lms.portal.links import link
from lms.portal.visit import require_visit


def page() -> None:
    """Draw all scenarios with how they do."""
    visit = require_visit()
    tr, _ = visit.tr, visit.gettext
    st.title(_("Scenario check"), anchor=False)
    rows = list_trials(visit.house.trials, actor=visit.actor)
    if may(visit.actor, Action.EDIT_DRAFTS):
        waiting = drafts_waiting(visit.house.context, actor=visit.actor)
        said = tr.ngettext("Drafts from cases: {count} waits", "Drafts from cases: {count} wait", waiting)
        link("drafts", said.format(count=waiting), icon=":material/edit_document:")
    if not rows:
        st.text(_("There are no scenarios yet."))
        return
    trials_outline(tr, rows)
    sought = trials_filters(tr, rows)
    found = [row for row in rows if sought.fits(row)]
    if not found:
        st.text(_("No scenario fits. Take one of the filters away."))
        return
    trials_entries(tr, found)
