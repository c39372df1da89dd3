"""``lms feedback import`` says which columns it used and how to name another; ``template`` writes one to fill in."""

from pathlib import Path

from tests.command_line import lms


def test_a_dry_run_says_what_each_column_was_taken_for_and_what_was_left(home: Path) -> None:
    from lms.cli.installation import bring_up_to_date, open_context
    from lms.people import load_people

    context = open_context(demo=True)
    bring_up_to_date(context)
    bank = load_people(context.database, context.today())
    number = next(one.employee_no for one in bank.people if one.name_en == "Shao Yunshu")
    context.database.close()
    by = ("--by", number, "--dry-run")
    file = home.parent / "f.csv"
    file.write_text("内容,机构,当事的人,员工\n太慢了,LJ11,林晓雨,NOPE\n", encoding="utf-8")
    looked = lms("feedback", "import", str(file), *by)
    assert looked.code == 0 and "没问题的有 1 行" in looked.out
    assert "用到的列：客户原话取自“内容”" in looked.err and "没有用上的列：当事的人。" in looked.err
    assert "第 2 行“员工”：“NOPE”" in looked.err and "--column employee=" in looked.err
    told = lms("feedback", "import", str(file), *by, "--json", "--column", "employee=当事的人").json
    assert (told["unused"], told["warnings"], told["columns"]["employee"]) == (["员工"], [], "当事的人")

    file.write_text("吐槽,备注\n太慢了,\n", encoding="utf-8")
    wrong = lms("feedback", "import", str(file), *by, "--locale", "en")
    assert (
        wrong.code == 1 and "The file has: 吐槽, 备注" in wrong.err and "--column text=HEADING" in wrong.err
    )
    assert lms("feedback", "import", str(file), *by, "--column", "text=吐槽").code == 0

    book = home.parent / "feedback.csv"
    assert lms("feedback", "template", "--out", str(book), "--locale", "zh-CN").code == 0
    assert book.read_text(encoding="utf-8-sig").startswith("客户原话,来源编号")
