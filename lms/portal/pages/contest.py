"""One contest: what is it about, and what can I do in it now?"""

import streamlit as st

from lms.culture.contest import contest_of, entries_of_contest
from lms.people import list_units
from lms.platform.masked import with_masks_named
from lms.portal.components.contest_entries import announce, enter_form, marks, result, votes
from lms.portal.components.contests import about_contest
from lms.portal.components.doing import what_was_done
from lms.portal.links import asked_for, link
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the contest in the address."""
    visit = require_visit()
    _, tr, context = visit.gettext, visit.tr, visit.house.context
    link("contests", _("Innovation contests"), icon=":material/arrow_back:")
    if not asked_for("contest"):
        st.text(_("Choose a contest in the list."))
        return
    card = contest_of(context, actor=visit.actor, contest_id=asked_for("contest"))
    found = entries_of_contest(context, actor=visit.actor, contest_id=card.contest_id)
    units = {unit.unit_id: unit.name(tr.locale) for unit in list_units(context)}
    st.title(with_masks_named(tr, card.title), anchor=False)
    what_was_done()
    about_contest(visit, card, units)
    if card.phase == "announced":
        result(visit, card, found, units)
    elif card.phase == "entering" and "enter" in card.mine and "judge" not in card.mine:
        enter_form(visit, card, found)
    elif card.phase == "judging" and "judge" in card.mine:
        marks(visit, card)
    elif card.phase == "judging":
        votes(visit, card, found)
    elif card.phase == "over" and "run" in card.mine:
        announce(visit, card)
