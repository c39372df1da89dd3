"""The columns of a file of mystery visits, the checklist's points among them, and the workbook to fill in."""

from collections.abc import Mapping
from functools import cache

from lms.feedback.files import Column
from lms.feedback.visits.checklist import Answer, checklist, checklist_words
from lms.feedback.visits.words import ANSWER_NAMES, VISIT_CHANNELS
from lms.platform.i18n import Translator, mark, translator
from lms.platform.settings import LOCALES, Locale
from lms.platform.sheet_faults import normal
from lms.platform.sheet_templates import book_bytes, draw_headings, explained

WIDTH = 20
_HEAD = (
    Column(
        "branch",
        mark("Branch"),
        mark("Its code or its name."),
        ("网点", "支行", "机构号", "unit"),
        needed=True,
    ),
    Column(
        "day",
        mark("Day of the visit"),
        mark("A day such as 2026-03-01, up to 180 days ago."),
        ("日期", "暗访日期", "走访日期", "date", "day"),
        needed=True,
    ),
    Column("channel", mark("How"), mark("In the branch, telephone or online."), ("方式", "channel")),
    Column(
        "number",
        mark("Number at the source"),
        mark("What the agency calls the visit: the same number again is left as it is."),
        ("编号", "id", "reference"),
    ),
    Column("place", mark("Window or job"), mark("Nobody's name."), ("窗口", "岗位", "place", "window")),
)
_TAIL = (
    Column(
        "note", mark("Remarks"), mark("What the branch should know besides; nobody's name."), ("备注", "note")
    ),
    Column(
        "person",
        mark("Employee number of who has to be named"),
        mark("Empty, unless there is a reason, which stands beside it."),
        ("工号", "employee number"),
    ),
    Column("reason", mark("Why somebody has to be named"), mark("In a few words."), ("理由", "reason")),
)
NEEDED = frozenset(column.key for column in (*_HEAD, *_TAIL) if column.needed)
POINT = "point."
"""Begins the key of a column that is a point of the checklist."""
MEANING = mark("Yes, no or not seen; after a colon what was seen, in a line.")
HOW_TO = (
    mark("A row is one visit. Leave the headings as they are; the points of the checklist stand in columns."),
    mark("Write yes, no or not seen. After a colon may stand what was seen, in a line: “no: nobody came”."),
    mark("What customers and staff are called is left out: write the window or the job."),
    mark("The same file may be taken in again: a visit that is there already is not entered twice."),
)
_ANSWERS: Mapping[Answer, tuple[str, ...]] = {
    "yes": ("y", "true", "1", "✓", "√", "有", "做到", "达标"),
    "no": ("n", "false", "0", "✗", "×", "没有", "未做到", "不达标", "无"),
    "not_seen": ("n/a", "na", "-", "–", "未见", "未涉及", "不适用"),
}


@cache
def visit_columns(locale: Locale) -> tuple[Column, ...]:
    """All columns, the points by their words in a language; those of the other are understood, too."""
    said = {one: checklist_words(one) for one in LOCALES}
    points = tuple(
        Column(
            POINT + item,
            said[locale][group].items[item],
            MEANING,
            (item, *(words[group].items[item] for words in said.values())),
        )
        for group, item, _weight in checklist().items
    )
    return (*_HEAD, *points, *_TAIL)


@cache
def answer_words() -> Mapping[str, Answer]:
    """Answers by every word for them."""
    say = [translator(locale).gettext for locale in LOCALES]
    return {
        normal(word): answer
        for answer, others in _ANSWERS.items()
        for word in (answer, ANSWER_NAMES[answer], *(one(ANSWER_NAMES[answer]) for one in say), *others)
    }


@cache
def channel_words() -> Mapping[str, str]:
    """Ways of a visit by every word for them."""
    say = [translator(locale).gettext for locale in LOCALES]
    return {
        normal(word): channel
        for channel, name in VISIT_CHANNELS.items()
        for word in (channel, name, *(one(name) for one in say))
    }


def visits_workbook(tr: Translator) -> bytes:
    """The XLSX template in a language: how to fill it in, and a sheet with the checklist's points as columns."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    _ = tr.gettext
    book, columns = Workbook(), visit_columns(tr.locale)
    about = book.active
    assert about is not None, "a new workbook has a sheet"
    about.title = _("How to fill in")
    for sentence in HOW_TO:
        about.append([_(sentence)])
    about.append([])
    for line in explained(tr, columns):
        about.append(line)
    about.column_dimensions["A"].width = about.column_dimensions["B"].width = 3 * WIDTH
    sheet = book.create_sheet(_("Mystery visits"))
    draw_headings(sheet, tr, columns, width=WIDTH)
    words = ",".join(_(name) for name in ANSWER_NAMES.values())
    # A word of one's own may stand there, too: what was seen follows it.
    offered = DataValidation(type="list", formula1=f'"{words}"', allow_blank=True, showErrorMessage=False)
    sheet.add_data_validation(offered)
    for place, column in enumerate(columns, start=1):
        sheet.cell(row=1, column=place).alignment = Alignment(wrap_text=True, vertical="top")
        if column.key.startswith(POINT):
            letter = get_column_letter(place)
            offered.add(f"{letter}2:{letter}1000")
    sheet.freeze_panes = "C2"
    return book_bytes(book)
