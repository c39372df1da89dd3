"""Several cases given to a colleague at once."""

import streamlit as st

from lms.feedback.cases import CaseCard, CasePage, assign_cases, handlers_over
from lms.people import Action, units_open_to
from lms.platform.errors import Refused
from lms.portal.components.doing import do
from lms.portal.components.feedback_words import in_a_line
from lms.portal.components.reading_css import ASIDE
from lms.portal.visit import Visit


def give_several(visit: Visit, found: CasePage) -> None:
    """Draw the choice of cases and of a colleague; nothing for whoever gives none out."""
    _, tr, context = visit.gettext, visit.tr, visit.house.context
    if not found.cards or not units_open_to(visit.actor, Action.ASSIGN_CASES):
        return
    cards = {card.case_id: card for card in found.cards}
    with st.container(key=f"{ASIDE}-give"), st.expander(_("Give cases to a colleague")):
        every = st.checkbox(_("All shown here that nobody handles"), key="give_all")
        nobodys = [case_id for case_id, card in cards.items() if card.handler is None]
        chosen = st.multiselect(
            _("Cases"),
            list(cards),
            default=nobodys if every else [],
            format_func=lambda case_id: _named(visit, cards[case_id]),
            placeholder=_("Choose"),
            key=f"give_cases_{every}_{len(nobodys)}",
        )
        people = {
            one.person_id: f"{one.name(tr.locale)} · {one.employee_no}"
            for one in handlers_over(context, actor=visit.actor)
        }
        to = st.selectbox(
            _("To whom"),
            list(people),
            index=None,
            format_func=people.__getitem__,
            placeholder=_("Choose"),
            key="give_to",
        )
        if st.button(_("Give them"), key="give_go", type="primary", disabled=not chosen or to is None):

            def give() -> None:
                given = assign_cases(context, actor=visit.actor, case_ids=chosen, handler_id=str(to))
                if not given.done and given.refused:
                    raise Refused(given.refused[0].message, **given.refused[0].values)

            do(visit, give, _("Given. Each of them says who handles it now."))


def _named(visit: Visit, card: CaseCard) -> str:
    return f"{card.number} · {in_a_line(visit.tr, card.labels)}"
