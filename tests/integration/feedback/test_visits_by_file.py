"""Mystery visits out of a file: each fault named, masked and naming nobody, entered once."""

import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from openpyxl import load_workbook

from lms.catalogue import Catalogue, publish_library
from lms.catalogue.teaching import Shelves, publish_teaching
from lms.feedback.visits import (
    LookedVisits,
    checklist,
    checklist_words,
    look_at_visits,
    mystery_visits,
    take_in_visits,
    visits_workbook,
)
from lms.learning import Learning
from lms.people import Actor, DemoBank, read_trail
from lms.platform.context import Context
from lms.platform.errors import Forbidden, Refused
from lms.platform.i18n import translator
from lms.platform.settings import Locale

Who = Callable[[str], Actor]
ITEMS = [item for _group, item, _weight in checklist().items]
HEAD = ["branch", "day", "channel", "number", "place", *ITEMS, "note", "person", "reason"]


def line(context: Context, branch: str = "LJ11", **told: str) -> str:
    given = {"branch": branch, "day": context.today().isoformat(), "channel": "walk_in"}
    given |= dict.fromkeys(ITEMS, "yes") | told
    return ",".join(given.get(key, "") for key in HEAD)


def file(*lines: str) -> bytes:
    return "\n".join([",".join(HEAD), *lines]).encode()


@pytest.fixture
def learning(context: Context) -> Learning:
    publish_library(context)
    publish_teaching(context)
    return Learning(context, Shelves(context))


@pytest.fixture
def officer(who: Who) -> Actor:
    return who("Yu Jingyi")


@pytest.fixture
def enter(context: Context, learning: Learning, officer: Actor) -> Callable[[LookedVisits], int]:
    return lambda looked: take_in_visits(context, learning, Catalogue(context), actor=officer, looked=looked)


def test_a_file_is_entered_masked_once_and_read_by_the_branch(
    context: Context, officer: Actor, manager: Actor, who: Who, enter: Callable[[LookedVisits], int]
) -> None:
    raw = file(
        line(context, wait_told="no：客户王建国13812345678等了半小时", place="二号窗口", number="A-1"),
        line(context, queue_kept="否", note="人很多"),
    )
    looked = look_at_visits(context, actor=officer, raw=raw)
    assert not looked.faults and looked.new == 2
    assert mystery_visits(context, actor=manager) == (), "looking writes nothing"
    assert (enter(looked), enter(looked)) == (2, 0)
    again = look_at_visits(context, actor=officer, raw=raw)
    assert (again.new, len(again.visits), again.faults) == (0, 2, ())
    visits = mystery_visits(context, actor=manager)
    assert len(visits) == 2
    told = next(one for one in visits if one.place)
    assert told.answers["wait_told"] == "no" and "半小时" in told.seen["wait_told"]
    assert "王建国" not in told.seen["wait_told"] and "13812345678" not in told.seen["wait_told"]
    trail = [row.deed.value for row in read_trail(context, actor=who("Ji Huaijin")).rows]
    assert trail.count("recorded_visit") == 2


def test_each_fault_says_where_it_stands_and_the_right_rows_remain(
    context: Context, officer: Actor, bank: DemoBank
) -> None:
    late = (context.today() - timedelta(days=181)).isoformat()
    raw = file(
        line(context, number="A-1"),
        line(context, "LJ99"),
        line(context, "LJ00"),
        line(context, day="someday"),
        line(context, day=late),
        line(context, channel="balloon"),
        line(context, tidy="perhaps"),
        line(context, **dict.fromkeys(ITEMS, "")),
        line(context, note="柜员邓子昂很耐心"),
        line(context, person="LJ999999", reason="做法值得讲"),
        line(context, number="A-1", tidy="no"),
    )
    looked = look_at_visits(context, actor=officer, raw=raw)
    assert looked.new == 1
    assert [(fault.row, fault.column) for fault in looked.faults] == [
        (3, "branch"),
        (4, "branch"),
        (5, "day"),
        (6, "day"),
        (7, "channel"),
        (8, "tidy"),
        (9, ""),
        (10, "note"),
        (11, "person"),
        (12, "number"),
    ]
    locales: tuple[Locale, ...] = ("zh-CN", "en")
    for locale in locales:
        assert all("{" not in fault.said_in(translator(locale)) for fault in looked.faults)


def test_another_visit_under_a_number_that_was_used_is_a_fault(
    context: Context, officer: Actor, enter: Callable[[LookedVisits], int]
) -> None:
    enter(look_at_visits(context, actor=officer, raw=file(line(context, number="A-1"))))
    looked = look_at_visits(context, actor=officer, raw=file(line(context, number="A-1", tidy="no")))
    assert looked.new == 0 and [fault.column for fault in looked.faults] == ["number"]


@pytest.mark.parametrize("locale", ["zh-CN", "en"])
def test_the_template_has_the_points_as_columns_and_is_read_back(
    context: Context, officer: Actor, locale: Locale
) -> None:
    tr = translator(locale)
    book = load_workbook(io.BytesIO(visits_workbook(tr)))
    sheet = book.worksheets[1]
    headings = [cell.value for cell in sheet[1]]
    points = [words for group in checklist_words(locale).values() for words in group.items.values()]
    assert [one for one in headings if one in points] == points
    answer = tr.gettext("Yes")
    sheet.append(
        [
            "LJ11"
            if place == 0
            else context.today().isoformat()
            if place == 1
            else answer
            if one in points
            else None
            for place, one in enumerate(headings)
        ]
    )
    filled = io.BytesIO()
    book.save(filled)
    looked = look_at_visits(context, actor=officer, raw=filled.getvalue())
    assert not looked.faults and looked.new == 1
    (visit,) = looked.visits.values()
    assert set(visit.answers) == set(ITEMS)


def test_who_enters_no_visits_takes_in_no_file_and_a_file_that_is_none_is_refused(
    context: Context, learning: Learning, officer: Actor, manager: Actor
) -> None:
    raw = file(line(context))
    with pytest.raises(Forbidden, match="consumer protection officer"):
        look_at_visits(context, actor=manager, raw=raw)
    looked = look_at_visits(context, actor=officer, raw=raw)
    with pytest.raises(Forbidden):
        take_in_visits(context, learning, Catalogue(context), actor=manager, looked=looked)
    assert mystery_visits(context, actor=manager) == ()
    for nothing in (b"", b"a,b\n1,2\n", b"branch,day\nLJ11,2026-03-10\n"):
        with pytest.raises(Refused):
            look_at_visits(context, actor=officer, raw=nothing)
