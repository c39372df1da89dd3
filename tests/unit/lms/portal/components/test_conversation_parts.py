"""The parts of a conversation's page that can be told without a browser."""

from datetime import UTC, datetime

import pytest

from lms.platform.errors import Refused
from lms.platform.i18n import translator
from lms.portal.components.bubbles import parts
from lms.portal.components.stage import why_not
from lms.portal.components.talk import Talk
from lms.portal.components.transcript import as_drawn
from lms.practice import AttemptClosed, Overtaken
from lms.practice.views import TurnView
from scenarios.conversation import ReplyRefused

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "direction", "words"),
    [
        ("«凑近，手扶着耳朵»您说什么？", "凑近，手扶着耳朵", "您说什么？"),
        ("您说什么？", "", "您说什么？"),
        ("«looks up»", "looks up", ""),
        ("«looks up» Well. «sits down» Fine.", "looks up sits down", "Well. Fine."),
        ("Well. «sits do", "", "Well."),
        ("«", "", ""),
    ],
)
def test_a_stage_direction_is_told_from_the_words_even_while_it_comes_in(
    line: str, direction: str, words: str
) -> None:
    assert parts(line) == (direction, words)


def test_what_a_trainee_types_is_never_taken_for_a_stage_direction() -> None:
    turn = TurnView(3, "trainee", "«smiles» <b>Good morning</b>", NOW)
    assert as_drawn(turn)[2:] == ("", "«smiles» <b>Good morning</b>")


def test_the_same_submission_has_the_same_key_however_often_it_is_run() -> None:
    talk = Talk("a", seen=1)
    assert talk.key_for("Good morning") == talk.key_for("Good morning")
    assert len(talk.key_for("好" * 2_000)) <= 64


def test_the_same_words_a_turn_later_or_in_another_window_are_another_submission() -> None:
    talk = Talk("a", seen=1)
    keys = {talk.key_for("Yes"), Talk("a", seen=1).key_for("Yes"), talk.key_for("No")}
    talk.seen = 3
    assert len({*keys, talk.key_for("Yes")}) == 4


def test_half_a_surrogate_does_not_stop_a_submission() -> None:
    assert Talk("a").key_for("broken \ud83d") != Talk("a").key_for("broken ")


def test_sending_clears_the_hint_and_keeps_the_draft_until_the_words_are_taken() -> None:
    talk = Talk("a", hint="Name what she feels.", notice="Too long.", draft="My words")
    talk.send()
    assert (talk.hint, talk.notice, talk.draft, talk.sent) == ("", "", "My words", True)


@pytest.mark.parametrize(
    ("refusal", "said"),
    [
        (ReplyRefused("empty", 0), "Nothing was said yet."),
        (ReplyRefused("too_long", 20_000), "20,000 characters"),
        (Overtaken(()), "Your words are in the box below."),
        (Refused("Not now."), "Not now. Your words are in the box below."),
        (AttemptClosed(), "This conversation has ended."),
    ],
)
def test_a_refusal_says_what_happened_and_where_the_words_are(
    refusal: ReplyRefused | Refused, said: str
) -> None:
    assert said in why_not(translator("en"), refusal)
    assert why_not(translator("zh-CN"), refusal) != why_not(translator("en"), refusal) or "Not now" in said
