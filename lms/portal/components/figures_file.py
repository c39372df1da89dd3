"""A file of figures: the templates, which columns it has, what would be taken in, and the word that takes it in."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from lms.insight.figures import (
    COLUMNS,
    Counts,
    LookedFigures,
    figures_csv,
    figures_workbook,
    look_at_figures,
    rows_to_fill,
    take_in_figures,
)
from lms.people import Action, UnitCard, UnitKind, list_units, units_open_to
from lms.platform.errors import LmsError
from lms.platform.i18n import Translator
from lms.platform.sheet_templates import XLSX
from lms.portal.components.doing import do
from lms.portal.components.file_looked_at import choose_columns, faults_shown, looked_once
from lms.portal.components.list_intake import choose_file
from lms.portal.components.page_css import ACTION
from lms.portal.components.plain import plain
from lms.portal.visit import Visit

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

_LOOKED, _TAKEN = "figures_looked", "figures_taken"


def figure_templates(visit: Visit) -> None:
    """The files to fill in, with a row for each of the visitor's branches."""
    tr, _, context = visit.tr, visit.gettext, visit.house.context

    def rows() -> list[list[str]]:
        return rows_to_fill(context, tr, _branches(visit))

    with st.container(horizontal=True, key="templates"):
        st.download_button(
            _("Template (Excel)"),
            data=lambda: figures_workbook(tr, rows()),
            file_name=_("figures.xlsx"),
            mime=XLSX,
            icon=":material/download:",
            on_click="ignore",
        )
        st.download_button(
            _("Template (CSV)"),
            data=lambda: figures_csv(tr, rows()),
            file_name=_("figures.csv"),
            mime="text/csv",
            type="tertiary",
            icon=":material/download:",
            on_click="ignore",
        )


def look_and_take_figures(visit: Visit) -> None:
    """Choose a file, say which column is which, see what would be taken in, and take it in."""
    _, tr, context = visit.gettext, visit.tr, visit.house.context
    file = choose_file(visit)
    if file is None or file.file_id == st.session_state.get(_TAKEN):
        return
    try:
        looked = _look(visit, file)
    except LmsError as error:
        st.error(plain(tr.error(error)), icon=":material/error:")
        looked = None
    if looked is not None:
        st.info(would_be(tr, looked), icon=":material/fact_check:")
        faults_shown(visit, looked.faults)
        if looked.counts.changes and _wanted(visit, looked):

            def act() -> None:
                take_in_figures(context, actor=visit.actor, looked=looked)
                st.session_state[_TAKEN] = file.file_id
                st.session_state.pop(_LOOKED, None)

            do(visit, act, done_said(tr, looked.counts))
    choose_columns(visit, file, COLUMNS, None if looked is None else (looked.headings, looked.mapped))


def would_be(tr: Translator, looked: LookedFigures) -> str:
    """What would become of the rows, in a sentence or two."""
    said = tr.ngettext(
        "{count} figure can be taken in", "{count} figures can be taken in", len(looked.rows)
    ).format(count=tr.number(len(looked.rows)))
    return tr.gettext("{where}: {what}").format(where=said, what=counts_said(tr, looked.counts))


def done_said(tr: Translator, counts: Counts) -> str:
    """What became of them."""
    return tr.gettext("{where}: {what}").format(where=tr.gettext("Taken in"), what=counts_said(tr, counts))


def counts_said(tr: Translator, counts: Counts) -> str:
    """New, corrected, unchanged and older ones, as far as there are any."""
    _ = tr.gettext
    told: Sequence[tuple[str, int]] = (
        (_("{count} new"), counts.added),
        (_("{count} correct what was there"), counts.corrected),
        (_("{count} as before"), counts.same),
        (_("{count} recorded earlier than what holds, and left out"), counts.older),
    )
    return _(", ").join(said.format(count=tr.number(count)) for said, count in told if count) or _("none")


def _wanted(visit: Visit, looked: LookedFigures) -> bool:
    _ = visit.gettext
    with st.container(key=f"{ACTION}-figures"):
        return st.button(
            _("Take in the right ones") if looked.faults else _("Take them in"),
            type="primary",
            key="take_in_figures",
        )


def _look(visit: Visit, file: "UploadedFile") -> LookedFigures:
    return looked_once(
        visit,
        file,
        _LOOKED,
        lambda raw, mapped: look_at_figures(visit.house.context, actor=visit.actor, raw=raw, mapped=mapped),
    )


def _branches(visit: Visit) -> list[UnitCard]:
    mine = units_open_to(visit.actor, Action.TAKE_IN_FIGURES)
    return [
        unit
        for unit in list_units(visit.house.context)
        if unit.unit_id in mine and unit.kind is UnitKind.BRANCH
    ]
