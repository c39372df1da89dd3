"""One scenario draft: does it say what it should, and does it pass the check?"""

import streamlit as st

from lms.authoring.drafting import read_draft
from lms.feedback.words import BUSINESS_NAMES, CAUSE_NAMES, SEGMENT_NAMES, SEVERITY_NAMES
from lms.platform.i18n import mark
from lms.portal.components.doing import what_was_done
from lms.portal.components.draft_editor import draft_texts, what_was_found
from lms.portal.components.plain import facts
from lms.portal.links import asked_for, link
from lms.portal.visit import require_visit

LEFT_OUT = {
    "fact": mark("Something from before that the customer keeps back did not go with this scenario."),
    "objective": mark(
        "The objective of the cause did not go with this scenario: its good trainee does not meet it."
    ),
}


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _, tr = visit.gettext, visit.tr
    view = read_draft(visit.house.context, actor=visit.actor, draft_id=asked_for("draft"))
    link("drafts", _("Drafts from cases"), icon=":material/arrow_back:")
    st.title(view.card.title.get(tr.locale, view.card.slug), anchor=False)
    labels = view.labels
    names = [_(CAUSE_NAMES[labels.cause])]
    for name, known in ((labels.business, BUSINESS_NAMES), (labels.segment, SEGMENT_NAMES)):
        names += [_(known[name])] if name in known else []
    names += [_(SEVERITY_NAMES[labels.severity])] if labels.severity in SEVERITY_NAMES else []
    with st.container(key="quiet-draft-about", gap=None):
        st.text(facts(*names))
        base = visit.house.catalogue.titles(tr.locale).get(view.card.base, view.card.base)
        said = _("It begins from “{title}”, with other names. Nothing in it was written by a customer.")
        st.text(said.format(title=base))
        if view.model is not None:
            st.text(_("Title, summary and situation were written by {model}.").format(model=view.model))
        for layer in view.left_out:
            if layer in LEFT_OUT:
                st.text(_(LEFT_OUT[layer]))
    what_was_done()
    what_was_found(visit, view)
    draft_texts(visit, view)
