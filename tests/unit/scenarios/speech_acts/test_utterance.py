"""Words are folded into one writing without moving a single character."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scenarios.speech_acts.utterance import Utterance, fold


@given(st.text(max_size=200))
def test_folding_keeps_every_character_in_its_place(text: str) -> None:
    assert len(fold(text, {})) == len(text)


def test_writings_become_one() -> None:
    assert fold("ＰＩＮ：Ｈｅｌｌｏ，“您好”！", {}) == 'pin:hello,"您好"\n'
    assert fold("it’s £1,200.50. Mr. Ali — no", {}) == "it's £1.200.50\n mr. ali , no"


def _said(text: str) -> Utterance:
    return Utterance(text, fold(text, {}))


def test_clauses_and_sentences_come_without_their_marks() -> None:
    said = _said("Well, I see. Could you wait?")
    at = said.text.index("see")
    clause, sentence = said.clause(at, at + 3), said.sentence(at, at + 3)
    assert said.text[clause.start : clause.end] == "I see"
    assert said.text[sentence.start : sentence.end] == "Well, I see"


def test_only_the_sentence_with_the_mark_is_a_question() -> None:
    said = _said("我看一下。您带身份证了吗？")
    assert not said.is_question(0, 3)
    assert said.is_question(6, 8)


def test_what_is_quoted_is_known_unless_everything_is() -> None:
    said = _said('He said "you cannot lose" to me')
    (quoted,) = said.quoted
    assert said.text[quoted.start : quoted.end] == '"you cannot lose"'
    assert _said("“您好”").quoted == []
