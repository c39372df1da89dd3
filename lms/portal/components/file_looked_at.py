"""A file that is looked at: which of its headings is which column, and what is wrong in its rows."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

import streamlit as st

from lms.feedback.files import Column, Mapped, headings_in, unused_headings
from lms.platform.errors import LmsError
from lms.platform.sheet_faults import Fault
from lms.platform.sheets import sheets_in
from lms.portal.components.reading_css import ENTRY
from lms.portal.visit import Visit

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

Looked = TypeVar("Looked")
SHOWN = 30
"""Faults that are shown one by one."""


def mapped_by_visitor(file: "UploadedFile") -> Mapped | None:
    """Which heading is which as the visitor said; none while they have said nothing."""
    mapped: Mapped | None = st.session_state.get(f"mapped_{file.file_id}")
    return mapped


def looked_once(
    visit: Visit, file: "UploadedFile", name: str, look: Callable[[bytes, Mapped | None], Looked]
) -> Looked:
    """What a file holds, read once for as long as neither it nor its columns change: a click does not read it again.

    Args:
        visit: whose.
        file: that was chosen.
        name: under which the session keeps it.
        look: reads the bytes, with which heading is which.
    """
    mapped = mapped_by_visitor(file)
    asked = (file.file_id, tuple(sorted((mapped or {}).items())))
    kept = st.session_state.get(name)
    if kept is None or kept[0] != asked:
        with st.spinner(visit.gettext("Reading the file …")):
            kept = st.session_state[name] = (asked, look(file.getvalue(), mapped))
    found: Looked = kept[1]
    return found


def choose_columns(
    visit: Visit,
    file: "UploadedFile",
    columns: Sequence[Column],
    looked: tuple[Sequence[str], Mapped] | None,
    *,
    titled: bool = True,
) -> None:
    """Let the visitor say which heading is which column.

    Args:
        visit: whose.
        file: that was chosen.
        columns: that there may be.
        looked: the file's headings, and which was taken for which column; none where it could not be looked at.
        titled: whether it is said here what is asked.
    """
    _ = visit.gettext
    headings, mapped = looked if looked is not None else (_headings(file), {})
    if not headings:
        return
    with st.form(f"columns_{file.file_id}", border=False):
        if titled:
            st.text(_("Which column is which"))
        places = st.columns(3, gap="small")
        chosen: dict[str, str] = {}
        for place, column in enumerate(columns):
            options = ["", *headings]
            known = mapped.get(column.key, "")
            chosen[column.key] = places[place % 3].selectbox(
                _(column.heading),
                options,
                index=options.index(known) if known in options else 0,
                format_func=lambda name: name or _("not in this file"),
                help=_(column.meaning),
            )
        if left := unused_headings(headings, mapped):
            st.text(_("Not used: {headings}").format(headings=_(", ").join(left)))
        if st.form_submit_button(_("Look at it with these columns")):
            st.session_state[f"mapped_{file.file_id}"] = chosen
            st.rerun()


def warnings_shown(visit: Visit, warnings: Sequence[Fault]) -> None:
    """What is doubtful in rows that are taken in nevertheless; nothing where nothing is."""
    if not warnings:
        return
    tr, _ = visit.tr, visit.gettext
    said = tr.ngettext(
        "{count} row is taken in, but look at it:",
        "{count} rows are taken in, but look at them:",
        len(warnings),
    )
    st.warning(said.format(count=tr.number(len(warnings))), icon=":material/help:")
    _one_by_one(visit, warnings, "warning", more=_("And {count} more."))


def faults_shown(visit: Visit, faults: Sequence[Fault]) -> None:
    """What is wrong, row by row; nothing where nothing is."""
    if not faults:
        return
    tr, _ = visit.tr, visit.gettext
    wrong = tr.ngettext(
        "{count} thing is wrong; its row would be left out:",
        "{count} things are wrong; their rows would be left out:",
        len(faults),
    )
    st.error(wrong.format(count=tr.number(len(faults))), icon=":material/error:")
    _one_by_one(visit, faults, "fault", more=_("And {count} more. Correct these first, and try again."))


def _one_by_one(visit: Visit, faults: Sequence[Fault], name: str, *, more: str) -> None:
    with st.container(key=f"list-{name}s"):
        for place, fault in enumerate(faults[:SHOWN]):
            with st.container(key=f"{ENTRY}-{name}-{place}", gap=None):
                st.text(fault.said_in(visit.tr))
    if len(faults) > SHOWN:
        st.text(more.format(count=visit.tr.number(len(faults) - SHOWN)))


def _headings(file: "UploadedFile") -> tuple[str, ...]:
    try:
        return headings_in(sheets_in(file.getvalue()))[1]
    except LmsError:
        return ()
