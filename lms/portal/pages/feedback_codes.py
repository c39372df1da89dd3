"""The QR code by which a branch's customers write: looked at, and downloaded to put up."""

import streamlit as st

from lms.feedback.poster import picture, sheet
from lms.feedback.visitors import invite
from lms.people import Action, UnitKind, list_units, require_units
from lms.portal.components.exports import safe_name
from lms.portal.links import link, public_address
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _, tr, context = visit.gettext, visit.tr, visit.house.context
    open_to = require_units(visit.actor, Action.INVITE_FEEDBACK)
    link("feedback", _("What customers said"), icon=":material/arrow_back:")
    st.title(_("QR code for customers"), anchor=False)
    st.text(
        _(
            "Print it and put it up. Customers scan it and write, in Chinese or English, without signing in and "
            "without a name; they get a case number."
        )
    )
    if not context.settings.customer_page:
        st.warning(_("Customers' page is switched off in this installation (LMS_CUSTOMER_PAGE)."))
        return
    units = [unit for unit in list_units(context) if unit.unit_id in open_to]
    ids = [unit.unit_id for unit in units]
    names = {unit.unit_id: unit.name(tr.locale) for unit in units}
    chosen = ids[0]
    if len(ids) > 1:
        first = next((place for place, unit in enumerate(units) if unit.kind is UnitKind.BRANCH), 0)
        chosen = st.selectbox(_("Branch"), ids, index=first, format_func=names.__getitem__, key="code_unit")
    invitation = invite(context, actor=visit.actor, unit_id=chosen)
    address = f"{public_address(context.settings.public_url)}/say/{invitation.code}"
    named = safe_name(f"{names[chosen]}-{invitation.unit.code}")
    st.image(picture(address), width=260)
    st.code(address, language=None, wrap_lines=True)
    with st.container(horizontal=True, key="code-files"):
        st.download_button(
            _("Poster (PDF)"),
            data=lambda: sheet(invitation.unit, address),
            file_name=f"{named}.pdf",
            mime="application/pdf",
            type="primary",
            icon=":material/download:",
            on_click="ignore",
        )
        st.download_button(
            _("Code alone (PNG)"),
            data=lambda: picture(address),
            file_name=f"{named}.png",
            mime="image/png",
            icon=":material/download:",
            on_click="ignore",
        )
