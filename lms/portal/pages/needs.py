"""Competencies by branch: where do my people need training most?"""

import streamlit as st

from lms.learning import heat_map
from lms.people import Role, list_units
from lms.portal.components.curves import show_chart
from lms.portal.components.exports import export_frame
from lms.portal.components.heat_chart import Figure, finding, heat_chart, heat_table
from lms.portal.components.plain import plain
from lms.portal.links import asked_for, keep_address, link
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    tr, _ = visit.tr, visit.gettext
    unit_id = asked_for("unit") or None
    keep_address("needs", unit_id)
    found = heat_map(visit.house.learning, actor=visit.actor, unit_id=unit_id)
    st.title(_("Competencies by branch"), anchor=False)
    if unit_id:
        link("needs", _("All branches"), icon=":material/arrow_back:")
    elif Role.MANAGER in visit.actor.roles:
        link("branch", _("My people"), icon=":material/arrow_back:")
    if not found.units:
        st.text(_("Nobody is entered under your branches yet. Your administrator can add people."))
        return
    figures: dict[Figure, str] = {"below": _("Share below the level needed"), "mean": _("Mean level, 1 to 4")}
    figure: Figure = st.segmented_control(
        _("What is shown"),
        list(figures),
        default="below",
        required=True,
        format_func=figures.__getitem__,
        key="heat_figure",
        label_visibility="collapsed",
    )
    if all(cell.below is None for cell in found.cells.values()):
        st.text(finding(tr, found))
    else:
        table = heat_table(tr, found)
        show_chart(tr, heat_chart(tr, found, figure), table=table, key="heat")
        names = {unit.unit_id: unit.name(tr.locale) for unit in list_units(visit.house.context)}
        above = names.get(unit_id or "", _("All branches"))
        export_frame(visit, table, key="heat", title=_("Competencies by branch"), shown=above)
    with st.container(key="quiet-heat"):
        st.text(
            _(
                "Counted are those of whom anything was seen, against what their own job needs. "
                "A point stands where these are fewer than five: it would be about somebody."
            )
        )
    if found.gathered:
        st.subheader(_("By region"), anchor=False)
        for unit in found.units:
            link("needs", plain(unit.name(tr.locale)), unit=unit.unit_id)
