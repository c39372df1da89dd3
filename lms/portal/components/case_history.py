"""All that was done about a case, the newest first: who, when, what."""

import streamlit as st

from lms.feedback.cases import CaseEntry, CaseView
from lms.feedback.cases.words import ACTS_FOR_NAMES, DID_NAMES, SATISFACTION_NAMES, TRACK_NAMES, UNREACHABLE
from lms.platform.masked import with_masks_named
from lms.portal.components.plain import facts, plain
from lms.portal.components.reading_css import ASIDE
from lms.portal.visit import Visit


def history(visit: Visit, view: CaseView) -> None:
    """Draw it."""
    tr, _ = visit.tr, visit.gettext
    st.subheader(_("What was done"), anchor=False)
    with st.container(key=f"{ASIDE}-case-history", gap="small"):
        for place, one in enumerate(reversed(view.entries)):
            with st.container(key=f"case-entry-{place}", gap=None):
                said = [_(DID_NAMES[one.did]), *_beside(visit, one)]
                st.markdown(f"**{plain(facts(*said))}**")
                if one.text:
                    st.text(with_masks_named(tr, one.text))
                by = one.by.name(tr.locale) if one.by else _("by itself")
                with st.container(key=f"quiet-case-entry-{place}"):
                    st.text(facts(by, tr.moment(one.at)))


def _beside(visit: Visit, one: CaseEntry) -> list[str]:
    _ = visit.gettext
    said = [one.to] if one.to else []
    if track := one.detail.get("track"):
        said.append(_(TRACK_NAMES[track]))
    if (acts_for := one.detail.get("acts_for")) not in (None, "self"):
        said.append(_(ACTS_FOR_NAMES[acts_for]))
    if one.detail.get("unreachable"):
        said.append(_(UNREACHABLE))
    if satisfaction := one.detail.get("satisfaction"):
        said.append(_(SATISFACTION_NAMES[satisfaction]))
    if days := one.detail.get("days"):
        said.append(_("{days} days").format(days=days))
    return said
