"""``lms scenario check``: what it plays, what it says, what it writes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from scoring.trials import TRAINEES
from tests.a_scenario import scenario_data
from tests.command_line import lms

SLUG = "loan-refused"


def test_every_trainee_plays_every_language_with_every_seed() -> None:
    lines = lms("scenario", "check", SLUG, "--seeds", "2", "--json").out.splitlines()
    trials = [json.loads(line) for line in lines]
    assert {(t["trainee"], t["locale"], t["seed"]) for t in trials} == {
        (trainee, locale, seed) for trainee in TRAINEES for locale in ("zh-CN", "en") for seed in range(2)
    }


def test_the_odd_trainees_can_stay_at_home() -> None:
    ran = lms("scenario", "check", SLUG, "--seeds", "1", "--no-odd")
    assert ran.code == 0, ran.err
    assert "good" in ran.out
    assert "odd" not in ran.out


def test_several_are_checked_at_once_and_reported_in_a_table_and_a_chart(tmp_path: Path) -> None:
    ran = lms("scenario", "check", SLUG, "system-outage", "--seeds", "1", "--report", str(tmp_path / "new"))
    assert ran.code == 0, ran.err
    table = (tmp_path / "new" / "trials.md").read_text(encoding="utf-8")
    assert table.count("| loan-refused |") == table.count("| system-outage |") == 2
    assert "facts told before they were earned: 0" in table
    chart = (tmp_path / "new" / "trials.svg").read_text(encoding="utf-8")
    assert "loan-refused · zh-CN" in chart
    assert chart.count("<rect") > 4 * 3


@pytest.fixture
def all_alike(tmp_path: Path) -> Path:
    """A scenario whose three trainees say the same, and reach nothing."""
    data = scenario_data(slug="all-alike")
    data["trainees"] = {key: ["Well.", "I see.", "Hm, yes."] for key in ("good", "average", "bad")}
    path = tmp_path / "scenario.en.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    return path


def test_a_scenario_that_does_not_tell_good_from_bad_fails_and_says_why(all_alike: Path) -> None:
    ran = lms("scenario", "check", str(all_alike), "--seeds", "2")
    assert ran.code == 1
    assert "all-alike (en), good trainee, seed 0: ends with" in ran.err
    assert "(2 times)" in ran.err
    assert "average trainee, seed 0: does not lie between the bad and the good one" in ran.err
