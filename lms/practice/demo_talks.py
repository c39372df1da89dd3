"""The demo bank's conversations of real service, invented, authorised by its consumer protection officer."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from lms.people import DemoBank, Role
from lms.platform.context import Context
from lms.practice.service_import import MOST_DAYS, import_transcripts

TALKS = Path(__file__).with_name("demo_talks.jsonl")
"""A conversation a line: whose (their sign-in name), how many days before the bank opened, at what hour, and the turns,
each with its speaker, the second at which it began and its words."""


def load_talks(context: Context, bank: DemoBank) -> int:
    """Take the conversations in, as ``lms transcripts import`` would; tells how many were new."""
    officer = next(p for p in bank.people if Role.CONSUMER_PROTECTION_OFFICER in p.roles)
    numbers = {person.username: person.employee_no for person in bank.people}
    lines = TALKS.read_text(encoding="utf-8").splitlines()
    told = [_as_exchanged(json.loads(line), numbers, bank.opened_on, context.settings.zone) for line in lines]
    done = import_transcripts(
        context,
        files=[(TALKS.name, "\n".join(json.dumps(talk) for talk in told).encode())],
        authorised_by=officer.employee_no,
        # In the bank's own language, as somebody there would have written it.
        purpose="服务话术培训",
        keep_days=MOST_DAYS,
    )
    assert not done.troubles, done.troubles
    return done.taken


def _as_exchanged(
    told: dict[str, Any], numbers: dict[str, str], opened_on: date, zone: ZoneInfo
) -> dict[str, Any]:
    day = opened_on - timedelta(days=told["days_ago"])
    began = datetime.combine(day, time.fromisoformat(told["at"]), zone).astimezone(UTC)
    return {
        "employee": numbers[told["who"]],
        "locale": told["locale"],
        "turns": [
            {"speaker": speaker, "text": text, "at": (began + timedelta(seconds=second)).isoformat()}
            for speaker, second, text in told["turns"]
        ],
    }
