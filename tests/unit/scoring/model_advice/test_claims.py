"""Numbers, times and names that have to be known from somewhere, and what only looks like one."""

from __future__ import annotations

import pytest

from scenarios.transcript import Locale
from scoring.model_advice.claims import invented

KNOWN: list[tuple[Locale, str, str]] = [
    ("zh-CN", "五十万的贷款", "贷款50万元"),
    ("zh-CN", "一共四万八千", "48,000元"),
    ("zh-CN", "等了一小时", "等了1小时"),
    ("zh-CN", "后四位是零九二六", "尾号0926"),
    ("zh-CN", "下午两点三十六的车", "下午2点36开车"),
    ("zh-CN", "１２个人", "十二个人"),
    ("zh-CN", "星期日见", "周天再来"),
    ("zh-CN", "谭先生您坐", "谭先生来解挂失"),
    ("zh-CN", "打96110核实", ""),
    ("zh-CN", "咱们一起看一下，一步一步来，第一件事先坐下，万一有事我在，十分抱歉。", ""),
    ("zh-CN", "上午好，两边都听一听，一个人担着不容易。", ""),
    ("en", "the forty-eight thousand", "48,000 yuan"),
    ("en", "by five o'clock", "at 5 pm"),
    ("en", "Mrs Chen's card", "Mrs Chen came in"),
    ("en", "Good morning. One step at a time, this one first, and then two questions.", ""),
    ("en", "I'm here, and I'll keep your ID and PIN to myself. Certainly not.", ""),
]
NEW: list[tuple[Locale, str, str]] = [
    ("zh-CN", "赔您五百元", "五十元"),
    ("zh-CN", "一天之内", "一小时"),
    ("zh-CN", "十分钟", "十分抱歉"),
    ("zh-CN", "周三给您回话", "周五"),
    ("zh-CN", "明天", "今天"),
    ("zh-CN", "张先生", "谭先生"),
    ("zh-CN", "我姓叶", "姓沈"),
    ("zh-CN", "请小王过来", ""),
    ("zh-CN", "《安心保》", ""),
    ("en", "two hundred yuan", "twenty yuan"),
    ("en", "within one hour", "one thing"),
    ("en", "by Friday", "Thursday"),
    ("en", "this afternoon", "Good afternoon"),
    ("en", "half past four", "four"),
    ("en", "Mr Zhang", "Mr Tan"),
    ("en", "Margaret, please sit down.", ""),
    ("en", "ask Li about it", ""),
]


@pytest.mark.parametrize(("locale", "text", "known"), KNOWN)
def test_what_is_known_may_be_said_however_it_is_written(locale: Locale, text: str, known: str) -> None:
    assert invented(text, known, locale) == ()


@pytest.mark.parametrize(("locale", "text", "known"), NEW)
def test_what_stands_nowhere_is_found(locale: Locale, text: str, known: str) -> None:
    assert invented(text, known, locale)
