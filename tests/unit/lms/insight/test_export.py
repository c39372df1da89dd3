"""A file holds what the screen shows, with its stamp, and nothing that a spreadsheet would run."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from lms.insight import Sheet, as_csv, as_xlsx

STAMP = (("筛选", "钟楼街支行"), ("时间", "2026-03-10 10:00"), ("导出人", "冯睿"))
SHEET = Sheet(
    "完成情况 [1/2]", STAMP, ("单位", "人次", "完成率"), (("钟楼街支行", 12, 0.75), ("-2+3", -3, None))
)


def test_both_files_hold_the_title_the_stamp_and_the_rows() -> None:
    lines = list(csv.reader(io.StringIO(as_csv(SHEET).decode("utf-8-sig"))))
    page = load_workbook(io.BytesIO(as_xlsx(SHEET))).active
    assert page is not None
    read = [["" if cell is None else str(cell) for cell in row] for row in page.iter_rows(values_only=True)]
    for found in (lines, read):
        padded = [[*line, "", "", ""][:3] for line in found]
        assert padded[0][0] == "完成情况 [1/2]"
        assert padded[1:4] == [[label, value, ""] for label, value in STAMP]
        assert padded[5] == ["单位", "人次", "完成率"]
        assert padded[6] == ["钟楼街支行", "12", "0.75"]
        assert padded[7] == ["'-2+3", "-3", ""]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", "＝", " ="])
def test_nothing_is_taken_for_a_formula(start: str) -> None:
    sheet = Sheet(f"{start}1", ((f"{start}2", f"{start}3"),), (f"{start}4",), ((f"{start}HYPERLINK(1)",),))
    for line in csv.reader(io.StringIO(as_csv(sheet).decode("utf-8-sig"))):
        assert all(cell.startswith("'") for cell in line)
    page = load_workbook(io.BytesIO(as_xlsx(sheet))).active
    assert page is not None
    cells = [cell for row in page.iter_rows() for cell in row if cell.value is not None]
    assert len(cells) == 5
    assert all(cell.data_type == "s" and str(cell.value).startswith("'") for cell in cells)


@given(st.text(max_size=60))
def test_any_name_can_be_exported(name: str) -> None:
    sheet = Sheet(name, (), (name,), ((name,), (1,)))
    assert as_csv(sheet)
    assert as_xlsx(sheet)
