"""A course's funnel: where do people stop?"""

import streamlit as st

from lms.insight import funnel
from lms.portal.components.completion_chart import as_frame
from lms.portal.components.curves import show_chart
from lms.portal.components.exports import export_buttons
from lms.portal.components.funnel import funnel_chart, funnel_rows, step_names
from lms.portal.links import link
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the page."""
    visit = require_visit()
    _, learning, tr = visit.gettext, visit.house.learning, visit.tr
    st.title(_("Where people stop"), anchor=False)
    titles = {slug: course.title for slug, course in learning.shelves.shelf(tr.locale).courses.items()}
    if not titles:
        st.text(_("No course is published yet."))
        return
    slug = st.selectbox(
        _("Course"), list(titles), format_func=titles.__getitem__, key="course", bind="query-params"
    )
    found = funnel(learning, actor=visit.actor, course=slug, locale=tr.locale)
    if not found.enrolled:
        st.text(_("Nobody is enrolled in this course."))
    else:
        names = step_names(visit, found)
        headings, rows = funnel_rows(visit, found, names)
        show_chart(tr, funnel_chart(visit, found, names), table=as_frame(headings, rows), key="funnel")
        with st.container(key="quiet-funnel", gap="xxsmall"):
            begun = _("{begun} of {all} who are enrolled have begun.")
            st.text(begun.format(begun=found.begun, all=found.enrolled))
        export_buttons(
            visit,
            key="funnel",
            title=_("Where people stop"),
            shown=titles[slug],
            headings=headings,
            rows=rows,
        )
    link("team", _("Learning of my people"), icon=":material/arrow_back:")
