"""What a manager's people want for their points, and what they were given of late."""

from functools import partial

import streamlit as st

from lms.culture import Award, Exchange, decide_exchange, take_points_back
from lms.culture.exchanging import LONGEST
from lms.culture.words import KIND_NAMES, STATE_NAMES
from lms.portal.components.doing import do
from lms.portal.components.plain import facts, plain
from lms.portal.components.points import offer_title, points_said
from lms.portal.components.reading_css import ENTRY
from lms.portal.visit import Visit


def to_decide(visit: Visit, found: tuple[Exchange, ...]) -> None:
    """One entry each: approve, or say why not; then what was decided."""
    _ = visit.gettext
    waiting = [one for one in found if one.state == "open"]
    st.subheader(_("Waiting for you: {count}").format(count=len(waiting)), anchor=False)
    if not waiting:
        st.text(_("Nobody of your people waits for an answer."))
    for one in waiting:
        with st.container(key=f"{ENTRY}-decide-{one.exchange_id}", gap="small"):
            _about(visit, one)
            reason = st.text_input(
                _("If not: why, in a sentence they will read"),
                key=f"why_{one.exchange_id}",
                max_chars=LONGEST,
            )
            with st.container(horizontal=True):
                if st.button(_("Approve"), key=f"approve_{one.exchange_id}", type="primary"):
                    _decide(visit, one, approved=True, answer="")
                if st.button(_("Refuse, points go back"), key=f"refuse_{one.exchange_id}"):
                    _decide(visit, one, approved=False, answer=reason)
    decided = [one for one in found if one.state != "open"]
    if decided:
        st.subheader(_("Decided of late"), anchor=False)
        with st.container(key="list-decided"):
            for one in decided:
                with st.container(key=f"{ENTRY}-decided-{one.exchange_id}", gap=None):
                    _about(visit, one)


def given(visit: Visit, awards: tuple[Award, ...]) -> None:
    """Points of late, each of which can be taken back with a reason."""
    _, tr = visit.gettext, visit.tr
    if not awards:
        return
    st.subheader(_("Given of late"), anchor=False)
    with st.container(key="list-awards"):
        for one in awards:
            with st.container(key=f"{ENTRY}-award-{one.transaction_id}", gap=None):
                name = plain(one.person.name(tr.locale))
                st.markdown(f"**{name}** · +{one.points} · {plain(_(KIND_NAMES[one.kind]))}")
                with st.container(key=f"quiet-award-{one.transaction_id}"):
                    st.text(tr.date(one.at))
                with st.popover(_("Take the points back"), type="tertiary", key=f"back_{one.transaction_id}"):
                    reason = st.text_input(
                        _("Why, in a sentence they will read"),
                        key=f"reason_{one.transaction_id}",
                        max_chars=LONGEST,
                    )
                    if st.button(_("Take them back"), key=f"take_{one.transaction_id}"):
                        do(
                            visit,
                            partial(
                                take_points_back,
                                visit.house.context,
                                actor=visit.actor,
                                transaction_id=one.transaction_id,
                                reason=reason,
                            ),
                            _("Taken back, by an entry of its own: what was given stays on record."),
                        )


def _about(visit: Visit, one: Exchange) -> None:
    _, tr = visit.gettext, visit.tr
    state = "" if one.state == "open" else _(STATE_NAMES[one.state])
    title = f"**{plain(one.person.name(tr.locale))}** · {plain(offer_title(visit, one.offer))}"
    st.markdown(title)
    with st.container(key=f"quiet-about-{one.exchange_id}", gap=None):
        st.text(facts(state, points_said(visit, one.points), tr.date(one.asked_at)))
        if one.answer:
            st.text(_("Reason: {reason}").format(reason=one.answer))


def _decide(visit: Visit, one: Exchange, *, approved: bool, answer: str) -> None:
    _ = visit.gettext
    said = _("Approved.") if approved else _("Refused. The points are back with them, and so is your reason.")
    do(
        visit,
        lambda: decide_exchange(
            visit.house.context,
            actor=visit.actor,
            exchange_id=one.exchange_id,
            approved=approved,
            answer=answer,
        ),
        said,
    )
