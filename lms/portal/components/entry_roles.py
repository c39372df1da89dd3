"""The roles somebody holds: ended, or given for good or for a time."""

from collections.abc import Mapping, Sequence

import streamlit as st

from lms.people import (
    ROLE_NAMES,
    Action,
    HeldRole,
    PersonEntry,
    Role,
    end_role,
    grant_role,
    units_open_to,
)
from lms.portal.components.doing import KeptForm, do
from lms.portal.components.plain import facts
from lms.portal.components.reading_css import ENTRY
from lms.portal.visit import Visit


def roles_of_entry(
    visit: Visit, entry: PersonEntry, held: Sequence[HeldRole], units: Mapping[str, str]
) -> None:
    """What is held, one by one, and a form to give another; nothing to change in one's own."""
    _, person_id = visit.gettext, entry.card.person_id
    st.subheader(_("Roles"), anchor=False)
    if not held:
        st.text(_("None yet: they can sign in, and do nothing."))
    mine = units_open_to(visit.actor, Action.MANAGE_ACCOUNTS)
    own = person_id == visit.actor.person_id
    with st.container(key="list-roles"):
        for one in held:
            _held(visit, person_id, one, units, may_end=not own and one.unit_id in mine)
    if own:
        st.text(_("Nobody changes their own roles. Ask another administrator."))
    else:
        _give(visit, entry, {unit_id: name for unit_id, name in units.items() if unit_id in mine})


def _held(visit: Visit, person_id: str, one: HeldRole, units: Mapping[str, str], *, may_end: bool) -> None:
    tr, _ = visit.tr, visit.gettext
    name, over = _(ROLE_NAMES[one.role]), units.get(one.unit_id, "")
    until = _("until {day}").format(day=tr.date(one.until)) if one.until else ""
    with st.container(
        horizontal=True, vertical_alignment="center", key=f"{ENTRY}-{one.grant_id}", gap="small"
    ):
        st.text(facts(name, over, until), width="stretch")
        if not may_end:
            return
        with st.popover(_("Take the role back"), type="tertiary"):
            st.text(_("{role} over {unit}: they may do none of it from now on.").format(role=name, unit=over))
            if st.button(_("End this role"), key=f"end_role_{one.grant_id}"):
                do(
                    visit,
                    lambda: _end(visit, person_id, one.grant_id),
                    _("The role has ended: {role}.").format(role=name),
                )


def _end(visit: Visit, person_id: str, grant_id: str) -> None:
    end_role(visit.house.context, actor=visit.actor, person_id=person_id, grant_id=grant_id)
    visit.house.sessions.forget()


def _give(visit: Visit, entry: PersonEntry, units: Mapping[str, str]) -> None:
    _, card = visit.gettext, entry.card
    form = KeptForm(f"role_{card.person_id}")
    roles: dict[Role, str] = {role: _(name) for role, name in ROLE_NAMES.items()}
    with st.expander(_("Give a role"), icon=":material/key:"), st.form(form.key, border=False):
        left, right = st.columns(2, gap="medium")
        role = left.selectbox(_("Role"), list(roles), format_func=roles.__getitem__)
        at_work = list(units)
        unit_id = right.selectbox(
            _("Over which unit, and all below it"),
            at_work,
            index=at_work.index(card.unit_id),
            format_func=units.__getitem__,
        )
        until = st.date_input(
            _("Last day (an auditor has one; nobody else needs one)"), value=None, format="YYYY-MM-DD"
        )
        sent = st.form_submit_button(_("Give this role"), key="give_role")

    def give() -> str:
        grant_role(
            visit.house.context,
            actor=visit.actor,
            person_id=card.person_id,
            role=role,
            unit_id=unit_id,
            until=until,
        )
        visit.house.sessions.forget()
        return _("They have the role now: {role}.").format(role=roles[role])

    form.settle(visit, (role, unit_id, until), give, sent=sent)
