"""Figures of branches: what is held, month by month, and what is missing?"""

import streamlit as st

from lms.insight.figures import figures_held
from lms.people import Action, require_units, units_open_to
from lms.portal.components.completion import unit_names
from lms.portal.components.doing import what_was_done
from lms.portal.components.figures import choose_figures, held_drawn
from lms.portal.components.unit_choice import choose_unit
from lms.portal.links import link
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _, actor = visit.gettext, visit.actor
    require_units(actor, Action.READ_FIGURES)
    st.title(_("Figures of branches"), anchor=False)
    st.text(
        _(
            "By these, complaints are held against what a branch does. Each figure says what it counts, who answers "
            "for it and as of when."
        )
    )
    if units_open_to(actor, Action.TAKE_IN_FIGURES):
        link("figures_file", _("Take in figures"), icon=":material/upload_file:")
    if units_open_to(actor, Action.CONFIRM_RATE_PLANS):
        link("rates", _("Complaint rates"), icon=":material/stacked_line_chart:")
    what_was_done()
    names = unit_names(visit)
    unit_id = choose_unit(visit, Action.READ_FIGURES, names)
    kind, back = choose_figures(visit)
    found = figures_held(visit.house.context, actor=actor, kind=kind, unit_id=unit_id, back=back)
    held_drawn(visit, found, names[unit_id] if unit_id else _("All my units"))
