"""Requests for erasure, for a data officer: who asks, what becomes of it, and what stays?"""

import streamlit as st

from lms.people.erasing import erasures
from lms.portal.components.doing import what_was_done
from lms.portal.components.erasing import request_to_decide, what_is_erased
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _ = visit.gettext
    st.title(_("Requests for erasure"), anchor=False)
    what_was_done()
    found = erasures(visit.house.context, actor=visit.actor)
    what_is_erased(visit)
    if not found:
        st.text(
            _("Nobody in your units has asked for erasure. A request appears here as soon as somebody does.")
        )
    with st.container(key="list-erasures", gap="medium"):
        for request in sorted(found, key=lambda one: one.state != "open"):
            request_to_decide(visit, request)
