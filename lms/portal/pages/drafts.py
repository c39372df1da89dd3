"""Scenario drafts made of cases: which of them wait for a trainer?"""

import streamlit as st

from lms.authoring.drafting import list_drafts
from lms.feedback.words import CAUSE_NAMES
from lms.portal.components.plain import facts
from lms.portal.components.reading_css import ENTRY
from lms.portal.links import link
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _, tr = visit.gettext, visit.tr
    drafts = list_drafts(visit.house.context, actor=visit.actor)
    link("trials", _("Scenario check"), icon=":material/arrow_back:")
    st.title(_("Drafts from cases"), anchor=False)
    if not drafts:
        st.text(_("No draft waits. One is made on a case's page, once whose doing it was has been said."))
    for one in drafts:
        state = _("○ not checked as it stands")
        if one.sound is not None:
            state = _("● the check found nothing") if one.sound else _("▼ the check found something")
        if one.published_at is not None:
            state = _("✓ published on {day}").format(day=tr.date(one.published_at))
        with st.container(key=f"{ENTRY}-draft-{one.draft_id}", gap=None):
            link("draft", one.title.get(tr.locale, one.slug), draft=one.draft_id)
            with st.container(key=f"quiet-draft-{one.draft_id}"):
                made = _("made by {name}, {day}").format(
                    name=one.made_by.name(tr.locale), day=tr.date(one.made_at)
                )
                st.text(facts(state, _(CAUSE_NAMES[one.cause]), made))
