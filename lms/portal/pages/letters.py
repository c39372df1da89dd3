"""My letters: what was I praised for, and may others read it?"""

import streamlit as st

from lms.culture import my_letters
from lms.portal.components.doing import what_was_done
from lms.portal.components.model_case import own_offers
from lms.portal.components.praise_wall import own_letters
from lms.portal.links import link
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _ = visit.gettext
    found = my_letters(visit.house.context, actor=visit.actor)
    link("wall", _("Praise wall"), icon=":material/arrow_back:")
    st.title(_("My letters"), anchor=False)
    st.text(
        _(
            "What customers praised you for, once a colleague has confirmed it. Nobody else reads it here unless you "
            "hang it up; then the whole bank may. Customers' names never stand in it."
        )
    )
    what_was_done()
    own_letters(visit, found)
    own_offers(visit)
