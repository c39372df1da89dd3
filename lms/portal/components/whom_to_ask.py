"""Home for whoever does not practise and has nothing waiting: what this account is for, and whom to ask for more."""

import streamlit as st

from lms.people import ROLE_NAMES, Action, administrators_of, may
from lms.portal.components.page_css import ACTION
from lms.portal.components.terms import listed
from lms.portal.links import go
from lms.portal.visit import Visit


def whom_to_ask(visit: Visit) -> None:
    """Draw it."""
    tr, _ = visit.tr, visit.gettext
    roles = [_(name) for role, name in ROLE_NAMES.items() if role in visit.actor.roles]
    if roles:
        st.text(_("You are here as: {roles}.").format(roles=listed(tr, roles)))
    else:
        st.text(_("Your account has no role yet."))
    if may(visit.actor, Action.VIEW_LIBRARY):
        st.text(_("You can look at every scenario and read its brief. Practising needs the trainee role."))
        with st.container(key=f"{ACTION}-look"):
            pressed = st.button(_("See all scenarios"), key="look", type="primary", icon=":material/forum:")
        if pressed:
            go("practice")
    names = [person.name(tr.locale) for person in administrators_of(visit.house.context, actor=visit.actor)]
    with st.container(key="quiet-ask"):
        if names:
            said = _("For another role, ask an administrator: {names}.")
            st.text(said.format(names=listed(tr, names)))
        else:
            st.text(_("For another role, ask whoever runs this portal in your bank."))
