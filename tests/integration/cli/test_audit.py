"""``lms audit`` walks the trail, names the first entry that does not hold, and writes it out."""

from pathlib import Path

from sqlalchemy import text

from tests.command_line import lms


def test_the_trail_is_checked_and_written_out(home: Path) -> None:
    from lms.cli.installation import bring_up_to_date, open_context
    from lms.people import Deed, Note, Role, record

    context = open_context()
    bring_up_to_date(context)
    with context.database.transaction() as connection:
        notes = [Note(Deed.READ_EXAM, Role.MENTOR, f"person {n}", f"exam {n}") for n in range(4)]
        record(context, connection, actor=None, notes=notes)
    sound = lms("audit", "verify", "--json")
    assert sound.code == 0 and sound.json["entries"] == 4
    assert "4" in lms("audit", "verify", "--head", sound.json["head"]).out
    assert lms("audit", "verify", "--head", "4:nothing").code == 2
    written = lms("audit", "export", "--after", "2").json_lines
    assert [(entry["place"], entry["deed"], entry["person_id"]) for entry in written] == [
        (3, "read_exam", "person 2"),
        (4, "read_exam", "person 3"),
    ]
    assert f"4:{written[-1]['digest']}" == sound.json["head"]
    with context.database.transaction() as connection:
        connection.execute(text("DROP TRIGGER audit_entry_no_update"))
        connection.execute(text("UPDATE audit_entry SET person_id = 'x' WHERE place = 3"))
    context.database.close()
    broken = lms("audit", "verify")
    assert (broken.code, broken.out.splitlines()[0]) == (
        1,
        "Entry 3 was changed after it was written.",
    )
