"""A file of figures taken in: what would be new, what would be corrected, what is wrong?"""

import streamlit as st

from lms.people import Action, require_units
from lms.portal.components.doing import what_was_done
from lms.portal.components.figures_file import figure_templates, look_and_take_figures
from lms.portal.links import link
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _ = visit.gettext
    require_units(visit.actor, Action.TAKE_IN_FIGURES)
    link("figures", _("Figures of branches"), icon=":material/arrow_back:")
    st.title(_("Take in figures"), anchor=False)
    st.text(
        _(
            "Transactions, satisfaction, errors, customers lost and cost of your branches, month by month, as CSV or "
            "Excel. First you see what would change; what a figure replaces is kept."
        )
    )
    what_was_done()
    figure_templates(visit)
    look_and_take_figures(visit)
