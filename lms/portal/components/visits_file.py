"""A file of mystery visits: the template, what would be entered, and the word that enters it."""

from typing import TYPE_CHECKING

import streamlit as st

from lms.feedback.visits import LookedVisits, look_at_visits, take_in_visits, visit_columns, visits_workbook
from lms.platform.errors import LmsError
from lms.platform.sheet_templates import XLSX
from lms.portal.components.doing import do
from lms.portal.components.file_looked_at import choose_columns, faults_shown, looked_once
from lms.portal.components.list_intake import choose_file
from lms.portal.components.page_css import ACTION
from lms.portal.components.plain import plain
from lms.portal.components.reading_css import ASIDE
from lms.portal.visit import Visit

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

_LOOKED, _TAKEN = "visits_looked", "visits_taken"


def visit_template(visit: Visit) -> None:
    """The workbook to fill in, in the visitor's language."""
    _ = visit.gettext
    st.download_button(
        _("Template (Excel)"),
        data=lambda: visits_workbook(visit.tr),
        file_name=_("mystery-visits.xlsx"),
        mime=XLSX,
        icon=":material/download:",
        on_click="ignore",
    )


def look_and_enter_visits(visit: Visit) -> None:
    """Choose a file, see what would be entered, and enter it."""
    _, tr, house = visit.gettext, visit.tr, visit.house
    file = choose_file(visit)
    if file is None or file.file_id == st.session_state.get(_TAKEN):
        return
    try:
        looked = _look(visit, file)
    except LmsError as error:
        st.error(plain(tr.error(error)), icon=":material/error:")
        looked = None
    if looked is not None:
        _show(visit, looked)
        faults_shown(visit, looked.faults)
        with st.container(key=f"{ACTION}-visits-file"):
            wanted = bool(looked.new) and st.button(
                _("Enter the right ones") if looked.faults else _("Enter these visits"),
                type="primary",
                key="take_in_visits",
            )
        if wanted:

            def act() -> None:
                take_in_visits(
                    house.context, house.learning, house.catalogue, actor=visit.actor, looked=looked
                )
                st.session_state[_TAKEN] = file.file_id
                st.session_state.pop(_LOOKED, None)

            done = tr.ngettext("{count} visit was entered.", "{count} visits were entered.", looked.new)
            do(visit, act, done.format(count=tr.number(looked.new)))
    columns = visit_columns(tr.locale)
    with st.container(key=f"{ASIDE}-visit-columns"), st.expander(_("Which column is which")):
        choose_columns(
            visit, file, columns, None if looked is None else (looked.headings, looked.mapped), titled=False
        )


def _show(visit: Visit, looked: LookedVisits) -> None:
    tr = visit.tr
    said = tr.ngettext("{count} visit can be entered.", "{count} visits can be entered.", looked.new).format(
        count=tr.number(looked.new)
    )
    if known := len(looked.visits) - looked.new:
        before = tr.ngettext(
            "{count} was entered before and stays as it is.",
            "{count} were entered before and stay as they are.",
            known,
        )
        said = tr.sentences(said, before.format(count=tr.number(known)))
    st.info(said, icon=":material/fact_check:")


def _look(visit: Visit, file: "UploadedFile") -> LookedVisits:
    return looked_once(
        visit,
        file,
        _LOOKED,
        lambda raw, mapped: look_at_visits(visit.house.context, actor=visit.actor, raw=raw, mapped=mapped),
    )
