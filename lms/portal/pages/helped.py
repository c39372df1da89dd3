"""Did it help: what became of complaints and mastery where people learned?"""

import streamlit as st

from lms.insight import SPANS, curricula_through, did_it_help
from lms.people import Action, units_open_to
from lms.portal.components.completion import unit_names
from lms.portal.components.effect import effect_drawn
from lms.portal.components.people_before import people_drawn
from lms.portal.components.unit_choice import choose_unit
from lms.portal.links import link
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _, learning, tr = visit.gettext, visit.house.learning, visit.tr
    through = curricula_through(learning, actor=visit.actor)
    st.title(_("Did it help?"), anchor=False)
    with st.container(horizontal=True, gap="small"):
        link("pilots", _("Pilots"), icon=":material/science:")
        if units_open_to(visit.actor, Action.TAKE_IN_PAST):
            link("past_complaints", _("Complaints from before the portal"), icon=":material/upload_file:")
    if not through:
        st.text(_("No curriculum is published yet."))
        return
    titles = {slug: one.title for slug, one in learning.shelves.shelf(tr.locale).curricula.items()}
    names = unit_names(visit)
    left, middle, right = st.columns([3, 2, 2], gap="small")
    slug = left.selectbox(
        _("What was learned"),
        list(through),
        format_func=lambda one: titles.get(one, one),
        key="curriculum",
        bind="query-params",
    )
    weeks = middle.selectbox(
        _("Weeks before and after"), SPANS, index=1, format_func=str, key="weeks", bind="query-params"
    )
    with right:
        unit = choose_unit(visit, Action.READ_EFFECT, names)
    found = did_it_help(learning, actor=visit.actor, curriculum=slug, weeks=weeks, unit_id=unit)
    shown = f"{titles.get(slug, slug)} · {names[unit] if unit else _('All my units')}"
    effect_drawn(visit, found, names, key="helped", shown=shown)
    people_drawn(visit, curriculum=slug, weeks=weeks, unit_id=unit)
