"""After abuse by a customer, drawn: the form, what happened to oneself, and what a manager still has to give."""

from collections.abc import Callable, Sequence

import streamlit as st

from lms.culture.staff import (
    HardshipView,
    colleagues_to_name,
    confirm_talk,
    give_thanks,
    note_pause,
    set_talk,
    tell_abuse,
)
from lms.culture.staff.hardship import LEAST_MINUTES, LONGEST_BACK, MOST_MINUTES, SOON
from lms.culture.staff.voice import LONGEST
from lms.people import Action, may, units_open_to
from lms.platform.identifiers import new_id
from lms.platform.masked import with_masks_named
from lms.portal.components.doing import KeptForm, do
from lms.portal.components.plain import facts, plain
from lms.portal.components.reading_css import BETTER, ENTRY
from lms.portal.visit import Visit

_KEY = "hardship_key"


def hardship_form(visit: Visit) -> None:
    """Whom it happened to, when and what; what was refused is kept in the form."""
    _, context = visit.gettext, visit.house.context
    form = KeptForm("hardship")
    key = st.session_state.setdefault(_KEY, new_id())
    names = {visit.actor.person_id: _("Myself")} if may(visit.actor, Action.TELL_ABUSE) else {}
    if units_open_to(visit.actor, Action.CARE_AFTER_ABUSE):
        for card in colleagues_to_name(context, actor=visit.actor):
            names[card.person_id] = facts(card.name(visit.tr.locale), card.employee_no)
    today = context.today()
    with st.form(form.key, border=False):
        person_id = visit.actor.person_id
        if len(names) > 1:
            chosen = st.selectbox(_("Who"), list(names), format_func=names.__getitem__)
            person_id = chosen or person_id
        day = st.date_input(
            _("On which day"),
            value=today,
            min_value=today - LONGEST_BACK,
            max_value=today,
            format="YYYY-MM-DD",
        )
        text = st.text_area(
            _("What happened, in a few words"),
            height=110,
            max_chars=LONGEST,
            placeholder=_("No customer's name or number, please."),
        )
        sent = st.form_submit_button(_("Say it"), type="primary")

    def act() -> str:
        tell_abuse(context, actor=visit.actor, person_id=person_id, happened_on=day, text=text or "", key=key)
        st.session_state[_KEY] = new_id()
        return _("Noted. Nobody but whom it happened to and their managers sees it.")

    form.settle(visit, (person_id, day, text), act, sent=sent)


def own_hardships(visit: Visit, found: Sequence[HardshipView]) -> None:
    """What happened to oneself, and what was done; the talk is confirmed here."""
    _ = visit.gettext
    if not found:
        return
    st.subheader(_("What I bore"), anchor=False)
    for one in found:
        with st.container(key=f"{ENTRY}-bore-{one.hardship_id}", gap="small"):
            _said(visit, one)
            ready = one.talk_on is not None and one.talk_on <= visit.house.context.today()
            ready = ready and not one.talked
            if ready and st.button(_("The talk took place"), key=f"talked_{one.hardship_id}"):
                _do(visit, one, confirm_talk, _("Confirmed. Thank you."))


def to_care_for(visit: Visit, found: Sequence[HardshipView]) -> None:
    """What happened to one's people, and what is still to be given."""
    _, tr = visit.gettext, visit.tr
    st.subheader(_("My people"), anchor=False)
    if not found:
        st.text(_("Nothing was said of your people in the last half year."))
    for one in found:
        with st.container(key=f"{ENTRY}-care-{one.hardship_id}", gap="small"):
            st.markdown(f"**{plain(one.person.name(tr.locale))}**")
            _said(visit, one)
            with st.container(horizontal=True):
                if one.minutes is None:
                    _pause(visit, one)
                if not one.talked:
                    _talk(visit, one)
                if one.thanks is None:
                    _thanks(visit, one)


def _said(visit: Visit, one: HardshipView) -> None:
    _, tr = visit.gettext, visit.tr
    st.text(with_masks_named(tr, one.text))
    pause = (
        _("no pause yet")
        if one.minutes is None
        else _("pause: {minutes} minutes").format(minutes=one.minutes)
    )
    if one.talk_on is None:
        talk = _("no talk set yet")
    else:
        talk = _("talk held: {day}") if one.talked else _("talk set: {day}")
        talk = talk.format(day=tr.date(one.talk_on))
    with st.container(key=f"quiet-hardship-{one.hardship_id}"):
        st.text(facts(tr.date(one.happened_on), pause, talk))
    if one.thanks is not None:
        with st.container(key=f"{BETTER}-thanks-{one.hardship_id}"):
            st.text(with_masks_named(tr, one.thanks))


def _pause(visit: Visit, one: HardshipView) -> None:
    _ = visit.gettext
    with st.popover(_("A pause"), key=f"pause_{one.hardship_id}"):
        minutes = st.number_input(
            _("Minutes away from customers"),
            LEAST_MINUTES,
            MOST_MINUTES,
            30,
            step=5,
            key=f"minutes_{one.hardship_id}",
        )
        if st.button(_("Note it"), key=f"note_pause_{one.hardship_id}"):
            _do(visit, one, note_pause, _("Noted."), minutes=int(minutes))


def _talk(visit: Visit, one: HardshipView) -> None:
    _, today = visit.gettext, visit.house.context.today()
    with st.popover(_("A talk"), key=f"talk_{one.hardship_id}"):
        day = st.date_input(
            _("On which day"),
            value=today,
            min_value=today,
            max_value=today + SOON,
            format="YYYY-MM-DD",
            key=f"talk_on_{one.hardship_id}",
        )
        if st.button(_("Set the day"), key=f"set_talk_{one.hardship_id}"):
            _do(visit, one, set_talk, _("Set. Once it took place, your colleague confirms it."), day=day)


def _thanks(visit: Visit, one: HardshipView) -> None:
    _ = visit.gettext
    with st.popover(_("Thanks"), key=f"thanks_{one.hardship_id}"):
        text = st.text_area(
            _("Your words of thanks"), key=f"thanks_text_{one.hardship_id}", max_chars=LONGEST, height=100
        )
        if st.button(_("Say thanks"), key=f"give_thanks_{one.hardship_id}", type="primary"):
            said = _("Said. Points come with it by the rule; nobody else sees what for.")
            _do(visit, one, give_thanks, said, text=text or "")


def _do(visit: Visit, one: HardshipView, act: Callable[..., object], said: str, **given: object) -> None:
    do(
        visit,
        lambda: act(visit.house.context, actor=visit.actor, hardship_id=one.hardship_id, **given),
        said,
    )
