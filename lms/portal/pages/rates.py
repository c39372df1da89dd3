"""Complaint rates: which branch is above what chance explains, and does it get a plan?"""

import streamlit as st

from lms.insight.rates import complaint_rates
from lms.people import Action, require_units, units_open_to
from lms.platform.quarters import later, quarter_of
from lms.portal.components.doing import what_was_done
from lms.portal.components.quarters import quarter_said
from lms.portal.components.rates import plans_to_confirm, rates_drawn
from lms.portal.links import link
from lms.portal.visit import require_visit

QUARTERS = 6


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _, tr, context = visit.gettext, visit.tr, visit.house.context
    require_units(visit.actor, Action.CONFIRM_RATE_PLANS)
    st.title(_("Complaint rates"), anchor=False)
    if units_open_to(visit.actor, Action.READ_FIGURES):
        link("figures", _("Figures of branches"), icon=":material/table_chart:")
    what_was_done()
    plans_to_confirm(visit)
    running = quarter_of(context.today()).id
    quarter = st.selectbox(
        _("Quarter"),
        [later(running, by) for by in (-1, 0, *range(-2, -QUARTERS, -1))],
        format_func=lambda one: quarter_said(tr, one),
        key="rate_quarter",
    )
    rates_drawn(visit, complaint_rates(context, actor=visit.actor, quarter=quarter), quarter)
