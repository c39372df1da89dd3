"""The columns of a file: found by what people call them, or named by whoever takes the file in; those of feedback."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from lms.platform.errors import Refused
from lms.platform.i18n import mark, translator
from lms.platform.settings import LOCALES
from lms.platform.sheet_faults import normal
from lms.platform.sheets import Sheet

Mapped = Mapping[str, str]
"""Per column of ours the heading in the file."""
NO_COLUMN = mark("There is no column “{given}” in this file. Choose one of: {choices}.")


@dataclass(frozen=True)
class Column:
    """One column.

    Attributes:
        key: how the program names it.
        heading: what a template calls it; every language's word for it is understood.
        meaning: what stands in it.
        others: further words for it that systems use.
        needed: whether a file must have it.
    """

    key: str
    heading: str
    meaning: str
    others: tuple[str, ...] = ()
    needed: bool = False


COLUMNS: tuple[Column, ...] = (
    Column(
        "text",
        mark("The customer's words"),
        mark("What the customer said, as it was written down."),
        (
            *(
                "内容",
                "投诉内容",
                "反馈内容",
                "反馈",
                "意见",
                "描述",
                "问题描述",
                "诉求",
                "客户诉求",
                "投诉事由",
            ),
            *("content", "feedback", "description", "comment", "complaint", "message", "words"),
        ),
        needed=True,
    ),
    Column(
        "number",
        mark("Number at the source"),
        mark("What your system calls it: the same number again is left as it is."),
        (
            *("编号", "工单号", "工单编号", "单号", "投诉编号", "反馈编号", "流水号"),
            *("id", "number", "case number", "case id", "ticket", "reference"),
        ),
    ),
    Column(
        "received_at",
        mark("Received"),
        mark("A day such as 2026-03-01, with or without a time of day."),
        (
            *(
                "时间",
                "日期",
                "受理时间",
                "受理日期",
                "投诉时间",
                "投诉日期",
                "反馈时间",
                "登记时间",
                "收到日期",
            ),
            *("date", "time", "received at", "received on", "created", "created at"),
        ),
    ),
    Column(
        "branch",
        mark("Branch"),
        mark("Its code or its name."),
        (
            *("机构", "机构号", "机构名称", "机构代码", "支行", "支行名称", "网点", "网点名称", "网点号"),
            *("unit", "branch code", "branch name", "office"),
        ),
    ),
    Column(
        "employee",
        mark("Member of staff"),
        mark("Employee number or name, where somebody was named."),
        (
            *(
                "员工",
                "员工号",
                "员工编号",
                "员工工号",
                "员工姓名",
                "工号",
                "柜员",
                "柜员号",
                "柜员工号",
                "柜员姓名",
            ),
            *("涉及人员", "被投诉人", "被投诉员工", "经办人", "经办柜员"),
            *("staff", "staff number", "staff id", "employee number", "employee no", "employee id", "teller"),
        ),
    ),
    Column(
        "channel",
        mark("Way"),
        mark("How it came: at the branch, by telephone, by letter …"),
        ("来源", "渠道", "受理渠道", "投诉渠道", "反馈渠道", "source", "channel"),
    ),
)


def unused_headings(headings: Sequence[str], mapped: Mapped) -> tuple[str, ...]:
    """The headings of a file that were taken for no column, in the file's order."""
    used = set(mapped.values())
    return tuple(heading for heading in headings if heading and heading not in used)


def headings_in(sheets: Sequence[Sheet]) -> tuple[Sheet | None, tuple[str, ...]]:
    """The first table with rows, and its headings; none where there is none."""
    sheet = next((one for one in sheets if len(one.rows) > 1), None)
    return sheet, () if sheet is None else tuple(heading for heading in sheet.rows[0][1] if heading)


def mapping_for(headings: Sequence[str], columns: tuple[Column, ...] = COLUMNS) -> dict[str, str]:
    """Which heading is likely which column; a column that none fits is left out."""
    found: dict[str, str] = {}
    for heading in headings:
        key = _words(columns).get(normal(heading))
        if key is not None and key not in found:
            found[key] = heading
    return found


def chosen_columns(
    headings: Sequence[str], mapped: Mapped | None, columns: tuple[Column, ...] = COLUMNS
) -> dict[str, str]:
    """Which heading is which column: as somebody says, else as is likely.

    Args:
        headings: of the file.
        mapped: per column its heading; an empty one says that the file has no such column.
        columns: that there may be.

    Raises:
        Refused: a heading that was named is not in the file.
    """
    said = dict(mapped or {})
    for name in said.values():
        if name and name not in headings:
            raise Refused(NO_COLUMN, given=name, choices=", ".join(headings))
    return {key: name for key, name in {**mapping_for(headings, columns), **said}.items() if name}


@lru_cache(maxsize=8)
def _words(columns: tuple[Column, ...]) -> Mapping[str, str]:
    said = [translator(locale).gettext for locale in LOCALES]
    return {
        normal(word): column.key
        for column in columns
        for word in (
            column.key,
            column.heading,
            *(say(column.heading) for say in said),
            *column.others,
        )
    }
