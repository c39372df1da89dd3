"""The gallery: whom would I like to meet?"""

import streamlit as st

from lms.people import Action, may
from lms.portal.components.gallery import cards_grid, filters, fitting
from lms.portal.visit import require_visit
from lms.practice import best_scores


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    tr, _ = visit.tr, visit.gettext
    st.title(_("Whom would you like to meet?"), anchor=False)
    cards = visit.house.catalogue.scenario_cards(tr.locale)
    if not cards:
        st.text(_("There are no scenarios in this language yet. Your trainer can publish some."))
        return
    wanted = filters(tr, cards)
    situations = visit.house.catalogue.situations(tr.locale) if wanted.words else {}
    found = fitting(tr, wanted, cards, situations)
    if not found:
        st.text(_("No scenario fits. Take one of the filters away."))
        return
    if len(found) < len(cards):
        with st.container(key="quiet-count"):
            st.text(tr.ngettext("{count} scenario", "{count} scenarios", len(found)).format(count=len(found)))
    best = best_scores(visit.house.practice, actor=visit.actor) if may(visit.actor, Action.PRACTISE) else {}
    cards_grid(tr, found, best)
