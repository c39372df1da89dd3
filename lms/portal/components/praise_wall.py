"""The praise wall drawn: the morning card, the stars, letters as cards; one's own letters, to hang or take down."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from lms.culture import (
    Letter,
    OwnLetter,
    ballot,
    card_of_the_day,
    hang_letter,
    stars_of,
    take_letter_down,
    vote,
)
from lms.culture.words import HOW_NAMES
from lms.people import Action, PersonCard, may
from lms.platform.masked import with_masks_named
from lms.portal.components.doing import do
from lms.portal.components.plain import facts, plain
from lms.portal.components.reading_css import ASIDE, BETTER, ENTRY
from lms.portal.links import link
from lms.portal.visit import Visit


def letter_of_the_morning(visit: Visit) -> None:
    """One letter to read out at the morning meeting; nothing while none hangs."""
    _ = visit.gettext
    letter = card_of_the_day(visit.house.context, actor=visit.actor)
    if letter is None:
        return
    st.subheader(_("For this morning's meeting"), anchor=False)
    with st.container(key=f"{BETTER}-morning-card"):
        st.text(with_masks_named(visit.tr, letter.text))
    with st.container(key="quiet-morning-card"):
        st.text(_about(visit, letter))


def stars(visit: Visit) -> None:
    """Who was service star of the actor's branch, and how that came about."""
    _, tr = visit.gettext, visit.tr
    found = stars_of(visit.house.context, actor=visit.actor)
    if not found:
        return
    st.subheader(_("Service star of {month}").format(month=tr.month(found[0].month)), anchor=False)
    for one in found:
        with st.container(key=f"star-{one.how}-{one.person.person_id}", gap=None):
            st.markdown(f"**{plain(one.person.name(tr.locale))}**")
            with st.container(key=f"quiet-star-{one.how}-{one.person.person_id}"):
                count = (
                    tr.ngettext("{count} point", "{count} points", one.score)
                    if one.how == "rule"
                    else tr.ngettext("{count} vote", "{count} votes", one.score)
                )
                st.text(facts(_(HOW_NAMES[one.how]), count.format(count=one.score)))


def vote_form(visit: Visit) -> None:
    """Whom the visitor would make this month's star; how the others vote is not shown."""
    _, tr, context = visit.gettext, visit.tr, visit.house.context
    if not may(visit.actor, Action.VOTE_STAR):
        return
    paper = ballot(context, actor=visit.actor)
    names = {one.person_id: _named(visit, one) for one in paper.candidates}
    if not names:
        return
    with st.container(key=f"{ASIDE}-vote"), st.expander(_("Vote for this month's service star")):
        if paper.chosen in names:
            st.text(
                _("You voted for {name}. Until the month is over you may change your mind.").format(
                    name=names[paper.chosen]
                )
            )
        ids = list(names)
        chosen = st.selectbox(
            _("A colleague of your branch"),
            ids,
            index=ids.index(paper.chosen) if paper.chosen in names else None,
            format_func=names.__getitem__,
            placeholder=_("Choose somebody"),
            key="star_choice",
        )
        if st.button(_("Vote"), key="star_vote", disabled=chosen is None) and chosen is not None:
            do(
                visit,
                lambda: vote(context, actor=visit.actor, person_id=chosen),
                _("Your vote counts. It is one of {count} at most, and secret.").format(count=len(ids) + 1),
            )
        st.text(tr.gettext("The other star is named by rule: whoever earned the most points in the month."))


def letters(visit: Visit, found: tuple[Letter, ...], units: Mapping[str, str]) -> None:
    """Letters as cards."""
    _ = visit.gettext
    if not found:
        st.text(_("No letter hangs here yet. Whoever is praised hangs theirs up under “My letters”."))
        return
    with st.container(key="grid-letters"):
        for one in found:
            with st.container(key=f"card-letter-{one.item_id}", border=True, gap="small"):
                st.text(with_masks_named(visit.tr, one.text))
                with st.container(key=f"quiet-letter-{one.item_id}"):
                    st.text(facts(_about(visit, one), units.get(one.unit_id, "")))
                if one.unit_id == visit.actor.unit_id and may(visit.actor, Action.TELL_STORIES):
                    link("tell_story", _("Tell the story behind it"), letter=one.item_id)
                whose = None if one.person is None else one.person.person_id
                if may(visit.actor, Action.KEEP_WALL, person_id=whose, unit_id=one.unit_id) and st.button(
                    _("Take down"), key=f"down_{one.item_id}", type="tertiary"
                ):
                    _take_down(visit, one.item_id)


def own_letters(visit: Visit, found: tuple[OwnLetter, ...]) -> None:
    """One's own praise: read it, hang it up, take it down."""
    _, tr, context = visit.gettext, visit.tr, visit.house.context
    if not found:
        st.text(_("No praise of you has been confirmed yet. It stands here as soon as a colleague has."))
        return
    for one in found:
        with st.container(key=f"{ENTRY}-own-{one.item_id}", gap="small"):
            with st.container(key=f"{BETTER}-own-{one.item_id}"):
                st.text(with_masks_named(tr, one.text))
            state = (
                _("hangs on the wall, with your name")
                if one.named
                else _("hangs on the wall, without your name")
            )
            with st.container(key=f"quiet-own-{one.item_id}"):
                st.text(facts(tr.date(one.received_at), state if one.hangs else _("seen by you alone")))
            if one.hangs:
                if st.button(_("Take down"), key=f"down_{one.item_id}"):
                    _take_down(visit, one.item_id)
                continue
            with st.container(horizontal=True):
                for named, label in ((True, _("Hang it up with my name")), (False, _("Without my name"))):
                    if st.button(label, key=f"hang_{named}_{one.item_id}"):
                        do(
                            visit,
                            partial(
                                hang_letter, context, actor=visit.actor, item_id=one.item_id, named=named
                            ),
                            _("It hangs on the wall. You can take it down at any time."),
                        )


def _take_down(visit: Visit, item_id: str) -> None:
    do(
        visit,
        lambda: take_letter_down(visit.house.context, actor=visit.actor, item_id=item_id),
        visit.gettext("Taken down."),
    )


def _about(visit: Visit, letter: Letter) -> str:
    _, tr = visit.gettext, visit.tr
    name = _("a colleague") if letter.person is None else letter.person.name(tr.locale)
    said = _("A customer about {name}, {day}")
    return said.format(name=name, day=tr.date(letter.received_at))


def _named(visit: Visit, card: PersonCard) -> str:
    return card.name(visit.tr.locale)
