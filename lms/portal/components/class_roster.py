"""A class's roster: who signed in and how, paper entered by hand, who has to make it up, and its end."""

import streamlit as st

from lms.learning.hours.attendance import close_class, enter_present
from lms.learning.hours.classes import ClassRoom
from lms.people import jobs_in_words
from lms.portal.components.doing import do
from lms.portal.components.plain import facts, plain
from lms.portal.components.reading_css import ENTRY
from lms.portal.links import go
from lms.portal.visit import Visit


def paper(visit: Visit, room: ClassRoom) -> None:
    """Tick who signed on paper."""
    _, locale = visit.gettext, visit.tr.locale
    names = {
        seat.person.person_id: f"{seat.person.name(locale)} {seat.person.employee_no}"
        for seat in room.seats
        if seat.how != "qr"
    }
    on_paper = [seat.person.person_id for seat in room.seats if seat.how == "paper"]
    with st.form("paper", border=False):
        ticked = st.multiselect(
            _("Signed in on paper"),
            list(names),
            default=on_paper,
            format_func=names.__getitem__,
            placeholder=_("Choose who signed the sheet"),
        )
        if not st.form_submit_button(_("Enter them")):
            return
    told = visit.tr.ngettext(
        "{count} entered as signed in on paper.", "{count} entered as signed in on paper.", len(ticked)
    )
    do(
        visit,
        lambda: enter_present(
            visit.house.learning, actor=visit.actor, session_id=room.card.session_id, person_ids=ticked
        ),
        told.format(count=len(ticked)) if ticked else _("Nobody is entered as signed in on paper."),
    )


def close(visit: Visit, room: ClassRoom) -> None:
    """End the class: one press, once it has begun."""
    _ = visit.gettext
    morning = room.card.kind == "morning"
    label = (
        _("Close the drill and write the minutes") if morning else _("Close the class and write the hours")
    )
    if st.button(label, key="close_class", type="primary"):
        do(
            visit,
            lambda: close_class(visit.house.learning, actor=visit.actor, session_id=room.card.session_id),
            # The page of a drill says by itself how many were there.
            "" if morning else _("Closed: everybody who was there has the hours."),
        )


def absent(visit: Visit, room: ClassRoom) -> None:
    """Who was invited, did not come and has not made it up; with the way to a class for them."""
    _, locale = visit.gettext, visit.tr.locale
    if not room.to_make_up:
        st.success(_("Everybody who was invited has had it."), icon=":material/check:")
        return
    st.subheader(_("To make it up: {count}").format(count=len(room.to_make_up)), anchor=False)
    st.text(_(", ").join(person.name(locale) for person in room.to_make_up))
    if st.button(_("Plan a make-up class"), key="make_up", type="primary", icon=":material/event:"):
        go("classes", make_up=room.card.session_id)


def roster_of(visit: Visit, room: ClassRoom) -> None:
    """Everybody of the class with when and how they signed in."""
    tr, _ = visit.tr, visit.gettext
    st.subheader(_("Roster"), anchor=False)
    if not room.seats:
        st.text(_("Nobody was invited; whoever scans the code is entered."))
    how = {"qr": _("by QR code"), "paper": _("on paper")}
    with st.container(key="list-roster"):
        for seat in room.seats:
            person = seat.person
            with st.container(key=f"{ENTRY}-{person.person_id}", gap=None):
                st.markdown(f"**{plain(person.name(tr.locale))}** · {plain(person.employee_no)}")
                with st.container(key=f"quiet-{person.person_id}"):
                    came = (
                        _("there at {time}, {how}").format(time=tr.time(seat.present_at), how=how[seat.how])
                        if seat.present_at and seat.how
                        else _("not there")
                    )
                    extra = "" if seat.invited else _("came without being invited")
                    st.text(facts(jobs_in_words(person.jobs, _), came, extra))
