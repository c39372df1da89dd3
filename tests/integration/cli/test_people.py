"""``lms people import`` looks first, takes in whole and says what is wrong; ``template`` writes the file to fill in."""

from pathlib import Path

from tests.command_line import lms

ADMIN = ("--by", "LJ001001")


def test_a_list_is_looked_at_taken_in_and_told_wrong(home: Path) -> None:
    from lms.cli.installation import bring_up_to_date, open_context
    from lms.people import load_people

    context = open_context(demo=True)
    bring_up_to_date(context)
    load_people(context.database, context.today())
    context.database.close()
    file = home.parent / "people.csv"
    file.write_text("工号,姓名,岗位,机构号,入职日期\nN001,温知夏,柜员,LJ11,2026-03-01\n", encoding="gb18030")
    looked = lms("people", "import", str(file), *ADMIN, "--dry-run", "--json")
    assert (looked.code, looked.json["written"], looked.json["counts"]) == (
        0,
        False,
        {"people": {"added": 1}},
    )
    done = lms("people", "import", str(file), *ADMIN, "--locale", "en")
    assert done.out == "1 entry was changed.\nPeople: new 1\n"
    again = lms("people", "import", str(file), *ADMIN)
    assert again.out == "文件里的内容都已经有了，没有要改的。\n人员：不变 1\n"
    file.write_text("工号,姓名,岗位,机构号,入职日期\nN001,温知夏,柜圆,LJ11,昨天\n", encoding="utf-8")
    wrong = lms("people", "import", str(file), *ADMIN, "--complete", "--json", "--locale", "en")
    assert wrong.code == 1 and not wrong.json["written"]
    assert [(fault["row"], fault["column"]) for fault in wrong.json["faults"]] == [
        (2, "Job"),
        (2, "Day of hire"),
    ]
    assert "Did you mean “Teller”?" in wrong.err
    assert lms("people", "import", str(file), "--by", "LJ001018").code == 1
    assert "X1" in lms("people", "import", str(file), "--by", "X1").err
    book = home.parent / "people.xlsx"
    assert lms("people", "template", str(book), "--locale", "zh-CN").code == 0
    empty = lms("people", "import", str(book), *ADMIN, "--json")
    assert (empty.code, empty.json["counts"]) == (1, {}) and empty.err
    assert lms("people", "template", "people.doc").code == 2
