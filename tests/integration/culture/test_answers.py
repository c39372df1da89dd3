"""Answers are found by whoever may read them, and no more once taken back; what nobody found names nobody."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from lms.catalogue.teaching import publish_teaching
from lms.catalogue.teaching.shelf import Shelves
from lms.culture import hang_letter, my_offers, offer_model_case, take_back_model_case, take_letter_down
from lms.culture.answers import (
    AnswerRoom,
    entries_of,
    find_answers,
    keep_answer,
    misses,
    my_answers,
    note_miss,
    room,
    use_answer,
)
from lms.culture.answers.keeping import LAST_USED, MOST_KEPT
from lms.learning import Learning
from lms.people import Actor
from lms.platform.context import Context
from lms.platform.errors import Forbidden, Refused
from lms.platform.personal_data import erase
from tests.fixed_clock import FixedClock
from tests.unit.lms.catalogue.teaching.a_course import lay_out

Who = Callable[[str], Actor]


@pytest.fixture
def answers(context: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AnswerRoom:
    monkeypatch.setattr(room, "LOOKS_AGAIN_S", -1.0)
    assert publish_teaching(context, lay_out(tmp_path / "content")) == ()
    return AnswerRoom(Learning(context, Shelves(context)))


def found(answers: AnswerRoom, actor: Actor, words: str) -> list[str]:
    answer = find_answers(answers, actor=actor, words=words, locale="zh-CN")
    return [hit.entry.key for hits in answer.groups.values() for hit in hits]


def told(answers: AnswerRoom, actor: Actor, words: str) -> list[str]:
    return [key for key in found(answers, actor, words) if key.startswith(("letter", "model"))]


def test_words_of_a_lesson_come_with_the_rule_they_rest_on(answers: AnswerRoom, who: Who) -> None:
    answer = find_answers(answers, actor=who("new-hire"), words="please sit by me", locale="en")
    (says,) = {hit.entry.lesson for hit in answer.groups["say"] if hit.entry.kind == "say"}
    first = next(hit.entry for hit in answer.groups["say"] if hit.entry.kind == "say")
    assert says == "first/listen" and first.rests_on and first.why


def test_the_language_of_the_answer_is_that_of_the_question(answers: AnswerRoom, who: Who) -> None:
    me = who("new-hire")
    assert find_answers(answers, actor=me, words="the customer is furious", locale="zh-CN").locale == "en"
    assert find_answers(answers, actor=me, words="客户发火", locale="en").locale == "zh-CN"


def test_words_of_the_case_desk_name_whoever_says_them_and_none_is_found_of_what_needs_a_case(
    answers: AnswerRoom, who: Who
) -> None:
    me = who("new-hire")
    answer = find_answers(answers, actor=me, words="受理时告诉客户", locale="zh-CN")
    words = [hit.entry.words for hit in answer.groups["say"]]
    assert any(me.name_zh in one for one in words) and not any("{" in one for one in words)
    assert not any("已经练过" in hit.entry.title for hit in answer.groups["say"])


def test_a_letter_is_found_while_it_hangs_and_a_nameless_one_by_no_name(
    context: Context, answers: AnswerRoom, who: Who, praised: Callable[..., str]
) -> None:
    item, me, other = praised(), who("new-hire"), who("bai.mengjie")
    assert told(answers, other, "帮我叫车") == []
    hang_letter(context, actor=me, item_id=item, named=False)
    assert told(answers, other, "帮我叫车") == [f"letter:{item}"]
    assert told(answers, other, "林晓雨") == []
    hang_letter(context, actor=me, item_id=item, named=True)
    assert told(answers, other, "林晓雨") == [f"letter:{item}"]
    take_letter_down(context, actor=me, item_id=item)
    assert told(answers, other, "帮我叫车") == []
    assert entries_of(answers, actor=other, keys=[f"letter:{item}"], locale="zh-CN") == ()


def test_what_was_taken_back_is_not_shown_though_it_is_still_in_memory(
    context: Context,
    answers: AnswerRoom,
    who: Who,
    praised: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    item, me = praised(), who("new-hire")
    (offer,) = my_offers(context, actor=me)
    offer_model_case(context, actor=me, item_id=offer.item_id, place=0, competency="elder_care", named=True)
    assert told(answers, who("bai.mengjie"), "特别耐心") == [f"model:{item}"]
    monkeypatch.setattr(room, "LOOKS_AGAIN_S", 1e9)
    take_back_model_case(context, actor=me, item_id=item)
    assert told(answers, who("bai.mengjie"), "特别耐心") == []


def test_what_is_kept_stands_first_what_was_used_follows_and_both_go_with_an_erasure(
    context: Context, answers: AnswerRoom, who: Who, clock: FixedClock
) -> None:
    me = who("new-hire")
    keys = found(answers, me, "您先别急")
    keep_answer(context, actor=me, entry=keys[0])
    use_answer(context, actor=me, entry=keys[0])
    for place in range(LAST_USED + 2):
        clock.move(timedelta(minutes=1))
        use_answer(context, actor=me, entry=f"rule:{place}")
    kept, used = my_answers(context, actor=me)
    assert kept == (keys[0],)
    assert used == tuple(f"rule:{place}" for place in range(LAST_USED + 1, 1, -1))
    (entry,) = entries_of(answers, actor=me, keys=kept, locale="en")
    assert entry.key == keys[0]
    hits = find_answers(answers, actor=me, words="您先别急", locale="zh-CN").groups["say"]
    assert [hit.entry.key for hit in hits if hit.kept] == [keys[0]]
    assert my_answers(context, actor=who("mentor")) == ((), ())
    keep_answer(context, actor=me, entry=keys[0], keep=False)
    assert my_answers(context, actor=me)[0] == ()
    with context.database.transaction() as connection:
        erase(connection, me.person_id, before=context.now(), now=context.now())
    assert my_answers(context, actor=me) == ((), ())


def test_too_many_are_not_kept_and_what_is_no_entry_is_refused(context: Context, who: Who) -> None:
    me = who("new-hire")
    for place in range(MOST_KEPT):
        keep_answer(context, actor=me, entry=f"rule:{place}")
    with pytest.raises(Refused, match="Give one up"):
        keep_answer(context, actor=me, entry="rule:more")
    keep_answer(context, actor=me, entry="rule:0")
    for wrong in ("", "nothing", "rule:" + "x" * 200, "rule:\x00"):
        with pytest.raises(Refused, match="nothing like this"):
            use_answer(context, actor=me, entry=wrong)


def test_what_nobody_found_is_counted_masked_of_nobody_and_leaves_once_it_is_answered(
    context: Context, answers: AnswerRoom, who: Who, praised: Callable[..., str]
) -> None:
    me, trainer = who("new-hire"), who("trainer")
    note_miss(answers, actor=me, words="帮我叫车")
    note_miss(answers, actor=who("mentor"), words=" 帮我叫车 ")
    note_miss(answers, actor=me, words="林晓雨的宠物寄养 13812345678")
    note_miss(answers, actor=me, words=" \x00 ")
    first, second = misses(answers, actor=trainer)
    assert (first.words, first.times, first.last_on) == ("帮我叫车", 2, context.today())
    assert "13812345678" not in second.words and "林晓雨" not in second.words
    hang_letter(context, actor=me, item_id=praised(), named=True)
    assert [one.words for one in misses(answers, actor=trainer)] == [second.words]


def test_a_name_in_latin_letters_is_masked_as_it_was_typed(answers: AnswerRoom, who: Who) -> None:
    note_miss(answers, actor=who("new-hire"), words="Pet boarding for Lin Xiaoyu, passport E12345678")
    (one,) = misses(answers, actor=who("trainer"))
    assert "xiaoyu" not in one.words and "e12345678" not in one.words
    assert one.words == one.words.lower()


def test_what_was_found_and_does_not_fit_stays_for_the_trainer(
    context: Context, answers: AnswerRoom, who: Who, praised: Callable[..., str]
) -> None:
    me, trainer = who("new-hire"), who("trainer")
    hang_letter(context, actor=me, item_id=praised(), named=True)
    note_miss(answers, actor=me, words="帮我叫车")
    assert misses(answers, actor=trainer) == ()
    note_miss(answers, actor=me, words="帮我叫车", despite=True)
    assert [(one.words, one.times) for one in misses(answers, actor=trainer)] == [("帮我叫车", 2)]


def test_only_a_trainer_reads_what_nobody_found_and_without_a_role_nothing_is_found(
    answers: AnswerRoom, who: Who
) -> None:
    for username in ("new-hire", "manager", "admin", "data-officer"):
        with pytest.raises(Forbidden):
            misses(answers, actor=who(username))
