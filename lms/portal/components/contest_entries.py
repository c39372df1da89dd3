"""What one does in a contest drawn: enter, vote, mark, announce; and the result."""

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from lms.culture import hand_in, my_suggestions
from lms.culture.contest import (
    ContestCard,
    EntryView,
    announce_result,
    enter_contest,
    entries_to_mark,
    mark_entry,
    take_entry_back,
    vote_for_entry,
)
from lms.culture.contest.result import MOST_MARK
from lms.culture.contest.words import PRIZE_STATES
from lms.culture.suggesting import LONGEST
from lms.culture.words import STEP_NAMES
from lms.platform.identifiers import new_id
from lms.platform.masked import with_masks_named
from lms.portal.components.doing import do
from lms.portal.components.plain import facts, plain
from lms.portal.components.points import points_said
from lms.portal.visit import Visit

_KEY = "contest_suggestion_key"
_NEW = "new"


def enter_form(visit: Visit, card: ContestCard, own: Sequence[EntryView]) -> None:
    """One's entry with a way to take it back, or the form that enters one: a suggestion that is there, or a new one."""
    _, tr, context = visit.gettext, visit.tr, visit.house.context
    st.subheader(_("Your entry"), anchor=False)
    for one in own:
        st.text(with_masks_named(tr, one.text))
        if st.button(_("Take the entry back"), key="contest_back"):
            act = partial(take_entry_back, context, actor=visit.actor, contest_id=card.contest_id)
            do(visit, act, _("Taken back. The suggestion stays where it was."))
    if own:
        return
    there = {
        one.suggestion_id: one
        for one in my_suggestions(context, actor=visit.actor)
        if one.state != "declined"
    }

    def called(suggestion_id: str) -> str:
        if suggestion_id == _NEW:
            return _("A new one")
        one = there[suggestion_id]
        return f"{with_masks_named(tr, one.text)[:40]} ({_(STEP_NAMES[one.state])})"

    which = st.selectbox(_("Which suggestion?"), [_NEW, *there], format_func=called, key="contest_which")
    text = ""
    if which == _NEW:
        text = st.text_area(
            _("What would you do otherwise, and what is it good for?"),
            height=140,
            max_chars=LONGEST,
            placeholder=_("No customer's name or number, please."),
            key="contest_text",
        )
    named = st.checkbox(_("Once the result is there, my name may stand beside it"), key="contest_named")
    st.text(_("From the first day of voting all who are invited read its words, without your name."))

    def enter() -> None:
        suggestion = which
        if which == _NEW:
            key = st.session_state.setdefault(_KEY, new_id())
            suggestion = hand_in(context, actor=visit.actor, text=text or "", key=key)
        enter_contest(
            context,
            actor=visit.actor,
            contest_id=card.contest_id,
            suggestion_id=suggestion,
            named=named,
        )
        st.session_state.pop(_KEY, None)

    if st.button(_("Enter it"), key="contest_enter", type="primary"):
        do(visit, enter, _("Entered. Your manager reviews the suggestion as always."))


def votes(visit: Visit, card: ContestCard, found: Sequence[EntryView]) -> None:
    """Entries without names, each with a button to vote for it."""
    _, tr, context = visit.gettext, visit.tr, visit.house.context
    st.subheader(_("Which one would help most?"), anchor=False)
    if not found:
        st.text(_("Nothing was entered."))
    open_now = "enter" in card.mine and "judge" not in card.mine and context.today() <= card.vote_until
    for one in found:
        with st.container(key=f"contest-entry-{one.entry_id}", border=True, gap="small"):
            st.text(with_masks_named(tr, one.text))
            if one.mine:
                st.text(_("Your own entry"))
            elif one.chosen:
                st.text(_("You voted for this one. Until the last day you may change your mind."))
            elif open_now and st.button(_("Vote for it"), key=f"contest_vote_{one.entry_id}"):
                act = partial(
                    vote_for_entry,
                    context,
                    actor=visit.actor,
                    contest_id=card.contest_id,
                    entry=one.entry_id,
                )
                do(visit, act, _("Your vote counts, and is secret."))


def marks(visit: Visit, card: ContestCard) -> None:
    """What the visitor judges: each entry's words with a mark by criterion."""
    _, tr, context = visit.gettext, visit.tr, visit.house.context
    found = entries_to_mark(context, actor=visit.actor, contest_id=card.contest_id)
    done = sum(bool(one.marks) for one in found)
    st.subheader(_("You judge"), anchor=False)
    said = _("{done} of {all} marked; from 1, weak, to 5, strong. Your marks are seen by nobody.")
    st.text(said.format(done=tr.number(done), all=tr.number(len(found))))
    for one in found:
        with st.container(key=f"contest-mark-{one.entry_id}", border=True, gap="small"):
            st.text(with_masks_named(tr, one.text))
            given = [
                st.segmented_control(
                    plain(with_masks_named(tr, name)),
                    list(range(1, MOST_MARK + 1)),
                    default=one.marks[place] if one.marks else None,
                    key=f"contest_mark_{one.entry_id}_{place}",
                )
                for place, (name, _weight) in enumerate(card.criteria)
            ]
            if st.button(
                _("Change the marks") if one.marks else _("Give these marks"),
                key=f"contest_give_{one.entry_id}",
            ):
                act = partial(
                    mark_entry,
                    context,
                    actor=visit.actor,
                    contest_id=card.contest_id,
                    entry=one.entry_id,
                    marks=[int(mark or 0) for mark in given],
                )
                do(visit, act, _("Noted. Until the last day you may change it."))


def announce(visit: Visit, card: ContestCard) -> None:
    """The button that reckons the result, once all days are over."""
    _ = visit.gettext
    st.text(_("All days are over. The result is reckoned by the rule and stands from then on."))
    if st.button(_("Announce the result"), key="contest_announce", type="primary"):
        act = partial(announce_result, visit.house.context, actor=visit.actor, contest_id=card.contest_id)
        do(visit, act, _("Announced. Prizes wait for the winners' managers."))


def result(visit: Visit, card: ContestCard, found: Sequence[EntryView], units: Mapping[str, str]) -> None:
    """The entries by their places, with names where there is leave."""
    _, tr = visit.gettext, visit.tr
    st.subheader(_("The result"), anchor=False)
    if card.votes is None:
        st.text(_("There were too few votes to count: the jury alone decided."))
    if not found:
        st.text(_("Nothing was entered."))
    for one in found:
        with st.container(key=f"contest-result-{one.entry_id}", border=True, gap="small"):
            place = (
                _("Without a place")
                if one.place is None
                else _("Place {number}").format(number=tr.number(one.place))
            )
            who = _("a colleague") if one.person is None else one.person.name(tr.locale)
            st.markdown(f"**{plain(place)}** · {plain(who)}")
            st.text(with_masks_named(tr, one.text))
            if one.prize == "refused":
                said = _("Not approved: {reason}")
                st.text(said.format(reason=with_masks_named(tr, one.answer)))
            voted = "" if one.votes is None else tr.ngettext("{count} vote", "{count} votes", one.votes)
            with st.container(key=f"quiet-result-{one.entry_id}"):
                st.text(
                    facts(
                        units.get(one.unit_id or "", ""),
                        "" if one.jury is None else _("jury {mark}").format(mark=tr.number(one.jury, 1)),
                        voted.format(count=tr.number(one.votes or 0)),
                        "" if one.points is None else points_said(visit, one.points),
                        "" if one.prize is None else _(PRIZE_STATES[one.prize]),
                    )
                )
