"""Model cases drawn: what colleagues can learn from, and what of one's own praise one lets them learn from."""

from functools import partial

import streamlit as st

from lms.catalogue.teaching.vocabulary import COMPETENCIES, COMPETENCY_NAMES
from lms.culture import Model, Offer, my_offers, offer_model_case, take_back_model_case
from lms.people import Action, may
from lms.platform.masked import with_masks_named
from lms.portal.components.doing import do
from lms.portal.components.plain import facts
from lms.portal.components.reading_css import ASIDE, BETTER
from lms.portal.visit import Visit


def model_case(visit: Visit, one: Model, unit: str) -> None:
    """Draw one: the sentence, whose deed it was, and for the manager of the branch a way to take it back."""
    _, tr = visit.gettext, visit.tr
    with st.container(key=f"card-model-{one.item_id}", border=True, gap="small"):
        with st.container(key=f"{BETTER}-model-{one.item_id}"):
            st.text(with_masks_named(tr, one.sentence))
        name = _("a colleague") if one.person is None else one.person.name(tr.locale)
        with st.container(key=f"quiet-model-case-{one.item_id}"):
            st.text(
                facts(
                    _("A customer about {name}, {day}").format(name=name, day=tr.date(one.received_at)), unit
                )
            )
        whose = None if one.person is None else one.person.person_id
        if may(visit.actor, Action.KEEP_WALL, person_id=whose, unit_id=one.unit_id) and st.button(
            _("Take it back"), key=f"model_back_{one.item_id}", type="tertiary"
        ):
            _take_back(visit, one.item_id)


def own_offers(visit: Visit) -> None:
    """What of one's own praise others may learn from: one sentence each, for one competency."""
    _ = visit.gettext
    if not may(visit.actor, Action.OFFER_MODEL_CASES):
        return
    offers = my_offers(visit.house.context, actor=visit.actor)
    if not offers:
        return
    st.subheader(_("Let others learn from it"), anchor=False)
    st.text(
        _(
            "Choose the sentence that says what you did. It becomes a model case for its competency, with your name or "
            "without, until you take it back."
        )
    )
    for offer in offers:
        if offer.place is not None and offer.competency is not None:
            _offered(visit, offer, offer.place, offer.competency)
        else:
            with st.container(key=f"{ASIDE}-offer-{offer.item_id}"), st.expander(offer.sentences[0][:60]):
                _form(visit, offer)


def _offered(visit: Visit, offer: Offer, place: int, competency: str) -> None:
    _ = visit.gettext
    with st.container(key=f"offered-{offer.item_id}", gap="small"):
        with st.container(key=f"{BETTER}-offered-{offer.item_id}"):
            st.text(with_masks_named(visit.tr, offer.sentences[place]))
        st.text(_("A model case for {competency}").format(competency=_(COMPETENCY_NAMES[competency])))
        if st.button(_("Take it back"), key=f"offer_back_{offer.item_id}"):
            _take_back(visit, offer.item_id)


def _form(visit: Visit, offer: Offer) -> None:
    _, tr = visit.gettext, visit.tr
    places = list(range(len(offer.sentences)))
    place = st.radio(
        _("Which sentence?"),
        places,
        format_func=lambda at: with_masks_named(tr, offer.sentences[at]),
        key=f"offer_place_{offer.item_id}",
    )
    order = list(dict.fromkeys((*offer.competencies, *COMPETENCIES)))
    competency = st.selectbox(
        _("What does it show?"),
        order,
        format_func=lambda name: _(COMPETENCY_NAMES[name]),
        key=f"offer_of_{offer.item_id}",
    )
    with st.container(horizontal=True, key=f"offer-ways-{offer.item_id}"):
        for named, label in ((True, _("Offer it with my name")), (False, _("Offer it without my name"))):
            if st.button(label, key=f"offer_{named}_{offer.item_id}"):
                act = partial(
                    offer_model_case,
                    visit.house.context,
                    actor=visit.actor,
                    item_id=offer.item_id,
                    place=place,
                    competency=competency,
                    named=named,
                )
                do(visit, act, _("Colleagues find it among the model cases."))


def _take_back(visit: Visit, item_id: str) -> None:
    do(
        visit,
        lambda: take_back_model_case(visit.house.context, actor=visit.actor, item_id=item_id),
        visit.gettext("Taken back."),
    )
