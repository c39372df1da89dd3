"""From a case to a scenario: the button that makes a draft, and where it stands once it is made."""

import streamlit as st

from lms.authoring.drafting import draft_case, draft_of_case, writer_of
from lms.feedback.cases import CaseView
from lms.feedback.findings import FindingView
from lms.people import Action, may
from lms.portal.components.doing import do
from lms.portal.links import link
from lms.portal.visit import Visit


def scenario_draft(visit: Visit, view: CaseView, found: FindingView) -> None:
    """Draw it once whose doing it was has been said; nothing before."""
    _, tr, house, card = visit.gettext, visit.tr, visit.house, view.card
    unit = (card.desk or card.unit).unit_id
    whose = None if card.person is None else card.person.person_id
    if found.doing is None or not may(visit.actor, Action.DRAFT_SCENARIOS, person_id=whose, unit_id=unit):
        return
    st.subheader(_("A scenario to rehearse"), anchor=False)
    draft = draft_of_case(house.context, actor=visit.actor, case_id=card.case_id)
    if draft is not None:
        st.text(
            _("A draft was made on {day}; a trainer edits and checks it before anybody rehearses it.").format(
                day=tr.date(draft.made_at)
            )
            if draft.published_at is None
            else _("Published on {day}: colleagues rehearse it as “{title}”.").format(
                day=tr.date(draft.published_at), title=draft.title.get(tr.locale, draft.slug)
            )
        )
        if may(visit.actor, Action.EDIT_DRAFTS):
            link("draft", _("Edit the draft"), draft=draft.draft_id)
        return
    st.text(
        _(
            "Colleagues can rehearse what happened here: with other names, and without a word of what the customer "
            "wrote. A trainer edits it first."
        )
    )
    if st.button(_("Make a scenario draft"), key="draft_case"):
        with st.spinner(_("The draft is being written …")):
            do(
                visit,
                lambda: draft_case(
                    house.context,
                    house.catalogue,
                    actor=visit.actor,
                    case_id=card.case_id,
                    model=writer_of(house.context),
                ),
                _("The draft is with the trainers."),
            )
