"""The paper as a file: to print, or to reckon on with; stamped with what was chosen, when, and for whom."""

import streamlit as st

from lms.feedback.words import SEGMENT_NAMES
from lms.insight import Sheet, as_xlsx
from lms.insight.paper import Paper, Part, method, parts_of, printed, quarter_name, three_sentences
from lms.people import find_person, list_units
from lms.platform.i18n import Translator
from lms.platform.sheet_templates import XLSX
from lms.portal.components.exports import file_name
from lms.portal.visit import Visit


def paper_buttons(visit: Visit, paper: Paper, unit_id: str | None) -> None:
    """One button for each; the files are made when they are asked for."""
    context, now = visit.house.context, visit.house.context.now()
    units = {unit.unit_id: unit for unit in list_units(context)}

    def stamp(tr: Translator) -> list[tuple[str, str]]:
        return paper_stamp(visit, tr, paper, units[unit_id].name(tr.locale) if unit_id else "")

    def pdf() -> bytes:
        bank = next(unit for unit in units.values() if unit.parent_id is None)
        return printed(paper, stamp, at=now, author=bank.name_zh, zone=context.settings.timezone)

    what = visit.gettext("Voice of the customer")
    title = f"{what}-{quarter_name(visit.tr, paper.quarter, paper.today)}"
    with st.container(key="paper-files", horizontal=True, gap="small"):
        st.download_button(
            "PDF",
            pdf,
            file_name=file_name(title, visit.local(now), "pdf"),
            mime="application/pdf",
            key="paper_pdf",
            type="primary",
            icon=":material/download:",
            on_click="ignore",
        )
        st.download_button(
            "Excel",
            lambda: paper_workbook(visit.tr, paper, stamp(visit.tr)),
            file_name=file_name(title, visit.local(now), "xlsx"),
            mime=XLSX,
            key="paper_xlsx",
            icon=":material/download:",
            on_click="ignore",
        )


def paper_stamp(visit: Visit, tr: Translator, paper: Paper, unit: str) -> list[tuple[str, str]]:
    """What was chosen, when, and who asked."""
    _, context, me = tr.gettext, visit.house.context, visit.actor
    card = find_person(context, actor=me, person_id=me.person_id)
    shown = [
        quarter_name(tr, paper.quarter, paper.today),
        _(SEGMENT_NAMES[paper.segment]) if paper.segment else _("All customers"),
        unit or _("All my units"),
        _("rising from {count} cases on").format(count=paper.rising_from),
    ]
    return [
        (_("Shown"), " · ".join(shown)),
        (_("As of"), f"{visit.local(context.now()):%Y-%m-%d %H:%M:%S} {tr.zone.key}"),
        (_("Exported by"), f"{me.name(tr.locale)} {card.employee_no}"),
    ]


def paper_workbook(tr: Translator, paper: Paper, stamp: list[tuple[str, str]]) -> bytes:
    """A sheet for the sentences and the method, and one for each table."""
    _ = tr.gettext
    said = [[sentence] for sentence in (*three_sentences(tr, paper), *method(tr, paper))]
    first = Part("sentences", _("What matters"), [_("What matters")], said)
    return as_xlsx(
        *(Sheet(one.title, stamp, one.headings, one.rows) for one in (first, *parts_of(tr, paper)))
    )
