"""My data: what is kept about me, as one file, and how do I have my words erased?"""

import streamlit as st

from lms.portal.components.doing import what_was_done
from lms.portal.components.erasing import ask_for_erasure, own_requests
from lms.portal.links import site_path
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _ = visit.gettext
    st.title(_("My data"), anchor=False)
    what_was_done()
    st.text(
        _(
            "Everything this portal keeps about you, as one file: a page to read in both languages, and the same for "
            "programs. Colleagues appear by what they are to you, not by name."
        )
    )
    st.link_button(
        _("Download my data"), f"{site_path()}/my-data.zip", icon=":material/download:", type="primary"
    )
    st.subheader(_("Have my words erased"), anchor=False)
    ask_for_erasure(visit)
    own_requests(visit)
