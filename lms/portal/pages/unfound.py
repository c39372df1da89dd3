"""What nobody found: which words are missing?"""

import streamlit as st

from lms.culture.answers import misses
from lms.platform.masked import with_masks_named
from lms.portal.components.plain import facts
from lms.portal.components.reading_css import ENTRY
from lms.portal.links import link
from lms.portal.visit import require_visit


def page() -> None:
    """Draw what was looked for in vain, the commonest first."""
    visit = require_visit()
    _, tr = visit.gettext, visit.tr
    found = misses(visit.house.answers, actor=visit.actor)
    link("answers", _("Find an answer"), icon=":material/arrow_back:")
    st.title(_("What colleagues looked for and did not find"), anchor=False)
    st.text(
        _(
            "Words alone, of the last 90 days, masked; nobody sees who looked for them. Write a lesson, or add the "
            "words to those it is asked as, and they leave this list."
        )
    )
    if not found:
        st.text(_("Everything that was looked for is answered."))
    for place, one in enumerate(found):
        with st.container(key=f"{ENTRY}-miss-{place}", gap=None):
            st.text(with_masks_named(tr, one.words))
            with st.container(key=f"quiet-miss-{place}"):
                times = tr.ngettext("looked for once", "looked for {count} times", one.times)
                last = _("last on {day}").format(day=tr.date(one.last_on))
                st.text(facts(times.format(count=one.times), last))
