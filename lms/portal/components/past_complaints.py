"""A file with complaints from before the portal: what it needs, what it holds, and the word that takes it in."""

import streamlit as st

from lms.insight import PAST_COLUMNS, look_at_past, take_in_past
from lms.platform.errors import LmsError
from lms.portal.components.doing import do
from lms.portal.components.list_intake import choose_file
from lms.portal.components.page_css import ACTION
from lms.portal.components.plain import plain
from lms.portal.components.reading_css import ENTRY
from lms.portal.visit import Visit

SHOWN = 30


def look_and_take_past(visit: Visit) -> None:
    """Choose a file, see what would be taken in and what is wrong, and take it in."""
    tr, _, context = visit.tr, visit.gettext, visit.house.context
    st.text(
        _("Columns: {columns}. A row without a number is one complaint.").format(
            columns=_(", ").join(_(name) for name in PAST_COLUMNS.values())
        )
    )
    file = choose_file(visit)
    if file is None:
        return
    try:
        looked = look_at_past(context, actor=visit.actor, raw=file.getvalue())
    except LmsError as error:
        st.error(plain(tr.error(error)), icon=":material/error:")
        return
    said = tr.ngettext(
        "{count} complaint can be taken in.", "{count} complaints can be taken in.", looked.complaints
    )
    st.info(said.format(count=tr.number(looked.complaints)), icon=":material/fact_check:")
    if looked.faults:
        wrong = tr.ngettext(
            "{count} thing is wrong; its row would be left out:",
            "{count} things are wrong; their rows would be left out:",
            len(looked.faults),
        )
        st.error(wrong.format(count=tr.number(len(looked.faults))), icon=":material/error:")
        with st.container(key="list-faults"):
            for place, fault in enumerate(looked.faults[:SHOWN]):
                with st.container(key=f"{ENTRY}-fault-{place}", gap=None):
                    st.text(fault.said_in(tr))
        if len(looked.faults) > SHOWN:
            more = _("And {count} more. Correct these first, and try again.")
            st.text(more.format(count=tr.number(len(looked.faults) - SHOWN)))
    if not looked.rows:
        return
    with st.container(key=f"{ACTION}-past"):
        wanted = st.button(_("Take them in"), type="primary", key="take_in_past")
    if wanted:
        do(
            visit,
            lambda: take_in_past(context, actor=visit.actor, looked=looked),
            _("Taken in. They count from now on wherever training is compared."),
        )
