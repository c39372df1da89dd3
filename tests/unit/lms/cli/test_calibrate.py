"""``lms calibrate``: marks of several people in, a table of their agreement out."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.command_line import lms

LABELLED = Path(__file__).parents[2] / "scoring" / "transcripts"
TALKS = sorted(LABELLED.glob("zh-*.json"))[:12]


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two people's marks of the same conversations; the second sees ``greeting`` otherwise, and has no transcripts."""
    first, second = (tmp_path_factory.mktemp("marks") / name for name in ("wang", "li"))
    for folder in (first, second):
        folder.mkdir()
    for path in TALKS:
        shape: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        (first / path.name).write_text(json.dumps(shape), encoding="utf-8")
        outcomes = dict(shape["outcomes"])
        outcomes["greeting"] = "not_met" if outcomes["greeting"] == "met" else "met"
        (second / path.name).write_text(json.dumps({"outcomes": outcomes}), encoding="utf-8")
    return first, second


def calibrated(*sources: Path | str, options: tuple[str, ...] = ()) -> Any:
    ran = lms("calibrate", *map(str, sources), "--json", *options)
    assert ran.code == 0, ran.err
    return ran.json


def line(found: Any, id_: str) -> Any:
    return next(one for one in found["lines"] if one["id"] == id_)


def written(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_labelled_transcripts_are_one_marker_and_the_rules_another() -> None:
    ran = lms("calibrate", *map(str, TALKS), "--json", "--locale", "en")
    assert ran.code == 0
    assert ran.json["conversations"] == 12 and ran.json["markers"] == ["transcripts"]
    courtesy = line(ran.json, "courtesy")
    assert courtesy["people"] is None and courtesy["judges"]["rules"]["n"] == 12
    assert courtesy["judges"]["rules"]["kappa"]["value"] > 0.6
    assert "Only one person" in ran.err


def test_two_people_and_the_rules_are_compared_and_what_they_disagree_on_is_flagged(
    folders: tuple[Path, Path],
) -> None:
    found = calibrated(*folders)
    assert found["markers"] == ["li", "wang"]
    assert line(found, "greeting")["flagged"] == "people"
    assert line(found, "courtesy")["people"]["agreed"] == 1 and line(found, "courtesy")["flagged"] is None
    assert line(calibrated(*folders, options=("--bar", "0")), "courtesy")["flagged"] is None


@pytest.mark.parametrize("locale, flagged", [("en", "people differ"), ("zh-CN", "人与人不一致")])
def test_a_person_reads_the_table_in_their_language(
    folders: tuple[Path, Path], locale: str, flagged: str
) -> None:
    ran = lms("calibrate", *map(str, folders), "--locale", locale)
    assert ran.code == 0
    row = next(row for row in ran.out.splitlines() if row.startswith("greeting"))
    assert flagged in row


def test_json_lines_and_csv_say_the_same(tmp_path: Path) -> None:
    marks = [("a", "met", "met"), ("b", "met", "not_met"), ("c", "not_met", "not_met")]
    lines = [
        json.dumps({"conversation": talk, "marker": who, "outcomes": {"greeting": outcome}})
        for talk, *outcomes in marks
        for who, outcome in zip(("wang", "li"), outcomes, strict=True)
    ]
    rows = ["conversation,marker,criterion,outcome"]
    rows += [f"{talk},wang,greeting,{one}\n{talk},li,greeting,{other}" for talk, one, other in marks]
    by_line = calibrated(written(tmp_path / "marks.jsonl", "\n".join(lines)))
    assert line(by_line, "greeting")["people"]["n"] == 3
    assert calibrated(written(tmp_path / "marks.csv", "\ufeff" + "\n".join(rows))) == by_line
    assert calibrated(written(tmp_path / "marks.json", f"[{','.join(lines)}]")) == by_line


def test_an_assessment_as_lms_score_prints_it_is_a_judges_sheet(tmp_path: Path) -> None:
    verdict = {
        "judge": "llm",
        "score": 100,
        "criteria": [{"id": "greeting", "outcome": "met", "evidence": []}],
    }
    sheets = [{"conversation": "a", "assessment": verdict}]
    sheets += [
        {"conversation": "a", "marker": who, "outcomes": {"greeting": "met"}} for who in ("wang", "li")
    ]
    found = calibrated(written(tmp_path / "marks.json", json.dumps(sheets)))
    assert found["markers"] == ["li", "wang"]
    assert line(found, "greeting")["judges"]["llm"]["agreed"] == 1


def test_a_judge_that_drifts_from_people_between_rounds_is_told(tmp_path: Path) -> None:
    rows = ["conversation,marker,criterion,outcome,round"]
    for month in ("2026-10", "2026-11"):
        for place in range(16):
            outcome = "met" if place % 2 else "not_met"
            judged = "met" if month == "2026-11" else outcome
            rows += [f"{place},wang,owned,{outcome},{month}", f"{place},rules,owned,{judged},{month}"]
    source = written(tmp_path / "marks.csv", "\n".join(rows))
    assert calibrated(source)["drift"]["owned"]["high"] < 0
    ran = lms("calibrate", source, "--locale", "en")
    assert "the judge moved" in ran.out and "-1.00" in ran.out


SHEET = '{"conversation": "a", "outcomes": {"greeting": "met"}}'


@pytest.mark.parametrize(
    "name, text, said",
    [
        ("m.jsonl", f"{SHEET}\n{{oops", "m.jsonl:2: is not JSON"),
        ("m.json", '{\n "outcomes": }', "m.json:2: is not JSON"),
        (
            "m.jsonl",
            '{"conversation": "a", "outcomes": {"greeting": "yes"}}',
            "m.jsonl:1: outcomes.greeting: “yes”",
        ),
        (
            "m.jsonl",
            '{"conversation": "a", "outcomes": {"charm": "met"}}',
            "m.jsonl:1: outcomes.charm: service-core",
        ),
        ("m.jsonl", '{"outcomes": {"greeting": "met"}}', "m.jsonl:1: conversation is missing"),
        ("m.json", '{"outcome": {}}', "m.json: outcome: there is no such field"),
        ("m.json", '{"marker": "wang"}', "m.json: outcomes is missing"),
        ("m.json", "7", "m.json: is no mark sheet"),
        ("m.json", '{"outcomes": {}, "transcript": {"turns": 3}}', "m.json: transcript: "),
        ("m.jsonl", f"{SHEET}\n\n{SHEET}", "m.jsonl:3: m has marked greeting in a already, at "),
        ("m.csv", "conversation,criterion\na,b", "m.csv:1: the first line must name the columns"),
        ("m.csv", "conversation,marker,criterion,outcome\na,wang,greeting,", "m.csv:2: outcome is empty"),
        ("m.txt", "", "m.txt: marks are read from .json"),
    ],
)
def test_what_is_no_mark_is_named_with_file_line_and_field(
    tmp_path: Path, name: str, text: str, said: str
) -> None:
    ran = lms("calibrate", written(tmp_path / name, text), "--locale", "en")
    assert ran.code == 1 and said in ran.err and not ran.out
    assert lms("calibrate", str(tmp_path / name), "--locale", "zh-CN").err != ran.err


def test_two_conversations_of_one_name_are_told(tmp_path: Path) -> None:
    sheets = [
        {
            "conversation": "a",
            "marker": who,
            "outcomes": {"greeting": "met"},
            "transcript": {"locale": "en", "turns": [{"speaker": "trainee", "text": f"Hello, I am {who}."}]},
        }
        for who in ("wang", "li")
    ]
    ran = lms("calibrate", written(tmp_path / "m.json", json.dumps(sheets)), "--locale", "en")
    assert ran.code == 1 and "m.json[2]: transcript: a is another conversation at" in ran.err
