"""The form at the desk: words, then what would be kept of them, then the number to tell the customer."""

import hashlib
from collections.abc import Collection

import streamlit as st

from lms.feedback import Heard, Preview, preview_feedback, record_feedback
from lms.feedback.receiving import LONGEST
from lms.feedback.words import CHANNELS
from lms.people import list_units
from lms.platform.errors import LmsError
from lms.platform.identifiers import new_id
from lms.platform.masked import with_masks_named
from lms.portal.components.feedback_words import choices, what_decided
from lms.portal.components.long_text import long_text
from lms.portal.components.page_css import ACTION
from lms.portal.components.reading_css import ASIDE, BETTER
from lms.portal.visit import Visit

_FORM, _LOOKED, _KEPT = "feedback_form", "feedback_looked_at", "feedback_kept"
_HEARD = ("desk", "phone", "letter", "social", "regulator", "visit", "other")


def feedback_form(visit: Visit, units: Collection[str]) -> None:
    """Draw the form; once it is kept, the number and an empty form."""
    _, context = visit.gettext, visit.house.context
    if number := st.session_state.pop(_KEPT, None):
        kept = _("Kept. Tell the customer this number: {number}")
        st.success(kept.format(number=number), icon=":material/check:")
    key = st.session_state.setdefault(_FORM, new_id())
    heard = _heard(visit, units, key)
    looked_at = hashlib.sha256(repr(heard).encode("utf-8", "replace")).hexdigest()[:16]
    preview: Preview | None = None
    if heard.text.strip() and st.session_state.get(_LOOKED) == looked_at:
        try:
            preview = preview_feedback(context, actor=visit.actor, heard=heard)
        except LmsError as error:
            st.error(visit.tr.error(error), icon=":material/error:")
    said = _looked(visit, preview, looked_at) if preview is not None else None
    with st.container(key=f"{ACTION}-feedback"):
        label = _("Look at it, masked") if preview is None else _("Keep it")
        pressed = st.button(label, type="primary", key="feedback_go")
    if not pressed:
        return
    try:
        if preview is None:
            preview_feedback(context, actor=visit.actor, heard=heard)
            st.session_state[_LOOKED] = looked_at
        else:
            number = record_feedback(context, actor=visit.actor, heard=heard, key=key, labels=said)
            st.session_state[_KEPT] = number
            st.session_state[_FORM] = new_id()
    except LmsError as error:
        st.error(visit.tr.error(error), icon=":material/error:")
        return
    st.rerun()


def _heard(visit: Visit, units: Collection[str], key: str) -> Heard:
    _, tr = visit.gettext, visit.tr
    text = long_text(
        visit,
        _("What the customer said"),
        key=f"{key}_text",
        height=140,
        most=LONGEST,
        placeholder=_("As they said it; leave nothing out that matters."),
    )
    left, right = st.columns(2, gap="medium")
    channel = left.selectbox(_("Way"), _HEARD, format_func=lambda one: _(CHANNELS[one]), key=f"{key}_channel")
    employee = right.text_input(
        _("Who of us it is about, if anybody"),
        key=f"{key}_employee",
        max_chars=100,
        placeholder=_("Name or employee number"),
    )
    known = [unit for unit in list_units(visit.house.context) if unit.unit_id in units]
    unit_id = visit.actor.unit_id if visit.actor.unit_id in units else known[0].unit_id
    if len(known) > 1:
        ids = [unit.unit_id for unit in known]
        names = {unit.unit_id: unit.name(tr.locale) for unit in known}
        unit_id = st.selectbox(
            _("Branch"), ids, index=ids.index(unit_id), format_func=names.__getitem__, key=f"{key}_unit"
        )
    return Heard(text or "", channel, unit_id, employee or "")


def _looked(visit: Visit, preview: Preview, key: str) -> dict[str, object]:
    """What would be kept, and what it is; corrected by whoever heard it."""
    _ = visit.gettext
    st.subheader(_("This is what others will read"), anchor=False)
    with st.container(key=f"{BETTER}-masked"):
        st.text(with_masks_named(visit.tr, preview.masked))
    st.text(_("Is it this? Correct what is not so."))
    said = choices(visit, preview.labels, f"feedback_{key}")
    with st.container(key=f"{ASIDE}-decided"), st.expander(_("Which words decided")):
        what_decided(visit, preview.decided_by, preview.confidence)
    return said
