"""Find an answer: what do I say, now, while the customer waits?"""

import streamlit as st

from lms.culture.answers import entries_of, find_answers, my_answers
from lms.culture.answers.finding import LONGEST
from lms.feedback.findings import to_explain
from lms.people import Action, list_units, may
from lms.portal.components.answers import groups, listed, none_fits, none_found, refusal
from lms.portal.components.root_cause_card import explanations
from lms.portal.links import link
from lms.portal.visit import Visit, require_visit

_WORDS = "answers_words"


def page() -> None:
    """Draw the box, and below it what was found, or what the visitor keeps."""
    visit = require_visit()
    _, house, locale = visit.gettext, visit.house, visit.tr.locale
    st.title(_("Find an answer"), anchor=False)
    with (
        st.form("answers", border=False, enter_to_submit=True),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        words = st.text_input(
            _("What do you need words for?"),
            max_chars=LONGEST,
            key=_WORDS,
            placeholder=_("In your own words: fee too high, card blocked"),
        )
        st.form_submit_button(_("Find"), type="primary", icon=":material/search:")
    refusal(visit)
    units = {unit.unit_id: unit.name(locale) for unit in list_units(house.context)}
    if not words.strip():
        _before(visit, units)
        return
    told = to_explain(house.context, actor=visit.actor, words=words)
    explanations(visit, told)
    answer = find_answers(house.answers, actor=visit.actor, words=words, locale=locale)
    if answer.nothing and not told:
        none_found(visit, words)
        return
    groups(visit, answer, units)
    none_fits(visit, words)


def _before(visit: Visit, units: dict[str, str]) -> None:
    """What stands there before anything is typed."""
    _, house, locale = visit.gettext, visit.house, visit.tr.locale
    kept, used = my_answers(house.context, actor=visit.actor)
    shown = 0
    for title, keys, is_kept in ((_("Kept"), kept, True), (_("Used just now"), used, False)):
        entries = entries_of(house.answers, actor=visit.actor, keys=keys, locale=locale)
        listed(visit, title, entries, units, kept=is_kept)
        shown += len(entries)
    if not shown:
        st.text(
            _(
                "Type what the customer says or what is the matter. You find words to say, the rule behind them, and "
                "what colleagues did. What you keep stands here the next time."
            )
        )
    if may(visit.actor, Action.READ_MISSES):
        link("unfound", _("What colleagues looked for and did not find"), icon=":material/arrow_forward:")
