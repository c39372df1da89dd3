"""The two buttons under a table that take it away as a file."""

import re
from collections.abc import Callable, Sequence
from datetime import datetime

import pandas as pd
import streamlit as st

from lms.insight import Sheet, as_csv, as_xlsx
from lms.people import find_person
from lms.platform.cells import Cell
from lms.platform.sheet_templates import XLSX
from lms.portal.visit import Visit

_UNSAFE = re.compile(r"[\x00-\x1f\\/:*?\"<>|\s]+")
"""What some system does not take in a file's name, and spaces."""


def file_name(title: str, now: datetime, ending: str) -> str:
    """What a file is called on the reader's machine: what it is, in their language, and when it was made.

    Args:
        title: in the reader's language; what a system does not take in a name becomes a hyphen.
        now: in the bank's time zone.
        ending: without its dot.
    """
    return f"{safe_name(title)}-{now:%Y%m%d-%H%M}.{ending}"


def safe_name(text: str) -> str:
    """A name without what some system does not take in a file's; at most 60 letters of it."""
    return _UNSAFE.sub("-", text).strip("-.")[:60] or "lms"


def export_frame(visit: Visit, frame: pd.DataFrame, *, key: str, title: str, shown: str) -> None:
    """Offer the table beside a chart; the arguments are those of ``export_buttons``."""
    export_buttons(
        visit,
        key=key,
        title=title,
        shown=shown,
        headings=[str(one) for one in frame.columns],
        rows=[list(row) for row in frame.itertuples(index=False)],
    )


def export_buttons(
    visit: Visit,
    *,
    key: str,
    title: str,
    shown: str,
    headings: Sequence[str],
    rows: Sequence[Sequence[Cell]] | Callable[[], Sequence[Sequence[Cell]]],
) -> None:
    """Offer a table as CSV and as a workbook, stamped with what was filtered, when, and for whom.

    Args:
        visit: who takes it.
        key: tells several tables on a page apart.
        title: of the table; it names the file.
        shown: the filter in words.
        headings: as on the screen.
        rows: as on the screen, in full; or what reads them once the file is asked for.
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
        return Sheet(title, stamp, headings, rows() if callable(rows) else rows)

    with st.container(key=f"export-{key}", horizontal=True, gap="small"):
        st.download_button(
            "CSV",
            lambda: as_csv(sheet()),
            file_name=file_name(title, visit.local(now), "csv"),
            mime="text/csv",
            key=f"csv_{key}",
            icon=":material/download:",
            on_click="ignore",
        )
        st.download_button(
            "Excel",
            lambda: as_xlsx(sheet()),
            file_name=file_name(title, visit.local(now), "xlsx"),
            mime=XLSX,
            key=f"xlsx_{key}",
            icon=":material/download:",
            on_click="ignore",
        )
