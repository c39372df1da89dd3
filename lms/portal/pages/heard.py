"""What was heard in one person's words: which words, and what had been said before?"""

import streamlit as st

from lms.people import find_person
from lms.portal.components.conduct import quotes
from lms.portal.components.conduct_words import for_training_only, period_of
from lms.portal.components.plain import plain
from lms.portal.links import asked_for, link
from lms.portal.visit import require_visit
from lms.practice import Quote, conduct_quotes


def page() -> None:
    """Draw the page for the person in the address, the visitor when there is none."""
    visit = require_visit()
    _, house = visit.gettext, visit.house
    about = asked_for("person") or visit.actor.person_id
    mine = about == visit.actor.person_id
    period = period_of(asked_for("period"), house.context.today())
    heard = conduct_quotes(house.practice, actor=visit.actor, period=period, person_id=about)
    if mine:
        st.title(_("Heard in my words"), anchor=False)
        link("attempts", _("My attempts"), icon=":material/arrow_back:")
    else:
        person = find_person(house.context, actor=visit.actor, person_id=about)
        st.title(plain(person.name(visit.tr.locale)), anchor=False)
        link("conduct", _("What to train on"), icon=":material/arrow_back:")
    for_training_only(visit)
    if not heard:
        st.text(_("Nothing was heard in this time."))
        return
    titles = house.catalogue.titles(visit.tr.locale)

    def title_of(quote: Quote) -> str:
        if quote.slug is None or quote.scenario_version is None:
            return ""
        # One that was withdrawn, or is not in this language, is called as it was played.
        known = titles.get(quote.slug)
        return known or house.catalogue.scenario(quote.slug, quote.locale, quote.scenario_version).title

    quotes(visit, heard, title_of)
