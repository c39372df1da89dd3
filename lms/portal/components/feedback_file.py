"""A file of feedback: its columns found or named, looked at, then taken in in the background."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import streamlit as st

from lms.feedback.files import (
    COLUMNS,
    JOB,
    Looked,
    begin_import,
    feedback_csv,
    feedback_workbook,
    job_subject,
    look_at,
    progress_of,
)
from lms.platform.errors import LmsError
from lms.platform.i18n import mark
from lms.platform.sheet_templates import XLSX
from lms.portal.components.file_looked_at import (
    choose_columns,
    faults_shown,
    mapped_by_visitor,
    warnings_shown,
)
from lms.portal.components.list_intake import choose_file
from lms.portal.components.page_css import ACTION
from lms.portal.components.plain import plain
from lms.portal.visit import Visit

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

NOT_ALL = mark(
    "{file}: {done} of {rows} rows were taken in. The others were sealed under a key that is not there any more. Take "
    "the same file in once more: what is there already is not taken in twice."
)
LOOKS_AGAIN_S = 2
_LOOKED = "feedback_file_looked"
_TAKEN = "feedback_files_taken"


def feedback_templates(visit: Visit) -> None:
    """The files to fill in, in the visitor's language."""
    tr, _ = visit.tr, visit.gettext
    with st.container(horizontal=True, key="templates"):
        st.download_button(
            _("Template (Excel)"),
            data=lambda: feedback_workbook(tr),
            file_name=_("feedback.xlsx"),
            mime=XLSX,
            icon=":material/download:",
            on_click="ignore",
        )
        st.download_button(
            _("Template (CSV)"),
            data=lambda: feedback_csv(tr),
            file_name=_("feedback.csv"),
            mime="text/csv",
            type="tertiary",
            icon=":material/download:",
            on_click="ignore",
        )


def files_on_their_way(visit: Visit) -> None:
    """How far the visitor's files are; drawn anew while one is on its way."""
    context, actor = visit.house.context, visit.actor
    if not progress_of(context, actor=actor):
        return

    def bars() -> None:
        tr, _ = visit.tr, visit.gettext
        files = progress_of(context, actor=actor)
        if moving and all(one.ended_at is not None for one in files):
            # Drawn whole once more, and looked at again no more.
            st.rerun()
        for one in files:
            counts = {
                "file": one.file,
                "done": tr.number(one.done),
                "rows": tr.number(one.rows),
                "added": tr.number(one.added),
            }
            if one.ended_at is None:
                said = _("{file}: {done} of {rows} rows. You can leave this page.").format(**counts)
                st.progress(one.done / max(one.rows, 1), text=plain(said))
            elif one.failed:
                st.error(plain(_(NOT_ALL).format(**counts)), icon=":material/error:")
            else:
                st.text(_("{file}: {rows} rows, {added} of them new.").format(**counts))

    moving = any(one.ended_at is None for one in progress_of(context, actor=actor))
    with st.container(key="files-on-their-way"):
        st.fragment(bars, run_every=LOOKS_AGAIN_S if moving else None)()


def look_and_take(visit: Visit) -> None:
    """Choose a file, say which column is which, see what would be taken in, and take it in."""
    _ = visit.gettext
    file = choose_file(visit)
    if file is None or file.file_id in st.session_state.get(_TAKEN, ()):
        return
    mapped = mapped_by_visitor(file)
    try:
        looked = _look(visit, file, mapped)
    except LmsError as error:
        st.error(plain(visit.tr.error(error)), icon=":material/error:")
        looked = None
    choose_columns(visit, file, COLUMNS, None if looked is None else (looked.headings, looked.mapped))
    if looked is None:
        return
    _show(visit, looked)
    if not looked.arrivals:
        return
    label = _("Take them in")
    if looked.faults:
        label = visit.tr.ngettext(
            "Take in the {count} right one", "Take in the {count} right ones", len(looked.arrivals)
        ).format(count=visit.tr.number(len(looked.arrivals)))
    with st.container(key=f"{ACTION}-feedback-file"):
        wanted = st.button(label, type="primary", key="take_in_feedback")
    if not wanted:
        return
    try:
        import_id = begin_import(
            visit.house.context, actor=visit.actor, file=file.name, looked=looked, skip_faulty=True
        )
    except LmsError as error:
        st.error(visit.tr.error(error), icon=":material/error:")
        return
    if visit.house.practice.jobs is not None:
        visit.house.practice.jobs.ask(JOB, job_subject(visit.house.context, import_id))
    st.session_state[_TAKEN] = {*st.session_state.get(_TAKEN, ()), file.file_id}
    st.session_state.pop(_LOOKED, None)
    st.rerun()


def _look(visit: Visit, file: "UploadedFile", mapped: Mapping[str, str] | None) -> Looked:
    asked = (file.file_id, tuple(sorted((mapped or {}).items())))
    kept = st.session_state.get(_LOOKED)
    if kept is None or kept[0] != asked:
        bar = st.progress(0.0, text=visit.gettext("Reading the file …"))

        def progress(done: int, total: int) -> None:
            bar.progress(min(1.0, done / max(total, 1)))

        try:
            looked = look_at(
                visit.house.context,
                actor=visit.actor,
                raw=file.getvalue(),
                mapped=mapped,
                progress=progress,
            )
        finally:
            bar.empty()
        kept = st.session_state[_LOOKED] = (asked, looked)
    found: Looked = kept[1]
    return found


def _show(visit: Visit, looked: Looked) -> None:
    tr = visit.tr
    known = len(looked.arrivals) - looked.new
    said = tr.ngettext(
        "{count} row can be taken in.", "{count} rows can be taken in.", len(looked.arrivals)
    ).format(count=tr.number(len(looked.arrivals)))
    if known:
        before = tr.ngettext(
            "{count} of them was taken in before and stays as it is.",
            "{count} of them were taken in before and stay as they are.",
            known,
        )
        said = tr.sentences(said, before.format(count=tr.number(known)))
    st.info(said, icon=":material/fact_check:")
    faults_shown(visit, looked.faults)
    warnings_shown(visit, looked.warnings)
