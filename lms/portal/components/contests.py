"""Contests drawn: the list, what one is about, its rule, and the prizes that wait for a manager."""

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from lms.culture.contest import ContestCard, Prize, decide_prize
from lms.culture.contest.result import FEWEST_VOTES
from lms.culture.contest.words import PHASES, PRIZE_STATES
from lms.culture.exchanging import LONGEST
from lms.platform.masked import with_masks_named
from lms.portal.components.doing import do
from lms.portal.components.plain import facts, plain
from lms.portal.components.points import points_said
from lms.portal.components.reading_css import ASIDE, ENTRY
from lms.portal.links import link
from lms.portal.visit import Visit


def contest_list(visit: Visit, found: Sequence[ContestCard]) -> None:
    """Contests as entries, each with how far it is."""
    _ = visit.gettext
    if not found:
        st.text(_("No contest is open for your branch. A suggestion can be handed in at any time."))
    for one in found:
        with st.container(key=f"{ENTRY}-contest-{one.contest_id}", gap=None):
            title = plain(with_masks_named(visit.tr, one.title))
            link("contest", f"**{title}**", contest=one.contest_id)
            with st.container(key=f"quiet-contest-{one.contest_id}", gap=None):
                st.text(facts(_(PHASES[one.phase]), next_day(visit, one)))


def next_day(visit: Visit, one: ContestCard) -> str:
    """The day that counts next."""
    _, tr = visit.gettext, visit.tr
    said = {
        "planned": (_("entries from {day}"), one.entries_from),
        "entering": (_("entries until {day}"), one.entries_until),
        "judging": (_("votes until {day}"), one.vote_until),
    }
    if one.phase not in said:
        return "" if one.announced_at is None else tr.date(one.announced_at)
    words, day = said[one.phase]
    return words.format(day=tr.date(day))


def about_contest(visit: Visit, one: ContestCard, units: Mapping[str, str]) -> None:
    """Its theme, days and units; the rule folded away."""
    _, tr = visit.gettext, visit.tr
    st.text(with_masks_named(tr, one.theme))
    with st.container(key="quiet-about-contest", gap=None):
        st.text(facts(_(PHASES[one.phase]), next_day(visit, one)))
        st.text(facts(*(units.get(unit_id, "") for unit_id in one.unit_ids)))
        prizes = (points_said(visit, points) for points in one.prizes)
        st.text(_("Prizes: {list}").format(list=_(", ").join(prizes)))
    with st.container(key=f"{ASIDE}-contest-rule"), st.expander(_("The days and the rule")):
        days = (
            (_("Entries"), one.entries_from, one.entries_until),
            (_("Votes"), None, one.vote_until),
            (_("Marks of the jury"), None, one.jury_until),
        )
        for name, first, last in days:
            span = tr.date(last) if first is None else f"{tr.date(first)} – {tr.date(last)}"
            st.text(facts(name, span if first else _("until {day}").format(day=span)))
        for name, weight in one.criteria:
            said = _("weight {number}").format(number=tr.number(weight))
            st.text(facts(with_masks_named(tr, name), said))
        st.text(
            _(
                "Jurors mark each entry from 1 to 5 by these criteria, without names{own}; the mean is its mark, 0 to "
                "100. Everybody invited has one vote, not for their own; an entry's vote is its share of the most "
                "votes any has. The mark counts {jury} of 100, the vote {vote}."
            ).format(
                own="" if one.own_branch else _(" and none of their own branch"),
                jury=tr.number(one.jury_weight),
                vote=tr.number(100 - one.jury_weight),
            )
        )
        st.text(
            _(
                "No count is seen before the end. With fewer than {fewest} votes in all, votes neither count nor are "
                "shown. Whoever is even shares the place and the prizes of the places they take, rounded down. A "
                "suggestion goes through its review as always, whatever its place; a prize waits for the winner's "
                "manager."
            ).format(fewest=tr.number(FEWEST_VOTES))
        )


def prizes(visit: Visit, found: Sequence[Prize]) -> None:
    """Prizes of one's people: what waits, with the decision; then what was decided of late. Nothing if none."""
    _, tr, context = visit.gettext, visit.tr, visit.house.context
    if not found:
        return
    st.subheader(_("Prizes of my people"), anchor=False)
    for one in found:
        with st.container(key=f"prize-{one.entry_id}", gap="small"):
            st.markdown(f"**{plain(one.person.name(tr.locale))}**")
            place = _("place {number}").format(number=tr.number(one.place))
            state = _(PRIZE_STATES[one.state])
            with st.container(key=f"quiet-prize-{one.entry_id}"):
                title = with_masks_named(tr, one.contest)
                st.text(facts(title, place, points_said(visit, one.points), state))
            if one.state != "open":
                continue
            answer = st.text_input(
                _("If not: why, in a sentence they will read"),
                key=f"prize_answer_{one.entry_id}",
                max_chars=LONGEST,
            )
            with st.container(horizontal=True, key=f"prize-ways-{one.entry_id}"):
                for approved, label, said in (
                    (True, _("Approve the prize"), _("Approved. The points are booked.")),
                    (False, _("Refuse it"), _("Refused. The winner reads your reason.")),
                ):
                    if st.button(label, key=f"prize_{approved}_{one.entry_id}"):
                        act = partial(
                            decide_prize,
                            context,
                            actor=visit.actor,
                            entry=one.entry_id,
                            approved=approved,
                            answer=answer or "",
                        )
                        do(visit, act, said)
