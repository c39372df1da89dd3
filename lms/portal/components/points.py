"""Somebody's points drawn: how many, where they came from, what they are exchanged for."""

from functools import partial

import pandas as pd
import streamlit as st

from lms.culture import Movement, Statement, ask_exchange, rules_shown, withdraw_exchange
from lms.culture.rules import offer_words, point_rules
from lms.culture.words import KIND_NAMES, OFFER_KINDS, RULE_NAMES, STATE_NAMES
from lms.platform.identifiers import new_id
from lms.portal.components.doing import do
from lms.portal.components.plain import facts, plain
from lms.portal.components.reading_css import ASIDE, ENTRY
from lms.portal.visit import Visit

_PRESS = "points_press"
ENOUGH_TO_DRAW = 2


def points_said(visit: Visit, points: int) -> str:
    """So many points, in words."""
    return visit.tr.ngettext("{count} point", "{count} points", points).format(count=points)


def offer_title(visit: Visit, slug: str) -> str:
    """What an offer is called; its slug where it is offered no more."""
    words = offer_words(visit.tr.locale).get(slug)
    return words.title if words else slug


def history(visit: Visit, statement: Statement) -> None:
    """The line over time, and the same as a table; what earns points where there is nothing yet."""
    _, tr = visit.gettext, visit.tr
    if not statement.movements:
        st.text(_("No points yet. They come by themselves when something above happens."))
        return
    from lms.portal.components.charts_points import PointsAt, points_chart
    from lms.portal.components.curves import show_chart

    moved = statement.movements
    if len(moved) >= ENOUGH_TO_DRAW:
        drawn = [
            PointsAt(visit.local(one.at), one.after, one.amount, _(KIND_NAMES[one.kind])) for one in moved
        ]
        finding = _("{points} now, since {day}").format(
            points=points_said(visit, statement.balance), day=tr.date(moved[-1].at)
        )
        labels = {"when": _("When"), "why": _("What for"), "points": _("Points")}
        rows = {
            _("When"): [tr.date(one.at) for one in moved],
            _("What for"): [_(KIND_NAMES[one.kind]) for one in moved],
            _("Points"): [f"{one.amount:+d}" for one in moved],
            _("There then"): [one.after for one in moved],
        }
        show_chart(tr, points_chart(drawn, finding, labels=labels), table=pd.DataFrame(rows), key="points")
    st.subheader(_("What earned what"), anchor=False)
    with st.container(key="list-points"):
        for one in moved[:SHORT]:
            _movement(visit, one)


SHORT = 8


def _movement(visit: Visit, one: Movement) -> None:
    _, tr = visit.gettext, visit.tr
    with st.container(key=f"{ENTRY}-point-{one.transaction_id}", gap=None):
        st.markdown(f"**{one.amount:+d}** · {plain(_(KIND_NAMES[one.kind]))}")
        with st.container(key=f"quiet-point-{one.transaction_id}", gap=None):
            then = _("{points} then").format(points=points_said(visit, one.after))
            st.text(facts(tr.date(one.at), then))
            if one.note:
                st.text(_("Reason: {reason}").format(reason=one.note))


def exchange_form(visit: Visit, statement: Statement) -> None:
    """What there is for how many points; one press lays them aside."""
    _ = visit.gettext
    st.subheader(_("Exchange them"), anchor=False)
    st.text(_("Your manager approves it. If not, the points come back to you with a reason."))
    words = offer_words(visit.tr.locale)
    with st.container(key="grid-offers"):
        for slug, offer in sorted(point_rules().offers.items(), key=lambda pair: pair[1].points):
            with st.container(key=f"card-offer-{slug}", border=True, gap="small"):
                st.markdown(f"**{plain(words[slug].title)}**")
                st.text(words[slug].about)
                with st.container(key=f"quiet-offer-{slug}"):
                    st.text(facts(points_said(visit, offer.points), _(OFFER_KINDS[offer.kind])))
                missing = offer.points - statement.balance
                label = (
                    _("Exchange")
                    if missing <= 0
                    else _("{points} to go").format(points=points_said(visit, missing))
                )
                if st.button(label, key=f"exchange_{slug}", disabled=missing > 0, width="stretch"):
                    # A second press of the same page asks for nothing twice.
                    press = st.session_state.setdefault(_PRESS, new_id())
                    do(
                        visit,
                        partial(_ask, visit, slug, press),
                        _("Asked for. The points are laid aside until your manager has decided."),
                    )


def exchanges(visit: Visit, statement: Statement) -> None:
    """What was asked for, and what came of it."""
    _, tr = visit.gettext, visit.tr
    if not statement.exchanges:
        return
    st.subheader(_("What I asked for"), anchor=False)
    with st.container(key="list-exchanges"):
        for one in statement.exchanges:
            with st.container(key=f"{ENTRY}-exchange-{one.exchange_id}", gap=None):
                st.markdown(
                    f"**{plain(offer_title(visit, one.offer))}** · {plain(_(STATE_NAMES[one.state]))}"
                )
                with st.container(key=f"quiet-exchange-{one.exchange_id}", gap=None):
                    st.text(facts(points_said(visit, one.points), tr.date(one.asked_at)))
                    if one.answer:
                        st.text(_("Reason: {reason}").format(reason=one.answer))
                if one.state == "open" and st.button(
                    _("Withdraw"), key=f"withdraw_{one.exchange_id}", type="tertiary"
                ):
                    do(
                        visit,
                        partial(
                            withdraw_exchange,
                            visit.house.context,
                            actor=visit.actor,
                            exchange_id=one.exchange_id,
                        ),
                        _("Withdrawn. The points are back."),
                    )


def what_earns(visit: Visit) -> None:
    """The rules, as the content file has them."""
    _ = visit.gettext
    with st.container(key=f"{ASIDE}-earning"), st.expander(_("What earns points")):
        for name, points, most in rules_shown():
            said = _(RULE_NAMES[name]).format(days=point_rules().streak_days)
            limit = _("at most {points} a month").format(points=points_said(visit, most))
            st.text(f"· {said}: {facts(points_said(visit, points), limit)}")
        st.text(
            _("Praise that somebody asked a customer for earns nothing, and nothing is earned by numbers.")
        )


def _ask(visit: Visit, slug: str, press: str) -> None:
    ask_exchange(visit.house.context, actor=visit.actor, offer=slug, key=press)
    st.session_state.pop(_PRESS, None)
