"""The paper as a file holds what the page shows, and a page of a large bank asks few questions."""

import re
from datetime import date
from io import BytesIO

from openpyxl import load_workbook
from sqlalchemy import event

from lms.insight.paper import parts_of, printed, three_sentences
from lms.platform.i18n import translator
from lms.platform.settings import LOCALES
from lms.portal.components.paper_files import paper_workbook
from tests.integration.insight.conftest import Bank
from tests.integration.insight.test_paper import compared, days, officer, paper, said, themes


def letters_in(pdf: bytes) -> set[str]:
    """The letters that whoever copies text out of a PDF gets: what its fonts map their glyphs to."""
    found: set[str] = set()
    for part in re.findall(rb"beginbfchar(.*?)endbfchar", pdf, re.DOTALL):
        for letters in re.findall(rb"<[0-9A-Fa-f]+>\s*<([0-9A-Fa-f]+)>", part):
            found |= set(bytes.fromhex(letters.decode()).decode("utf-16-be"))
    return found


def test_the_workbook_read_back_is_what_the_page_shows(bank: Bank) -> None:
    unit = bank.unit()
    themes(bank.context, unit, date(2026, 1, 5))
    said(bank.context, unit, days(date(2026, 1, 5), 25), text="=1+1")
    reader = officer(bank, unit)
    compared(bank, reader)
    found = paper(bank, reader)
    for locale in LOCALES:
        tr = translator(locale)
        book = load_workbook(BytesIO(paper_workbook(tr, found, [("A", "B")])))
        first, *sheets = book.worksheets
        assert [row[0].value for row in first.iter_rows(min_row=5, max_row=7)] == [
            *three_sentences(tr, found)
        ]
        for part, sheet in zip(parts_of(tr, found), sheets, strict=True):
            rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
            shown = [part.headings, *part.rows]
            assert [["" if cell is None else cell for cell in row] for row in rows] == [
                [*row] for row in shown
            ]
            assert [cell.value for cell in sheet[2]][:2] == ["A", "B"]


def test_the_print_is_the_same_each_time_and_holds_its_fonts(bank: Bank) -> None:
    unit = bank.unit()
    said(bank.context, unit, days(date(2026, 1, 5), 25))
    found, at = paper(bank, officer(bank, unit)), bank.context.now()
    once, again = (
        printed(found, lambda _tr: [("A", "B")], at=at, author="银行", zone="Asia/Shanghai")
        for _time in (1, 2)
    )
    assert once == again and once.startswith(b"%PDF-") and once.count(b"/FontFile3") == 2
    told = letters_in(once)
    for locale in LOCALES:
        tr = translator(locale)
        printed_text = [*three_sentences(tr, found), *(part.title for part in parts_of(tr, found))]
        assert {letter for sentence in printed_text for letter in sentence if not letter.isspace()} <= told


def test_a_page_of_a_large_bank_asks_few_questions(bank: Bank) -> None:
    unit = bank.unit()
    themes(bank.context, unit, date(2026, 1, 5))
    reader = officer(bank, unit)
    compared(bank, reader)
    paper(bank, reader)
    asked: list[str] = []
    event.listen(
        bank.context.database.engine, "before_cursor_execute", lambda *args: asked.append(str(args[2]))
    )
    paper(bank, reader)
    assert len([one for one in asked if one.lstrip().upper().startswith(("SELECT", "WITH"))]) <= 16
