"""Whose doing it was: the colleague asked first, then found with a reason; what follows from it said in words."""

from datetime import timedelta
from typing import cast

import streamlit as st

from lms.feedback.cases import CaseView
from lms.feedback.cases.standing import LONGEST
from lms.feedback.cases.words import STEPS
from lms.feedback.doings import DOING_NAMES, Doing
from lms.feedback.findings import (
    FindingView,
    Found,
    ask_view,
    deciders_for,
    find_doing,
    owners_in,
    usual_owner,
)
from lms.feedback.findings.finding import DUE_DAYS
from lms.feedback.findings.views import VIEW_DAYS
from lms.feedback.findings.words import DECISION_NAMES
from lms.people import list_units
from lms.platform.masked import with_masks_named
from lms.portal.components.doing import do
from lms.portal.components.long_text import long_text
from lms.portal.visit import Visit


def whose_doing(visit: Visit, view: CaseView, found: FindingView) -> None:
    """Draw how far it is, and the one thing to do about it."""
    _, card = visit.gettext, view.card
    if card.step == STEPS[0]:
        return
    st.subheader(_("Whose doing was it?"), anchor=False)
    if found.doing is not None:
        _what_was_found(visit, found)
        return
    if found.confirmed:
        _their_view(visit, view, found)
    if not found.may_find or (found.confirmed and (found.asked_until is None or found.waiting)):
        return
    if card.step in STEPS[:2]:
        st.text(_("It is said once the investigation is done."))
        return
    _form(visit, view, found)


def _their_view(visit: Visit, view: CaseView, found: FindingView) -> None:
    _, tr, context = visit.gettext, visit.tr, visit.house.context
    if found.view is not None:
        with st.container(key="better-their-view"):
            st.text(_("The colleague says: {words}").format(words=with_masks_named(tr, found.view)))
    elif found.asked_until is None:
        st.text(
            _(
                "First ask the colleague how they see it: they have {days} working days, and after that it goes on "
                "without."
            ).format(days=VIEW_DAYS)
        )
        if found.may_find and st.button(_("Ask the colleague"), key="ask_view"):
            do(
                visit,
                lambda: ask_view(context, actor=visit.actor, case_id=view.card.case_id),
                _("Asked. They find it under “My feedback”."),
            )
    elif found.waiting:
        st.text(
            _("The colleague was asked and has until {moment}. After that it goes on without.").format(
                moment=tr.moment(found.asked_until)
            )
        )
    else:
        st.text(_("The colleague was asked and said nothing in the time there was; it goes on without."))


def _what_was_found(visit: Visit, found: FindingView) -> None:
    _, tr = visit.gettext, visit.tr
    assert found.doing is not None
    st.text(_("{whose}: {why}").format(whose=_(DOING_NAMES[found.doing]), why=found.why))
    if found.doing != "employee":
        st.text(_("A root cause is open for it, with a card that says how to explain it meanwhile."))
    elif not found.grave:
        st.text(_("Slight and not wilful: an action plan was made, and nothing else follows."))
    elif found.decision is None and found.decider is not None:
        name = found.decider.name(tr.locale)
        st.text(_("Grave or wilful: {name} decides. Nothing follows by itself.").format(name=name))
    elif found.decision is not None:
        st.text(
            _("Decided: {what}. {why}").format(what=_(DECISION_NAMES[found.decision]), why=found.reason or "")
        )


def _form(visit: Visit, view: CaseView, found: FindingView) -> None:
    _, tr, house, card = visit.gettext, visit.tr, visit.house, view.card
    key = f"finding_{card.case_id}"
    options = [name for name in DOING_NAMES if name != "employee" or found.confirmed]
    chosen = st.selectbox(
        _("Whose doing"),
        options,
        index=None,
        format_func=lambda name: _(DOING_NAMES[name]),
        placeholder=_("Choose"),
        key=f"{key}_doing",
    )
    if chosen is None:
        return
    doing = cast("Doing", chosen)
    text = long_text(visit, _("Why? One or two sentences that hold"), key=f"{key}_text", most=LONGEST)
    grave, decider, owner, person, due, explain = False, None, None, None, None, ""
    if doing == "employee":
        grave = st.checkbox(_("Grave or wilful: a manager decides"), key=f"{key}_grave")
        if grave:
            people = {
                one.person_id: one.name(tr.locale)
                for one in deciders_for(house.context, actor=visit.actor, case_id=card.case_id)
            }
            decider = st.selectbox(
                _("Who decides?"),
                list(people),
                index=None,
                format_func=people.__getitem__,
                placeholder=_("Choose"),
                key=f"{key}_decider",
            )
    else:
        units = {unit.unit_id: unit.name(tr.locale) for unit in list_units(house.context)}
        owner = st.selectbox(
            _("Which unit mends it?"),
            list(units),
            index=list(units).index(usual_owner(house.context, doing=doing, unit_id=card.unit.unit_id)),
            format_func=units.__getitem__,
            # Another kind of cause has another usual owner.
            key=f"{key}_owner_{doing}",
        )
        person = _owner_by_name(visit, card.case_id, owner, key)
        due = st.date_input(
            _("Until when?"),
            value=house.context.today() + timedelta(days=DUE_DAYS),
            min_value=house.context.today(),
            key=f"{key}_due",
        )
        explain = long_text(
            visit, _("What may the branch tell customers meanwhile?"), key=f"{key}_explain", most=LONGEST
        )
    if st.button(_("Say so"), key="find_doing", type="primary"):
        said = Found(doing, text or "", grave, decider, owner, person, due, explain or "")
        do(
            visit,
            lambda: find_doing(
                house.context,
                house.learning,
                house.catalogue,
                actor=visit.actor,
                case_id=card.case_id,
                found=said,
            ),
            _("Noted. What follows from it is there."),
        )


def _owner_by_name(visit: Visit, case_id: str, unit_id: str, key: str) -> str | None:
    """Who of the owning unit answers for it, where somebody is to be named."""
    _, tr = visit.gettext, visit.tr
    people = {
        one.person_id: f"{one.name(tr.locale)} · {one.employee_no}"
        for one in owners_in(visit.house.context, actor=visit.actor, case_id=case_id, unit_id=unit_id)
    }
    chosen: str | None = st.selectbox(
        _("Who there answers for it? (may stay open)"),
        list(people),
        index=None,
        format_func=people.__getitem__,
        placeholder=_("Choose"),
        key=f"{key}_person_{unit_id}",
    )
    return chosen
