"""What the customer said, about whom and where it stands; and words for the handler that calm or answer."""

import streamlit as st

from lms.feedback.cases import CaseView
from lms.feedback.cases.templates import Words, calming_words, reply_words
from lms.feedback.cases.words import STEPS, TRACK_NAMES, WAY_OUT_NAMES
from lms.feedback.findings import FindingView, trained_after
from lms.feedback.words import CHANNELS
from lms.platform.masked import with_masks_named
from lms.portal.components.feedback_words import in_a_line
from lms.portal.components.plain import facts, plain
from lms.portal.components.reading_css import ASIDE, BETTER
from lms.portal.links import link
from lms.portal.visit import Visit

MOST = 4


def text_key(view: CaseView) -> str:
    """Under which the session keeps the words of the step that comes next."""
    return f"case_text_{view.card.case_id}_{view.card.round}_{view.card.step}"


def said(visit: Visit, view: CaseView) -> None:
    """The masked words, where they came from, who is meant, who handles it."""
    tr, _, card = visit.tr, visit.gettext, view.card
    st.title(in_a_line(tr, card.labels), anchor=False)
    with st.container(key="quiet-case-about", gap=None):
        st.text(
            facts(
                card.number, card.unit.name(tr.locale), tr.moment(card.received_at), _(CHANNELS[card.channel])
            )
        )
        parts = [_(TRACK_NAMES[card.track])]
        parts.append(
            _("handled by {name}").format(name=card.handler.name(tr.locale))
            if card.handler
            else _("nobody handles it yet")
        )
        if card.desk is not None:
            parts.append(_("passed up to {unit}").format(unit=card.desk.name(tr.locale)))
        if card.round > 1:
            parts.append(_("round {number}").format(number=card.round))
        if card.way_out:
            parts.append(_(WAY_OUT_NAMES[card.way_out]))
        st.text(facts(*parts))
    with st.container(key=f"{BETTER}-said"):
        st.text(_("The words were erased.") if card.text is None else with_masks_named(tr, card.text))
    if card.person is not None:
        st.text(_("Perhaps meant, or confirmed: {name}").format(name=card.person.name(tr.locale)))
    if card.labels["kind"] != "complaint" and card.step == STEPS[0] and card.closed_at is None:
        st.text(
            _(
                "This was not told as a complaint, but may be one. Say first what it is: where it is none, that closes "
                "the case."
            )
        )
    link("feedback_item", _("Correct what it is, or who is meant"), item=card.item_id)


def words_that_help(visit: Visit, view: CaseView, found: FindingView) -> None:
    """What calms the customer, and what may be said or written at this step."""
    _, card, locale = visit.gettext, view.card, visit.tr.locale
    if not view.may_handle or card.closed_at is not None:
        return
    fitting = {
        "step": card.step,
        "cause": card.labels["cause"],
        "segment": card.labels["segment"],
    }
    calming = calming_words(locale, **fitting)
    trained = trained_after(visit.house.context, actor=visit.actor, case_id=card.case_id)
    replies = reply_words(locale, **fitting, doing=found.doing, trained=trained)
    if calming:
        with st.container(key=f"{ASIDE}-calming"), st.expander(_("Words that calm")):
            for one in calming[:MOST]:
                st.markdown(f"**{plain(one.title)}**")
                with st.container(key=f"{BETTER}-calm-{calming.index(one)}"):
                    st.text(one.said(_known(visit, view)))
    if replies:
        with st.container(key=f"{ASIDE}-replies"), st.expander(_("Words to begin with")):
            for place, one in enumerate(replies[:MOST]):
                _offer(visit, view, one, place)


def _offer(visit: Visit, view: CaseView, one: Words, place: int) -> None:
    _ = visit.gettext
    words = one.said(_known(visit, view))
    st.markdown(f"**{plain(one.title)}**")
    with st.container(key=f"{BETTER}-reply-{place}"):
        st.text(words)
    if view.mine or view.card.handler is None:
        st.button(
            _("Write it into the step"),
            key=f"use_{place}",
            type="tertiary",
            on_click=_use,
            args=(text_key(view), words),
        )


def _use(key: str, words: str) -> None:
    before = str(st.session_state.get(key, "")).strip()
    st.session_state[key] = f"{before}\n{words}" if before else words


def _known(visit: Visit, view: CaseView) -> dict[str, str]:
    tr, card = visit.tr, view.card
    return {
        "number": card.number,
        "branch": card.unit.name(tr.locale),
        "handler": visit.name if card.handler is None else card.handler.name(tr.locale),
        "until": _next_word(visit, view),
    }


def _next_word(visit: Visit, view: CaseView) -> str:
    """The day by which the customer hears from us next: of the first clock that goes on after this answer."""
    ahead = [
        one.due_at
        for one in view.clocks
        if one.clock != "respond" and one.due_at is not None and one.state in ("running", "soon")
    ]
    return visit.tr.date(ahead[0]) if ahead else "–"
