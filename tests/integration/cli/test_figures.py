"""``lms figures import`` looks first, takes in and says what is wrong; ``template`` writes the file to fill in."""

from pathlib import Path

from tests.command_line import lms

OFFICER = ("--by", "LJ001004")
HEAD = "网点,月份,指标,数值,统计口径,负责人\n"


def test_a_file_is_looked_at_taken_in_once_and_told_wrong(home: Path) -> None:
    from lms.cli.installation import bring_up_to_date, open_context
    from lms.people import load_people

    context = open_context(demo=True)
    bring_up_to_date(context)
    load_people(context.database, context.today())
    context.database.close()
    file = home.parent / "figures.csv"
    file.write_text(f"{HEAD}LJ11,2024-03,业务笔数,11800,办结的笔数,LJ001004\n", encoding="gb18030")
    looked = lms("figures", "import", str(file), *OFFICER, "--dry-run", "--json")
    assert (looked.code, looked.json["taken_in"], looked.json["added"]) == (0, False, 1)
    done = lms("figures", "import", str(file), *OFFICER, "--locale", "en")
    assert done.out == "Taken in: 1 new, 0 corrected, 0 as before, 0 older than what holds.\n"
    again = lms("figures", "import", str(file), *OFFICER, "--json")
    assert (again.code, again.json["added"], again.json["same"]) == (0, 0, 1)
    file.write_text(f"{HEAD}LJ11,2024-03,业务笔数,12000,,\nLJ99,2024-03,errors,1,,\n", encoding="utf-8")
    wrong = lms("figures", "import", str(file), *OFFICER, "--json", "--locale", "en")
    assert wrong.code == 1 and not wrong.json["taken_in"]
    assert "There is no branch “LJ99”" in wrong.err
    right = lms("figures", "import", str(file), *OFFICER, "--skip-faulty", "--json")
    assert (right.code, right.json["corrected"]) == (0, 1)
    columns = ("--column", "value=数值", "--column", "nonsense=数值")
    assert lms("figures", "import", str(file), *OFFICER, *columns).code == 2
    assert "X1" in lms("figures", "import", str(file), "--by", "X1").err
    assert lms("figures", "import", str(file), "--by", "LJ001001").code == 1, "an administrator takes in none"
    for name in ("figures.xlsx", "figures.csv"):
        book = home.parent / name
        assert lms("figures", "template", str(book), "--locale", "zh-CN").code == 0
        empty = lms("figures", "import", str(book), *OFFICER, "--json")
        assert {fault["column"] for fault in empty.json["faults"]} == {"数值"}, (
            "the values are to be filled in"
        )
    assert lms("figures", "template", "figures.doc").code == 2
