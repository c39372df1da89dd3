"""A list that cannot be taken in says all that is wrong with it at once, and changes nothing."""

import pytest

from lms.people import Actor, DemoBank, load_people
from lms.people.imports import csv_list, workbook
from lms.platform.context import Context
from tests.integration.people.test_importing import UNITS, ZH, actor, book, everything, said, take_in


@pytest.fixture
def bank(context: Context) -> DemoBank:
    return load_people(context.database, context.today())


@pytest.fixture
def admin(context: Context, bank: DemoBank) -> Actor:
    return actor(context, bank.one_click("admin").person_id)


def test_a_row_with_several_faults_is_told_all_of_them_at_once(context: Context, admin: Actor) -> None:
    done = take_in(
        context,
        admin,
        book(
            units=[["LJ90", "支局", "LJ99", "湖东支行", ""]],
            people=[
                ["N001", "温知夏", "", "厨师", "LJ77", "2026-13-01"],
                ["N002", "阮书", "", "柜员", "LJ90", "2026-03-01"],
            ],
            mentors=[["N404", "N001", "昨天", ""]],
        ),
    )
    told = "\n".join(said(done))
    assert all(given in told for given in ("支局", "LJ99", "厨师", "LJ77", "2026-13-01", "N404", "昨天"))
    # The unit and the colleague whose own rows are wrong are in the file: what names them is right.
    assert "LJ90" not in told and "没有工号为 N001" not in told and "N001" not in told
    assert not done.written


def test_an_empty_template_says_what_to_do_and_closes_nobodys_entry(context: Context, admin: Actor) -> None:
    before = everything(context)
    for raw in (workbook(ZH), csv_list(ZH, "people")):
        done = take_in(context, admin, raw, complete=True)
        assert said(done) == ["表头下面还没有内容。请每个条目填一行，再导入一次。"]
        assert not done.has_people and everything(context) == before


def test_a_list_of_people_left_empty_beside_branches_is_no_complete_list(
    context: Context, admin: Actor
) -> None:
    done = take_in(context, admin, book(units=UNITS), complete=True)
    assert done.written and not done.has_people
    assert not [what for _kind, what in done.counts if what == "left"]
