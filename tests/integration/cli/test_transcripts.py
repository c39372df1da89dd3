"""``lms transcripts`` takes real conversations in, says what is wrong, and forgets."""

import json
from pathlib import Path

from lms.people.demo_staff import STAFF
from tests.command_line import lms

MANAGER, TELLER = (
    f"LJ{next(n for n, s in enumerate(STAFF) if s.name_en == name) + 1001:06d}"
    for name in ("Song Mingyuan", "Qian Xiuzhen")
)


def test_files_are_taken_in_and_faults_told_in_the_readers_language(home: Path) -> None:
    from lms.cli.installation import bring_up_to_date, open_context
    from lms.people import load_people

    context = open_context(demo=True)
    bring_up_to_date(context)
    load_people(context.database, context.today())
    context.database.close()
    file = home.parent / "talks.csv"
    file.write_text(
        f"conversation,employee,speaker,text\na,{TELLER},customer,能批吗？\na,{TELLER},trainee,包您能批，一定批！\n"
        f"b,{TELLER},boss,hm\n",
        encoding="utf-8",
    )
    options = ("--authorised-by", MANAGER, "--purpose", "Training")
    first = lms("transcripts", "import", str(file), *options)
    assert first.code == 1
    assert f"{file} 第 4 行“speaker”" in first.err
    assert first.out.startswith("新导入 1 段")
    again = lms("transcripts", "import", str(file), *options, "--json", "--locale", "en")
    assert (again.json["taken"], again.json["known"]) == (0, 1)
    assert again.json["faults"][0]["row"] == 4 and "The speaker is" in again.err
    refused = lms("transcripts", "import", str(file), "--authorised-by", TELLER, "--purpose", "Training")
    assert refused.code == 1 and "授权" in refused.err
    assert lms("transcripts", "import", "nowhere.csv", *options).code == 2
    assert lms("transcripts", "forget", "--employee", TELLER).code == 2
    gone = lms("transcripts", "forget", "--employee", TELLER, "--ordered-by", MANAGER, "--locale", "en")
    assert gone.out == "Forgotten: 1.\n"
    assert json.loads(lms("transcripts", "import", str(file), *options, "--json").out)["known"] == 1
