"""A story is told with leave: masked before anybody reads it, nameless until agreed, gone when it is to be gone."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from lms.culture import hang_letter, my_points, take_letter_down
from lms.culture.answers.told import Told
from lms.culture.stories import (
    Story,
    Telling,
    Wanted,
    answer_for_me,
    can_help,
    decide_story,
    edit_story,
    find_stories,
    hold_up,
    leave_asked,
    look_through,
    my_stories,
    read_story,
    say_it_helped,
    stories_asked_back,
    stories_of_me,
    stories_to_edit,
    stories_waiting,
    story_of_the_morning,
    take_into_morning,
    tell_again,
    tell_story,
    withdraw_story,
)
from lms.culture.stories.library import published_since, stories_by_id
from lms.culture.stories.wording import PARTS
from lms.people import Actor
from lms.platform.context import Context
from lms.platform.errors import Forbidden, NotFound, Refused
from lms.platform.personal_data import ERASED, erase

Who = Callable[[str], Actor]
WORDS = {
    "title": "林晓雨和一袋硬币",
    "needed": "客户王建国（电话13812345678）提来一袋硬币。",
    "hard": "机器过不去，后面排着队。",
    "done": "林晓雨说：“咱俩一块儿点。”晓雨点了四十分钟。",
    "came": "客户笑着走的。",
    "lesson": "先把时间说在前头。",
}


def telling(who: Who, *people: str, **other: object) -> Telling:
    ids = tuple(who(one).person_id for one in people or ("new-hire",))
    one = Telling(WORDS, "service_awareness", "counter", "inclusive", "counter", "zh-CN", ids)
    return replace(one, **other)  # type: ignore[arg-type]


def told(context: Context, who: Who, by: str = "jiang.yuehua", *people: str, **other: object) -> str:
    return tell_story(context, actor=who(by), telling=telling(who, *people, **other), key="form")


def published(context: Context, who: Who, by: str = "jiang.yuehua", *people: str, **other: object) -> str:
    one = told(context, who, by, *people, **other)
    decide_story(context, actor=who("trainer"), story_id=one, step="published")
    return one


def all_words(story: Story) -> str:
    return "\n".join(story.parts.values())


def test_before_anything_is_kept_the_teller_sees_what_is_taken_out(context: Context, who: Who) -> None:
    looked = look_through(context, actor=who("jiang.yuehua"), telling=telling(who))
    words = "\n".join(looked.parts.values())
    assert "王建国" in looked.masked and "13812345678" in looked.masked
    assert not any(taken in words for taken in (*looked.masked, "林晓雨", "晓雨"))
    assert "同事说" in words
    assert my_stories(context, actor=who("jiang.yuehua")) == ()


def test_a_colleague_who_is_not_asked_is_named_nowhere(context: Context, who: Who) -> None:
    mention = WORDS | {"came": "客户笑着走的，方慧敏也来帮了忙。"}
    one = published(context, who, parts=mention)
    assert "方慧敏" not in all_words(read_story(context, actor=who("manager"), story_id=one))


def test_leave_given_and_taken_back_holds_at_once_wherever_the_story_is_read(
    context: Context, who: Who
) -> None:
    one, reader, told_of = published(context, who), who("wei.jiahe"), who("new-hire")

    def read() -> str:
        return all_words(read_story(context, actor=reader, story_id=one))

    assert leave_asked(context, actor=told_of) == 1
    assert "林晓雨" not in read() and "晓雨" not in read()
    stamp = published_since(context, most=9)
    answer_for_me(context, actor=told_of, story_id=one, answer="named")
    assert "林晓雨和一袋硬币" in read() and leave_asked(context, actor=told_of) == 0
    assert published_since(context, most=9) != stamp
    answer_for_me(context, actor=told_of, story_id=one, answer="unnamed")
    assert "晓雨" not in read()
    answer_for_me(context, actor=told_of, story_id=one, answer="withdrawn")
    with pytest.raises(NotFound):
        read()
    assert stories_by_id(context, [one]) == () and stories_of_me(context, actor=told_of) == ()
    assert [step.step for step in my_stories(context, actor=who("jiang.yuehua"))[0].steps][-1] == "withdrawn"


def test_nobody_answers_for_somebody_else(context: Context, who: Who) -> None:
    one = published(context, who)
    for username in ("jiang.yuehua", "manager", "trainer"):
        with pytest.raises(NotFound):
            answer_for_me(context, actor=who(username), story_id=one, answer="named")
    with pytest.raises(Refused):
        answer_for_me(context, actor=who("new-hire"), story_id=one, answer="open")


def test_an_editor_over_the_branch_reads_asks_back_and_publishes_and_nobody_else(
    context: Context, who: Who
) -> None:
    one = told(context, who)
    for username in ("wei.jiahe", "qian.xiuzhen", "jiang.yuehua", "admin"):
        with pytest.raises(Forbidden):
            decide_story(context, actor=who(username), story_id=one, step="published")
    assert stories_to_edit(context, actor=who("wei.jiahe")) == ()
    editor = who("manager")
    assert [seen.story_id for seen in stories_to_edit(context, actor=editor)] == [one]
    with pytest.raises(Refused, match="why"):
        decide_story(context, actor=editor, story_id=one, step="asked", reason=" ")
    decide_story(context, actor=editor, story_id=one, step="asked", reason="客户后来怎么样了？")
    (mine,) = my_stories(context, actor=who("jiang.yuehua"))
    assert mine.steps[-1].reason == "客户后来怎么样了？"
    anew = telling(who, parts={**mine.to_edit, "came": "第二个月她又来了，{1}教她卷硬币。"})
    with pytest.raises(NotFound):
        tell_again(context, actor=who("qian.xiuzhen"), story_id=one, telling=anew)
    tell_again(context, actor=who("jiang.yuehua"), story_id=one, telling=anew)
    with pytest.raises(Refused):
        tell_again(context, actor=who("jiang.yuehua"), story_id=one, telling=anew)
    decide_story(context, actor=editor, story_id=one, step="published")
    answer_for_me(context, actor=who("new-hire"), story_id=one, answer="named")
    read = read_story(context, actor=who("zhai.lina"), story_id=one)
    assert read.parts["came"] == "第二个月她又来了，林晓雨教她卷硬币。" and read.steps == ()


def test_whom_a_story_tells_of_does_not_edit_it_even_as_manager(context: Context, who: Who) -> None:
    one = told(context, who, "jiang.yuehua", "manager")
    assert stories_to_edit(context, actor=who("manager")) == ()
    with pytest.raises(Forbidden, match="tells of you"):
        decide_story(context, actor=who("manager"), story_id=one, step="published")


def test_a_story_that_is_not_published_is_read_by_its_people_and_editors_alone(
    context: Context, who: Who
) -> None:
    one = told(context, who)
    for username in ("jiang.yuehua", "new-hire", "manager", "trainer"):
        assert read_story(context, actor=who(username), story_id=one).story_id == one
    for username in ("qian.xiuzhen", "wei.jiahe", "admin"):
        with pytest.raises(NotFound):
            read_story(context, actor=who(username), story_id=one)
    assert find_stories(context, actor=who("new-hire")) == ()


def test_an_editor_writes_a_harmless_word_back_and_never_a_number(context: Context, who: Who) -> None:
    one, editor = told(context, who), who("manager")
    (seen,) = stories_to_edit(context, actor=editor)
    put_right = {**seen.to_edit, "needed": "客户从王建国里来，电话13812345678。"}
    masked = edit_story(
        context, actor=editor, story_id=one, parts=put_right, spared={"王建国", "13812345678"}
    )
    (seen,) = stories_to_edit(context, actor=editor)
    assert masked == ("13812345678",) and seen.parts["needed"] == "客户从王建国里来，电话[phone]。"
    with pytest.raises(Refused):
        edit_story(context, actor=editor, story_id=one, parts=put_right | {"done": " "})


def test_a_part_left_empty_somebody_from_elsewhere_and_a_choice_not_made_are_refused(
    context: Context, who: Who
) -> None:
    wrong: tuple[dict[str, object], ...] = (
        {"parts": WORDS | {"hard": "  "}},
        {"parts": WORDS | {"title": "长" * 61}},
        {"competency": "charm"},
        {"people": ()},
        {"people": (who("wei.jiahe").person_id,)},
        {"item_id": "no-such-letter"},
    )
    for other in wrong:
        with pytest.raises(Refused):
            told(context, who, **other)  # type: ignore[arg-type]
    with pytest.raises(Forbidden):
        tell_story(context, actor=who("admin"), telling=telling(who), key="1")


def test_one_story_helps_a_person_once_and_never_its_own_people(context: Context, who: Who) -> None:
    one, reader = published(context, who), who("zhai.lina")
    assert can_help(context, actor=reader, story_id=one)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: say_it_helped(context, actor=reader, story_id=one), range(4)))
    assert read_story(context, actor=reader, story_id=one).helped == 1
    assert not can_help(context, actor=reader, story_id=one)
    with pytest.raises(Refused):
        say_it_helped(context, actor=who("jiang.yuehua"), story_id=one)
    with pytest.raises(Forbidden):
        say_it_helped(context, actor=who("new-hire"), story_id=one)
    # Neither telling nor helping earns anything.
    assert my_points(context, actor=who("jiang.yuehua")).balance == 0


def test_a_story_taken_into_morning_meetings_earns_once_and_not_by_ones_own_choice(
    context: Context, who: Who
) -> None:
    one, today, teller = published(context, who), context.today(), who("jiang.yuehua")
    with pytest.raises(Forbidden):
        take_into_morning(context, actor=who("qian.xiuzhen"), story_id=one, day=today)
    with pytest.raises(Refused):
        take_into_morning(context, actor=who("manager"), story_id=one, day=today - timedelta(days=1))

    def take(username: str) -> int:
        return take_into_morning(context, actor=who(username), story_id=one, day=today)

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(take, ["manager", "wei.jiahe", "manager", "wei.jiahe"])) == [0, 0, 0, 15]
    mine = my_points(context, actor=teller)
    assert mine.balance == 15 and [one.kind for one in mine.movements] == ["story"]
    assert (story := story_of_the_morning(context, actor=who("new-hire"))) and story.story_id == one
    assert story_of_the_morning(context, actor=who("zhai.lina")) is None
    own = tell_story(context, actor=who("manager"), telling=telling(who), key="2")
    decide_story(context, actor=who("trainer"), story_id=own, step="published")
    assert take_into_morning(context, actor=who("manager"), story_id=own, day=today) == 0
    assert my_points(context, actor=who("manager")).balance == 0
    withdraw_story(context, actor=who("manager"), story_id=own)
    assert story_of_the_morning(context, actor=who("new-hire")) is None


def test_stories_are_found_by_words_and_by_what_they_are(context: Context, who: Who) -> None:
    one = published(context, who)
    index = Told()
    index.refresh(context)
    assert f"story:{one}" in index.terms
    reader = who("zhai.lina")
    for wanted, there in (
        (Wanted("zh-CN"), 1),
        (Wanted("en"), 0),
        (Wanted(competency="service_awareness", segment="inclusive"), 1),
        (Wanted(business="loan"), 0),
        (Wanted(occasion="counter"), 1),
        (Wanted(model=True), 0),
    ):
        assert len(find_stories(context, actor=reader, wanted=wanted)) == there
    assert find_stories(context, actor=reader, keys=["no-such-story"]) == ()
    hold_up(context, actor=who("manager"), story_id=one, model=True)
    assert len(find_stories(context, actor=reader, wanted=Wanted(model=True))) == 1
    withdraw_story(context, actor=who("trainer"), story_id=one, reason="客户认得出来。")
    index.refresh(context)
    assert f"story:{one}" not in index.terms


def test_a_letter_on_the_wall_may_have_its_story_and_goes_with_its_own_leave(
    context: Context, who: Who, praised: Callable[..., str]
) -> None:
    item = praised()
    with pytest.raises(Refused):
        told(context, who, item_id=item)
    hang_letter(context, actor=who("new-hire"), item_id=item, named=False)
    one = published(context, who, item_id=item)
    assert read_story(context, actor=who("zhai.lina"), story_id=one).item_id == item
    take_letter_down(context, actor=who("new-hire"), item_id=item)
    assert read_story(context, actor=who("zhai.lina"), story_id=one).item_id == item


def test_whoever_is_erased_goes_from_stories_with_their_name_and_an_unpublished_story_goes_whole(
    context: Context, who: Who
) -> None:
    one = published(context, who)
    two = tell_story(context, actor=who("jiang.yuehua"), telling=telling(who), key="2")
    answer_for_me(context, actor=who("new-hire"), story_id=one, answer="named")
    for username in ("new-hire", "jiang.yuehua"):
        with context.database.transaction() as connection:
            erase(connection, who(username).person_id, before=context.now(), now=context.now())
    kept = read_story(context, actor=who("zhai.lina"), story_id=one)
    assert kept.people == () and "晓雨" not in all_words(kept) and "一块儿点" in all_words(kept)
    gone = {one.story_id: one for one in my_stories(context, actor=who("jiang.yuehua"))}[two]
    assert {gone.parts[part] for part in PARTS} == {ERASED} and gone.state == "withdrawn"


def test_home_tells_the_editor_what_waits_and_the_teller_what_was_asked(context: Context, who: Who) -> None:
    one = told(context, who)
    for username, waiting in (("manager", 1), ("trainer", 1), ("wei.jiahe", 0), ("qian.xiuzhen", 0)):
        assert stories_waiting(context, actor=who(username)) == waiting
    decide_story(context, actor=who("manager"), story_id=one, step="asked", reason="后来呢？")
    assert stories_asked_back(context, actor=who("jiang.yuehua")) == 1
    assert stories_waiting(context, actor=who("manager")) == 0


def test_leave_was_given_to_words_and_is_asked_again_once_they_are_others(context: Context, who: Who) -> None:
    one, told_of, editor = published(context, who), who("new-hire"), who("manager")
    answer_for_me(context, actor=told_of, story_id=one, answer="named")
    (seen,) = stories_to_edit(context, actor=editor)
    edit_story(context, actor=editor, story_id=one, parts=seen.to_edit)
    assert leave_asked(context, actor=told_of) == 0
    edit_story(context, actor=editor, story_id=one, parts={**seen.to_edit, "came": "客户骂骂咧咧地走了。"})
    assert leave_asked(context, actor=told_of) == 1
    read = read_story(context, actor=who("zhai.lina"), story_id=one)
    assert read.people == () and "晓雨" not in all_words(read)
