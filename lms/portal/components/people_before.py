"""The people of one branch before and after they learned: figures, and words where there are too few of them."""

import streamlit as st

from lms.insight import PersonBefore, people_before
from lms.people import Action, list_units, units_open_to
from lms.platform.cells import Cell
from lms.platform.i18n import Translator
from lms.portal.components.completion_chart import as_frame
from lms.portal.components.effect_words import TOO_FEW
from lms.portal.visit import Visit


def people_drawn(visit: Visit, *, curriculum: str, weeks: int, unit_id: str | None) -> None:
    """A table of one's people; of which branch is asked where there are several."""
    _ = visit.gettext
    mine = units_open_to(visit.actor, Action.READ_EFFECT) & units_open_to(visit.actor, Action.READ_PROGRESS)
    units = [unit for unit in list_units(visit.house.context) if unit.unit_id in mine]
    chosen = unit_id if unit_id in mine else units[0].unit_id if len(units) == 1 else None
    if not units:
        return
    # Asked for by a hand: whoever only reads the sentence above has looked at nobody.
    if not st.toggle(_("My people, one by one"), key="people_before"):
        return
    if chosen is None:
        st.text(_("Choose a branch above to see its people."))
        return
    found = people_before(
        visit.house.learning, actor=visit.actor, curriculum=curriculum, unit_id=chosen, weeks=weeks
    )
    if not found:
        st.text(_("Nobody here has completed it for so long."))
        return
    headings, rows = people_rows(visit.tr, found)
    st.table(as_frame(headings, rows).set_index(headings[0]))
    st.text(
        _(
            "Complaints are those that somebody has confirmed to be about them. Fewer than five say nothing about "
            "a person, and none of this is evidence in an appraisal."
        )
    )


def people_rows(tr: Translator, found: tuple[PersonBefore, ...]) -> tuple[list[str], list[list[Cell]]]:
    """Headings and rows."""
    _ = tr.gettext
    headings = [_("Name"), _("Completed"), _("Complaints"), _("Mastery, of 100")]
    return headings, [
        [
            one.person.name(tr.locale),
            tr.date(one.on),
            _(TOO_FEW) if one.complaints is None else f"{one.complaints[0]} → {one.complaints[1]}",
            "–"
            if one.levels is None
            else f"{tr.number(one.levels[0] * 100, 0)} → {tr.number(one.levels[1] * 100, 0)}",
        ]
        for one in found
    ]
