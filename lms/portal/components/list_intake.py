"""A list taken in on a page: the templates, the file, what it would change, and the word that lets it."""

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from lms.people.imports import (
    Change,
    Outcome,
    change_in_words,
    counts_in_words,
    csv_list,
    import_lists,
    what_name,
    workbook,
)
from lms.people.imports.importing import Stage
from lms.platform.errors import LmsError
from lms.platform.i18n import mark
from lms.platform.sheet_templates import XLSX
from lms.portal.components.page_css import ACTION
from lms.portal.components.plain import plain
from lms.portal.components.reading_css import ENTRY
from lms.portal.visit import Visit

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

SHOWN = 30
"""Changes and faults that are shown one by one."""
_LOOKED = "list_looked_at"
_TAKEN = "list_taken_in"
_STAGES: dict[Stage, str] = {
    "reading": mark("Reading the file …"),
    "comparing": mark("Comparing with what is there …"),
    "writing": mark("Writing …"),
}


@dataclass(frozen=True)
class _Looked:
    """What was found in a file, remembered so that a click does not read it again."""

    file: str
    complete: bool
    outcome: Outcome


def templates(visit: Visit) -> None:
    """The files to fill in, in the visitor's language."""
    tr, _ = visit.tr, visit.gettext
    with st.container(horizontal=True, key="templates"):
        st.download_button(
            _("Template (Excel)"),
            data=lambda: workbook(tr),
            file_name=_("people.xlsx"),
            mime=XLSX,
            icon=":material/download:",
            on_click="ignore",
        )
        st.download_button(
            _("People only (CSV)"),
            data=lambda: csv_list(tr, "people"),
            file_name=_("people.csv"),
            mime="text/csv",
            type="tertiary",
            icon=":material/download:",
            on_click="ignore",
        )


def choose_file(visit: Visit) -> "UploadedFile | None":
    """Let the visitor choose a file; none while there is none."""
    _ = visit.gettext
    st.html(_in_the_visitors_words(_("Choose a file"), _("or drop it here: .xlsx or .csv, up to 20 MB")))
    return st.file_uploader(
        _("Filled-in list"), type=["xlsx", "csv", "txt"], key="list_file", label_visibility="collapsed"
    )


def intake(visit: Visit, file: "UploadedFile") -> None:
    """Say what the file would change, and change it once the visitor wants it."""
    _ = visit.gettext
    taken: Outcome | None = st.session_state.get(_TAKEN, {}).get(file.file_id)
    if taken is not None:
        st.success("  \n".join(counts_in_words(visit.tr, taken)), icon=":material/check:")
        return
    above = st.container()
    # Of another file it is asked anew.
    asked = f"list_complete_{file.file_id}"
    complete = bool(st.session_state.get(asked, False))
    try:
        outcome = _look(visit, file, complete=complete)
    except LmsError as error:
        above.error(visit.tr.error(error), icon=":material/error:")
        return
    with above:
        _show(visit, outcome)
    if outcome.has_people:
        st.checkbox(
            _("This list of people is complete: whoever is not in it has left"),
            key=asked,
            help=_("Their entry is closed and they cannot sign in; what they have done is kept."),
        )
    if outcome.faults or not outcome.changed:
        return
    with st.container(key=f"{ACTION}-take-in"):
        wanted = st.button(_("Make these changes"), type="primary", key="take_in")
    if wanted:
        try:
            done = _run(visit, file, complete=complete, dry_run=False)
        except LmsError as error:
            st.error(visit.tr.error(error), icon=":material/error:")
            return
        # Whoever was remembered may have other rights and another branch now.
        visit.house.sessions.forget()
        st.session_state.pop(_LOOKED, None)
        if done.written:
            st.session_state[_TAKEN] = {file.file_id: done}
        st.rerun()


def _look(visit: Visit, file: "UploadedFile", *, complete: bool) -> Outcome:
    looked: _Looked | None = st.session_state.get(_LOOKED)
    if looked is None or (looked.file, looked.complete) != (file.file_id, complete):
        outcome = _run(visit, file, complete=complete, dry_run=True)
        looked = st.session_state[_LOOKED] = _Looked(file.file_id, complete, outcome)
    return looked.outcome


def _run(visit: Visit, file: "UploadedFile", *, complete: bool, dry_run: bool) -> Outcome:
    _ = visit.gettext
    first: Stage = "reading"
    bar = st.progress(0.0, text=_(_STAGES[first]))

    def progress(stage: Stage, done: int, total: int) -> None:
        bar.progress(min(1.0, done / max(total, 1)), text=_(_STAGES[stage]))

    try:
        return import_lists(
            visit.house.context,
            actor=visit.actor,
            raw=file.getvalue(),
            complete=complete,
            dry_run=dry_run,
            progress=progress,
        )
    finally:
        bar.empty()


def _show(visit: Visit, outcome: Outcome) -> None:
    tr, _ = visit.tr, visit.gettext
    lines = list(counts_in_words(tr, outcome))
    if outcome.faults:
        st.error("  \n".join(lines), icon=":material/error:")
        with st.container(key="list-faults"):
            for place, fault in enumerate(outcome.faults[:SHOWN]):
                with st.container(key=f"{ENTRY}-fault-{place}", gap=None):
                    st.text(fault.said_in(tr))
        if len(outcome.faults) > SHOWN:
            more = _("And {count} more. Correct these first, and try again.")
            st.text(more.format(count=tr.number(len(outcome.faults) - SHOWN)))
        return
    st.info("  \n".join(lines), icon=":material/fact_check:")
    with st.container(key="list-changes"):
        for place, change in enumerate(outcome.changes[:SHOWN]):
            _change(visit, change, place)
    if outcome.changed > SHOWN:
        st.text(_("And {count} more.").format(count=tr.number(outcome.changed - SHOWN)))


def _change(visit: Visit, change: Change, place: int) -> None:
    with st.container(key=f"{ENTRY}-change-{place}", gap=None):
        st.markdown(f"**{plain(change.name)}** · {plain(change.key)}")
        with st.container(key=f"quiet-change-{place}"):
            said = [what_name(visit.tr, change.kind, change.what), change_in_words(visit.tr, change)]
            st.text(" · ".join(part for part in said if part))


def _in_the_visitors_words(button: str, beside: str) -> str:
    """Streamlit writes its own English on a field for files; this writes ours over it."""
    zone = '.st-key-list_file [data-testid="stFileUploaderDropzone"]'
    button_, beside_ = (json.dumps(text, ensure_ascii=False) for text in (button, beside))
    choose = f'{zone} [data-testid="stBaseButton-secondary"]'
    return f"""<style>
{zone} [data-testid="stFileUploaderDropzoneInstructions"], {choose}, {choose} * {{font-size: 0 !important;}}
{zone} [data-testid="stFileUploaderDropzoneInstructions"] * {{font-size: 0 !important;}}
{zone} [data-testid="stFileUploaderDropzoneInstructions"]::after {{content: {beside_}; font-size: .9rem;
  opacity: .8;}}
{choose} svg, {choose} [data-testid="stIconMaterial"] {{display: none;}}
{choose}::after {{content: {button_}; font-size: 1rem;}}
</style>"""
