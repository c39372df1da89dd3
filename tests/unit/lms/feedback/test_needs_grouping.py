"""Hidden needs: themes that were put among other texts are found again, in whatever order the texts come."""

import random
from collections import Counter
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.feedback.classification.meaning import missing
from lms.feedback.needs.grouping import FEWEST, Told, groups_in, hidden
from lms.feedback.needs.likening import Likeness, by_meaning, by_words
from lms.feedback.needs.telling import nearness, profile_of, shown_words, words_in

THEMES = {
    "glasses": (
        ["希望大堂", "请在填单台", "建议柜台", "能不能在网点", "麻烦给老人"],
        ["多放几副老花镜", "备上不同度数的老花镜", "换掉坏了的老花镜", "准备老花镜和放大镜"],
        ["，填单子看不清字", "，单子上的字太小", "，老年人填表看不清", "，不然字看不清"],
    ),
    "parking": (
        ["来办业务", "开车过来", "每次来网点", "门口", "你们这里"],
        ["找不到停车位", "停车太难", "车位都被占了", "没有地方停车"],
        ["，转了二十分钟", "，希望留几个车位给客户", "，还被贴了罚单", "，能不能跟商场谈停车优惠"],
    ),
    "messages": (
        ["请问", "我想问", "能不能", "希望可以", "想咨询"],
        ["把余额变动短信", "把取款的短信提醒", "把账户的短信通知", "把老人卡的动账短信"],
        ["也发给我女儿的手机", "同时发给家人的手机号", "发一份到孩子手机上", "发到两个手机号"],
    ),
}
OTHERS = (
    "叫号机坏了没有人修。",
    "理财亏了八千多，我要个说法。",
    "信用卡年费收了两次。",
    "贷款审批拖了一个月。",
    "柜员说话很冲，全程黑着脸。",
    "自动取款机把卡吞了。",
    "大额转账一天只能转五万。",
    "利率降了没有人告诉我。",
    "催收的人打电话打到单位去。",
    "保险是当存款卖给我妈的。",
    "护照过期了还能开户吗？",
    "零钱换整钱要收费吗？",
)


def told(seed: int = 0, each: int = 12) -> tuple[list[Told], dict[str, str]]:
    """Texts of three themes among others, and which theme each is of."""
    luck, texts, themes = random.Random(seed), [], {}
    for theme, (firsts, seconds, thirds) in THEMES.items():
        wanted: set[str] = set()
        while len(wanted) < each:
            wanted.add(luck.choice(firsts) + luck.choice(seconds) + luck.choice(thirds) + "。")
        for number, text in enumerate(sorted(wanted)):
            key = f"{theme}-{number:02d}"
            texts.append(Told(text, key, "suggestion", placed=False))
            themes[key] = theme
    texts += [
        Told(text, f"other-{number:02d}", "process", placed=False) for number, text in enumerate(OTHERS)
    ]
    return texts, themes


@pytest.mark.skipif(missing() is not None, reason="meaning cannot be read on this machine")
@pytest.mark.parametrize("seed", range(3))
def test_three_hidden_themes_are_found_as_three_groups_by_what_they_mean(seed: int) -> None:
    texts, themes = told(seed)
    found = groups_in(texts, by_meaning, how="meaning")
    main = [Counter(themes.get(key, "other") for key in group.item_ids).most_common(1)[0] for group in found]
    assert {theme for theme, _count in main} == {*THEMES}
    pure = sum(count for _theme, count in main) / sum(len(group.item_ids) for group in found)
    assert pure >= 0.95
    for theme in THEMES:
        # Most of a theme stands in its groups: a text or two may be told in words of their own.
        assert sum(count for name, count in main if name == theme) >= 9


def test_where_meaning_cannot_be_read_the_words_find_the_themes_too() -> None:
    texts, themes = told()
    found = groups_in(texts, by_words, how="words")
    main = [Counter(themes.get(key, "other") for key in group.item_ids).most_common(1)[0] for group in found]
    assert {theme for theme, _count in main} == {*THEMES}
    assert sum(count for _theme, count in main) / sum(len(group.item_ids) for group in found) >= 0.9


@settings(max_examples=25, deadline=None)
@given(order=st.randoms(use_true_random=False))
def test_the_order_of_the_texts_changes_nothing(order: random.Random) -> None:
    texts, _themes = told(each=8)
    once = groups_in(texts, by_words, how="words")
    order.shuffle(texts)
    assert groups_in(texts, by_words, how="words") == once and once


def test_a_group_is_told_by_words_that_several_used_and_by_nobodys_name() -> None:
    texts = [Told(f"林晓雨说老花镜用完了，{end}。", str(end), "suggestion", placed=False) for end in range(6)]
    (group,) = groups_in(
        texts,
        lambda some: np.ones((len(some), len(some)), np.float32),
        how="words",
        names=frozenset({"晓雨"}),
    )
    assert "老花镜" in group.words
    assert not any("晓雨" in word or "林" in word for word in group.profile)
    words = [
        words_in("The queue was endless [name]"),
        words_in("queue again"),
        words_in("a queue of one's own"),
    ]
    assert shown_words(profile_of(words, Counter(w for some in words for w in some), 9)) == ("queue",)


def test_fewer_than_five_are_no_group() -> None:
    def alike(texts: Sequence[str]) -> Likeness:
        return np.ones((len(texts), len(texts)), np.float32)

    texts = [Told("停车难。", str(number), "suggestion", placed=False) for number in range(FEWEST)]
    assert len(groups_in(texts, alike, how="words")) == 1
    assert groups_in(texts[1:], alike, how="words") == ()
    assert groups_in([], alike, how="words") == ()


def test_what_one_cause_accounts_for_is_not_hidden() -> None:
    def some(*causes: str, placed: bool = True) -> list[Told]:
        return [Told("x", str(at), cause, placed) for at, cause in enumerate(causes)]

    assert not hidden(some(*["facility"] * 6, *["process"] * 4))
    assert hidden(some(*["facility"] * 5, *["process"] * 5))
    assert hidden(some(*["other"] * 10, placed=False))


def test_nearness_is_the_same_both_ways_and_whole_with_itself() -> None:
    one, other = {"停车": 2.0, "车位": 1.0}, {"停车": 1.0, "短信": 3.0}
    assert (
        nearness(one, other) == pytest.approx(nearness(other, one)) == pytest.approx(2 / (5**0.5 * 10**0.5))
    )
    assert nearness(one, one) == pytest.approx(1) and nearness(one, {}) == 0
