"""Files of which one language alone was changed: nobody is stuck, and everybody is judged alike."""

from pathlib import Path

import pytest

from lms.catalogue.teaching import Shelves, publish_teaching
from lms.learning import (
    Learning,
    answer_item,
    begin_quiz,
    enrol_by_rule,
    finish_lesson,
    hand_in,
    keep_place,
    open_lesson,
    paths_of,
    quiz_sheet,
)
from lms.people import Actor
from scenarios.transcript import Locale
from tests.unit.lms.catalogue.teaching.a_course import QUIZ


def published(learning: Learning, content: Path) -> Learning:
    """The room after the files were published, as a portal sees it that has just started."""
    assert publish_teaching(learning.context, content) == ()
    return Learning(learning.context, Shelves(learning.context))


def change(content: Path, name: str, old: str, new: str) -> None:
    path = content / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("locale", ["zh-CN", "en"])
def test_a_quiz_that_was_changed_in_chinese_alone_can_be_answered_in_both(
    learning: Learning, newcomer: Actor, content: Path, locale: Locale
) -> None:
    fourth = QUIZ[QUIZ.index("  - id: first-3") :].replace("first-3", "first-4").replace("card", "bag")
    quiz = content / "quizzes/first.zh-CN.yaml"
    quiz.write_text(QUIZ + fourth, encoding="utf-8")
    # And the right answer of the first stands in another place.
    swapped = "      - {text: something that takes rather longer to say, why: It is not.}\n"
    right = '      - {text: "ask him", right: true, why: It is so.}\n'
    change(content, "quizzes/first.zh-CN.yaml", right + swapped, swapped + right)
    change(content, "curricula/courses/first.zh-CN.yaml", "draw: 3", "draw: 4")
    later = published(learning, content)
    attempt_id = begin_quiz(later, actor=newcomer, course="first")
    sheet = quiz_sheet(later, actor=newcomer, attempt_id=attempt_id, locale=locale)
    assert len(sheet.asked) == 4
    for asked in sheet.asked:
        chosen = [at for at, option in enumerate(asked.item.options) if option.right]
        assert answer_item(later, actor=newcomer, attempt_id=attempt_id, item_id=asked.item.id, chosen=chosen)
    hand_in(later, actor=newcomer, attempt_id=attempt_id)
    sheet = quiz_sheet(later, actor=newcomer, attempt_id=attempt_id, locale=locale)
    assert (sheet.score, sheet.passed) == (100, True)


def test_a_course_that_grew_in_chinese_alone_is_the_same_in_english(
    learning: Learning, newcomer: Actor, content: Path
) -> None:
    enrol_by_rule(learning)
    change(
        content,
        "curricula/courses/first.zh-CN.yaml",
        "  - {id: drill",
        "  - {id: more, kind: drill, scenario: loan-refused}\n  - {id: drill",
    )
    later = published(learning, content)
    paths = [paths_of(later, actor=newcomer, locale=locale) for locale in ("zh-CN", "en")]
    assert [path.stands for path in paths[0]] == [path.stands for path in paths[1]]
    assert paths[1][0].courses[0].stands.total == 4


def test_what_is_missing_in_english_is_there_in_chinese(
    learning: Learning, newcomer: Actor, content: Path
) -> None:
    enrol_by_rule(learning)
    for name in ("lessons/first/listen.en.md", "curricula/foundation.en.yaml"):
        (content / name).unlink()
    later = published(learning, content)
    (path,) = paths_of(later, actor=newcomer, locale="en")
    assert path.curriculum.slug == "foundation"
    assert open_lesson(later, actor=newcomer, ref="first/listen", locale="en").lesson.front.title == "Listen"


def test_nobody_owes_an_answer_to_a_question_that_their_language_does_not_ask(
    learning: Learning, newcomer: Actor, content: Path
) -> None:
    lesson = content / "lessons/first/listen.zh-CN.md"
    text = lesson.read_text(encoding="utf-8")
    lesson.write_text(text + "\n" + text[text.index("```check") :], encoding="utf-8")
    later = published(learning, content)
    keep_place(later, actor=newcomer, ref="first/listen", answer=(0, 0))
    finish_lesson(later, actor=newcomer, ref="first/listen")
    assert open_lesson(later, actor=newcomer, ref="first/listen", locale="en").read
