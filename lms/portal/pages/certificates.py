"""Certificates of one's people: who holds which, and does one have to be withdrawn?"""

import streamlit as st

from lms.learning.certificates import certificates_of, newest_among
from lms.portal.components.certificates import certificate_in_charge
from lms.portal.components.doing import what_was_done
from lms.portal.links import asked_for, link
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page: everybody's, or those of the person named in the address."""
    visit = require_visit()
    _, context = visit.gettext, visit.house.context
    st.title(_("Certificates"), anchor=False)
    what_was_done()
    person_id = asked_for("person")
    if person_id:
        cards = certificates_of(context, actor=visit.actor, person_id=person_id)
        link("certificates", _("All certificates"), icon=":material/arrow_back:")
    else:
        find = st.text_input(_("Name, employee number or number of the certificate"), key="find_certificate")
        cards = newest_among(context, actor=visit.actor, find=find)
    if not cards:
        st.text(_("No certificate was found. One is issued by itself when somebody completes a curriculum."))
    with st.container(gap="medium", key="certificates"):
        for card in cards:
            certificate_in_charge(visit, card)
