"""``lms scenario check``: what it plays, what it says, what it writes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from scoring.trials import TRAINEES
from tests.a_scenario import as_yaml, scenario_data
from tests.command_line import lms
from tests.faulty_endpoint import faulty_endpoint

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


def test_advice_that_does_not_earn_its_criterion_fails_the_check_and_is_said_with_what_was_heard(
    tmp_path: Path,
) -> None:
    data = scenario_data(
        slug="poor-advice", advice={"apology": {"say": "I'll ring you by five.", "why": "It works."}}
    )
    path = tmp_path / "scenario.en.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    ran = lms("scenario", "check", str(path), "--seeds", "1", "--no-odd")
    assert ran.code == 1
    assert "poor-advice (en), its own advice for apology: “I'll ring you by five.” said after “" in ran.err
    assert "does not earn it; heard was " in ran.err
    assert "commit_time" in ran.err


def written(folder: Path, slug: str, text: bytes, locale: str = "en") -> Path:
    (folder / slug).mkdir(exist_ok=True)
    (folder / slug / f"scenario.{locale}.yaml").write_bytes(text)
    return folder / slug


def test_a_scenario_in_one_language_only_is_reported(tmp_path: Path) -> None:
    folder = written(tmp_path, "lost-umbrella", as_yaml(scenario_data()).encode())
    ran = lms("scenario", "check", str(folder), "--seeds", "1", "--no-odd")
    assert ran.code == 1
    assert "lost-umbrella: is not written in zh-CN; write scenario.zh-CN.yaml" in ran.err
    assert "lost-umbrella (en) good" in ran.out


def test_a_broken_file_keeps_none_of_the_others_from_being_played(tmp_path: Path) -> None:
    written(tmp_path, "lost-umbrella", as_yaml(scenario_data()).encode())
    written(tmp_path, "broken", b"slug: broken\ntitel: x\n")
    ran = lms("scenario", "check", str(tmp_path), "--seeds", "1", "--no-odd")
    assert ran.code == 1
    assert "broken/scenario.en.yaml:2: titel" in ran.err
    assert "lost-umbrella (en) good" in ran.out


def test_a_file_that_is_no_text_is_named_with_its_line(tmp_path: Path) -> None:
    path = written(tmp_path, "broken", b"slug: broken\ntitle: \xff\n") / "scenario.en.yaml"
    ran = lms("scenario", "check", str(path))
    assert (ran.code, ran.out) == (1, "")
    assert f"{path}:2: is not UTF-8 text" in ran.err


@pytest.mark.parametrize("name", ["folder", "absent.yaml", "no/where"])
def test_a_folder_without_scenarios_and_a_file_that_is_not_there_are_named(name: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    ran = lms("scenario", "check", str(tmp_path / name))
    assert (ran.code, ran.out) == (1, "")
    assert name in ran.err and "there is no" in ran.err


@pytest.mark.parametrize("report", ["file", "file/below"])
def test_a_report_that_cannot_be_written_is_refused_before_anything_is_played(
    report: str, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    ran = lms("scenario", "check", SLUG, "--report", str(tmp_path / report))
    assert (ran.code, ran.out) == (1, "")
    assert str(tmp_path / report) in ran.err and "name a folder" in ran.err


def test_what_a_model_said_out_of_role_is_told_and_each_visit_has_its_own_budget(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with faulty_endpoint("answer", text="How can I help you today? ") as endpoint:
        monkeypatch.setenv("LMS_LLM_BASE_URL", endpoint.url)
        monkeypatch.setenv("LMS_LLM_MODEL", "stand-in")
        ran = lms("scenario", "check", "system-outage", "--engine", "llm", "--seeds", "3", "--no-odd")
    assert (
        "system-outage (en) held back, or spoken by the built-in customer: " in ran.out
        and "role: assistant (" in ran.out
    )
    assert "fallback: role (" in ran.out
    assert "budget" not in ran.out
