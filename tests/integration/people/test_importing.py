"""Branches, people and mentors come from files: looked at first, taken in whole or not at all, again without harm."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import col

from lms.people import Actor, DemoBank, Role, load_people
from lms.people.actors import actor_from
from lms.people.chain import walk
from lms.people.imports import Outcome, counts_in_words, csv_list, import_lists, name_mentor, workbook
from lms.people.tables import MentorAssignment, Person, RoleGrant, Unit
from lms.platform.context import Context
from lms.platform.errors import Forbidden, Refused
from lms.platform.i18n import translator
from tests.fixed_clock import FixedClock
from tests.integration.practice.test_conduct import statements

ZH, EN = translator("zh-CN"), translator("en")
UNITS = [
    ["LJ10", "分行", "LJ00", "城东分行", ""],
    ["LJ40", "分行", "LJ00", "城南分行", "South"],
    ["LJ41", "网点", "LJ40", "南湖支行", "South Lake"],
]
PEOPLE = [
    ["N001", "温知夏", "Wen Zhixia", "柜员", "LJ41", "2026-03-01"],
    ["N002", "阮书", "", "大堂经理", "LJ41", "2026/2/1"],
]


@pytest.fixture
def bank(context: Context) -> DemoBank:
    return load_people(context.database, context.today())


@pytest.fixture
def admin(context: Context, bank: DemoBank) -> Actor:
    return actor(context, bank.one_click("admin").person_id)


def actor(context: Context, person_id: str) -> Actor:
    with context.database.reading() as connection:
        found = actor_from(connection, person_id, now=context.now(), today=context.today())
    assert found is not None
    return found


def take_in(context: Context, admin: Actor, raw: bytes, **options: Any) -> Outcome:
    return import_lists(context, actor=admin, raw=raw, **options)


def book(**rows: list[list[str]]) -> bytes:
    return workbook(ZH, rows)  # type: ignore[arg-type]


def people(*rows: list[str]) -> bytes:
    return csv_list(ZH, "people", rows)


def mentors(*rows: list[str]) -> bytes:
    return csv_list(ZH, "mentors", rows)


def said(outcome: Outcome) -> list[str]:
    return [fault.said_in(ZH) for fault in outcome.faults]


def entry(context: Context, number: str) -> Any:
    with context.database.reading() as connection:
        return connection.execute(select(Person).where(col(Person.employee_no) == number)).one_or_none()


def everything(context: Context) -> list[Any]:
    with context.database.reading() as connection:
        return [
            sorted(tuple(row) for row in connection.execute(select(table)))
            for table in (Unit, Person, RoleGrant, MentorAssignment)
        ]


def test_a_workbook_brings_branches_people_and_mentors_and_again_changes_nothing(
    context: Context, admin: Actor
) -> None:
    raw = book(units=UNITS, people=PEOPLE, mentors=[["N002", "N001", "2026-03-02", ""]])
    before = everything(context)
    looked = take_in(context, admin, raw, dry_run=True)
    assert everything(context) == before and not looked.written
    done = take_in(context, admin, raw)
    assert done.written and done.counts == looked.counts
    assert done.counts == {
        ("units", "changed"): 1,
        ("units", "added"): 2,
        ("people", "added"): 2,
        ("mentors", "added"): 1,
    }
    newcomer = entry(context, "N001")
    assert (newcomer.name_en, newcomer.job, newcomer.hired_on) == ("Wen Zhixia", "teller", date(2026, 3, 1))
    assert entry(context, "N002").name_en == "阮书"
    mentor = actor(context, entry(context, "N002").id)
    assert mentor.mentee_ids == {newcomer.id} and mentor.roles == {Role.MENTOR}
    after = everything(context)
    again = take_in(context, admin, raw)
    assert again.changed == 0 and everything(context) == after
    assert (
        next(iter(counts_in_words(EN, again))) == "Everything in this file is there already. Nothing changes."
    )


def test_who_was_entered_and_changed_is_in_the_trail(context: Context, admin: Actor) -> None:
    take_in(context, admin, book(units=UNITS, people=PEOPLE))
    later = actor(context, admin.person_id)
    take_in(context, later, people(["N001", "温知夏", "", "理财经理", "LJ41", "2026-03-01"]))
    with context.database.reading() as connection:
        told = [(row.actor_id, row.deed, row.why, row.person_id) for row in walk(connection)]
    first, second = (entry(context, number).id for number in ("N001", "N002"))
    assert told == [
        (admin.person_id, deed, "admin", person)
        for deed, person in (("entered_person", first), ("entered_person", second), ("changed_person", first))
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_list_is_read_in_every_encoding_a_spreadsheet_writes(
    context: Context, admin: Actor, encoding: str
) -> None:
    text = "工号;姓名;岗位;机构号;入职日期;备注\nN009;㐱书𠮷;柜员;LJ11;2026年3月1日;x\n".replace(";", ",")
    done = take_in(context, admin, text.encode(encoding))
    assert done.written and entry(context, "N009").name_zh == "㐱书𠮷"


def test_every_fault_is_named_by_row_and_column_with_what_to_write_and_nothing_is_changed(
    context: Context, admin: Actor
) -> None:
    before = everything(context)
    done = take_in(
        context,
        admin,
        people(
            ["N001", "温知夏", "", "柜员", "LJ11", "2026-03-01"],
            ["N002", "温知秋", "", "柜圆", "LJ11", "2026-02-30"],
            ["N003", "", "", "宇航员大队", "LJ1l", "2026-03-01"],
            ["N001", "温知冬", "", "柜员", "LJ11", "1926-03-01"],
            ["N004", "温" * 81, "", "柜员", "LJ11", "2026-03-01"],
            ["N001", "又一位", "", "柜员", "LJ11", "2026-03-01"],
            ["N005", "温五", "", "柜员", "LJ011", "2026-03-01"],
        ),
    )
    assert everything(context) == before and not done.written
    assert said(done) == [
        "第 3 行“岗位”：没有“柜圆”这个岗位，是不是“柜员”？",
        "第 3 行“入职日期”：“2026-02-30”不是日期，请写成 2026-03-01 这样。",
        "第 4 行“姓名”：这一格是空的。按中文写法填写。",
        said(done)[3],
        "第 4 行“机构号”：没有“LJ1l”这个机构，是不是“LJ31”？",
        "第 5 行“入职日期”：1926-03-01 不对，请写 1950 年以后、2028-01-01 以前的日期。",
        "第 6 行“姓名”：超过 80 个字符，请缩短。",
        "第 7 行“工号”：“N001”在第 2 行已经有了，请只留一行。",
        "第 8 行“机构号”：没有“LJ011”这个机构，是不是“LJ11”？",
    ]
    assert said(done)[3].startswith("第 4 行“岗位”：没有“宇航员大队”这个岗位，请从这些里选：柜员、")
    assert "Row 3, column “Job”: There is no job “柜圆”. Did you mean “Teller”?" in [
        fault.said_in(EN) for fault in done.faults
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("工号,姓名,岗位,机构号\nN1,温,柜员,LJ11\n", "缺少“入职日期”这一列"),
        ("工号,姓名,岗为,机构号,入职日期\nN1,温,柜员,LJ11,2026-03-01\n", "“岗为”是不是“岗位”"),
        ("工号,姓名,岗位,岗位,机构号,入职日期\n", "这个表头出现了两次"),
        ("a,b,c\n1,2,3\n", "不像机构、人员或导师名单"),
        ("", "不像机构、人员或导师名单"),
    ],
)
def test_a_wrong_heading_is_named(context: Context, admin: Actor, text: str, message: str) -> None:
    (fault, *_) = said(take_in(context, admin, text.encode()))
    assert message in fault


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"\xff\xfe\xff", "neither CSV"),
        (bytes(range(256)), "neither CSV"),
        (b"PK\x03\x04 broken", "cannot be opened"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old kind"),
        ('工号,姓名\n"N1,温\n'.encode(), "no CSV"),
    ],
)
def test_a_file_that_is_no_list_is_refused(context: Context, admin: Actor, raw: bytes, message: str) -> None:
    with pytest.raises(Refused, match=message):
        take_in(context, admin, raw)


def test_a_leaver_is_closed_only_where_the_list_is_said_to_be_complete_and_comes_back_with_their_history(
    context: Context, admin: Actor, clock: FixedClock
) -> None:
    raw = book(units=UNITS, people=PEOPLE, mentors=[["N002", "N001", "2026-03-02", ""]])
    take_in(context, admin, raw)
    first, boss = entry(context, "N001"), actor(context, admin.person_id)
    only = people(PEOPLE[0])
    take_in(context, boss, only)
    assert entry(context, "N002").active
    clock.move(timedelta(days=10))
    looked = take_in(context, boss, only, complete=True, dry_run=True)
    done = take_in(context, boss, only, complete=True)
    # All of the demo bank but the administrator who did it, and the mentor.
    assert done.counts == looked.counts
    assert done.counts["people", "left"] == len(bank_numbers(context)) - 2
    assert not entry(context, "N002").active and entry(context, "N001").active
    assert entry(context, "LJ001001").active
    with context.database.reading() as connection:
        ends = connection.execute(
            select(col(MentorAssignment.ends_on)).where(col(MentorAssignment.mentee_id) == first.id)
        ).scalar_one()
    assert ends == context.today()
    back = take_in(context, boss, people(["N002", "阮书", "", "理财经理", "LJ41", "2026-04-01"]))
    assert back.counts == {("people", "returned"): 1}
    again = entry(context, "N002")
    assert again.active and again.job == "wealth_manager" and again.created_at == first.created_at


def bank_numbers(context: Context) -> list[str]:
    with context.database.reading() as connection:
        return list(connection.execute(select(col(Person.employee_no))).scalars())


def test_the_tree_keeps_its_shape(context: Context, admin: Actor) -> None:
    done = take_in(
        context,
        admin,
        csv_list(
            ZH,
            "units",
            [
                ["LJ50", "分行", "LJ11", "错一", ""],
                ["LJ51", "网点", "LJ99", "错二", ""],
                ["LJ52", "网点", "", "错三", ""],
                ["LJ53", "总行", "", "错四", ""],
                ["LJ00", "总行", "LJ10", "总行", ""],
                ["LJ10", "支局", "LJ00", "错五", ""],
                ["LJ20", "网点", "LJ00", "错六", ""],
            ],
        ),
    )
    assert not done.written
    told = "\n".join(said(done))
    for piece in (
        "第 2 行“上级机构号”：分行的上级是总行",
        "第 3 行“上级机构号”：没有“LJ99”这个机构",
        "第 4 行“上级机构号”：只有总行没有上级",
        "第 5 行“层级”：总行只有一个，机构号是 LJ00",
        "第 6 行“上级机构号”：总行没有上级",
        "第 7 行“层级”：没有“支局”这个层级，请从这些里选：总行、分行、网点",
        "第 8 行“层级”：LJ2",
    ):
        assert piece in told


def test_the_head_office_takes_the_code_that_the_bank_gives_it(context: Context, admin: Actor) -> None:
    rows = [["0000", "总行", "", "临江银行总行", ""], ["LJ60", "分行", "0000", "城北分行", ""]]
    done = take_in(context, admin, csv_list(ZH, "units", rows))
    assert done.counts == {("units", "changed"): 1, ("units", "added"): 1}
    assert take_in(context, admin, csv_list(ZH, "units", rows)).changed == 0


def test_mentors_have_a_limit_and_mentees_one_mentor(context: Context, admin: Actor) -> None:
    limit = context.settings.mentor_load_limit
    rows = [[f"M{place:03}", "学员", "", "柜员", "LJ11", "2026-03-01"] for place in range(limit + 1)]
    take_in(context, admin, people(["N1", "导师", "", "柜员", "LJ11", "2020-03-01"], *rows))
    assigned = [["N1", row[0], "2026-03-02", "2026-06-01"] for row in rows]
    assert all(f"最多带 {limit} 人" in fault for fault in said(take_in(context, admin, mentors(*assigned))))
    # One after the other they are not too many.
    assigned[-1] = ["N1", rows[-1][0], "2026-06-02", ""]
    assert take_in(context, admin, mentors(*assigned)).written
    ended = take_in(context, admin, mentors(["N1", "M000", "2026-03-02", "2026-04-01"]))
    assert ended.counts == {("mentors", "changed"): 1}
    wrong = take_in(
        context,
        admin,
        mentors(
            ["LJ001016", "M001", "2026-05-01", ""],
            ["N1", "N1", "2026-05-01", ""],
            ["N1", "X9", "2026-05-01", ""],
            ["N1", "M002", "2026-05-01", "2026-04-01"],
        ),
    )
    told = "\n".join(said(wrong))
    for piece in (
        "第 2 行“学员工号”：M001 这段时间由 N1 带",
        "自己不能带自己",
        "没有工号是 X9 的员工",
        "最后一天早于第一天",
    ):
        assert piece in told


def test_a_mentor_is_named_by_the_manager_and_the_one_before_ends_the_day_before(
    context: Context, bank: DemoBank, admin: Actor
) -> None:
    manager = actor(context, bank.one_click("manager").person_id)
    mentee, before, after = "LJ001018", "LJ001016", "LJ001020"
    name_mentor(context, actor=manager, mentor=after, mentee=mentee, starts=date(2026, 3, 10))
    person, mentor = entry(context, mentee).id, actor(context, entry(context, after).id)
    assert mentor.mentee_ids == {person} and Role.MENTOR in mentor.roles
    with context.database.reading() as connection:
        ends = connection.execute(
            select(col(MentorAssignment.ends_on)).where(
                col(MentorAssignment.mentee_id) == person,
                col(MentorAssignment.mentor_id) == entry(context, before).id,
            )
        ).scalar_one()
        told = [(row.actor_id, row.deed, row.why, row.person_id) for row in walk(connection)]
    assert ends == date(2026, 3, 9)
    assert told == [(manager.person_id, "changed_mentor", "manager", person)] * 2
    day = date(2026, 3, 20)
    for wrong, sentence in (((mentee, mentee), "own mentor"), (("X9", mentee), "Nobody has")):
        with pytest.raises(Refused, match=sentence):
            name_mentor(context, actor=manager, mentor=wrong[0], mentee=wrong[1], starts=day)
    elsewhere = next(one for one in bank.people if one.unit_id == bank.units["LJ21"]).employee_no
    for who, whom in ((manager, elsewhere), (actor(context, person), mentee)):
        with pytest.raises(Forbidden, match="name mentors"):
            name_mentor(context, actor=who, mentor=before, mentee=whom, starts=day)


def test_an_administrator_of_one_region_changes_nothing_beyond_it(
    context: Context, bank: DemoBank, admin: Actor
) -> None:
    from dataclasses import replace

    from lms.people.permissions import Grant

    mine = frozenset(bank.units[code] for code in ("LJ10", "LJ11", "LJ12"))
    regional = replace(admin, grants=(Grant(Role.ADMIN, mine),))
    new = ["N001", "温知夏", "", "柜员", "LJ11", "2026-03-01"]
    assert take_in(context, regional, people(new)).written
    refused = take_in(
        context,
        regional,
        people(
            new,
            ["N002", "温", "", "柜员", "LJ21", "2026-03-01"],
            ["LJ001001", "温", "", "柜员", "LJ11", "2026-03-01"],
        ),
    )
    assert said(refused) == [
        "第 3 行“机构号”：LJ21 不在您管的机构里，请联系那边的系统管理员。",
        "第 4 行“工号”：LJ001001 不在您管的机构里，请联系那边的系统管理员。",
    ]
    units = [["LJ13", "网点", "LJ10", "新网点", ""], ["LJ23", "网点", "LJ20", "别处", ""]]
    assert [
        "第 3 行“机构号”" in fault for fault in said(take_in(context, regional, csv_list(ZH, "units", units)))
    ] == [True]
    done = take_in(context, regional, people(new), complete=True)
    elsewhere = next(person for person in bank.people if person.unit_id == bank.units["LJ21"])
    assert entry(context, "N001").active and entry(context, elsewhere.employee_no).active
    assert done.counts["people", "left"] == sum(person.unit_id in mine for person in bank.people)


def test_ten_times_as_many_people_take_as_many_statements(context: Context, admin: Actor) -> None:
    def asked(first: int, beyond: int) -> int:
        rows = [[f"P{n:05}", "员工", "", "柜员", "LJ11", "2026-03-01"] for n in range(first, beyond)]
        with statements(context) as made:
            assert take_in(context, admin, people(*rows)).written
        return len(made)

    assert asked(0, 50) == asked(50, 550)


def test_nobody_but_an_administrator_takes_in_a_list(context: Context, bank: DemoBank) -> None:
    for name in ("new-hire", "mentor", "trainer", "manager"):
        with pytest.raises(Forbidden, match="administrator"):
            take_in(context, actor(context, bank.one_click(name).person_id), people())


def test_an_address_for_reminders_may_come_along_is_checked_and_stays_where_a_list_has_none(
    context: Context, admin: Actor
) -> None:
    wen = [*PEOPLE[0][:4], "LJ11", "2026-03-01"]
    take_in(context, admin, people([*wen, "wen.zhixia@bank.example"]))
    assert entry(context, "N001").email == "wen.zhixia@bank.example"
    assert take_in(context, admin, people(wen)).changed == 0
    assert entry(context, "N001").email == "wen.zhixia@bank.example"
    for wrong in ("wen", "wen@bank", "wen@bank.example, ruan@bank.example", "温@bank.example"):
        refused = take_in(context, admin, people([*wen, wrong]))
        assert not refused.written and "“电子邮箱”：" in said(refused)[0], said(refused)
