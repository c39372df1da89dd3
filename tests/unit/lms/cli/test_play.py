"""``lms play`` and ``lms scenario``: rehearsing without the portal."""

import json
from pathlib import Path

import pytest

from lms.cli.library import entries
from scenarios.conversation import MAX_REPLY
from tests.a_scenario import as_yaml, scenario_data
from tests.command_line import lms

SLUG = "loan-refused"


def played(script: bytes | str, tmp_path: Path, *more: str) -> tuple[list[str], str]:
    """The trainee's turns of a script, and what was said on standard error."""
    path = tmp_path / "script.txt"
    path.write_bytes(script.encode() if isinstance(script, str) else script)
    ran = lms("play", SLUG, "--locale", "zh-CN", "--script", str(path), "--json", *more)
    assert ran.code == 0
    turns = ran.json["transcript"]["turns"]
    return [turn["text"] for turn in turns if turn["speaker"] == "trainee"], ran.err


@pytest.mark.parametrize("policy", ["good", "average", "bad"])
def test_a_played_session_has_the_exchanged_shape_and_exits_with_0_whatever_the_result(policy: str) -> None:
    ran = lms("play", SLUG, "--policy", policy, "--seed", "3", "--json")
    assert ran.code == 0 and not ran.err
    session = ran.json
    assert set(session) == {"transcript", "engine", "seed", "ending", "wanted", "assessment", "trace"}
    assert (session["engine"], session["seed"]) == ("built-in", 3)
    assert session["wanted"] is (policy == "good")
    assert 0 <= session["assessment"]["score"] <= 100
    customer = [turn for turn in session["transcript"]["turns"] if turn["speaker"] == "customer"]
    assert len(session["trace"]) == len(customer)
    assert {"acts", "mood", "facts", "objectives", "customer_act"} <= set(session["trace"][0])


def test_the_same_seed_gives_the_same_session() -> None:
    again = [lms("play", SLUG, "--policy", "average", "--seed", "7", "--json").out for _ in range(2)]
    assert again[0] == again[1]


def test_a_played_session_can_be_scored(tmp_path: Path) -> None:
    session = lms("play", SLUG, "--policy", "good", "--json")
    scored, played = lms("score", "-", "--json", stdin=session.out).json, session.json["assessment"]
    assert scored == played


def test_when_the_lines_run_out_the_trainee_ends_the_conversation(tmp_path: Path) -> None:
    path = tmp_path / "script.txt"
    path.write_text("您好\n", encoding="utf-8")
    session = lms("play", SLUG, "--locale", "zh-CN", "--script", str(path), "--json").json
    assert session["ending"]
    assert session["transcript"]["turns"][-1]["speaker"] == "customer"


def test_an_empty_line_between_two_others_lets_the_customer_wait(tmp_path: Path) -> None:
    turns, _ = played("\n您好\n\n \u3000 \n请坐\n\n", tmp_path)
    assert turns == ["您好", "«不说话»", "«不说话»", "请坐"]


def test_byte_order_mark_windows_line_ends_and_null_characters_are_not_said(tmp_path: Path) -> None:
    turns, said = played(b"\xef\xbb\xbf" + "您好\r\n请\x00坐\r\n\x00\r\n".encode(), tmp_path)
    assert turns == ["您好", "请坐"]
    assert not said


def test_a_line_feed_alone_ends_a_line(tmp_path: Path) -> None:
    turns, _ = played("您好\u2028请坐\x0b喝水\n谢谢\n", tmp_path)
    assert turns == ["您好\u2028请坐\x0b喝水", "谢谢"]


def test_more_than_a_customer_would_listen_to_takes_no_turn_and_is_named(tmp_path: Path) -> None:
    turns, said = played(f"您好\n{'好' * 20_000}\n请坐\n", tmp_path)
    assert turns == ["您好", "请坐"]
    assert "20000" in said and str(MAX_REPLY) in said


@pytest.mark.parametrize("words", ["😀👍🏽", "\u202eمرحبا", "<script>alert(1)</script> **$x^2$**"])
def test_odd_words_are_words(words: str, tmp_path: Path) -> None:
    turns, _ = played(f"{words}\n", tmp_path)
    assert turns == [words]


def test_a_script_may_come_through_standard_input() -> None:
    ran = lms("play", SLUG, "--locale", "zh-CN", "--script", "-", "--json", stdin="您好\n")
    assert [turn["text"] for turn in ran.json["transcript"]["turns"]][1] == "您好"


def test_without_json_a_person_reads_the_conversation_and_the_verdict_in_its_language() -> None:
    zh = lms("play", SLUG, "--locale", "zh-CN", "--policy", "bad")
    assert zh.code == 0
    assert "未通过" in zh.out and "可以说：" in zh.out
    en = lms("play", SLUG, "--locale", "en", "--policy", "bad")
    assert "One could say:" in en.out and "未通过" not in en.out


def test_good_marks_for_a_visit_that_came_to_nothing_are_no_pass(tmp_path: Path) -> None:
    script = tmp_path / "polite.txt"
    script.write_text(
        "Good morning, sorry about the wait, the network's gone down across the whole city.\n"
        "I know you've been standing here ages. That's rotten.\n"
        "What is it you need to do today?\n"
        "Nothing's lost, your money is just as it was. I'll come and tell you myself at eleven.\n"
        "Thanks for bearing with us. Anything else I can help with?\n",
        encoding="utf-8",
    )
    shown = lms("play", "system-outage", "--locale", "en", "--script", str(script), "--seed", "5").out
    assert "Not passed: well said, and nothing was settled" in shown


def test_without_a_script_the_person_at_the_terminal_is_the_trainee() -> None:
    ran = lms("play", SLUG, "--locale", "zh-CN", stdin="\n您好，请坐\n")
    assert ran.code == 0
    assert "您还没有说话" in ran.err
    assert ran.out.count("何老板: ") == ran.out.count("您: ")
    assert "分" in ran.out


def test_the_terminal_stays_out_of_the_json() -> None:
    ran = lms("play", SLUG, "--locale", "zh-CN", "--json", stdin="您好，请坐\n")
    assert ran.json["transcript"]["turns"][1]["text"] == "您好，请坐"
    assert "Ctrl-D" in ran.err


def test_a_misspelt_scenario_is_answered_with_the_nearest() -> None:
    ran = lms("play", "loan-refusd", "--policy", "good", "--json")
    assert (ran.code, ran.out) == (1, "")
    assert f"did you mean “{SLUG}”" in ran.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["play"],
        ["play", SLUG, "--policy", "superb"],
        ["play", SLUG, "--policy", "good", "--script", "-"],
        ["play", SLUG, "--seed", "-1"],
        ["play", SLUG, "--seed", "many"],
        ["play", SLUG, "--engine", "magic"],
        ["play", SLUG, "--loud"],
        ["dance"],
        ["scenario", "dance"],
    ],
    ids=" ".join,
)
def test_wrong_usage_exits_with_2(arguments: list[str]) -> None:
    ran = lms(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err


@pytest.mark.parametrize(
    "content", [None, b"\xff\xfe\x00", b"", b"\n \x00\n"], ids=["absent", "not UTF-8", "empty", "blank"]
)
def test_a_script_that_cannot_be_read_is_refused_with_its_name(content: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "script.txt"
    if content is not None:
        path.write_bytes(content)
    ran = lms("play", SLUG, "--script", str(path), "--json")
    assert (ran.code, ran.out) == (1, "")
    assert str(path) in ran.err


def test_a_folder_is_no_script(tmp_path: Path) -> None:
    ran = lms("play", SLUG, "--script", str(tmp_path))
    assert (ran.code, ran.out) == (1, "") and "is a folder" in ran.err


def test_the_version_is_told() -> None:
    ran = lms("--version")
    assert ran.code == 0 and ran.out.startswith("lms ")


def test_a_broken_file_of_the_library_is_named_and_the_others_are_listed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for slug, text in (
        ("sound", as_yaml(scenario_data(slug="sound"))),
        ("broken", "slug: broken\ntitel: x\n"),
    ):
        (tmp_path / slug).mkdir()
        (tmp_path / slug / "scenario.en.yaml").write_text(text, encoding="utf-8")
    assert [entry["slug"] for entry in entries(tmp_path)] == ["sound"]
    assert "broken/scenario.en.yaml:2: titel" in capsys.readouterr().err


def test_the_library_is_listed_as_one_array() -> None:
    listed = lms("scenario", "list", "--json").json
    assert SLUG in [item["slug"] for item in listed]
    for item in listed:
        assert {"slug", "locales", "segment", "difficulty", "competencies", "minutes"} <= set(item)


def test_the_library_is_listed_for_people_with_every_slug_whole() -> None:
    slugs = [item["slug"] for item in lms("scenario", "list", "--json").json]
    shown = lms("scenario", "list").out
    assert all(slug in shown for slug in slugs)


def test_a_scenario_is_checked_by_playing_its_trainees() -> None:
    ran = lms("scenario", "check", SLUG, "--seeds", "1")
    assert ran.code == 0, ran.err
    assert "good" in ran.out and "bad" in ran.out


def test_a_wrong_scenario_file_is_named_with_line_and_field(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("slug: mine\ntitel: Mine\n", encoding="utf-8")
    ran = lms("scenario", "check", str(path))
    assert ran.code == 1
    assert f"{path}:2: titel" in ran.err


def test_an_llm_that_is_not_configured_is_refused_with_the_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LMS_LLM_MODEL", "LMS_LLM_BASE_URL", "OPENAI_API_KEY", "OPENAI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    ran = lms("play", SLUG, "--engine", "llm", "--policy", "good", "--json")
    assert (ran.code, ran.out) == (1, "")
    assert "LMS_LLM_MODEL" in ran.err


def test_json_has_one_line() -> None:
    out = lms("play", SLUG, "--policy", "good", "--json").out
    assert out.count("\n") == 1
    assert json.loads(out)
