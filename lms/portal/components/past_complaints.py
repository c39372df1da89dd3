"""A file with complaints from before the portal: what it needs, what it holds, and the word that takes it in."""

import streamlit as st

from lms.insight import PAST_COLUMNS, look_at_past, take_in_past
from lms.platform.errors import LmsError
from lms.portal.components.doing import do
from lms.portal.components.file_looked_at import faults_shown
from lms.portal.components.list_intake import choose_file
from lms.portal.components.page_css import ACTION
from lms.portal.components.plain import plain
from lms.portal.visit import Visit


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
    faults_shown(visit, looked.faults)
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
