"""One item drawn: its masked words, what it was found to be and why, what people said, and its original on request."""

import streamlit as st

from lms.feedback import FeedbackView, Settled, open_original, settle_link
from lms.feedback.cases import case_of, open_case
from lms.feedback.desk import AT_ONCE
from lms.feedback.words import CHANNELS, HEAD_NAMES
from lms.people import list_units
from lms.platform.errors import LmsError
from lms.platform.i18n import mark
from lms.platform.masked import with_masks_named
from lms.portal.components.doing import do
from lms.portal.components.feedback_correction import called
from lms.portal.components.feedback_words import in_a_line, named, what_decided
from lms.portal.components.reading_css import ASIDE, BETTER, ENTRY
from lms.portal.links import link
from lms.portal.visit import Visit

_SETTLED: dict[Settled, str] = {
    "same": mark("The same case"),
    "follow_up": mark("A follow-up"),
    "apart": mark("Not related"),
}
_HOW_SURE = {
    "none": mark("Nobody of us is meant, as far as is known."),
    "offered": mark("Perhaps meant: {name}. Nobody has confirmed it yet."),
    "confirmed": mark("Meant: {name}"),
}


def said(visit: Visit, view: FeedbackView) -> None:
    """The masked words, where they came from, and what the program found in them."""
    tr, _, card = visit.tr, visit.gettext, view.card
    st.title(in_a_line(tr, card.labels), anchor=False)
    with st.container(key="quiet-item-about"):
        st.text(
            " · ".join(
                [
                    card.number,
                    card.unit.name(tr.locale),
                    tr.moment(card.received_at),
                    _(CHANNELS[card.channel]),
                ]
            )
        )
    with st.container(key=f"{BETTER}-said"):
        words = _("The words were erased.") if card.text is None else with_masks_named(tr, card.text)
        st.text(words)
    about = _(_HOW_SURE[card.employee])
    st.text(about.format(name=called(visit, card.person)))
    if view.employee_said:
        st.text(_("The customer named: {name}").format(name=with_masks_named(tr, view.employee_said)))
    with st.container(key=f"{ASIDE}-decided"), st.expander(_("Which words decided")):
        what_decided(visit, view.decided_by, view.confidence)


def its_case(visit: Visit, view: FeedbackView) -> None:
    """The way to the case of an item, or to opening one."""
    _, context, item_id = visit.gettext, visit.house.context, view.card.item_id
    case_id = case_of(context, actor=visit.actor, item_id=item_id)
    if case_id is not None:
        link("case", _("To its case"), icon=":material/arrow_forward:", case=case_id)
    elif view.may_handle:
        with st.container(key=f"{ASIDE}-open-case"), st.expander(_("Open a case for it")):
            reason = st.text_input(_("Why does it need one?"), key=f"open_case_{item_id}", max_chars=500)
            if st.button(_("Open a case"), key="open_case"):
                do(
                    visit,
                    lambda: open_case(context, actor=visit.actor, item_id=item_id, reason=reason or ""),
                    _("The case is open."),
                )


def said_before(visit: Visit, view: FeedbackView) -> None:
    """What this may repeat; a person says whether it does."""
    tr, _, context = visit.tr, visit.gettext, visit.house.context
    if not view.likenesses:
        return
    st.subheader(_("Perhaps said before"), anchor=False)
    for like in view.likenesses:
        with st.container(key=f"{ENTRY}s-like-{like.link_id}", gap="small"):
            st.text(with_masks_named(tr, like.text or ""))
            when = tr.moment(like.received_at)
            share = _("{share} alike").format(share=tr.percent(like.likeness))
            state = _(_SETTLED[like.state]) if like.state in _SETTLED else _("Nobody has said yet")
            with st.container(key=f"quiet-like-{like.link_id}"):
                st.text(f"{like.number} · {when} · {share} · {state}")
            with st.container(horizontal=True, key=f"settle-{like.link_id}"):
                link("feedback_item", _("Open it"), item=like.item_id)
                for settled, name in _SETTLED.items() if view.may_handle else ():
                    if st.button(_(name), key=f"{settled}_{like.link_id}", type="tertiary"):

                        def settle(link_id: str = like.link_id, as_: Settled = settled) -> None:
                            settle_link(context, actor=visit.actor, link_id=link_id, as_=as_)

                        do(visit, settle, _("Noted."))


def history(visit: Visit, view: FeedbackView) -> None:
    """Who opened the original and why, and what people changed; newest first."""
    tr, _ = visit.tr, visit.gettext
    if not view.corrections and not view.opened:
        return
    units = {unit.unit_id: unit.name(tr.locale) for unit in list_units(visit.house.context)}
    with st.container(key=f"{ASIDE}-history"), st.expander(_("Who looked at it, and what changed")):
        for opened in view.opened:
            st.text(f"{tr.moment(opened.at)} · {called(visit, opened.by)}")
            said = _("Opened the original: {reason}")
            st.text(said.format(reason=with_masks_named(tr, opened.reason)))
        for one in view.corrections:
            st.text(f"{tr.moment(one.at)} · {called(visit, one.by)}")
            for field, (before, after) in one.changes.items():
                if field == "person":
                    told = _("another member of staff") if after else _("Nobody in particular")
                elif field == "unit":
                    told = f"{units.get(before, '–')} → {units.get(after, '–')}"
                else:
                    told = f"{named(tr, field, before)} → {named(tr, field, after)}"
                st.text(_("{where}: {what}").format(where=_(HEAD_NAMES[field]), what=told))
            if not one.changes:
                st.text(_("Confirmed as it stood."))
            if one.reason:
                st.text(_(AT_ONCE) if one.reason == AT_ONCE else one.reason)


def original(visit: Visit, view: FeedbackView) -> None:
    """The words as they came: shown for this one look, which is recorded with its reason."""
    _, card = visit.gettext, view.card
    with st.container(key=f"{ASIDE}-original"), st.expander(_("The original words")):
        if view.original_gone_at is not None:
            gone = _(
                "The original was removed on {day}, its time being over. What stands here, masked, is kept."
            )
            st.text(gone.format(day=visit.tr.date(view.original_gone_at)))
            return
        st.text(_("Who opens it is recorded, with the reason. It is gone from the page at the next click."))
        with st.form(f"original_{card.item_id}", border=False):
            reason = st.text_input(_("What do you need it for?"), max_chars=500)
            if not st.form_submit_button(_("Open the original")):
                return
        try:
            words = open_original(
                visit.house.context, actor=visit.actor, item_id=card.item_id, reason=reason or ""
            )
        except LmsError as error:
            st.error(visit.tr.error(error), icon=":material/error:")
            return
        with st.container(key=f"{BETTER}-original"):
            st.text(words)
