"""``lms doctor`` on e-mail: whether the server lets us in, and which letters were given up."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert

from lms.learning.reminders.tables import Letter
from lms.people.tables import Person, Unit
from lms.platform.database import open_database
from lms.platform.settings import load_settings
from tests.command_line import lms
from tests.mail_office import MailOffice, mail_office


@pytest.fixture
def office() -> Iterator[MailOffice]:
    with mail_office() as opened:
        yield opened


def check(name: str) -> dict[str, Any]:
    return dict(next(one for one in lms("doctor", "--json").json["checks"] if one["name"] == name))


def test_the_mail_server_is_called_and_nothing_is_sent(
    home: Path, office: MailOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert check("mail")["found"] == "No mail server is set; reminders stand in the portal alone."
    monkeypatch.setenv("LMS_SMTP_HOST", "127.0.0.1")
    assert check("mail")["cure"] == "Set LMS_SMTP_FROM."
    monkeypatch.setenv("LMS_SMTP_FROM", "learn")
    assert "write an address" in check("settings")["found"]
    monkeypatch.setenv("LMS_SMTP_FROM", "Learning <learn@bank.example>")
    monkeypatch.setenv("LMS_SMTP_PORT", str(office.port))
    assert "STARTTLS" in check("mail")["found"], "the way is encrypted unless somebody says otherwise"
    monkeypatch.setenv("LMS_SMTP_TLS", "none")
    monkeypatch.setenv("LMS_PUBLIC_URL", "https://learn.bank.example")
    assert check("mail")["state"] == "warning" and "not encrypted" in check("mail")["found"]
    monkeypatch.setenv("LMS_SMTP_PORT", "9")
    assert check("mail")["state"] == "broken"
    assert office.taken == []


def test_letters_that_were_given_up_are_counted_with_why(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert lms("migrate").code == 0
    monkeypatch.setenv("LMS_SMTP_HOST", "127.0.0.1")
    monkeypatch.setenv("LMS_SMTP_PORT", "9")
    monkeypatch.setenv("LMS_SMTP_FROM", "learn@bank.example")
    assert check("letters")["found"] == "0 letters wait."
    _give_up()
    assert check("letters")["state"] == "warning"
    assert "1 letters were given up" in check("letters")["found"]
    assert "550 no such user" in check("letters")["found"]


def _give_up() -> None:
    database, now = open_database(load_settings()), datetime.now(UTC)
    unit = {"id": "u", "code": "u", "kind": "head_office", "name_zh": "行", "name_en": "bank"}
    person = {"id": "p", "employee_no": "p", "name_zh": "梅", "name_en": "Mei", "job": "teller"}
    letter = {"id": "l", "person_id": "p", "state": "given_up", "failure": "550 no such user", "tries": 1}
    with database.transaction() as connection:
        connection.execute(insert(Unit).values(**unit))
        connection.execute(
            insert(Person).values(
                unit_id="u", hired_on=date(2026, 1, 1), active=True, created_at=now, **person
            )
        )
        connection.execute(insert(Letter).values(day=now.date(), tried_at=now, **letter))
    database.close()
