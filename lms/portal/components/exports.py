"""The two buttons under a table that take it away as a file."""

from collections.abc import Sequence

import streamlit as st

from lms.insight import Sheet, as_csv, as_xlsx
from lms.people import find_person
from lms.platform.cells import Cell
from lms.portal.visit import Visit

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def export_buttons(
    visit: Visit,
    *,
    key: str,
    title: str,
    shown: str,
    headings: Sequence[str],
    rows: Sequence[Sequence[Cell]],
) -> None:
    """Offer a table as CSV and as a workbook, stamped with what was filtered, when, and for whom.

    Args:
        visit: who takes it.
        key: tells several tables on a page apart, and names the file.
        title: of the table.
        shown: the filter in words.
        headings: as on the screen.
        rows: as on the screen, in full.
    """
    tr, _, context = visit.tr, visit.gettext, visit.house.context
    now, me = context.now(), visit.actor

    def sheet() -> Sheet:
        card = find_person(context, actor=me, person_id=me.person_id)
        stamp = (
            (_("Shown"), shown),
            (_("As of"), f"{visit.local(now):%Y-%m-%d %H:%M:%S} {tr.zone.key}"),
            (_("Exported by"), f"{visit.name} {card.employee_no}"),
        )
        return Sheet(title, stamp, headings, rows)

    name = f"{key}-{visit.local(now):%Y%m%d-%H%M}"
    with st.container(key=f"export-{key}", horizontal=True, gap="small"):
        st.download_button(
            "CSV",
            lambda: as_csv(sheet()),
            file_name=f"{name}.csv",
            mime="text/csv",
            key=f"csv_{key}",
            icon=":material/download:",
            on_click="ignore",
        )
        st.download_button(
            "Excel",
            lambda: as_xlsx(sheet()),
            file_name=f"{name}.xlsx",
            mime=_XLSX,
            key=f"xlsx_{key}",
            icon=":material/download:",
            on_click="ignore",
        )
