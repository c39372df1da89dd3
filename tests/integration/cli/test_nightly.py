"""``lms nightly`` does the night's work and says what it did; ``lms doctor`` says when it last ran."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from lms.platform.database import open_database
from lms.platform.jobs.tables import DailyRun
from lms.platform.settings import load_settings
from tests.command_line import lms


def night() -> dict[str, Any]:
    (found,) = [one for one in lms("doctor", "--json").json["checks"] if one["name"] == "night"]
    return dict(found)


def test_it_is_done_twice_without_harm_and_doctor_tells_when(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert lms("migrate").code == 0
    assert night()["state"] == "ok" and "has not run yet" in night()["found"]
    first, second = lms("nightly", "--json"), lms("nightly")
    assert first.code == 0 and first.json["ok"] and first.json["done"]["enrolments_begun"] == 0
    assert "Nothing was left to do." in second.out and "{" not in second.out + second.err
    assert "nothing was left to do" in night()["found"]
    _put_off(days=3)
    assert night()["state"] == "warning" and "02:30 (Asia/Shanghai)" in night()["found"]
    monkeypatch.setenv("LMS_NIGHTLY_AT", "24:10")
    assert "such as 02:30" in lms("nightly").err


def _put_off(*, days: int) -> None:
    database = open_database(load_settings())
    before = datetime.now(UTC) - timedelta(days=days)
    with database.transaction() as connection:
        connection.execute(update(DailyRun).values(begun_at=before, ended_at=before, day=before.date()))
    database.close()
