"""A root cause drawn: what to tell customers meanwhile, how far it is, and what the visitor can do about it."""

from collections.abc import Sequence

import streamlit as st

from lms.feedback.cases.standing import LONGEST
from lms.feedback.doings import DOING_NAMES
from lms.feedback.findings import RootCause, mend, verify
from lms.feedback.findings.words import STATE_NAMES
from lms.feedback.words import CAUSE_NAMES
from lms.portal.components.doing import do
from lms.portal.components.due import due_said
from lms.portal.components.long_text import long_text
from lms.portal.components.plain import facts, plain
from lms.portal.components.reading_css import BETTER, ENTRY
from lms.portal.visit import Visit


def root_cause_card(visit: Visit, one: RootCause) -> None:
    """Draw it."""
    tr, _ = visit.tr, visit.gettext
    key = f"cause-{one.ticket_id}"
    with st.container(key=f"{ENTRY}-{key}"), st.container(key=key, gap="small"):
        head = [_(CAUSE_NAMES[one.cause])] if one.cause else []
        st.markdown(f"**{plain(facts(*head, _(DOING_NAMES[one.doing])))}**")
        st.text(_("How to explain it meanwhile:"))
        with st.container(key=f"{BETTER}-explain-{one.ticket_id}"):
            st.text(one.explain)
        if one.why is not None:
            st.text(_("What was found: {why}").format(why=one.why))
        state = _(STATE_NAMES[one.state])
        parts = [state, one.unit.name(tr.locale)]
        owner = one.owner.name(tr.locale)
        if one.owner_person is not None:
            owner = f"{owner} {one.owner_person.name(tr.locale)}"
        parts.append(_("mended by {unit}").format(unit=owner))
        if one.state in ("open", "came_back"):
            parts.append(due_said(tr, one.due_on, late=one.overdue))
        if one.again:
            said = tr.ngettext("{count} complaint since", "{count} complaints since", one.again)
            parts.append(said.format(count=one.again))
        with st.container(key=f"quiet-cause-{one.ticket_id}"):
            st.text(facts(*parts))
        if one.fix:
            st.text(_("What was mended: {what}").format(what=one.fix))
        if one.verified:
            st.text(_("What was verified: {what}").format(what=one.verified))
        _doings(visit, one)


def explanations(visit: Visit, found: Sequence[RootCause]) -> None:
    """What may be told customers of what is not mended yet at one's own branch; nothing where nothing is."""
    _, tr = visit.gettext, visit.tr
    if not found:
        return
    st.subheader(_("How to explain it at my branch"), anchor=False)
    for one in found:
        with st.container(key=f"{BETTER}-meanwhile-{one.ticket_id}"):
            st.text(one.explain)
        cause = _(CAUSE_NAMES[one.cause]) if one.cause else ""
        owner = _("mended by {unit}").format(unit=one.owner.name(tr.locale))
        with st.container(key=f"quiet-meanwhile-{one.ticket_id}"):
            st.text(facts(cause, owner, due_said(tr, one.due_on, late=one.overdue)))


def _doings(visit: Visit, one: RootCause) -> None:
    _, context, ticket = visit.gettext, visit.house.context, one.ticket_id
    if one.may_mend:
        fix = long_text(visit, _("What was mended?"), key=f"fix_{ticket}", most=LONGEST)
        if st.button(_("It is mended"), key=f"mend_{ticket}", type="primary"):
            do(
                visit,
                lambda: mend(context, actor=visit.actor, ticket_id=ticket, fix=fix or ""),
                _("Noted. Somebody else verifies it."),
            )
    if one.may_verify:
        text = long_text(visit, _("How did you verify it?"), key=f"verify_{ticket}", most=LONGEST)
        with st.container(horizontal=True, key=f"verify-{ticket}"):
            for holds, label in ((True, _("It holds")), (False, _("It does not hold yet"))):
                if st.button(label, key=f"verify_{holds}_{ticket}"):

                    def act(holds: bool = holds) -> None:
                        verify(context, actor=visit.actor, ticket_id=ticket, text=text or "", holds=holds)

                    do(visit, act, _("Noted."))
