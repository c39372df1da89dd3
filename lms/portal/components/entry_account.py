"""How somebody signs in, for their administrator; and their leaving and coming back."""

from functools import partial

import streamlit as st

from lms.people import (
    PersonEntry,
    close_entry,
    create_account,
    give_new_password,
    open_entry,
)
from lms.portal.components.doing import KeptForm, do
from lms.portal.components.plain import plain
from lms.portal.visit import Visit


def account_of(visit: Visit, entry: PersonEntry, *, administers: bool) -> None:
    """What they sign in with, and a form for a first password: a new one, or that of a new account."""
    tr, _ = visit.tr, visit.gettext
    st.subheader(_("Account"), anchor=False)
    allowed = visit.house.context.settings.passwords_for
    if allowed == "nobody" or (allowed == "administrators" and not administers):
        st.text(_("They sign in with the bank's own sign-in; no password is kept here."))
        return
    if entry.username is None:
        st.text(_("They have no account here yet."))
    else:
        st.text(_("They sign in as {username}.").format(username=entry.username))
        if entry.rests_until is not None:
            st.text(
                _("After too many wrong passwords the account rests until {time}.").format(
                    time=tr.time(entry.rests_until)
                )
            )
        if entry.first_password:
            st.text(_("They have not chosen a password of their own yet."))
    if entry.card.person_id != visit.actor.person_id:
        _password(visit, entry)


def leaving(visit: Visit, entry: PersonEntry) -> None:
    """Closing the entry of whoever has left, or opening it again; nobody closes their own."""
    _, person_id = visit.gettext, entry.card.person_id
    if person_id == visit.actor.person_id:
        return
    context, actor = visit.house.context, visit.actor
    if not entry.active:
        if st.button(_("They are back"), key="open_entry", type="primary"):
            do(
                visit,
                partial(open_entry, context, actor=actor, person_id=person_id),
                _("The entry is open again, with the jobs and roles it had."),
            )
        return
    st.divider()
    with st.popover(_("They have left"), icon=":material/logout:", type="tertiary"):
        st.text(_("They are signed out at once and cannot come in again. What they did here stays."))
        if st.button(_("Close the entry"), key="close_entry"):

            def close() -> None:
                close_entry(context, actor=actor, person_id=person_id)
                visit.house.sessions.forget()

            do(visit, close, _("The entry is closed."))


def _password(visit: Visit, entry: PersonEntry) -> None:
    _, card = visit.gettext, entry.card
    form, new = KeptForm(f"password_{card.person_id}"), entry.username is None
    title = _("Create an account") if new else _("Give a new first password")
    with st.expander(title, icon=":material/password:"), st.form(form.key, border=False):
        left, right = st.columns(2, gap="medium")
        username = left.text_input(_("User name"), max_chars=64, autocomplete="off") if new else ""
        password = (right if new else left).text_input(
            _("First password"), type="password", max_chars=200, autocomplete="new-password"
        )
        st.text(
            _("Tell them in person; they choose one of their own when they sign in, and are signed out now.")
            if not new
            else _("Tell them in person; they choose one of their own when they sign in.")
        )
        sent = st.form_submit_button(title, key="give_password")

    def give() -> str:
        context, actor, person_id = visit.house.context, visit.actor, card.person_id
        if new:
            create_account(context, actor=actor, person_id=person_id, username=username, password=password)
            return _("They sign in as {username}.").format(username=plain(username.strip().lower()))
        give_new_password(context, actor=actor, person_id=person_id, password=password)
        visit.house.sessions.forget()
        return _("The old password is no more; the new one is theirs to change.")

    form.settle(visit, (username, password), give, sent=sent)
