"""The paper to be printed: A4 upright, Chinese first and English after it, every glyph embedded.

The same paper gives the same bytes. A character that the font lacks is left out, and the log says so.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from lms.insight.paper.figures import SEGMENTS
from lms.insight.paper.paper import Paper
from lms.insight.paper.parts import Part, parts_of
from lms.insight.paper.words import method, need_name, quarter_name, three_sentences
from lms.platform.i18n import Translator, mark, translator
from lms.platform.settings import LOCALES

if TYPE_CHECKING:
    from fpdf import FPDF

WIDE, MARGIN = 210.0, 18.0
_ROOM = WIDE - 2 * MARGIN
DEEP, INK, SOFT, FAINT = (11, 100, 112), (33, 37, 41), (92, 99, 106), (222, 235, 236)
TITLE = mark("Voice of the customer")
Stamp = Callable[[Translator], Sequence[tuple[str, str]]]
"""What stands under the title in a language: a label and what it says a line."""


def printed(paper: Paper, stamp: Stamp, *, at: datetime, author: str, zone: str) -> bytes:
    """The PDF.

    Args:
        paper: what it tells.
        stamp: the filter, the moment and who asked, in a language.
        at: when it is made.
        author: the bank.
        zone: the bank's time zone, an IANA name.
    """
    pdf = _document(paper, at, author)
    for locale in LOCALES:
        tr = translator(locale, zone)
        pdf.add_page()
        _head(pdf, tr, paper, stamp(tr))
        for part in parts_of(tr, paper):
            _part(pdf, tr, part)
            if part.key == "frequent":
                _bars(pdf, tr, paper)
        _notes(pdf, tr, paper)
    return bytes(pdf.output())


def _document(paper: Paper, at: datetime, author: str) -> "FPDF":
    from fpdf import FPDF
    from pylopdf_fonts_zh_cn import sans_path, serif_path

    class Sheets(FPDF):
        """Numbers its pages."""

        def footer(self) -> None:
            """Put the quarter and the page's number below."""
            self.set_y(-13)
            self.set_font("sans", size=8)
            self.set_text_color(*SOFT)
            self.cell(0, 5, f"{paper.quarter.id}  ·  {self.page_no()} / {{nb}}", align="C")

    pdf = Sheets("portrait", "mm", "A4")
    pdf.set_margin(MARGIN)
    pdf.set_auto_page_break(True, 18)
    pdf.add_font("serif", fname=serif_path())
    pdf.add_font("sans", fname=sans_path())
    pdf.set_fallback_fonts(["sans"])
    zh, en = (translator(locale).gettext(TITLE) for locale in LOCALES)
    pdf.set_title(f"{zh} {en} {paper.quarter.id}")
    pdf.set_author(author)
    pdf.set_lang("zh-CN")
    pdf.set_creation_date(at)
    return pdf


def _head(pdf: "FPDF", tr: Translator, paper: Paper, stamp: Sequence[tuple[str, str]]) -> None:
    _write(pdf, tr.gettext(TITLE), 24, DEEP, font="serif", height=12)
    _write(pdf, quarter_name(tr, paper.quarter, paper.today), 13, INK, font="serif", height=7)
    pdf.ln(1)
    for label, said in stamp:
        _write(pdf, f"{label}  {said}", 8.5, SOFT, height=4.6)
    pdf.set_draw_color(*DEEP)
    pdf.set_line_width(0.5)
    pdf.line(MARGIN, pdf.get_y() + 2, WIDE - MARGIN, pdf.get_y() + 2)
    pdf.ln(5)
    for sentence in three_sentences(tr, paper):
        _write(pdf, sentence, 11.5, INK, height=6.4)
        pdf.ln(1.5)


def _part(pdf: "FPDF", tr: Translator, part: Part) -> None:
    _heading(pdf, part.title)
    if not part.rows:
        _write(pdf, tr.gettext("Nothing to list here."), 9.5, SOFT, height=5)
        return
    from fpdf.fonts import FontFace

    pdf.set_font("sans", size=8.5)
    pdf.set_text_color(*INK)
    pdf.set_draw_color(*FAINT)
    pdf.set_line_width(0.2)
    with pdf.table(
        col_widths=_widths(part),
        headings_style=FontFace(color=DEEP, fill_color=FAINT),
        borders_layout="HORIZONTAL_LINES",
        line_height=4.6,
        padding=1.2,
        text_align=tuple("RIGHT" if _numbers(part, place) else "LEFT" for place in range(len(part.headings))),
        width=_ROOM,
    ) as table:
        for line in (part.headings, *part.rows):
            row = table.row()
            for cell in line:
                row.cell(tr.number(cell) if isinstance(cell, int) else str(cell or ""))


def _numbers(part: Part, place: int) -> bool:
    return place > 0 and all(isinstance(row[place], int) for row in part.rows)


def _widths(part: Part) -> tuple[int, ...]:
    """Narrow for numbers, wide for what is read; customers' words get what is left."""
    if part.key == "hidden":
        narrow = (12, *(9 for _segment in SEGMENTS))
        return (30, *narrow, 26, 60) if len(part.headings) > len(narrow) + 1 else (60, *narrow)
    return (60, *(18 if _numbers(part, place) else 24 for place in range(1, len(part.headings))))


def _bars(pdf: "FPDF", tr: Translator, paper: Paper) -> None:
    """The most frequent needs as bars, with their numbers beside them."""
    lines = [line for line in paper.figures.frequent if line.need is not None][:8]
    if not lines:
        return
    high, label, room = 5.6, 66.0, _ROOM - 66.0 - 16.0
    if pdf.get_y() + high * len(lines) + 8 > pdf.h - 18:
        pdf.add_page()
    pdf.ln(3)
    most = max(line.count for line in lines)
    for line in lines:
        top = pdf.get_y()
        pdf.set_font("sans", size=8.5)
        pdf.set_text_color(*INK)
        pdf.cell(label, high, _fitting(pdf, need_name(tr, line.need), label - 3), align="R")
        pdf.set_fill_color(*DEEP)
        long = max(room * line.count / most, 0.4)
        pdf.rect(MARGIN + label, top + 1, long, high - 2, style="F")
        pdf.set_xy(MARGIN + label + long + 1.5, top)
        pdf.cell(14, high, tr.number(line.count))
        pdf.set_xy(MARGIN, top + high)


def _notes(pdf: "FPDF", tr: Translator, paper: Paper) -> None:
    _heading(pdf, tr.gettext("How it was reckoned"))
    for line in method(tr, paper):
        _write(pdf, line, 8.5, SOFT, height=4.8)
        pdf.ln(1)


def _heading(pdf: "FPDF", title: str) -> None:
    # A heading does not stand alone at the foot of a page.
    if pdf.get_y() > pdf.h - 50:
        pdf.add_page()
    pdf.ln(5)
    _write(pdf, title, 13.5, DEEP, font="serif", height=7)
    pdf.ln(1)


def _fitting(pdf: "FPDF", text: str, room: float) -> str:
    while pdf.get_string_width(text) > room:
        text = text[:-2].rstrip("…") + "…"
    return text


def _write(
    pdf: "FPDF",
    text: str,
    size: float,
    colour: tuple[int, int, int],
    *,
    font: str = "sans",
    height: float,
) -> None:
    pdf.set_font(font, size=size)
    pdf.set_text_color(*colour)
    pdf.multi_cell(0, height, text, new_x="LMARGIN", new_y="NEXT", align="L")
