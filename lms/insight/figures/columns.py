"""The columns of a file of figures: a row is one figure of a branch and a month, what it counts and whose it is."""

from lms.feedback.files import Column
from lms.platform.i18n import mark

COLUMNS: tuple[Column, ...] = (
    Column(
        "branch",
        mark("Branch"),
        mark("Its code or its name."),
        ("机构", "机构号", "机构名称", "网点", "支行", "unit"),
        needed=True,
    ),
    Column(
        "month",
        mark("Month"),
        mark("A month that is over, such as 2026-03."),
        ("月", "期间", "统计月份", "period"),
        needed=True,
    ),
    Column(
        "kind",
        mark("Figure"),
        mark("One of the figures listed below."),
        ("指标", "指标名称", "项目", "metric", "indicator"),
        needed=True,
    ),
    Column(
        "value",
        mark("Value"),
        mark("The number, 0 or more; money in yuan, satisfaction in points of 100."),
        ("数值", "值", "数量", "amount", "count"),
        needed=True,
    ),
    Column(
        "answers",
        mark("Number of answers"),
        mark("Of satisfaction: how many customers answered. Without it months cannot be added."),
        ("样本量", "回收份数", "sample", "responses"),
    ),
    Column(
        "definition",
        mark("What it counts"),
        mark("In a sentence. Empty where it is as it was said last."),
        ("定义", "口径", "统计口径", "definition"),
    ),
    Column(
        "owner",
        mark("Owner"),
        mark("Employee number of whoever answers for the figure. Empty where it is as it was said last."),
        ("负责人工号", "责任人", "责任人工号", "owner number"),
    ),
    Column(
        "recorded_on",
        mark("Date of record"),
        mark("The day as of which it was read. Empty for today."),
        ("统计日期", "数据日期", "取数日期", "as of", "date"),
    ),
)
NEEDED = tuple(column for column in COLUMNS if column.needed)
